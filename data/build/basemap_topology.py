"""TopoJSON in and out: arcs that neighbours share, so that each coast and border is drawn once.

Points are (lon, lat) in degrees. A ring is a list of arc numbers, `~i` meaning arc i backwards
(TopoJSON 1.0, section 2.1.4). A polygon is its outer ring and then its holes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from shapely import Polygon

Point = tuple[float, float]
Arc = list[Point]
Ring = list[int]
RingSet = list[Ring]


@dataclass(frozen=True)
class Country:
    """A country as the data has it: ISO 3166 numeric code or None, short name, polygons."""

    numeric: str | None
    name: str
    polygons: list[RingSet]


@dataclass(frozen=True)
class Topology:
    """Arcs, the countries that use them, and the merged land."""

    arcs: list[Arc]
    countries: list[Country]
    land: list[RingSet]


def _decode_arc(deltas: Iterable[Sequence[int]], scale: Point, origin: Point) -> Arc:
    x = y = 0
    points = []
    for dx, dy in deltas:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
    return points


def _polygons(geometry: dict[str, Any]) -> list[RingSet]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["arcs"])
    return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]


def read_topology(document: dict[str, Any]) -> Topology:
    """Decode a world-atlas document, a quantised TopoJSON with `countries` and `land`."""
    scale, origin = document["transform"]["scale"], document["transform"]["translate"]
    arcs = [_decode_arc(arc, scale, origin) for arc in document["arcs"]]
    countries = [
        Country(geometry.get("id"), geometry["properties"]["name"], _polygons(geometry))
        for geometry in document["objects"]["countries"]["geometries"]
    ]
    whole = Topology(arcs, countries, _polygons(document["objects"]["land"]))
    return keep_solid(whole)


def keep_solid(topology: Topology) -> Topology:
    """Drop rings of fewer than four positions: islets that quantising left no ground."""

    def solid(ring: Ring) -> bool:
        return len(ring_points(topology.arcs, ring)) > 3

    def kept(polygons: list[RingSet]) -> list[RingSet]:
        return [[r for r in rings if solid(r)] for rings in polygons if solid(rings[0])]

    return replace(
        topology,
        countries=[replace(c, polygons=kept(c.polygons)) for c in topology.countries],
        land=kept(topology.land),
    )


def arc_points(arcs: list[Arc], number: int) -> Arc:
    """Return an arc's points in the direction in which a ring walks it."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def ring_points(arcs: list[Arc], ring: Ring) -> Arc:
    """Join a ring's arcs; the first point comes again at the end."""
    points: Arc = []
    for number in ring:
        points += arc_points(arcs, number)[1 if points else 0 :]
    return points


def to_polygon(arcs: list[Arc], rings: RingSet) -> Polygon:
    """Build a shapely polygon (lon, lat) from rings of arcs."""
    shell, *holes = (ring_points(arcs, ring) for ring in rings)
    return Polygon(shell, holes)


def arc_users(countries: list[Country]) -> dict[int, list[str]]:
    """Map each arc to the names of the countries whose rings use it, once for each use."""
    users: dict[int, list[str]] = defaultdict(list)
    for country in countries:
        for rings in country.polygons:
            for ring in rings:
                for number in ring:
                    users[max(number, ~number)].append(country.name)
    return users


def map_rings(topology: Topology, change: Callable[[Ring], Ring]) -> Topology:
    """Return the topology with every ring of countries and land changed."""

    def changed(polygons: list[RingSet]) -> list[RingSet]:
        return [[change(ring) for ring in rings] for rings in polygons]

    return replace(
        topology,
        countries=[replace(c, polygons=changed(c.polygons)) for c in topology.countries],
        land=changed(topology.land),
    )


def split_arcs(topology: Topology, cuts: dict[int, list[int]]) -> Topology:
    """Cut arcs at inner vertices: `cuts` maps an arc to the vertex numbers where it is cut.

    The first piece keeps the arc's number; the others are added at the end.
    """
    arcs = list(topology.arcs)
    pieces: dict[int, list[int]] = {}
    for number, vertices in cuts.items():
        points = topology.arcs[number]
        ends = [0, *sorted(vertices), len(points) - 1]
        parts = [points[a : b + 1] for a, b in pairwise(ends)]
        pieces[number] = [number, *range(len(arcs), len(arcs) + len(parts) - 1)]
        arcs[number] = parts[0]
        arcs += parts[1:]

    def change(ring: Ring) -> Ring:
        new: Ring = []
        for number in ring:
            whole = pieces.get(max(number, ~number))
            if whole is None:
                new.append(number)
            else:
                new += whole if number >= 0 else [~part for part in reversed(whole)]
        return new

    return map_rings(replace(topology, arcs=arcs), change)


