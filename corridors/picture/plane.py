"""Paths on paper: their length, points along them, and the same path set aside.

A path is an array of points, one row [x, y] each, in units.
"""

from __future__ import annotations

from math import atan2
from typing import NamedTuple

import numpy as np
import shapely

from corridors.picture.projection import Array
from corridors.picture.sheet import Box

_TAPER = 16.0  # from either end, within which setting aside tapers off


class Spot(NamedTuple):
    """A point of a path and the direction there, in radians from the x axis to the y axis."""

    x: float
    y: float
    angle: float


def lengths_along(path: Array) -> Array:
    """The length of a path up to each of its points."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def spot_along(path: Array, along: Array, distance: float) -> Spot:
    """The spot at a distance along a path whose lengths are `along`."""
    at = int(np.clip(np.searchsorted(along, distance), 1, len(along) - 1))
    (x0, y0), (x1, y1) = path[at - 1], path[at]
    share = (distance - along[at - 1]) / ((along[at] - along[at - 1]) or 1.0)
    return Spot(x0 + share * (x1 - x0), y0 + share * (y1 - y0), atan2(y1 - y0, x1 - x0))


def set_aside(path: Array, distances: Array) -> Array:
    """The path with each point moved to the left of its direction by its own distance."""
    before = np.concatenate([path[:1], path[:-1]])
    after = np.concatenate([path[1:], path[-1:]])
    way = after - before
    length = np.hypot(way[:, 0], way[:, 1])
    unit = way / np.where(length > 0, length, 1.0)[:, None]
    return path + np.column_stack([unit[:, 1], -unit[:, 0]]) * distances[:, None]


def with_ends(path: Array) -> Array:
    """The path with a point more near either end, where setting aside tapers off."""
    along = lengths_along(path)
    if along[-1] < 2 * _TAPER:
        return path
    stops = [_TAPER, along[-1] - _TAPER]
    extra = np.array([spot_along(path, along, stop)[:2] for stop in stops])
    return np.insert(path, np.searchsorted(along, stops), extra, axis=0)


def runs_through(path: Array, box: Box) -> bool:
    """Whether a path runs through a box."""
    return bool(_within(path, box).any())


def cross(one: Array, other: Array) -> bool:
    """Whether two segments cross."""

    def side(line: Array, point: Array) -> float:
        (ax, ay), (bx, by) = line
        return float((bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax))

    apart = side(one, other[0]) * side(one, other[1]) < 0
    return apart and side(other, one[0]) * side(other, one[1]) < 0


def _within(path: Array, box: Box) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each segment of a path whether some of it lies in a box (Liang and Barsky)."""
    start, way = path[:-1], np.diff(path, axis=0)
    low, high = np.array([box.x0, box.y0]), np.array([box.x1, box.y1])
    still = way == 0
    safe = np.where(still, 1.0, way)
    one, two = (low - start) / safe, (high - start) / safe
    out = still & ((start < low) | (start > high))
    begin = np.where(still, 0.0, np.minimum(one, two)).max(axis=1)
    end = np.where(still, 1.0, np.maximum(one, two)).min(axis=1)
    return np.asarray((np.maximum(begin, 0) <= np.minimum(end, 1)) & ~out.any(axis=1))


def simplify(points: Array, tolerance: float) -> Array:
    """The points without those that the line can do without (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    return np.asarray(
        shapely.get_coordinates(
            shapely.simplify(shapely.linestrings(points), tolerance, preserve_topology=False)
        )
    )


def cut_line(line: Array, sight: Box) -> list[Array]:
    """The parts of a line within a box."""
    if sight.holds(Box(*line.min(axis=0), *line.max(axis=0))):
        return [line]
    cut = shapely.clip_by_rect(shapely.linestrings(line), *sight)
    return [shapely.get_coordinates(part) for part in shapely.get_parts(cut)]


def cut_ring(ring: Array, sight: Box) -> list[Array]:
    """The part of a ring within a box, edge by edge (Sutherland and Hodgman); it may be none."""
    for axis, limit, sign in (
        (0, sight.x0, 1),
        (0, sight.x1, -1),
        (1, sight.y0, 1),
        (1, sight.y1, -1),
    ):
        if len(ring) < 3:
            return []
        ring = _cut_edge(ring, axis, limit, sign)
    return [ring] if len(ring) >= 3 else []


def _cut_edge(ring: Array, axis: int, limit: float, sign: int) -> Array:
    gap = sign * (ring[:, axis] - limit)
    following = np.roll(ring, -1, axis=0)
    inside = gap >= 0
    crossing = inside != np.roll(inside, -1)
    way = gap - np.roll(gap, -1)
    share = np.divide(gap, way, out=np.zeros_like(gap), where=crossing)
    met = ring + share[:, None] * (following - ring)
    kept = np.stack([inside, crossing], axis=1).ravel()
    return np.asarray(np.stack([ring, met], axis=1).reshape(-1, 2)[kept])
