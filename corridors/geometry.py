"""Lines on the ellipsoid: great-circle pieces whose longitudes run on without a jump."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pyproj import Geod

from corridors.model import Position

SPACING_KM = 100.0  # a great circle bends less than a pixel between such points up to zoom 6
DECIMALS = 4  # 11 m of latitude


@lru_cache(maxsize=1)
def _wgs84() -> Geod:
    return Geod(ellps="WGS84")


def great_circle(points: Sequence[Position]) -> tuple[Position, ...]:
    """The geodesic through the points in turn, with a point every 100 km or less.

    Points are (lat, lon) in degrees on WGS84. Longitudes of the result run on: they leave
    -180…180 where the line crosses the antimeridian. Raises ValueError for fewer than two points.
    """
    if len(points) < 2:
        raise ValueError(f"a line needs two points or more, not {len(points)}")
    line = [points[0]]
    for start, end in pairwise(points):
        line.extend(_between(start, end))
        line.append(end)
    return unwrap(line)


def _between(start: Position, end: Position) -> list[Position]:
    length_m = _wgs84().inv(start.lon, start.lat, end.lon, end.lat)[2]
    count = int(length_m / 1000 // SPACING_KM)
    inner = _wgs84().npts(start.lon, start.lat, end.lon, end.lat, count) if count else []
    return [Position(lat, lon) for lon, lat in inner]


def unwrap(line: Sequence[Position]) -> tuple[Position, ...]:
    """Shift each longitude by full turns so that none differs from the one before by over 180."""
    shifted = [_rounded(line[0])]
    for point in line[1:]:
        before = shifted[-1].lon
        turns = round((before - point.lon) / 360)
        shifted.append(_rounded(Position(point.lat, point.lon + 360 * turns)))
    return tuple(shifted)


def _rounded(point: Position) -> Position:
    return Position(round(point.lat, DECIMALS), round(point.lon, DECIMALS))


def length_km(line: Sequence[Position]) -> float:
    """Geodesic length of a line on WGS84, in km."""
    lats, lons = zip(*line, strict=True)
    return float(_wgs84().line_length(lons, lats)) / 1000
