"""Two atlases set side by side: every leg, claim and source that came, went or was mended."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from corridors.atlas import build_atlas
from corridors.catalog import Catalog, load_catalog
from corridors.history.changes import changes_between
from corridors.routing.ways import find_ways
from tests.made_networks import straight_ways
from tests.small_world import EDITOR, PLANNED, SAILS, SmallWorld

Json = dict[str, Any]


def fold(world: SmallWorld) -> Json:
    """The atlas of a small world."""
    return fold_catalog(world.load())


def fold_catalog(catalog: Catalog) -> Json:
    """The atlas of a catalog, its legs drawn straight."""
    assert catalog.faults == ()
    atlas = build_atlas(catalog, ways=find_ways(catalog, straight_ways()))
    read: Json = json.loads(atlas.as_bytes)
    return read


@pytest.fixture
def old(world: SmallWorld) -> Json:
    """The atlas before anything has changed."""
    return fold(world)


def told(old: Json, new: Json) -> list[tuple[str, str, str]]:
    """Kind, what and id (of a claim: what it is about and its field) of each change."""
    return [
        (c["kind"], c["what"], f"{c['about']} {(c['after'] or c['before'])['field']}")
        if c["what"] == "claim"
        else (c["kind"], c["what"], c["id"])
        for c in changes_between(old, new)["changes"]
    ]


def test_an_atlas_has_not_changed_since_itself(old: Json) -> None:
    changes = changes_between(old, copy.deepcopy(old))
    assert changes == {
        "from": old["hash"],
        "to": old["hash"],
        "counts": {"added": 0, "removed": 0, "changed": 0},
        "changes": [],
        "gone": {},
    }


def test_a_claim_that_was_added_is_told_with_its_words_and_who_says_so(
    world: SmallWorld, old: Json
) -> None:
    world.leg("rail")["status"].append(
        {"value": "announced", "date": "2025-03", "article": "gazette", "quote": PLANNED}
    )
    (change,) = changes_between(old, fold(world))["changes"]
    assert (change["kind"], change["what"], change["about"]) == ("added", "claim", "ferry.rail")
    assert change["sel"] == ["ferry.rail", "ferry.rail"]
    assert change["title"] == "Aport – Inland"
    assert change["corridors"] == ["ferry"]
    assert change["before"] is None
    after = change["after"]
    assert (after["field"], after["value"], after["quote"]) == ("status", "announced", PLANNED)
    assert (after["publisher"], after["published"]["text"], after["date"]) == (
        "The Gazette",
        "2025-03-01",
        "2025-03",
    )


def test_a_claim_whose_value_was_mended_is_one_change(world: SmallWorld, old: Json) -> None:
    world.leg("sea")["status"][0]["value"] = "suspended"
    new = fold(world)
    (change,) = changes_between(old, new)["changes"]
    assert (change["kind"], change["before"]["value"], change["after"]["value"]) == (
        "changed",
        "operating",
        "suspended",
    )
    (was,) = {c for c in old["claims"] if c not in new["claims"]}
    assert changes_between(old, new)["gone"] == {was: "changed"}


def test_a_note_is_no_part_of_a_claims_id_and_is_told_all_the_same(
    world: SmallWorld, old: Json
) -> None:
    world.leg("sea")["mode"][0]["note"] = "The paper says so in its headline too."
    (change,) = changes_between(old, fold(world))["changes"]
    assert (change["kind"], change["what"]) == ("changed", "claim")
    assert change["after"]["note"] == "The paper says so in its headline too."


def test_a_leg_that_goes_takes_its_claims_along_in_one_line(world: SmallWorld, old: Json) -> None:
    world.definition["legs"].pop(1)
    world.definition["stops"].pop(2)
    changes = changes_between(old, fold(world))
    by_what = {change["what"]: change for change in changes["changes"]}
    assert by_what["leg"]["kind"] == "removed"
    assert by_what["leg"]["claims"] == 3
    assert by_what["leg"]["sel"] == ["ferry.rail", None]
    assert "claim" not in by_what
    assert changes["counts"]["removed"] == len(changes["changes"])


def test_a_source_that_nothing_rests_on_any_more_is_withdrawn_and_said_at_each_claim(
    world: SmallWorld, old: Json
) -> None:
    leg = world.leg("rail")
    leg["stated"] = leg["mode"] = leg["status"] = []
    leg["stated"] = [EDITOR]
    world.definition["stops"][2]["stated"] = [EDITOR]
    changes = changes_between(old, fold(world))
    (source,) = (c for c in changes["changes"] if c["what"] == "source")
    assert (source["kind"], source["id"], source["claims"]) == ("removed", "wire", 4)
    assert source["title"] == "The Wire, [Rails planned]"
    assert source["corridors"] == ["ferry"]
    gone = {name for name, why in changes["gone"].items() if why == "withdrawn"}
    assert gone == {name for name, claim in old["claims"].items() if claim["source"] == "wire"}


def test_a_whole_corridor_is_one_change_and_its_parts_are_counted(
    world: SmallWorld, old: Json
) -> None:
    world.add_corridor(id="second", name="Second", short="Second")
    new = fold(world)
    assert told(old, new) == [("added", "corridor", "second")]
    assert told(new, old) == [("removed", "corridor", "second")]
    (added,) = changes_between(old, new)["changes"]
    assert added["claims"] == sum(c["about"].startswith("second") for c in new["claims"].values())
    assert added["sel"] == [None, "second"]


def test_a_corridor_that_was_renamed_is_the_same_one(world: SmallWorld, old: Json) -> None:
    world.add_corridor(id="boat", was=["ferry"], name="Boat")
    world.load()
    (world.folder / "definitions" / "ferry.yaml").unlink()
    folders = [world.folder / name for name in ("definitions", "registers", "seeds")]
    new = fold_catalog(load_catalog(*folders))
    (change,) = changes_between(old, new)["changes"]
    assert (change["kind"], change["what"]) == ("changed", "corridor")
    assert change["before"] == {"id": "ferry", "name": "Ferry"}
    assert change["after"] == {"id": "boat", "name": "Boat"}
    assert change["sel"] == ["ferry", "boat"]


def test_a_place_that_moved_changes_its_legs_as_they_are_drawn(
    world: SmallWorld, old: Json
) -> None:
    world.nodes[1]["position"] = [44.5, 33.5]
    changes = {c["id"]: c for c in changes_between(old, fold(world))["changes"]}
    assert changes["node/beport"]["after"]["at"] == [44.5, 33.5]
    assert changes["node/beport"]["corridors"] == ["ferry"]
    assert {"line", "km"} <= set(changes["ferry.sea"]["after"])
    assert "ferry.rail" not in changes


def test_a_thing_stands_before_its_claims_and_what_is_of_no_corridor_comes_last(
    world: SmallWorld, old: Json
) -> None:
    world.nodes[1]["name"] = "Bayport"
    world.definition["name"] = "The ferry"
    world.definition["statements"][0]["value"] = "A line was opened."
    world.leg("sea")["cargo"] = []
    world.leg("sea")["one_way"] = [{"article": "gazette", "quote": SAILS}]
    order = told(old, fold(world))
    assert order[0] == ("changed", "corridor", "ferry")
    assert order[1] == ("changed", "claim", "ferry context")
    assert order[2] == ("changed", "leg", "ferry.sea")
    assert {one[2] for one in order[3:5]} == {"ferry.sea one_way", "ferry.sea cargo"}
    assert order[-1] == ("changed", "place", "node/beport")


def test_two_claims_of_one_source_on_one_field_are_told_apart_by_their_words(
    world: SmallWorld,
) -> None:
    context = world.definition["statements"]
    context.append(
        {"topic": "context", "value": "It sails weekly.", "article": "gazette", "quote": SAILS}
    )
    before = fold(world)
    context[0]["value"], context[1]["value"] = "A line was opened.", "It sails every week."
    changes = changes_between(before, fold(world))["changes"]
    assert [(c["before"]["value"], c["after"]["value"]) for c in changes] == [
        ("A line opened.", "A line was opened."),
        ("It sails weekly.", "It sails every week."),
    ]