def _knot(point: Point) -> Point:
    # Arcs meet to the last bit in the source, but not after a shift by a turn.
    return (round(point[0], 6), round(point[1], 6))


def _stitch(arcs: list[Arc], numbers: Iterable[int]) -> list[Ring]:
    """Chain directed arcs, end to start, into closed rings; raises ValueError at a loose end."""
    starting: dict[Point, list[int]] = defaultdict(list)
    for number in numbers:
        starting[_knot(arc_points(arcs, number)[0])].append(number)
    rings = []
    while starting:
        first = next(iter(starting))
        ring: Ring = []
        here = first
        while not ring or here != first:
            if here not in starting:
                raise ValueError(f"no arc goes on from lon {here[0]}, lat {here[1]}")
            number = starting[here].pop()
            if not starting[here]:
                del starting[here]
            ring.append(number)
            here = _knot(arc_points(arcs, number)[-1])
        rings.append(ring)
    return rings


def dissolve(arcs: list[Arc], polygons: list[RingSet]) -> list[RingSet]:
    """Merge polygons of one country: an arc walked both ways lies inside, and goes.

    Touched are only polygons that share an arc with another of the list.
    """
    count = Counter(n for rings in polygons for ring in rings for n in ring)
    inner = {n for n in count if ~n in count}

    def touched(rings: RingSet) -> bool:
        return any(n in inner for ring in rings for n in ring)

    kept = [rings for rings in polygons if not touched(rings)]
    numbers = [n for p in polygons if touched(p) for ring in p for n in ring if n not in inner]
    # A sliver along a mended cut can close on itself with two edges: it holds no ground.
    solid = [ring for ring in _stitch(arcs, numbers) if len(ring_points(arcs, ring)) > 3]
    rings = sorted(solid, key=lambda ring: -Polygon(ring_points(arcs, ring)).area)
    merged: list[RingSet] = []
    for ring in rings:
        inside = Polygon(ring_points(arcs, ring)).representative_point()
        home = next((p for p in merged if to_polygon(arcs, p).contains(inside)), None)
        if home is None:
            merged.append([ring])
        else:
            home.append(ring)
    return kept + merged


def write_topology(
    arcs: list[Arc], objects: dict[str, list[dict[str, Any]]], step_deg: float
) -> dict[str, Any]:
    """Encode as TopoJSON with a transform; arcs that no object uses are left out.

    `objects` maps a name to geometries whose `arcs` hold arc numbers, nested as deep as their
    type asks. Coordinates are whole steps of `step_deg` degrees, each a difference to the last.
    """
    used: dict[int, int] = {}

    def renumber(node: Any) -> Any:
        if isinstance(node, list):
            return [renumber(child) for child in node]
        new = used.setdefault(max(node, ~node), len(used))
        return new if node >= 0 else ~new

    collections = {
        name: {
            "type": "GeometryCollection",
            "geometries": [{**g, "arcs": renumber(g["arcs"])} for g in geometries],
        }
        for name, geometries in objects.items()
    }
    return {
        "type": "Topology",
        "transform": {"scale": [step_deg, step_deg], "translate": [0, 0]},
        "objects": collections,
        "arcs": [_encode_arc(arcs[number], step_deg) for number in used],
    }


def quantised(points: Arc, step_deg: float) -> list[tuple[int, int]]:
    """Return points as whole steps, without a point that equals the one before it."""
    steps: list[tuple[int, int]] = []
    for lon, lat in points:
        step = (round(lon / step_deg), round(lat / step_deg))
        if not steps or step != steps[-1]:
            steps.append(step)
    return steps


def _encode_arc(points: Arc, step_deg: float) -> list[list[int]]:
    steps = quantised(points, step_deg)
    if len(steps) == 1:
        steps *= 2  # TopoJSON asks for at least two positions in an arc
    return [[x - px, y - py] for (px, py), (x, y) in zip([(0, 0), *steps], steps, strict=False)]
