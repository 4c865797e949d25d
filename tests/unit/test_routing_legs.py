"""Legs over made-up networks: named places, hints, closures, and no way at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corridors.model import Mode, Position
from corridors.routing.leg_path import Basis
from corridors.routing.legs import RIVER_WAYS, closed_end, route_leg
from corridors.routing.networks import Networks
from corridors.routing.noroute import NoRoute
from corridors.routing.plans import LegPlan, Place
from corridors.routing.shut import Shut
from tests.made_networks import MadeLandRoute, Strait, by_land, no_ways, straight_ways

EAST = Place("east", "East", Position(40.0, 30.0), "TR")
WEST = Place("west", "West", Position(40.0, 20.0), "GR")
NARROWS = Place("suez", "Narrows", Position(41.0, 25.0), None, "suez", True)
CAPE = Place("cape", "Cape", Position(35.0, 25.0), None, None, True)
PORT = Place("port", "Port", Position(45.0, 25.0), "UA")


def _plan(*places: Place, mode: Mode | None = Mode.SEA, **more: Any) -> LegPlan:
    shape = tuple(place.position for place in places)
    return LegPlan("made.leg", Basis.ROUTED, mode, places, shape, **more)


SOUTH = Position(30.0, 25.0)


def _sea(*, round_about: Position | None = SOUTH) -> tuple[Strait, Networks]:
    strait = Strait("suez", NARROWS.position, round_about, [])
    return strait, Networks(strait, lambda *_, **__: NoRoute("no land"))


def test_a_way_that_passes_what_is_named_is_asked_for_once() -> None:
    strait, networks = _sea()
    path = route_leg(_plan(EAST, NARROWS, WEST), networks)
    assert path.passages == ("suez",)
    assert len(strait.asked) == 1


def test_a_named_port_off_the_short_way_is_gone_to() -> None:
    strait, networks = _sea()
    path = route_leg(_plan(EAST, PORT, WEST), networks)
    assert PORT.position in path.line
    assert len(strait.asked) == 3


def test_a_cape_within_25_km_of_the_way_counts_as_passed_and_one_beyond_is_gone_to() -> None:
    near = replace(CAPE, position=Position(41.1, 25.0))
    far = replace(CAPE, position=Position(41.4, 25.0))
    for cape, times in ((near, 1), (far, 3)):
        strait, networks = _sea()
        route_leg(_plan(EAST, cape, WEST), networks)
        assert len(strait.asked) == times


def test_a_leg_by_sea_takes_river_ways_only_if_told_to_and_a_leg_by_river_always() -> None:
    for plan, avoided in (
        (_plan(EAST, WEST), RIVER_WAYS),
        (_plan(EAST, WEST, allow=frozenset({"volga-don"})), {"volga-baltic"}),
        (_plan(EAST, WEST, mode=Mode.RIVER), set()),
    ):
        strait, networks = _sea()
        route_leg(plan, networks)
        assert strait.asked[0]["avoid"] == avoided


def test_closing_a_named_strait_sends_the_leg_round_without_it() -> None:
    _, networks = _sea()
    plan = _plan(EAST, NARROWS, WEST)
    before = route_leg(plan, networks)
    after = route_leg(plan, networks, Shut(passages=frozenset({"suez"})))
    assert after.basis is Basis.ROUTED
    assert after.passages == ()
    assert after.length_km > before.length_km


def test_closing_a_country_closes_its_canals() -> None:
    strait, networks = _sea()
    route_leg(_plan(EAST, WEST), networks, Shut(countries=frozenset({"EG"})))
    assert "suez" in strait.asked[0]["avoid"]


def test_with_no_way_round_the_leg_is_schematic_and_says_what_is_closed() -> None:
    _, networks = _sea(round_about=None)
    path = route_leg(_plan(EAST, NARROWS, WEST), networks, Shut(passages=frozenset({"suez"})))
    assert path.basis is Basis.SCHEMATIC
    assert path.no_route == "closed: suez"
    assert path.schematic_km == path.length_km > 0


@pytest.mark.parametrize(
    ("shut", "why"),
    [
        (Shut(nodes=frozenset({"west"})), "West is closed"),
        (Shut(countries=frozenset({"TR"})), "East lies in TR, which is closed"),
    ],
)
def test_a_leg_whose_end_is_closed_has_no_way(shut: Shut, why: str) -> None:
    plan = _plan(EAST, WEST)
    assert closed_end(plan, shut) == why
    assert route_leg(plan, straight_ways(), shut).no_route == why


def test_a_railway_is_told_what_to_avoid_and_whether_it_may_use_what_is_not_built() -> None:
    asked: list[dict[str, Any]] = []

    def land(mode: str, origin: Position, destination: Position, **more: Any) -> MadeLandRoute:
        asked.append({"mode": mode, **more})
        return MadeLandRoute((origin, destination), 100.0)

    plan = _plan(EAST, WEST, mode=Mode.RAIL, avoid_countries=frozenset({"UA"}), proposed=True)
    shut = Shut(
        frozenset({"suez"}), frozenset({"port"}), frozenset({"PL"}), frozenset({("BY", "LT")})
    )
    assert route_leg(plan, by_land(land), shut).osm
    assert asked == [
        {
            "mode": "rail",
            "avoid_countries": {"UA", "PL"},
            "closed": {"port", "BY-LT"},
            "proposed": True,
        }
    ]


def test_a_railway_goes_through_its_named_places_in_turn_and_past_them_if_they_are_shut_off() -> (
    None
):
    def land(_: str, origin: Position, destination: Position, **more: Any) -> Any:
        if PORT.position in (origin, destination) and more["closed"]:
            return NoRoute("no way left")
        return MadeLandRoute((origin, destination), 100.0)

    plan = _plan(EAST, PORT, WEST, mode=Mode.RAIL)
    assert route_leg(plan, by_land(land)).length_km == 200.0
    assert route_leg(plan, by_land(land), Shut(nodes=frozenset({"elsewhere"}))).length_km == 100.0


def test_what_a_network_does_not_know_is_a_reason_and_no_crash() -> None:
    def land(*_: Any, **__: Any) -> MadeLandRoute:
        raise ValueError("avoid_countries: 'QQ' is no country the network knows")

    path = route_leg(_plan(EAST, WEST, mode=Mode.ROAD), by_land(land))
    assert path.no_route
    assert "'QQ'" in path.no_route


@pytest.mark.parametrize(
    ("mode", "why"),
    [(None, "the sources do not agree on one mode"), (Mode.AIR, "no network of airways is held")],
)
def test_a_leg_without_a_network_is_schematic_and_says_so(mode: Mode | None, why: str) -> None:
    path = route_leg(_plan(EAST, WEST, mode=mode), straight_ways())
    assert path.basis is Basis.SCHEMATIC
    assert path.no_route
    assert why in path.no_route


def test_a_flow_stays_an_arc_and_a_leg_with_an_area_is_told_in_words() -> None:
    shape = (EAST.position, WEST.position)
    arc = route_leg(LegPlan("made.arc", Basis.ARC, Mode.RAIL, (EAST, WEST), shape), no_ways("x"))
    assert (arc.basis, arc.line, arc.length_km) == (Basis.ARC, shape, 0.0)
    words = route_leg(LegPlan("made.words", Basis.NONE, None), no_ways("x"))
    assert (words.basis, words.line) == (Basis.NONE, ())
