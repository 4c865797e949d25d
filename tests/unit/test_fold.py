"""A view folded in Python, by the rules of docs/atlas-format.md."""

from __future__ import annotations

from typing import Any

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.fold import Fold, Item, State
from corridors.view import View
from tests.small_world import SmallWorld


def _fold(world: SmallWorld, **view: Any) -> dict[str, tuple[Item, State]]:
    fold = Fold(build_atlas(world.load()).document, View(**view))
    return {item.id: (item, state) for item, state in fold.shown}


def test_a_leg_leaves_with_the_last_source_that_states_it(world: SmallWorld) -> None:
    assert set(_fold(world)) == {"ferry.sea", "ferry.rail"}
    assert set(_fold(world, off=("wire",))) == {"ferry.sea"}
    assert set(_fold(world, off=("wire", "gazette"))) == set()


def test_an_undated_status_holds_from_the_day_its_source_was_published(world: SmallWorld) -> None:
    (before,) = [state for _, state in _fold(world, asof="2025-02-28").values()][:1]
    assert before.lead == "not-stated"
    standing = _fold(world, asof="2025-03-01")["ferry.sea"][1].standings[0]
    assert (standing.values, standing.dated) == (("operating",), False)
    assert str(standing.since) == "2025-03-01"


def test_a_leg_whose_first_dated_status_lies_ahead_is_not_yet_there(world: SmallWorld) -> None:
    assert "ferry.rail" not in _fold(world, asof="2025-01-31")
    assert "ferry.rail" in _fold(world, asof="2025-02-01")


def test_nothing_is_carried_on_after_the_cut_off(world: SmallWorld) -> None:
    state = _fold(world, asof="2026-01-01")["ferry.sea"][1]
    assert state.statuses == ("not-known",)
    assert str(state.standings[0].known_until) == "2025-12-31"


def test_a_status_that_has_ended_is_no_longer_in_force(world: SmallWorld) -> None:
    status = world.leg("rail")["status"]
    status[0]["until"] = "2025-06"
    assert _fold(world, asof="2025-06-30")["ferry.rail"][1].lead == "proposed"
    assert _fold(world, asof="2025-07-01")["ferry.rail"][1].lead == "not-stated"


def test_statuses_of_different_services_stand_side_by_side(world: SmallWorld) -> None:
    world.leg("rail")["status"].append(
        {"value": "operating", "date": "2025-01", "service": "parcels", "reference": "wire"}
    )
    state = _fold(world)["ferry.rail"][1]
    assert [one.values for one in state.standings] == [("proposed",), ("operating",)]
    assert (state.lead, state.statuses) == ("operating", ("proposed", "operating"))


def test_sources_of_one_day_that_differ_both_speak(world: SmallWorld) -> None:
    world.leg("rail")["status"].append({"value": "announced", "date": "2025-02", **_EDITOR})
    state = _fold(world)["ferry.rail"][1]
    assert [one.values for one in state.standings] == [("proposed", "announced")]
    assert _fold(world, off=("editor-corridor-atlas",))["ferry.rail"][1].lead == "proposed"


_EDITOR = {"editor": "Corridor Atlas", "reason": "Made up for a test."}


def test_a_passed_place_is_there_while_somebody_says_it_is_passed(world: SmallWorld) -> None:
    document = build_atlas(world.load()).document
    assert "strait" in Fold(document, View()).places
    assert "strait" not in Fold(document, View(off=("editor-corridor-atlas",))).places


@pytest.mark.parametrize("day", ["1999-01-01", "2025-12-31"])
def test_the_whole_atlas_holds_every_item_whatever_the_day(atlas: Atlas, day: str) -> None:
    whole = Fold(atlas.document, View(asof=day, corridors=()), whole=True)
    assert len(whole.shown) == len(whole.states) > 100
    assert not any(whole.passes(*pair) for pair in whole.shown)


def test_claims_whose_source_or_record_is_missing_do_not_count(world: SmallWorld) -> None:
    document = build_atlas(world.load()).document
    sources = {k: v for k, v in document["sources"].items() if k != "wire"}
    fold = Fold({**document, "sources": sources}, View())
    assert [item.id for item, _ in fold.shown] == ["ferry.sea"]
    assert fold.counting(["no-such-claim"]) == []
