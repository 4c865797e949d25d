"""Every leg of every corridor on its network: sane, whole, and out of what it must not enter."""

from __future__ import annotations

import csv
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely

from corridors.atlas import Atlas
from corridors.catalog import Catalog
from corridors.geometry import great_circle, length_km
from corridors.model import Mode
from corridors.passage_names import PASSAGES
from corridors.paths import DATA
from corridors.position import Position
from corridors.routing.check import check_ways
from corridors.routing.closures import reroute
from corridors.routing.countries import countries_on_land, neighbours
from corridors.routing.inland import INSIDE_KM
from corridors.routing.leg_path import BY_WATER, Basis, LegPath
from corridors.routing.shown_line import TOLERANCE_KM
from corridors.routing.shut import CANALS_OF, Shut, border
from corridors.routing.ways import Ways, find_ways

NOISE_KM = 5.0  # outlines of the basemap are simplified to about a km
GRID_KM = 1.0  # a way that grazes land is off by less, over all its corners
SLACK_KM = 0.1  # of a channel's width
KM_PER_DEG = 111.2
MOST_SCHEMATIC = 0.02
LAND = Path(__file__).parent / "world-land-10m.npz"  # made by data/build/land_outline.py
LAND_GRID = 1e-4  # degrees a step

# Legs that no network serves, and why: take out what a network mends.
WITHOUT_A_WAY: dict[str, str] = {}


@pytest.fixture(scope="module")
def ways(catalog: Catalog) -> Ways:
    """The ways of the real catalog over the real networks."""
    return find_ways(catalog)


@pytest.fixture(scope="module")
def routed(ways: Ways) -> dict[str, LegPath]:
    """The paths of the legs that a network serves."""
    return {name: path for name, path in ways.paths.items() if path.basis is Basis.ROUTED}


@pytest.fixture(scope="module")
def land() -> shapely.STRtree:
    """The land of Natural Earth's 10m countries, before any network was made of it."""
    with np.load(LAND) as file:
        points = np.cumsum(file["steps"], axis=0, dtype=np.int64) * LAND_GRID
        rings = iter(np.split(points, np.cumsum(file["ring"])[:-1]))
        polygons = [
            shapely.Polygon(next(rings), [next(rings) for _ in range(count - 1)])
            for count in file["polygon"].tolist()
        ]
    tree = shapely.STRtree(shapely.make_valid(np.array(polygons)))
    assert len(tree) > 4000
    return tree


