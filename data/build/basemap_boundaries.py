"""The atlas's boundary policy, applied to Natural Earth; docs/boundaries.md says it in words.

Points are (lon, lat) in degrees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from basemap_topology import (
    Arc,
    Country,
    Point,
    Topology,
    arc_users,
    dissolve,
    split_arcs,
    to_polygon,
)
from shapely import Point as ShapelyPoint

SIMFEROPOL: Point = (34.10, 44.95)

# What Natural Earth sets apart, though it is no country: leased, closed or outlying ground.
JOINED_TO = {
    "Baikonur": "Kazakhstan",
    "USNB Guantanamo Bay": "Cuba",
    "Cyprus U.N. Buffer Zone": "Cyprus",
    # The data gives it Australia's number too; one code must mean one shape.
    "Ashmore and Cartier Is.": "Australia",
}

Test = Callable[[Point], bool]


def _everywhere(_: Point) -> bool:
    return True


@dataclass(frozen=True)
class Dispute:
    """A line between two names of the data that is drawn dashed where `where` says so."""

    pair: frozenset[str]
    where: Test = _everywhere


def _between(a: str, b: str, where: Test = _everywhere) -> Dispute:
    return Dispute(frozenset({a, b}), where)


DISPUTES = [
    # Kashmir: the working boundary ends, and the Line of Control begins, west of Jammu.
    _between("India", "Pakistan", lambda p: p[1] > 32.7),
    # Aksai Chin and Ladakh in the west; the McMahon line, east of Bhutan.
    _between("China", "India", lambda p: (p[0] < 80 and p[1] > 32.3) or p[0] > 91.5),
    # Shaksgam, ceded by Pakistan to China in 1963 and claimed by India.
    _between("China", "Pakistan", lambda p: p[0] > 75.8),
    _between("Israel", "Syria"),
    _between("Israel", "Palestine"),
    _between("Morocco", "W. Sahara"),
    _between("Kosovo", "Serbia"),
    _between("Cyprus", "N. Cyprus"),
    _between("Dhekelia", "N. Cyprus"),
    _between("Somalia", "Somaliland"),
    # Bir Tawil and Halaib: the data has the parallel of 22° N, Sudan claims another line.
    _between("Egypt", "Sudan", lambda p: p[0] > 33.1),
]
DISPUTED_AREAS = {"Siachen Glacier"}

# Natural Earth 4.1 draws only the berm; the boundary of 1904 and 1912 is the parallel 27° 40′ N.
# Its west end is the Atlantic shore, its east end the Algerian border.
WESTERN_SAHARA_LINE: Arc = [(-13.17, 27.667), (-8.667, 27.667)]


def _holds(arcs: list[Arc], rings: list[list[int]], point: Point) -> bool:
    return bool(to_polygon(arcs, rings).contains(ShapelyPoint(point)))


def _find(countries: list[Country], name: str) -> Country:
    return next(country for country in countries if country.name == name)


def crimea_polygon(topology: Topology) -> list[list[int]]:
    """Return the rings of Crimea, which Natural Earth has as a polygon of its own under Russia.

    Raises StopIteration if the data has it no longer so.
    """
    russia = _find(topology.countries, "Russia")
    return next(p for p in russia.polygons if _holds(topology.arcs, p, SIMFEROPOL))


def _move_crimea(topology: Topology) -> Topology:
    crimea = crimea_polygon(topology)

    def moved(country: Country) -> Country:
        if country.name == "Russia":
            return replace(country, polygons=[p for p in country.polygons if p is not crimea])
        if country.name == "Ukraine":
            return replace(country, polygons=dissolve(topology.arcs, [*country.polygons, crimea]))
        return country

    return replace(topology, countries=[moved(country) for country in topology.countries])


def _join_leased(topology: Topology) -> Topology:
    guests = {c.name: c for c in topology.countries if c.name in JOINED_TO}

    def joined(country: Country) -> Country:
        extra = [p for n, g in guests.items() if JOINED_TO[n] == country.name for p in g.polygons]
        if not extra:
            return country
        return replace(country, polygons=dissolve(topology.arcs, country.polygons + extra))

    kept = [joined(country) for country in topology.countries if country.name not in guests]
    return replace(topology, countries=kept)


def apply_policy(topology: Topology) -> Topology:
    """Give Crimea to Ukraine and leased ground to its owner; lines between them are gone."""
    return _join_leased(_move_crimea(topology))


def _dispute_test(users: list[str]) -> Test | None:
    names = set(users)
    if len(names) < 2:
        return None
    if names & DISPUTED_AREAS:
        return _everywhere
    return next((d.where for d in DISPUTES if d.pair <= names), None)


def _edge_flags(arc: Arc, test: Test) -> list[bool]:
    return [test(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in pairwise(arc)]


def cut_at_disputes(topology: Topology) -> Topology:
    """Cut border arcs where a disputed stretch begins or ends."""
    cuts: dict[int, list[int]] = {}
    for number, names in arc_users(topology.countries).items():
        test = _dispute_test(names)
        if test is None:
            continue
        flags = _edge_flags(topology.arcs[number], test)
        inner = [i + 1 for i, (a, b) in enumerate(pairwise(flags)) if a != b]
        if inner:
            cuts[number] = inner
    return split_arcs(topology, cuts)


def sort_lines(topology: Topology, not_coast: set[int]) -> tuple[list[int], list[int], list[int]]:
    """Return the arcs that are coast, border and disputed line; each arc is in one at most."""
    coast, border, disputed = [], [], []
    for number, names in sorted(arc_users(topology.countries).items()):
        if number in not_coast:
            continue
        if len(names) == 1:
            coast.append(number)
            continue
        test = _dispute_test(names)
        if test is not None and all(_edge_flags(topology.arcs[number], test)):
            disputed.append(number)
        elif len(set(names)) > 1:
            border.append(number)
    return coast, border, disputed
