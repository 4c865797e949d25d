"""What the shipped ground says is land, water and whose, and that it stays small and whole."""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from shapely import Point, Polygon, STRtree, make_valid

ROOT = Path(__file__).resolve().parents[2]
BASEMAP = ROOT / "data" / "basemap"
VENDOR = ROOT / "corridors" / "mapview" / "vendor"
GROUNDS = ["world-50m.json", "eurasia-10m.json"]

sys.path.insert(0, str(ROOT / "data" / "build"))

from basemap_simplify import simplify  # noqa: E402
from basemap_topology import (  # noqa: E402
    Topology,
    arc_points,
    dissolve,
    read_topology,
    ring_points,
    to_polygon,
)


@pytest.fixture(scope="module", params=GROUNDS)
def ground(request: pytest.FixtureRequest) -> Topology:
    return read_topology(json.loads((BASEMAP / request.param).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def land(ground: Topology) -> STRtree:
    return STRtree([make_valid(to_polygon(ground.arcs, rings)) for rings in ground.land])


def is_land(land: STRtree, lon: float, lat: float) -> bool:
    return len(land.query(Point(lon, lat), predicate="intersects")) > 0


def owners(ground: Topology, lon: float, lat: float) -> set[str | None]:
    return {
        country.numeric
        for country in ground.countries
        for rings in country.polygons
        if make_valid(to_polygon(ground.arcs, rings)).contains(Point(lon, lat))
    }


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("Simferopol", 34.10, 44.95),
        ("near Kerch", 36.40, 45.33),
        ("Sevastopol", 33.60, 44.62),
        ("Perekop", 33.65, 46.15),
    ],
)
def test_crimea_lies_within_ukraine(ground: Topology, place: str, lon: float, lat: float) -> None:
    assert owners(ground, lon, lat) == {"UA"}, place


def test_no_line_crosses_perekop() -> None:
    for name in GROUNDS:
        document = json.loads((BASEMAP / name).read_text(encoding="utf-8"))
        arcs = read_topology(document).arcs
        for kind in ("border", "disputed"):
            lines = document["objects"][kind]["geometries"][0]["arcs"]
            points = [p for line in lines for number in line for p in arc_points(arcs, number)]
            assert not [p for p in points if 32 < p[0] < 37 and 44 < p[1] < 46.5], (name, kind)


def test_kaliningrad_is_russian(ground: Topology) -> None:
    assert owners(ground, 20.7, 54.6) == {"RU"}


@pytest.mark.parametrize(
    ("water", "lon", "lat"),
    [
        ("the middle of the Caspian", 50.5, 42.0),
        ("the north of the Caspian", 50.5, 46.0),
        ("the middle of the Black Sea", 34.0, 43.2),
        ("the Sea of Marmara", 28.0, 40.75),
        ("the Sea of Azov", 36.5, 46.0),
        ("the Gulf of Suez", 32.8, 29.2),
        ("the Bering Strait", -169.7, 66.2),
        ("the Gulf of Ob", 73.3, 69.0),
    ],
)
def test_the_sea_is_not_land(land: STRtree, water: str, lon: float, lat: float) -> None:
    assert not is_land(land, lon, lat), water
    assert not is_land(land, lon + 360, lat), water


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("Minsk", 27.56, 53.90),
        ("Moscow", 37.62, 55.75),
        ("Tehran", 51.39, 35.69),
        ("inland of Anadyr", 177.5, 65.5),
        ("the antimeridian in Chukotka", 180.0, 67.5),
        ("Chukotka at 175° W", 185.0, 66.5),
        ("Wrangel Island across the antimeridian", 180.0, 71.2),
        ("Antarctica at the antimeridian", 180.0, -85.0),
    ],
)
def test_the_land_is_land(land: STRtree, place: str, lon: float, lat: float) -> None:
    assert is_land(land, lon, lat), place


def test_no_ring_goes_around_the_world(ground: Topology) -> None:
    for country in ground.countries:
        if country.name == "Antarctica":
            continue
        for rings in country.polygons:
            lons = [lon for ring in rings for lon, _ in ring_points(ground.arcs, ring)]
            assert max(lons) - min(lons) < 180, country.name


