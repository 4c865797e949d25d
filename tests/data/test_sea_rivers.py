"""What the shipped waterways lead to: places wanted, gates crossed, lengths, and their size."""

from __future__ import annotations

import csv
import heapq
import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from shapely import LineString, Point, STRtree, make_valid

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.nearness import distance_km

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data" / "build"))

from basemap_topology import read_topology, to_polygon  # noqa: E402

NETWORKS = ROOT / "data" / "networks"
RIVERS = NETWORKS / "sea-rivers.csv"
WANTED = ROOT / "data" / "build" / "sea_rivers_wanted.csv"
MOST_BYTES = 1_500_000
# A wanted place stands for a town; its quays may lie this far along or beside the water.
QUAY_KM = 5.0
# Lines whose half widths together reach this far share water.
JOINED_KM = 1.0

Line = list[Position]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_line(text: str) -> Line:
    pairs = (pair.split() for pair in text.split(";"))
    return [Position(float(lat), float(lon)) for lat, lon in pairs]


@pytest.fixture(scope="module")
def rivers() -> dict[str, Line]:
    return {row["id"]: read_line(row["points"]) for row in rows_of(RIVERS)}


@pytest.fixture(scope="module")
def land() -> STRtree:
    """Natural Earth's 10m land of Europe and Asia, as the basemap has it."""
    text = (ROOT / "data" / "basemap" / "eurasia-10m.json").read_text(encoding="utf-8")
    ground = read_topology(json.loads(text))
    return STRtree([make_valid(to_polygon(ground.arcs, rings)) for rings in ground.land])


def crossing(rivers: dict[str, Line], slug: str) -> list[str]:
    """The rivers that cross a passage's gates."""
    gates = [
        LineString(read_line(r["points"]))
        for r in rows_of(NETWORKS / "sea-gates.csv")
        if r["slug"] == slug
    ]
    return [
        name
        for name, line in rivers.items()
        if any(LineString(line).intersects(gate) for gate in gates)
    ]


def way_km(rivers: dict[str, Line], start: Position, end: Position) -> float:
    """The length of the shortest way over Russia's lines; their ends join the nearest points."""
    lines = [line for name, line in rivers.items() if name.startswith("russia-")]
    graph: dict[tuple[int, int], list[tuple[tuple[int, int], float]]] = {}
    for number, line in enumerate(lines):
        for place, (one, other) in enumerate(pairwise(line)):
            km = length_km([one, other])
            graph.setdefault((number, place), []).append(((number, place + 1), km))
            graph.setdefault((number, place + 1), []).append(((number, place), km))
    for number, line in enumerate(lines):
        for place in (0, len(line) - 1):
            for join in joined(lines, number, line[place]):
                km = length_km([line[place], lines[join[0]][join[1]]])
                graph[number, place].append((join, km))
                graph[join].append(((number, place), km))
    return dijkstra_km(graph, nearest(lines, start), nearest(lines, end))


def joined(lines: list[Line], number: int, end: Position) -> list[tuple[int, int]]:
    """The points of other lines that an end lies beside, the nearest of each."""
    return [
        (other, min(range(len(line)), key=lambda place: length_km([end, line[place]])))
        for other, line in enumerate(lines)
        if other != number and is_about(end, line) and distance_km(end, line) < JOINED_KM
    ]


def is_about(place: Position, line: Line) -> bool:
    """Whether a place lies within a line's bounds, or just outside."""
    lats, lons = zip(*line, strict=True)
    return min(lats) - 0.1 < place.lat < max(lats) + 0.1 and (
        min(lons) - 0.3 < place.lon < max(lons) + 0.3
    )


def nearest(lines: list[Line], place: Position) -> tuple[int, int]:
    points = ((n, k) for n, line in enumerate(lines) for k in range(len(line)))
    return min(points, key=lambda p: length_km([place, lines[p[0]][p[1]]]))


