"""Undoes the stitching at ±180: longitudes run on, so that no ring jumps around the world.

Russia runs on to about 191; Antarctica, which goes round the pole, is opened at ±180 and closed
along the pole. Points are (lon, lat) in degrees.
"""

from __future__ import annotations

from dataclasses import replace

from basemap_topology import (
    Arc,
    Country,
    Point,
    Ring,
    RingSet,
    Topology,
    arc_points,
    dissolve,
    map_rings,
    split_arcs,
)

POLE_LAT = -89.9
# Antarctica reaches a little over ±180, so that its copies overlap and no seam shows.
OVERLAP_DEG = 0.5
# Vertices this near to ±180 lie on it; the source's own grid is 0.0036° wide.
SNAP_DEG = 1e-6
# Ends of the same cut differ by up to one or two steps of the source's grid (0.0017°).
SEAM_LAT_DEG = 0.004
# Countries that lie across ±180 and are mostly east of it: they run on past 180.
EASTERN = frozenset({"Russia", "Fiji"})


def _run_on(points: Arc, start_lon: float | None = None) -> Arc:
    """Shift points by whole turns so that no step is longer than half a turn."""
    out: Arc = []
    last = points[0][0] if start_lon is None else start_lon
    for lon, lat in points:
        lon -= 360 * round((lon - last) / 360)
        out.append((lon, lat))
        last = lon
    return out


def _walk(arcs: list[Arc], ring: Ring) -> list[tuple[int, Arc]]:
    """Return each arc of a ring, in the ring's direction, with longitudes running on."""
    walked: list[tuple[int, Arc]] = []
    last: float | None = None
    for number in ring:
        points = _run_on(arc_points(arcs, number), last)
        walked.append((number, points))
        last = points[-1][0]
    return walked


def _winds(walked: list[tuple[int, Arc]]) -> bool:
    return abs(walked[-1][1][-1][0] - walked[0][1][0][0]) > 180


