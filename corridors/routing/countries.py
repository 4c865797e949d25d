"""Which countries a line lies in, and how many km in each, by the basemap's outlines.

Outlines and the boundary policy behind them: docs/basemap-format.md, docs/boundaries.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import floor
from typing import Any, NamedTuple

import numpy as np
from shapely import LineString, MultiPolygon, Point, Polygon, STRtree, make_valid
from shapely.geometry.base import BaseGeometry

from corridors.geometry import length_km
from corridors.model import Position
from corridors.paths import DATA

OUTLINES = DATA / "basemap" / "eurasia-10m.json"
_SAME_KM = (
    1.0  # two pieces of land this near to each other along a line are one: simplified borders
)
_KM_PER_DEGREE = 111.2
_WEST_LON, _EAST_LON = -180.5, 192.0  # where the outlines lie: they run on east of 180
_OVERLAP_LON = -168.0  # west of this a point is looked up a turn on

Points = Sequence[Position]
CountryKm = tuple[tuple[str, float], ...]


class Piece(NamedTuple):
    """A piece of a line over the land of a country: where it starts and ends along it, its km."""

    start: float
    end: float
    code: str
    km: float


def countries_on_land(line: Points, least_km: float = 0.0) -> CountryKm:
    """ISO 3166-1 codes with geodesic km, in the order first entered, of what lies over land.

    `line` is (lat, lon) in degrees; its longitudes may run on. Pieces shorter than `least_km` are
    left out.
    """
    return merge_countries((one.code, one.km) for one in _pieces(line) if one.km >= least_km)


def countries_inside(line: Points, least_km: float) -> CountryKm:
    """As `countries_on_land`, of the stretches that stay over land for so many km, border or not.

    What is shorter is a line that clips the simplified coast at a cape or in a harbour.
    """
    inside: list[Piece] = []
    for stretch in _stretches(_pieces(line)):
        if sum(one.km for one in stretch) >= least_km:
            inside.extend(stretch)
    return merge_countries((one.code, one.km) for one in inside)


def merge_countries(pieces: Iterable[tuple[str, float]]) -> CountryKm:
    """Add up the km by country, in the order in which each comes first."""
    sums: dict[str, float] = {}
    for code, km in pieces:
        sums[code] = sums.get(code, 0.0) + km
    return tuple((code, km) for code, km in sums.items() if km > 0)


def country_codes() -> frozenset[str]:
    """The ISO 3166-1 codes of all countries that the basemap outlines."""
    return frozenset(_outlines()[1])


def neighbours(code: str) -> tuple[str, ...]:
    """The codes of the countries that share a land border with one, in their order."""
    tree, codes = _outlines()
    own = [polygon for polygon, owner in zip(tree.geometries, codes, strict=True) if owner == code]
    near = tree.query(own, predicate="intersects")[1] if own else ()
    return tuple(sorted({codes[index] for index in near} - {code}))


def countries_near(place: Position, km: float) -> tuple[str, ...]:
    """The codes of the countries within about so many km of a point, in their order."""
    tree, codes = _outlines()
    near = tree.query(_point(place), predicate="dwithin", distance=km / _KM_PER_DEGREE)
    return tuple(sorted({codes[index] for index in near}))


def country_at(place: Position) -> str | None:
    """The ISO 3166-1 code of the country a point lies in; None at sea and where there is none."""
    tree, codes = _outlines()
    hits = tree.query(_point(place), predicate="intersects")
    return codes[hits[0]] if len(hits) else None


def _pieces(line: Points) -> list[Piece]:
    """The pieces of a line over land, in order; `start` and `end` in degrees along it."""
    tree, codes = _outlines()
    found: list[Piece] = []
    for way in _turned(line):
        for index in tree.query(way, predicate="intersects"):
            pieces = way.intersection(tree.geometries[index])
            found.extend(_piece(way, piece, codes[index]) for piece in _lines(pieces))
    return sorted(found)


def _piece(way: LineString, piece: LineString, code: str) -> Piece:
    start = way.project(Point(piece.coords[0]))
    return Piece(start, start + piece.length, code, _km(piece))


def _stretches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces that follow each other without water between them, together."""
    stretch: list[Piece] = []
    for piece in pieces:
        if stretch and piece.start - stretch[-1].end > _SAME_KM / _KM_PER_DEGREE:
            yield stretch
            stretch = []
        stretch.append(piece)
    if stretch:
        yield stretch


def _point(place: Position) -> Point:
    return Point(_within(place.lon), place.lat)


def _km(piece: BaseGeometry) -> float:
    return length_km([Position(lat, lon) for lon, lat in piece.coords])


def _within(lon: float) -> float:
    lon = (lon + 180) % 360 - 180
    return lon + 360 if lon < _OVERLAP_LON else lon


def _turned(line: Points) -> Iterator[LineString]:
    """The line shifted by each full turn that brings part of it to where the outlines lie."""
    lons = [point.lon for point in line]
    first = floor((min(lons) - _EAST_LON) / 360) + 1
    last = floor((max(lons) - _WEST_LON) / 360)
    for turn in range(first, last + 1):
        yield LineString([(point.lon - 360 * turn, point.lat) for point in line])


def _lines(geometry: BaseGeometry) -> list[LineString]:
    parts = getattr(geometry, "geoms", [geometry])
    return [part for part in parts if part.geom_type == "LineString" and not part.is_empty]


@lru_cache(maxsize=1)
def _outlines() -> tuple[STRtree, list[str]]:
    """The polygons of all countries that have a code, in a tree, with the code of each."""
    document = json.loads(OUTLINES.read_bytes())
    arcs = _read_arcs(document)
    polygons: list[BaseGeometry] = []
    codes: list[str] = []
    for country in document["objects"]["countries"]["geometries"]:
        for rings in country["arcs"] if "id" in country else ():
            for polygon in _polygons(rings, arcs):
                polygons.append(polygon)
                codes.append(country["id"])
    return STRtree(polygons), codes


def _read_arcs(document: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    scale = np.array(document["transform"]["scale"])
    origin = np.array(document["transform"]["translate"])
    return [np.cumsum(arc, axis=0) * scale + origin for arc in document["arcs"]]


def _polygons(rings: Sequence[Sequence[int]], arcs: list[np.ndarray[Any, Any]]) -> list[Polygon]:
    outer, *holes = (_ring(ring, arcs) for ring in rings)
    drawn = Polygon(outer, holes)
    valid = drawn if drawn.is_valid else make_valid(drawn)
    parts = valid.geoms if isinstance(valid, MultiPolygon) else [valid]
    return [part for part in parts if part.geom_type == "Polygon"]


def _ring(ring: Sequence[int], arcs: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
