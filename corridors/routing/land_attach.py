"""Brings a place to the edges it may start or end on."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.land_measure import km_per_degree, lon_step
from corridors.routing.land_network import BLOCK, GRID, Bytes, Ints, Lines

REACH_KM = 60.0
CHOICE = 24  # edges that an end may choose from
SPARE_KM = 3.0  # how much farther than the nearest edge a chosen one may lie

Floats = NDArray[np.float64]


class Feet(NamedTuple):
    """Where a place may get on: edge, piece of its line, share of that piece, and the km to it."""

    edge: Ints
    piece: Ints
    share: Floats
    km: Floats


@compiled
def _gap_km(box: Ints, lat: float, lon: float, north: float, east: float) -> float:
    """Return a length that nothing in a box is nearer than."""
    y = max(box[0] * GRID - lat, lat - box[1] * GRID, 0.0)
    middle, half = (box[2] + box[3]) / 2 * GRID, (box[3] - box[2]) / 2 * GRID
    x = max(abs(lon_step(middle, lon)) - half, 0.0)
    return math.hypot(y * north, x * east * 0.97)


@compiled
def _foot(
    lines: Lines, edge: int, lat: float, lon: float, north: float, east: float
) -> tuple[int, float, float]:
    """Return the piece of an edge's line nearest to a place, the share along it, and the km."""
    best_piece, best_share, best_km = 0, 0.0, np.inf
    start = lines.first[edge]
    for k in range(start, lines.first[edge + 1] - 1):
        ay = (lines.lat[k] * GRID - lat) * north
        ax = lon_step(lon, lines.lon[k] * GRID) * east
        by = (lines.lat[k + 1] * GRID - lat) * north
        bx = lon_step(lon, lines.lon[k + 1] * GRID) * east
        dy, dx = by - ay, bx - ax
        long = dx * dx + dy * dy
        share = 0.0 if long == 0.0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / long))
        km = math.hypot(ax + share * dx, ay + share * dy)
        if km < best_km:
            best_piece, best_share, best_km = k - start, share, km
    return best_piece, best_share, best_km


@compiled
def feet(lines: Lines, usable: Bytes, lat: float, lon: float, reach_km: float) -> Feet:
    """Return the usable edges within reach of a place, nearest first, at most CHOICE of them."""
    north, east = km_per_degree(lat)
    edge = np.empty(CHOICE, np.int32)
    piece = np.empty(CHOICE, np.int32)
    share = np.empty(CHOICE)
    km = np.full(CHOICE, np.inf)
    count = 0
    limit = reach_km
    for b in range(len(lines.blocks)):
        if _gap_km(lines.blocks[b], lat, lon, north, east) > limit:
            continue
        for e in range(b * BLOCK, min((b + 1) * BLOCK, len(lines.boxes))):
            if not usable[e] or _gap_km(lines.boxes[e], lat, lon, north, east) > limit:
                continue
            at, part, far = _foot(lines, e, lat, lon, north, east)
            if far > limit:
                continue
            k = min(count, CHOICE - 1)
            while k > 0 and km[k - 1] > far:
                edge[k], piece[k], share[k], km[k] = (
                    edge[k - 1],
                    piece[k - 1],
                    share[k - 1],
                    km[k - 1],
                )
                k -= 1
            edge[k], piece[k], share[k], km[k] = e, at, part, far
            count = min(count + 1, CHOICE)
            limit = min(limit, km[0] + SPARE_KM)
            if count == CHOICE:
                limit = min(limit, km[count - 1])
    while count > 0 and km[count - 1] > km[0] + SPARE_KM:
        count -= 1
    return Feet(edge[:count], piece[:count], share[:count], km[:count])


@compiled
def near(lines: Lines, lat: float, lon: float, radius_km: float) -> Ints:
    """Return the edges that come within a radius of a place."""
    north, east = km_per_degree(lat)
    found = np.empty(len(lines.boxes), np.int32)
    count = 0
    for e in range(len(lines.boxes)):
        if _gap_km(lines.boxes[e], lat, lon, north, east) <= radius_km:
            _, _, far = _foot(lines, e, lat, lon, north, east)
            if far <= radius_km:
                found[count] = e
                count += 1
    return found[:count]
