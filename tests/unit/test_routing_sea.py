"""Sea routes: closures, ends on land, lengths, and what no route may do."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from pyproj import Geod

from corridors.model import Position
from corridors.routing.passages import crossed
from corridors.routing.sea import NoRoute, SeaRoute, route, routes
from corridors.routing.sea_network import passage_slugs, sea_network
from corridors.routing.sight import sees
from corridors.routing.sphere import directions, geodesic_km

ROTTERDAM = Position(51.98, 4.05)
SINGAPORE = Position(1.26, 103.84)
NOVOROSSIYSK = Position(44.7, 37.8)
YOKOHAMA = Position(35.43, 139.68)
MURMANSK = Position(68.99, 33.05)
PROVIDENIYA = Position(64.42, -173.23)
MINSK = Position(53.9, 27.57)
SAN_FRANCISCO = Position(37.8, -122.5)


def way(origin: Position, destination: Position, **how: set[str]) -> SeaRoute:
    found = route(origin, destination, **how)
    assert isinstance(found, SeaRoute), found
    return found


def places(count: int, seed: int) -> list[Position]:
    """Draw corners of the coast at random: a port is seldom elsewhere."""
    network = sea_network()
    chosen = np.random.default_rng(seed).integers(len(network.lats), size=count)
    return [Position(float(network.lats[k]), float(network.lons[k])) for k in chosen]


def test_suez_closed_sends_ships_round_the_cape() -> None:
    assert "suez" in way(ROTTERDAM, SINGAPORE).passages
    round_africa = way(ROTTERDAM, SINGAPORE, avoid={"suez"})
    assert "cape-of-good-hope" in round_africa.passages
    assert "panama" not in round_africa.passages


def test_bosphorus_closed_leaves_no_way_out_of_the_black_sea() -> None:
    found = route(NOVOROSSIYSK, Position(31.27, 32.31), avoid={"bosphorus", "volga-don"})
    assert found == NoRoute("closed: bosphorus")


def test_northern_sea_route_is_closed_unless_allowed() -> None:
    assert "nsr" not in way(MURMANSK, PROVIDENIYA).passages
    opened = way(MURMANSK, PROVIDENIYA, allow={"nsr"})
    assert "nsr" in opened.passages
    assert "vilkitsky" in opened.passages
    assert opened.length_km < way(MURMANSK, PROVIDENIYA).length_km


def test_passages_come_in_the_order_in_which_they_are_crossed() -> None:
    found = way(NOVOROSSIYSK, SINGAPORE).passages
    wanted = ["bosphorus", "dardanelles", "suez", "bab-el-mandeb", "malacca"]
    assert [slug for slug in found if slug in wanted] == wanted
    assert way(SINGAPORE, NOVOROSSIYSK).passages == found[::-1]


def test_an_unknown_passage_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        route(ROTTERDAM, SINGAPORE, avoid={"atlantis"})


def test_a_town_far_inland_has_no_route_and_the_reason_says_so() -> None:
    found = route(MINSK, SINGAPORE)
    assert isinstance(found, NoRoute)
    assert found.reason.startswith("inland")


def test_a_port_up_a_river_is_reached_by_its_channel() -> None:
    hamburg = way(Position(53.54, 9.97), ROTTERDAM)
    assert 5 < hamburg.channel_km < 200
    assert sum(hamburg.approach_km) < 10


def test_a_port_thirty_km_inland_is_brought_to_its_water() -> None:
    inland = Position(5.80, -55.2)
    found = way(inland, ROTTERDAM)
    assert 0 < found.approach_km[0] < 40
    assert found.waypoints[0] == inland


def test_a_line_over_180_runs_on() -> None:
    found = way(YOKOHAMA, SAN_FRANCISCO)
    lons = [point.lon for point in found.waypoints]
    assert max(abs(b - a) for a, b in pairwise(lons)) < 180
    assert lons[-1] == pytest.approx(360 - 122.5)


def test_lengths_are_the_same_both_ways() -> None:
    ends = places(80, seed=1)
    there = routes(list(zip(ends[:40], ends[40:], strict=True)))
    back = routes(list(zip(ends[40:], ends[:40], strict=True)))
    for a, b in zip(there, back, strict=True):
        assert type(a) is type(b)
        if isinstance(a, SeaRoute) and isinstance(b, SeaRoute):
            assert a.length_km == pytest.approx(b.length_km, rel=1e-9)
            assert a.passages == b.passages[::-1]


def test_no_piece_of_a_route_but_an_approach_crosses_a_coast() -> None:
    ends = places(400, seed=2)
    network = sea_network()
    checked = 0
    for found in routes(list(zip(ends[:200], ends[200:], strict=True))):
        if isinstance(found, NoRoute):
            continue
        wet = found.waypoints[found.approach_km[0] > 0 :][: -1 if found.approach_km[1] else None]
        line = directions(*np.array(wet).T)
        for a, b in pairwise(line):
            assert sees(network.coast, a, b)
            checked += 1
    assert checked > 1000


def test_closed_passages_are_never_crossed() -> None:
    network, slugs = sea_network(), passage_slugs()
    ends = places(100, seed=3)
    closed = {"suez", "malacca", "gibraltar"}
    for found in routes(list(zip(ends[:50], ends[50:], strict=True)), avoid=closed):
        if isinstance(found, SeaRoute):
            line = directions(*np.array(found.waypoints).T)
            for a, b in pairwise(line):
                mask = crossed(network.gates, a, b)
                assert not closed & {slug for k, slug in enumerate(slugs) if mask >> k & 1}


def test_lengths_are_geodesic() -> None:
    geod = Geod(ellps="WGS84")
    found = way(ROTTERDAM, YOKOHAMA)
    lats, lons = zip(*found.waypoints, strict=True)
    assert found.length_km == pytest.approx(geod.line_length(lons, lats) / 1000, rel=1e-5)
    far = directions(np.array([51.0, -33.0]), np.array([4.0, 151.0]))
    assert geodesic_km(far[0], far[1]) == pytest.approx(
        geod.inv(4.0, 51.0, 151.0, -33.0)[2] / 1000, rel=1e-5
    )


def test_distinct_ends_are_never_zero_km_apart() -> None:
    assert way(ROTTERDAM, Position(51.99, 4.02)).length_km > 0
