"""Coasts as the router asks for them: rings of points, corners where a way can bend, cells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from sea_channels import KM_PER_DEG
from shapely.geometry.base import BaseGeometry

from corridors.routing.attach import QUAY_KM
from corridors.routing.sight import (
    CELL_DEG,
    CLEAR_STEP_KM,
    Coast,
    Ints,
    cell_centres,
    cell_rows,
    register,
)
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, directions, side

LONGEST_PIECE_DEG = 0.5
# A way bends this far off the corner, so that it never touches the obstacle itself.
CORNER_OFFSET_KM = 0.1
# A cell's distance to the coast may come out too short by this share: it is a lower bound.
NEAREST_SLACK = 0.1


class Rings(NamedTuple):
    """Points of all rings in degrees, rounded as they are shipped, and each one's next point."""

    lats: Floats
    lons: Floats
    following: Ints


def rings_of(obstacle: BaseGeometry) -> Rings:
    """Return an obstacle's rings, the obstacle always on the left of the way from point to next."""
    cut = shapely.segmentize(obstacle, LONGEST_PIECE_DEG)
    lats, lons, following = [], [], []
    count = 0
    for part in shapely.get_parts(cut):
        polygon = shapely.orient_polygons(part)
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.round(np.array(ring.coords), 5)
            points = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
            n = len(points)
            if n < 3:
                continue
            lats.append(points[:, 1])
            lons.append(points[:, 0])
            following.append(count + (np.arange(n) + 1) % n)
            count += n
    return Rings(
        np.concatenate(lats), np.concatenate(lons), np.concatenate(following).astype(np.int32)
    )


def coast_of(rings: Rings) -> Coast:
    """Index the rings' pieces by cells, with each cell's distance to the nearest coast."""
    first, columns = cell_rows()
    start = directions(rings.lats, rings.lons)
    end = start[rings.following]
    offset, pieces = register(rings.lats, rings.lons, rings.following, first, columns)
    return Coast(start, end, first, columns, offset, pieces, _clear(start, end))


def _clear(start: Floats, end: Floats) -> np.ndarray:
    # Between samples lie 2.5 km of a short piece at most, and 3.5 km of the longest.
    long = np.linalg.norm(end - start, axis=1) * EARTH_RADIUS_KM > 5
    between = [start[long] * (1 - t) + end[long] * t for t in np.arange(1, 8) / 8]
    points = np.concatenate([start, *between])
    points /= np.linalg.norm(points, axis=1)[:, None]
    lats, lons = cell_centres()
    chord, _ = cKDTree(points).query(directions(lats, lons), eps=NEAREST_SLACK)
    nearest_km = 2 * np.arcsin(np.minimum(1, chord / (1 + NEAREST_SLACK) / 2)) * EARTH_RADIUS_KM
    longest_km = LONGEST_PIECE_DEG * 111.2 / 16
    half_diagonal_km = CELL_DEG * 111.2 * 0.75
    steps = np.floor((nearest_km - longest_km - half_diagonal_km) / CLEAR_STEP_KM)
    return np.clip(steps, 0, 255).astype(np.uint8)


def corners(rings: Rings, obstacle: BaseGeometry) -> tuple[Ints, Floats, Floats]:
    """Return the ring points at which a way can bend, and places just off them, by latitude."""
    points = directions(rings.lats, rings.lons)
    before = np.empty(len(points), np.int32)
    before[rings.following] = np.arange(len(points), dtype=np.int32)
    bend = _bends(points, before, rings.following)
    chosen = np.flatnonzero(bend).astype(np.int32)
    lats, lons = _pushed(rings, before, chosen)
    shapely.prepare(obstacle)
    wet = ~shapely.contains_xy(obstacle, lons, lats) & (np.abs(lons) <= 180)
    order = np.flatnonzero(wet)[np.argsort(lats[wet], kind="stable")]
    return chosen[order], lats[order], lons[order]


def navigable(rings: Rings, tight: BaseGeometry) -> NDArray[np.bool_]:
    """Say for each piece of coast whether the water just off it is wide enough for ships."""
    stretch = np.cos(np.radians(rings.lats))
    to = rings.following
    x, y = (rings.lons[to] - rings.lons) * stretch, rings.lats[to] - rings.lats
    size = np.maximum(np.hypot(x, y), 1e-9)
    wet = np.zeros(len(to), np.bool_)
    shapely.prepare(tight)
    for off_km in QUAY_KM, 2 * QUAY_KM, 3 * QUAY_KM:
        # The obstacle lies on the left of a piece, the water on its right.
        step = off_km / KM_PER_DEG / size
        lats = (rings.lats + rings.lats[to]) / 2 - x * step
        lons = (rings.lons + rings.lons[to]) / 2 + y * step / stretch
        wet |= ~shapely.contains_xy(tight, lons, lats) & (np.abs(lons) <= 180)
    return wet


@njit(cache=True)
def _bends(points: Floats, before: Ints, following: Ints) -> np.ndarray:
    bend = np.zeros(len(points), np.bool_)
    for i in range(len(points)):
        bend[i] = side(points[before[i]], points[i], points[following[i]]) > 0
    return bend


def _pushed(rings: Rings, before: Ints, chosen: Ints) -> tuple[Floats, Floats]:
    lats, lons = rings.lats[chosen], rings.lons[chosen]
    stretch = np.cos(np.radians(lats))

    def unit(other: Ints) -> tuple[Floats, Floats]:
        x, y = (rings.lons[other] - lons) * stretch, rings.lats[other] - lats
        size = np.hypot(x, y)
        return x / size, y / size

    (x1, y1), (x2, y2) = unit(before[chosen]), unit(rings.following[chosen])
    # The left normal of the way before→following points into the obstacle: take its opposite.
    x, y = -(x1 + x2), -(y1 + y2)
    size = np.hypot(x, y)
    dull = size < 1e-3
    x, y = np.where(dull, y2, x), np.where(dull, -x2, y)
    step = CORNER_OFFSET_KM / 111.2 / np.hypot(x, y)
    return np.round(lats + y * step, 5), np.round(lons + x * step / stretch, 5)