def _turns(walked: list[tuple[int, Arc]], eastern: bool) -> int:
    """Return the whole turns that bring a ring home; an `eastern` one may run on past 180."""
    lons = [lon for _, points in walked for lon, _ in points]
    middle = (min(lons) + max(lons)) / 2
    lowest = -168.5 if eastern else -180.0
    return -int((middle - lowest) // 360)


def _open_at_antimeridian(points: Arc) -> Arc:
    """Turn a closed line round the pole into one from -180 to 180, a little longer each side."""
    around = points[:-1]
    first = min(range(len(around)), key=lambda i: (around[i][0] + 180) % 360)
    line = _run_on(around[first:] + around[:first], -180.0)
    if line[-1][0] < line[0][0]:
        line = _run_on(line[::-1], -180.0)
    west = (-180 - OVERLAP_DEG, line[0][1])
    east = (180 + OVERLAP_DEG, line[-1][1])
    return [west, *line, east]


def _polar_polygon(arcs: list[Arc], walks: list[list[tuple[int, Arc]]]) -> RingSet:
    """Make Antarctica's ring of two new arcs: its coast, and the way home along the pole."""
    coast_walk = max(walks, key=lambda walk: max(lat for _, points in walk for _, lat in points))
    points: Arc = []
    for _, part in coast_walk:
        points += part[1 if points else 0 :]
    coast = _open_at_antimeridian(points)
    closing = [coast[-1], (coast[-1][0], POLE_LAT), (coast[0][0], POLE_LAT), coast[0]]
    arcs += [coast, closing]
    return [[len(arcs) - 2, len(arcs) - 1]]


def unwrap(topology: Topology) -> tuple[Topology, set[int]]:
    """Return the topology with running longitudes, and the arcs that are no real coast."""
    arcs = list(topology.arcs)
    turned: dict[int, int] = {}
    polar: RingSet = []

    def unwrap_polygon(rings: RingSet, eastern: bool) -> RingSet:
        walks = [_walk(topology.arcs, ring) for ring in rings]
        if any(_winds(walk) for walk in walks):
            if not polar:
                polar.extend(_polar_polygon(arcs, [w for w in walks if _winds(w)]))
            return polar
        for walk in walks:
            shift = 360 * _turns(walk, eastern)
            for number, points in walk:
                number, points = (number, points) if number >= 0 else (~number, points[::-1])
                placed = [(lon + shift, lat) for lon, lat in points]
                if turned.setdefault(number, round(placed[0][0])) != round(placed[0][0]):
                    raise ValueError(f"arc {number} is wanted at two places, a turn apart")
                arcs[number] = placed
        return rings

    countries: list[Country] = []
    for country in topology.countries:
        eastern = country.name in EASTERN
        polygons = [unwrap_polygon(rings, eastern) for rings in country.polygons]
        countries.append(replace(country, polygons=polygons))
    at_pole = set(topology_arcs(countries, "Antarctica"))
    land = [
        polar if polar and _is_polar(topology.arcs, rings) else rings for rings in topology.land
    ]
    closing = {number for number in at_pole if polar and number == polar[0][1]}
    return Topology(arcs, countries, land), closing


def _is_polar(arcs: list[Arc], rings: RingSet) -> bool:
    return any(_winds(_walk(arcs, ring)) for ring in rings)


def topology_arcs(countries: list[Country], name: str) -> list[int]:
    """Return the numbers of the arcs that a country's rings use."""
    return [
        max(number, ~number)
        for country in countries
        if country.name == name
        for rings in country.polygons
        for ring in rings
        for number in ring
    ]


def _on_seam(point: Point) -> bool:
    return abs((point[0] + 180) % 360) < SNAP_DEG or abs((point[0] + 180) % 360 - 360) < SNAP_DEG


def _snapped(arcs: list[Arc]) -> list[Arc]:
    """Bring vertices on the seam to one longitude and, where they nearly meet, one latitude."""
    lats: list[float] = []

    def snap(point: Point) -> Point:
        if not _on_seam(point):
            return point
        lat = next((known for known in lats if abs(known - point[1]) < SEAM_LAT_DEG), None)
        if lat is None:
            lat = point[1]
            lats.append(lat)
        return (float(round(point[0])), lat)

    return [[snap(point) for point in arc] for arc in arcs]


def _seam_cuts(arc: Arc) -> list[int]:
    """Return the inner vertices at which an edge along the seam begins or ends."""
    edges = [i for i in range(len(arc) - 1) if _on_seam(arc[i]) and _on_seam(arc[i + 1])]
    ends = {vertex for i in edges for vertex in (i, i + 1)}
    return sorted(ends - {0, len(arc) - 1})


def mend_seam(topology: Topology) -> tuple[Topology, set[int]]:
    """Join what was cut along ±180 and return, too, the arcs along it that found no partner."""
    topology = replace(topology, arcs=_snapped(topology.arcs))
    cuts = {i: cut for i, arc in enumerate(topology.arcs) if (cut := _seam_cuts(arc))}
    topology = split_arcs(topology, cuts)
    same: dict[int, int] = {}
    first: dict[tuple[Point, Point], int] = {}
    for number, arc in enumerate(topology.arcs):
        if len(arc) == 2 and _on_seam(arc[0]) and _on_seam(arc[1]):
            backwards = first.get((arc[1], arc[0]))
            same[number] = first.setdefault((arc[0], arc[1]), number)
            if backwards is not None:
                same[number] = ~backwards

    def partnered(ring: Ring) -> Ring:
        return [same.get(n, n) if n >= 0 else ~same.get(~n, ~n) for n in ring]

    topology = map_rings(topology, partnered)
    touched = {n for number in same.values() for n in (number, ~number)}

    def joined(polygons: list[RingSet]) -> list[RingSet]:
        if any(n in touched for rings in polygons for ring in rings for n in ring):
            return dissolve(topology.arcs, polygons)
        return polygons

    countries = [replace(c, polygons=joined(c.polygons)) for c in topology.countries]
    return replace(topology, countries=countries, land=joined(topology.land)), set(same)