@pytest.fixture(scope="module")
def channels() -> list[tuple[shapely.LineString, float]]:
    """The listed canals, rivers, lakes and straits: their centre lines (lon, lat), half widths."""
    found = []
    for name in ("sea-channels.csv", "sea-rivers.csv"):
        with (DATA / "networks" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                pairs = [pair.split() for pair in row["points"].split(";")]
                line = shapely.LineString([(float(lon), float(lat)) for lat, lon in pairs])
                if row["kind"] not in ("shoal", "ice"):
                    found.append((line, float(row["half_width_km"])))
    assert len(found) > 1000
    return found


def _outside(
    part: shapely.LineString, channels: list[tuple[shapely.LineString, float]]
) -> list[shapely.LineString]:
    """What of a line over land (lon, lat) lies in none of the channels, with the grid's slack."""
    near = [one for one in channels if one[0].distance(part) < 0.1]
    squeeze = math.cos(math.radians(part.centroid.y))  # so that a degree is as long both ways

    def squeezed(line: shapely.LineString, by: float) -> shapely.LineString:
        return shapely.transform(line, lambda points: points * (by, 1.0))

    areas = [
        squeezed(line, squeeze).buffer((wide_km + SLACK_KM) / KM_PER_DEG) for line, wide_km in near
    ]
    left = squeezed(part, squeeze).difference(shapely.union_all(areas))
    lines = [one for one in shapely.get_parts(left) if one.geom_type == "LineString"]
    return [squeezed(one, 1 / squeeze) for one in lines if not one.is_empty]


def _km_over(
    land: shapely.STRtree,
    channels: list[tuple[shapely.LineString, float]],
    line: tuple[Position, ...],
) -> float:
    """How many km of the great circles through a line's points lie over land, but in no channel."""
    lons = [point.lon for point in line]
    turns = range(math.floor((min(lons) + 180) / 360), math.floor((max(lons) + 180) / 360) + 1)
    km = 0.0
    for turn in turns:
        way = shapely.LineString([(p.lon - 360 * turn, p.lat) for p in great_circle(line)])
        hit = land.geometries[land.query(way, predicate="intersects")]
        for part in shapely.get_parts(shapely.intersection(way, hit)):
            for bare in _outside(part, channels):
                km += length_km([Position(lat, lon) for lon, lat in bare.coords])
    return km


def test_every_leg_between_places_is_on_a_network_but_those_that_are_known(ways: Ways) -> None:
    assert set(ways.lost) == set(WITHOUT_A_WAY)


def test_flows_stay_arcs_and_legs_with_an_area_stay_words(catalog: Catalog, ways: Ways) -> None:
    for grounded in catalog.corridors:
        for leg in grounded.definition.legs:
            path = ways.paths[f"{grounded.definition.id}.{leg.id}"]
            ends = {leg.start, leg.end}
            if not ends <= catalog.registers.nodes.keys():
                assert (path.basis, path.line) == (Basis.NONE, ())
            elif grounded.definition.kind == "flow":
                assert path.basis is Basis.ARC
                assert len(path.line) == 2
                assert path.countries == ()


def test_no_way_is_shorter_than_the_great_circle_or_stands_still(
    ways: Ways, routed: dict[str, LegPath]
) -> None:
    for name, path in routed.items():
        start, end = ways.plans[name].ends
        straight_km = length_km([start.position, end.position])
        assert straight_km > 0, name
        assert path.length_km > 0.995 * straight_km, name
        assert all(one != other for one, other in pairwise(path.line)), name


def test_every_way_begins_and_ends_at_its_places_and_runs_on(
    ways: Ways, routed: dict[str, LegPath]
) -> None:
    for name, path in routed.items():
        start, end = ways.plans[name].ends
        assert path.line[0] == pytest.approx(start.position, abs=1e-6), name
        assert path.line[-1].lat == pytest.approx(end.position.lat, abs=1e-6), name
        turns = (path.line[-1].lon - end.position.lon) / 360
        assert turns == pytest.approx(round(turns), abs=1e-6), name
        assert all(abs(a.lon - b.lon) < 180 for a, b in pairwise(path.line)), name


def test_no_way_by_land_enters_a_country_that_its_definition_excludes(
    ways: Ways, routed: dict[str, LegPath]
) -> None:
    excluding = {name for name in routed if ways.plans[name].avoid_countries}
    assert len(excluding) > 15
    for name in excluding:
        avoided, path = ways.plans[name].avoid_countries, routed[name]
        assert avoided.isdisjoint(code for code, _ in path.countries), name
        drawn = {code for code, km in countries_on_land(path.line, NOISE_KM)}
        assert avoided.isdisjoint(drawn), name


def test_no_way_by_sea_takes_a_passage_that_its_definition_excludes(
    ways: Ways, routed: dict[str, LegPath]
) -> None:
    for name, path in routed.items():
        plan = ways.plans[name]
        assert plan.avoid.isdisjoint(path.passages), name
        unusual = {slug for slug in path.passages if not PASSAGES[slug].usual}
        assert unusual <= plan.allow, name


def test_a_ship_crosses_the_base_data_s_land_only_in_channels_and_approaches(
    routed: dict[str, LegPath],
    land: shapely.STRtree,
    channels: list[tuple[shapely.LineString, float]],
) -> None:
    by_sea = {name: path for name, path in routed.items() if path.mode is Mode.SEA}
    assert len(by_sea) > 15
    for name, path in by_sea.items():
        over_km = _km_over(land, channels, path.line)
        assert over_km <= sum(path.approach_km) + GRID_KM, name


def test_a_ship_is_in_no_country_but_on_its_canals_and_the_rivers_of_its_ends(
    ways: Ways, routed: dict[str, LegPath]
) -> None:
    assert routed["kolyadichi-novorossiysk-gebze.novorossiysk-gebze"].countries == ()
    through_egypt = dict(routed["suez-red-sea.port-said-mumbai"].countries)
    assert 100 < through_egypt["EG"] < 200
    for name, path in routed.items():
        if path.mode in BY_WATER:
            canals = {code for code, slugs in CANALS_OF.items() if set(slugs) & set(path.passages)}
            ends = {end.country for end in ways.plans[name].ends}
            assert {code for code, _ in path.countries} <= canals | ends, name
            assert all(km >= INSIDE_KM for _, km in path.countries), name


def test_the_countries_of_a_way_by_land_make_up_its_length(routed: dict[str, LegPath]) -> None:
    for name, path in routed.items():
        if path.mode not in BY_WATER:
            in_countries = sum(km for _, km in path.countries)
            assert in_countries == pytest.approx(path.length_km, rel=0.02, abs=30), name


def test_little_of_all_km_is_schematic(ways: Ways) -> None:
    assert check_ways(ways).schematic_share <= MOST_SCHEMATIC


def test_the_first_corridor_keeps_to_belarus_and_russia(routed: dict[str, LegPath]) -> None:
    path = routed["kolyadichi-novorossiysk-gebze.kolyadichi-novorossiysk"]
    assert [code for code, _ in path.countries] == ["BY", "RU"]
    assert 2000 <= path.length_km <= 2250


def test_ways_by_rail_are_as_long_as_their_sources_say(routed: dict[str, LegPath]) -> None:
    iran = routed["north-south-corridor.sarakhs-bandar-abbas"].length_km
    assert iran == pytest.approx(1600, rel=0.04)
    bridge = sum(
        routed[f"belt-and-road.{leg}"].length_km
        for leg in ("dostyk-kolyadichi", "kolyadichi-brest")
    )
    assert bridge == pytest.approx(5430, rel=0.04)


def test_lines_in_the_atlas_are_those_of_the_ways_and_say_whose_data_they_are(
    atlas: Atlas, ways: Ways
) -> None:
    osm = 0
    for corridor in atlas.document["corridors"]:
        for leg in corridor["legs"]:
            path = ways.paths[f"{corridor['id']}.{leg['id']}"]
            assert leg["basis"] == path.basis
            if leg["path"]:
                assert leg["path"]["km"] == round(path.length_km, 1)
                osm += leg["path"]["osm"]
            if path.basis is Basis.ROUTED:
                assert len(leg["line"]) <= len(path.line) + path.length_km / 100
    assert osm > 40
    assert "Open Database License" in atlas.document["notices"][0]["text"]
    assert TOLERANCE_KM <= 0.5


def _closures(routed: dict[str, LegPath]) -> list[Shut]:
    countries = {code for path in routed.values() for code, _ in path.countries}
    pairs = {border(one.start, one.end) for path in routed.values() for one in path.crossings}
    return [
        *(Shut(passages=frozenset({slug})) for slug in PASSAGES),
        *(Shut(countries=frozenset({code})) for code in sorted(countries)),
        *(Shut(borders=frozenset({pair})) for pair in sorted(pairs)),
        Shut(borders=frozenset(border("PL", other) for other in neighbours("PL"))),
    ]


def test_whatever_closes_no_leg_goes_through_it(ways: Ways, routed: dict[str, LegPath]) -> None:
    changes = 0
    for shut in _closures(routed):
        for name, path in reroute(ways, shut).items():
            changes += 1
            if path.basis is not Basis.ROUTED:
                assert path.no_route, name
                continue
            before = ways.paths[name]
            assert path.length_km >= 0.97 * before.length_km, (name, shut)
            assert shut.waters.isdisjoint(path.passages), (name, shut)
            assert {border(one.start, one.end) for one in path.crossings}.isdisjoint(shut.borders)
            if path.mode not in BY_WATER:
                assert shut.countries.isdisjoint(code for code, _ in path.countries), (name, shut)
    assert changes > 100