def test_no_line_jumps_at_the_antimeridian(ground: Topology) -> None:
    for arc in ground.arcs:
        # The long steps are Antarctica's way home along the pole, and the 49th parallel (28°).
        steps = [abs(b[0] - a[0]) for a, b in pairwise(arc) if a[1] > -89]
        assert max(steps, default=0) < 30


def test_no_coast_runs_along_the_antimeridian() -> None:
    for name in GROUNDS:
        document = json.loads((BASEMAP / name).read_text(encoding="utf-8"))
        arcs = read_topology(document).arcs
        lines = document["objects"]["coast"]["geometries"][0]["arcs"]
        for (number,) in lines:
            for a, b in pairwise(arc_points(arcs, number)):
                on_seam = all(abs(abs(lon) - 180) < 0.002 for lon in (a[0], b[0]))
                # One islet of Fiji has a shore of 0.05° there.
                assert not (on_seam and abs(a[1] - b[1]) > 0.1), (name, a, b)


def test_the_files_stay_small() -> None:
    limits = {
        "world-50m.json": 650_000,
        "eurasia-10m.json": 1_250_000,
        "areas.json": 200_000,
        "labels.json": 50_000,
    }
    sizes = {path.name: path.stat().st_size for path in BASEMAP.glob("*.json")}
    assert sizes.keys() == limits.keys()
    assert {name: size for name, size in sizes.items() if size > limits[name]} == {}
    assert sum(sizes.values()) < 2_000_000
    assert sum(path.stat().st_size for path in VENDOR.glob("*.woff2")) <= 250_000


def test_the_style_sheets_ask_for_no_file_outside_their_folder() -> None:
    for sheet in [*VENDOR.glob("*.css"), VENDOR.parent / "script" / "atlas.css"]:
        for target in re.findall(r"url\(\s*[\"']?([^\"')]*)", sheet.read_text(encoding="utf-8")):
            path = (sheet.parent / target).resolve()
            assert path.is_relative_to(VENDOR), target
            assert path.is_file(), target


def test_the_outlines_that_areas_name_are_there_and_where_they_belong() -> None:
    features = json.loads((BASEMAP / "areas.json").read_text(encoding="utf-8"))["features"]
    shapes = {f["id"]: Polygon(f["geometry"]["coordinates"][0]) for f in features}
    assert shapes.keys() == {"RU-KGD", "UA-43"}
    assert shapes["RU-KGD"].contains(Point(20.5, 54.7))
    assert shapes["UA-43"].contains(Point(34.1, 44.95))
    assert all(shape.is_valid for shape in shapes.values())


def test_sea_names_stand_on_water_and_country_names_on_their_land() -> None:
    document = json.loads((BASEMAP / "world-50m.json").read_text(encoding="utf-8"))
    ground = read_topology(document)
    land = STRtree([make_valid(to_polygon(ground.arcs, rings)) for rings in ground.land])
    labels = json.loads((BASEMAP / "labels.json").read_text(encoding="utf-8"))
    dry = [
        label["name"]
        for label in labels
        if label["kind"] in {"ocean", "sea", "bay", "gulf"}
        and is_land(land, label["lon"] + (360 if label["lon"] < -168 else 0), label["lat"])
    ]
    assert dry == []
    known = {country.numeric for country in ground.countries}
    big = [label for label in labels if label["kind"] == "country" and label["min_zoom"] <= 5]
    assert {label["iso2"] for label in big} <= known
    wet = [label["name"] for label in big if not is_land(land, label["lon"], label["lat"])]
    assert wet == []


def test_every_label_has_a_range_of_zooms() -> None:
    for label in json.loads((BASEMAP / "labels.json").read_text(encoding="utf-8")):
        assert 0 <= label["min_zoom"] <= label["max_zoom"], label["name"]


def test_simplify_keeps_ends_and_corners() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 2.0)]
    assert simplify(line, lambda _: 0.1) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]


def test_dissolve_drops_the_line_between_neighbours() -> None:
    arcs = [
        [(1.0, 0.0), (1.0, 1.0)],
        [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)],
        [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)],
    ]
    ((ring,),) = dissolve(arcs, [[[0, 1]], [[2, -1]]])
    assert to_polygon(arcs, [ring]).area == 2.0
    assert sorted(ring) == [1, 2]