def dijkstra_km(
    graph: dict[tuple[int, int], list[tuple[tuple[int, int], float]]],
    start: tuple[int, int],
    end: tuple[int, int],
) -> float:
    heap, done = [(0.0, start)], set()
    while heap:
        km, node = heapq.heappop(heap)
        if node == end:
            return km
        if node not in done:
            done.add(node)
            for to, more in graph[node]:
                heapq.heappush(heap, (km + more, to))
    return float("inf")


def test_the_file_has_columns_of_the_channels_and_stays_small() -> None:
    with (NETWORKS / "sea-channels.csv").open(encoding="utf-8") as file:
        columns = file.readline().strip().split(",")
    with RIVERS.open(encoding="utf-8") as file:
        # No row is drawn by us: it has no column to say so.
        assert file.readline().strip().split(",") == [one for one in columns if one != "drawn"]
    assert RIVERS.stat().st_size < MOST_BYTES


def test_each_row_is_a_river_of_its_own_with_a_ship_s_width_and_its_basis() -> None:
    rows = rows_of(RIVERS)
    assert max(Counter(row["id"] for row in rows).values()) == 1
    channels = {row["id"] for row in rows_of(NETWORKS / "sea-channels.csv")}
    for row in rows:
        assert row["kind"] == "river", row["id"]
        assert 0.4 <= float(row["half_width_km"]) <= 0.8, row["id"]
        assert row["basis"], row["id"]
        assert row["id"] not in channels


def test_lines_have_no_repeated_points_and_none_off_the_globe(rivers: dict[str, Line]) -> None:
    for name, line in rivers.items():
        assert len(line) >= 2, name
        assert all(one != other for one, other in pairwise(line)), name
        assert all(-90 < p.lat < 90 and -180 <= p.lon <= 180 for p in line), name


@pytest.mark.parametrize(
    "row", [r for r in rows_of(WANTED) if r["kind"] in ("head", "port")], ids=lambda row: row["id"]
)
def test_a_wanted_place_lies_on_a_waterway(rivers: dict[str, Line], row: dict[str, str]) -> None:
    (place,) = read_line(row["points"])
    near = (
        line
        for line in rivers.values()
        if any(abs(p.lat - place.lat) < 1 and abs(p.lon - place.lon) < 2 for p in line)
    )
    assert min(distance_km(place, line) for line in near) <= QUAY_KM


@pytest.mark.parametrize("slug", ["volga-don", "volga-baltic"])
def test_the_canal_s_line_crosses_its_gate(rivers: dict[str, Line], slug: str) -> None:
    assert crossing(rivers, slug)


def test_the_volga_don_canal_is_as_long_as_published(rivers: dict[str, Line]) -> None:
    """101 km, data/networks' distances: Krasnoarmeysk on the Volga to Kalach on the Don."""
    canal = way_km(rivers, Position(48.52, 44.58), Position(48.69, 43.53))
    assert canal == pytest.approx(101, rel=0.08)


def test_the_caspian_and_the_baltic_are_joined_by_water(rivers: dict[str, Line]) -> None:
    astrakhan, petersburg = Position(46.35, 48.03), Position(59.93, 30.30)
    through = way_km(rivers, astrakhan, petersburg)
    assert length_km([astrakhan, petersburg]) < through < float("inf")


def test_each_line_in_europe_and_asia_leads_on_to_another_or_to_the_sea(
    rivers: dict[str, Line], land: STRtree
) -> None:
    """Ways that join two rivers may end at the town that they are named by."""
    lines = list(rivers.values())
    through = {r["id"] for r in rows_of(WANTED) if r["kind"] == "through"}
    inland = [
        row["id"]
        for number, row in enumerate(rows_of(RIVERS))
        if in_eurasia(lines[number][-1])
        and on_land(land, lines[number][-1])
        and not any(row["basis"].startswith(f"to {name}:") for name in through)
        and not joined(lines, number, lines[number][-1])
    ]
    assert inland == []


def in_eurasia(place: Position) -> bool:
    return place.lon > -12 and place.lat > 20


def on_land(land: STRtree, place: Position) -> bool:
    return len(land.query(Point(place.lon, place.lat), predicate="intersects")) > 0
