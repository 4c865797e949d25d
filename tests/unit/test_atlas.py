"""The atlas: folded once, frozen, and the same bytes for the same catalog."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from corridors.atlas import build_atlas
from corridors.routing.networks import Networks
from corridors.routing.ways import find_ways
from tests.made_networks import no_ways, straight_ways
from tests.small_world import SAILS, SmallWorld


def _sent(world: SmallWorld) -> bytes:
    catalog = world.load()
    return build_atlas(catalog, ways=find_ways(catalog, straight_ways())).as_bytes


def _document(world: SmallWorld) -> Any:
    return json.loads(_sent(world))


def test_the_hash_is_that_of_the_canonical_document(world: SmallWorld) -> None:
    document = _document(world)
    digest = document.pop("hash")
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_every_claim_id_leads_to_a_claim_and_every_claim_to_a_source(world: SmallWorld) -> None:
    document = _document(world)
    leg = document["corridors"][0]["legs"][0]
    claim = document["claims"][leg["stated"][0]]
    assert claim["quote"] == SAILS
    assert claim["about"] == "ferry.sea"
    assert world.text[claim["start"] : claim["end"]] == SAILS
    assert {c["source"] for c in document["claims"].values()} == document["sources"].keys()


def test_reordering_claims_keeps_their_ids(world: SmallWorld) -> None:
    before = _document(world)["claims"].keys()
    world.leg("sea")["stated"].append({"reference": "wire"})
    world.leg("sea")["stated"].reverse()
    assert before < _document(world)["claims"].keys()


def test_publishers_of_held_articles_come_first_and_the_editors_last(world: SmallWorld) -> None:
    names = [publisher["name"] for publisher in _document(world)["publishers"]]
    assert names == ["The Gazette", "The Wire", "Corridor Atlas"]


def test_the_text_of_an_article_never_leaves(world: SmallWorld) -> None:
    sent = _sent(world).decode()
    assert not any(line in sent for line in world.text.splitlines() if len(line) > 80)


def _legs_by(world: SmallWorld, networks: Networks) -> Any:
    catalog = world.load()
    atlas = build_atlas(catalog, ways=find_ways(catalog, networks))
    return json.loads(atlas.as_bytes)["corridors"][0]["legs"]


def test_a_leg_that_no_network_serves_is_schematic_and_says_why(world: SmallWorld) -> None:
    leg = _legs_by(world, no_ways("the ice is thick"))[0]
    assert leg["basis"] == "schematic"
    assert "the ice is thick" in leg["path"]["no_route"]
    assert leg["path"]["days"] is None
    assert leg["path"]["schematic_km"] == leg["path"]["km"] > 0
    assert [41.3, 29.2] in leg["line"]


def test_a_leg_that_a_network_serves_has_its_way_with_its_days(world: SmallWorld) -> None:
    leg = _legs_by(world, straight_ways(factor=1.5))[0]
    assert leg["basis"] == "routed"
    assert leg["path"]["no_route"] is None
    low, high = leg["path"]["days"]
    assert 0 < low < high
    assert leg["path"]["parts"][0] == ["sea-speed", leg["path"]["km"]]
    assert leg["path"]["nmi"] == pytest.approx(leg["path"]["km"] / 1.852, abs=0.1)


def test_what_days_rest_on_and_what_passages_are_called_stand_in_the_atlas(
    world: SmallWorld,
) -> None:
    document = _document(world)
    named = {one["id"] for one in document["assumptions"]}
    parts = [p for c in document["corridors"] for leg in c["legs"] for p in leg["path"]["parts"]]
    assert {name for name, _ in parts} <= named
    assert document["passages"]["suez"] == {"name": "Suez Canal", "kind": "canal", "usual": True}


def test_a_flow_is_an_arc_of_its_two_ends(world: SmallWorld) -> None:
    world.definition["kind"] = "flow"
    leg = _document(world)["corridors"][0]["legs"][0]
    assert (leg["basis"], leg["line"]) == ("arc", [[41.0, 29.0], [44.0, 33.0]])


def test_an_area_is_never_made_a_point(world: SmallWorld) -> None:
    world.nodes = [node for node in world.nodes if node["id"] != "inland"]
    world.areas = [{"id": "inland", "name": "Inland", "kind": "region", "countries": ["TR"]}]
    document = _document(world)
    leg = document["corridors"][0]["legs"][1]
    assert (leg["basis"], leg["line"]) == ("none", None)
    assert document["areas"]["inland"]["kind"] == "region"
    assert "inland" not in document["nodes"]


def test_places_and_references_that_nothing_uses_are_left_out(world: SmallWorld) -> None:
    world.references.append({"id": "unused", "publisher": "Nobody", "title": "Nothing"})
    document = _document(world)
    assert document["nodes"].keys() == {"aport", "beport", "inland", "strait"}
    assert "unused" not in document["sources"]


def test_a_record_with_a_fault_leaves_the_rest_of_the_atlas(world: SmallWorld) -> None:
    world.actors[0]["names"] = [{"value": "x", "language": "en", "reference": "nowhere"}]
    catalog = world.load()
    assert len(catalog.faults) == 2  # the actor, and the leg that names it
    assert json.loads(build_atlas(catalog).as_bytes)["corridors"] == []
