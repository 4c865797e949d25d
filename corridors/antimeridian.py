"""Lines cut at ±180°, and the box of a feature, as RFC 7946 §3.1.9 and §5.2 ask.

In and out, points are (lat, lon) in degrees on WGS84; what comes in may run on beyond ±180°.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor

from corridors.model import Position

Line = list[Position]


def cut_line(line: Sequence[Position]) -> list[Line]:
    """The pieces of a line between one antimeridian and the next, longitudes within ±180°.

    A segment is a straight line in longitude and latitude, as RFC 7946 §3.1.1 has it; where it
    meets the antimeridian one piece ends at ±180° and the next begins at ∓180°, at one latitude.
    Raises ValueError for a line of fewer than two points.
    """
    if len(line) < 2:
        raise ValueError(f"a line needs two points or more, not {len(line)}")
    parts = [part for pair in pairwise(line) for part in _between_meridians(*pair)]
    world = _world_of(*parts[0])
    pieces: list[Line] = [[_shifted(line[0], world)]]
    for start, end in parts:
        if not (_fits(start, world) and _fits(end, world)):
            world = _world_of(start, end)
            pieces.append([_shifted(start, world)])
        pieces[-1].append(_shifted(end, world))
    # A line that starts a rounding error before the antimeridian leaves a point there alone.
    return [piece for piece in pieces if len(piece) > 1]


def _world_of(start: Position, end: Position) -> int:
    """How many turns east of ours the world lies that holds the middle of a segment."""
    return floor(((start.lon + end.lon) / 2 + 180) / 360)


def _shifted(point: Position, world: int) -> Position:
    """The point in our world; kept at ±180° where rounding would carry it over."""
    return Position(point.lat, min(180.0, max(-180.0, point.lon - 360 * world)))


def _fits(point: Position, world: int) -> bool:
    return 360 * world - 180 <= point.lon <= 360 * world + 180


def _between_meridians(start: Position, end: Position) -> list[tuple[Position, Position]]:
    """A segment in the parts that the antimeridians strictly between its ends make of it."""
    west, east = sorted((start.lon, end.lon))
    first, last = floor((west + 180) / 360) + 1, floor((east + 180) / 360)
    meridians = [m for m in (360.0 * n - 180 for n in range(first, last + 1)) if west < m < east]
    if end.lon < start.lon:
        meridians.reverse()
    points = [start, *(_crossing(start, end, meridian) for meridian in meridians), end]
    return list(pairwise(points))


def _crossing(start: Position, end: Position, meridian: float) -> Position:
    share = (meridian - start.lon) / (end.lon - start.lon)
    return Position(start.lat + share * (end.lat - start.lat), meridian)


def bounding_box(pieces: Iterable[Sequence[Position]]) -> list[float] | None:
    """The smallest [west, south, east, north] around pieces within ±180°; None without points.

    West is greater than east where the box reaches over the antimeridian.
    """
    points = [piece for piece in pieces if piece]
    if not points:
        return None
    lats = [point.lat for piece in points for point in piece]
    spans = sorted((min(p.lon for p in piece), max(p.lon for p in piece)) for piece in points)
    west, east = _narrowest(spans)
    return [west, min(lats), east, max(lats)]


def _narrowest(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The ends of the shortest arc that covers all spans: what the widest gap leaves."""
    merged = [list(spans[0])]
    for west, east in spans[1:]:
        if west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    around = merged[0][0] + 360 - merged[-1][1]
    gaps = [(after[0] - before[1], at + 1) for at, (before, after) in enumerate(pairwise(merged))]
    width, at = max(gaps, default=(0.0, 0))
    return (merged[0][0], merged[-1][1]) if width <= around else (merged[at][0], merged[at - 1][1])
