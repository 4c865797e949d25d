"""What a closure does to a small catalog over made-up networks."""

from __future__ import annotations

from typing import Any

import pytest

from corridors.model import Position
from corridors.passage_names import PASSAGES, passage_of
from corridors.routing.closing import Closing, read_closing
from corridors.routing.closures import answer_closing, reroute
from corridors.routing.networks import Networks
from corridors.routing.noroute import NoRoute
from corridors.routing.sea_network import passage_slugs
from corridors.routing.shut import CANALS_OF, Shut
from corridors.routing.ways import Ways, find_ways
from tests.made_networks import MadeLandRoute, Strait
from tests.small_world import SmallWorld

THROUGH, ROUND = Position(42.5, 31.0), Position(30.0, 31.0)


def _networks(round_about: Position | None = ROUND) -> Networks:
    border = (None, "TR", "GE", Position(40.0, 30.0))

    def by_land(_: Any, origin: Position, destination: Position, **more: Any) -> Any:
        if "GE-TR" in more["closed"] or "GE" in more["avoid_countries"]:
            return NoRoute("no way left")
        line = (origin, destination)
        return MadeLandRoute(line, 500.0, (("TR", 400.0), ("GE", 100.0)), (border,))

    return Networks(Strait("suez", THROUGH, round_about, []), by_land)


def _world(world: SmallWorld, networks: Networks) -> tuple[Any, Ways]:
    world.definition["routes"].append({"id": "by-rail", "name": "By rail", "legs": ["rail"]})
    catalog = world.load()
    assert catalog.faults == ()
    return catalog, find_ways(catalog, networks)


def _answer(world: SmallWorld, networks: Networks, close: str) -> dict[str, Any]:
    catalog, ways = _world(world, networks)
    return answer_closing(catalog, ways, read_closing(close, catalog.registers.nodes))


def test_a_strait_with_a_way_round_costs_km_and_days_on_leg_route_and_corridor(
    world: SmallWorld,
) -> None:
    told = _answer(world, _networks(), "suez")
    leg = told["legs"]["ferry.sea"]
    assert leg["state"] == "rerouted"
    assert leg["km_more"] > 1000
    assert 0 < leg["days_more"][0] < leg["days_more"][1]
    assert (leg["passages_less"], leg["passages_more"]) == (["suez"], [])
    assert leg["line"][0] == Position(41.0, 29.0)
    assert told["routes"]["ferry.by-sea"]["km_more"] == leg["km_more"]
    assert "ferry.by-rail" not in told["routes"]
    corridor = told["corridors"]["ferry"]
    assert corridor["km_more"] == leg["km_more"]
    assert corridor["days_more"] == leg["days_more"]
    assert (corridor["state"], corridor["rerouted"], corridor["unchanged"]) == ("rerouted", 1, 1)


def test_without_a_way_round_leg_route_and_corridor_have_no_way(world: SmallWorld) -> None:
    told = _answer(world, _networks(None), "suez")
    assert told["legs"]["ferry.sea"] == {"state": "no-way", "reason": "closed: Suez Canal"}
    assert told["routes"]["ferry.by-sea"] == {"state": "no-way", "no_way": ["ferry.sea"]}
    assert told["corridors"]["ferry"]["state"] == "no-way"
    assert told["corridors"]["ferry"]["km_more"] == 0


@pytest.mark.parametrize("close", ["crossing:GE-TR", "crossing:TR-GE", "crossing:GE", "country:GE"])
def test_a_border_may_be_closed_as_a_pair_a_country_or_all_its_borders(
    world: SmallWorld, close: str
) -> None:
    told = _answer(world, _networks(), close)
    assert told["unknown"] == []
    assert told["legs"]["ferry.rail"]["state"] == "no-way"
    assert "ferry.sea" not in told["legs"]


def test_a_closed_place_takes_the_legs_that_end_there_and_its_stop(world: SmallWorld) -> None:
    told = _answer(world, _networks(), "node:beport")
    assert told["legs"] == {"ferry.sea": {"state": "no-way", "reason": "Beport is closed"}}
    assert told["stops"] == ["ferry/beport"]


def test_what_a_way_does_not_touch_is_not_searched_anew(world: SmallWorld) -> None:
    networks = _networks()
    _, ways = _world(world, networks)
    asked = len(networks.sea.asked)  # type: ignore[attr-defined]
    shut = Shut(frozenset({"hormuz"}), frozenset({"elsewhere"}), frozenset({"PL"}))
    assert reroute(ways, shut) == {}
    assert len(networks.sea.asked) == asked  # type: ignore[attr-defined]


def test_a_closure_that_changes_nothing_of_the_way_is_not_told(world: SmallWorld) -> None:
    _, ways = _world(world, _networks(THROUGH))
    assert reroute(ways, Shut(passages=frozenset({"suez"}))) == {}


@pytest.mark.parametrize(
    ("close", "why"),
    [
        ("atlantis", "no passage has this slug; there are bab-el-mandeb, bering"),
        ("node:nowhere", "no place of the atlas has this id"),
        ("node:strait", "the sea network has no line across it by which it could be closed"),
        ("country:ZZ", "no country has this code"),
        ("country:by", "no country has this code"),
        ("crossing:aport", "aport is a port: close it as node:aport"),
        ("crossing:BY-PL-LT", "no border crossing has this id"),
        ("crossing:PL-PL", "a border lies between two countries"),
        ("planet:mars", "no 'planet' is known: write node:, country: or crossing:"),
    ],
)
def test_what_cannot_be_closed_is_named_with_the_reason(
    world: SmallWorld, close: str, why: str
) -> None:
    closing: Closing = read_closing(close, world.load().registers.nodes)
    assert closing.closed == ()
    ((written, reason),) = closing.unknown
    assert written == close
    assert reason.startswith(why)
    assert not closing.shut


def test_what_is_written_twice_is_closed_once(world: SmallWorld) -> None:
    closing = read_closing("suez; suez;;hormuz", world.load().registers.nodes)
    assert [one.close for one in closing.closed] == ["suez", "hormuz"]
    assert closing.shut == Shut(frozenset({"suez", "hormuz"}))


def test_every_passage_of_the_network_has_a_name_and_every_canal_is_one_of_them() -> None:
    assert set(PASSAGES) == set(passage_slugs())
    assert {slug for slugs in CANALS_OF.values() for slug in slugs} <= set(PASSAGES)


def test_a_place_that_is_a_passage_closes_it() -> None:
    assert passage_of("la-perouse-strait") == "la-perouse"
    assert passage_of("suez") == "suez"
    assert passage_of("sannikov-strait") is None
