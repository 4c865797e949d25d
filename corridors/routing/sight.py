"""Line of sight over water: whether a great circle meets a coast, asked in microseconds.

The world is cut in cells an eighth of a degree high and about as wide. Each cell holds the pieces
of coast within MARGIN_KM of it, and how far it is from any point of it to the nearest coast.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, angle, crosses

Ints = NDArray[np.int32]

ROWS = 1440
MARGIN_KM = 4.0
CLEAR_STEP_KM = 5.0
CELL_DEG = 180 / ROWS


class Coast(NamedTuple):
    """Pieces of coast and the cells that find them.

    `start` and `end` are directions, a row a piece; `first_cell` and `columns` say for each row of
    cells which number its first has and how many there are; `pieces[offset[i]:offset[i + 1]]` are
    the pieces near cell i; `clear` is a distance in steps of CLEAR_STEP_KM, rounded down.
    """

    start: Floats
    end: Floats
    first_cell: Ints
    columns: Ints
    offset: Ints
    pieces: Ints
    clear: NDArray[np.uint8]


def cell_rows() -> tuple[Ints, Ints]:
    """Return the number of each row's first cell, and how many cells it has."""
    middles = np.radians(-90 + (np.arange(ROWS) + 0.5) * CELL_DEG)
    columns = np.maximum(1, np.ceil(360 * np.cos(middles) / CELL_DEG)).astype(np.int32)
    first = np.concatenate([[0], np.cumsum(columns)[:-1]]).astype(np.int32)
    return first, columns


def cell_centres() -> tuple[Floats, Floats]:
    """Return latitudes and longitudes of all cells' centres, in degrees."""
    _, columns = cell_rows()
    lats = np.repeat(-90 + (np.arange(ROWS) + 0.5) * CELL_DEG, columns)
    lons = np.concatenate([-180 + (np.arange(n) + 0.5) * 360 / n for n in columns])
    return lats, lons


@compiled
def cell_at(lat: float, lon: float, first_cell: Ints, columns: Ints) -> int:
    """Return the number of the cell that holds a point, in degrees, -180 ≤ lon ≤ 180."""
    row = min(max(int((lat + 90) / CELL_DEG), 0), len(columns) - 1)
    n = int(columns[row])
    return int(first_cell[row]) + min(max(int((lon + 180) / 360 * n), 0), n - 1)


@compiled
def _row_span(lat1: float, lat2: float) -> tuple[int, int]:
    pad = MARGIN_KM / 111.0
    low = int((min(lat1, lat2) - pad + 90) / CELL_DEG)
    return max(low, 0), min(int((max(lat1, lat2) + pad + 90) / CELL_DEG), ROWS - 1)


@compiled
def _column_span(row: int, lon1: float, lon2: float, n: int) -> tuple[int, int]:
    farthest = min(89.0, max(abs(row * CELL_DEG - 90), abs((row + 1) * CELL_DEG - 90)) + 0.2)
    pad = MARGIN_KM / (111.0 * math.cos(math.radians(farthest)))
    if lon2 - lon1 > 180:
        lon1, lon2 = lon2 - 360, lon1
    elif lon1 - lon2 > 180:
        lon1, lon2 = lon1, lon2 + 360
    low = math.floor((min(lon1, lon2) - pad + 180) / 360 * n)
    high = math.floor((max(lon1, lon2) + pad + 180) / 360 * n)
    return low, min(high, low + n - 1)


@compiled
def register(
    lats: Floats, lons: Floats, ends: Ints, first_cell: Ints, columns: Ints
) -> tuple[Ints, Ints]:
    """List for every cell the pieces within MARGIN_KM of it.

    Piece i goes from point i to point `ends[i]`; points in degrees. Returns offsets and pieces.
    """
    count = np.zeros(first_cell[-1] + columns[-1] + 1, np.int32)
    pieces = np.empty(0, np.int32)
    for filling in (False, True):
        if filling:
            for cell in range(1, len(count)):
                count[cell] += count[cell - 1]
            pieces = np.empty(count[-1], np.int32)
        for i in range(len(ends)):
            j = ends[i]
            low, high = _row_span(lats[i], lats[j])
            for row in range(low, high + 1):
                n = columns[row]
                west, east = _column_span(row, lons[i], lons[j], n)
                for column in range(west, east + 1):
                    cell = first_cell[row] + column % n
                    if filling:
                        count[cell] -= 1
                        pieces[count[cell]] = i
                    else:
                        count[cell] += 1
    return count, pieces


@compiled
def _cell_of(coast: Coast, x: float, y: float, z: float) -> int:
    lat = math.degrees(math.asin(min(1.0, max(-1.0, z))))
    return cell_at(lat, math.degrees(math.atan2(y, x)), coast.first_cell, coast.columns)


@compiled
def _meets(coast: Coast, cell: int, a: Floats, b: Floats) -> bool:
    """Say whether a piece of coast near a cell crosses the great circle from a to b."""
    start, end = coast.start, coast.end
    # The plane of the great circle: pieces wholly on one side of it are soon done with.
    nx, ny, nz = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    for k in range(coast.offset[cell], coast.offset[cell + 1]):
        i = coast.pieces[k]
        left = nx * start[i, 0] + ny * start[i, 1] + nz * start[i, 2]
        right = nx * end[i, 0] + ny * end[i, 1] + nz * end[i, 2]
        if left * right <= 0 and crosses(a, b, start[i], end[i]):
            return True
    return False


@compiled
def sees(coast: Coast, a: Floats, b: Floats) -> bool:
    """Say whether no piece of coast crosses the great circle from a to b."""
    total = angle(a, b)
    if total < 1e-9:
        return True
    c, s = math.cos(total), math.sin(total)
    vx, vy, vz = (b[0] - a[0] * c) / s, (b[1] - a[1] * c) / s, (b[2] - a[2] * c) / s
    margin = MARGIN_KM / EARTH_RADIUS_KM * 0.98
    done, tested = 0.0, -1
    while done < total:
        here = min(done + margin, total)
        c, s = math.cos(here), math.sin(here)
        cell = _cell_of(coast, a[0] * c + vx * s, a[1] * c + vy * s, a[2] * c + vz * s)
        clear = coast.clear[cell] * CLEAR_STEP_KM / EARTH_RADIUS_KM
        done = here + max(clear, margin)
        if clear <= margin and cell != tested:
            tested = cell
            if _meets(coast, cell, a, b):
                return False
    return True


@compiled
def sees_past(coast: Coast, a: Floats, by: Floats, b: Floats) -> bool:
    """Say whether a sees b; what hides it most likely lies by a third place, and is tried first."""
    return not _meets(coast, _cell_of(coast, by[0], by[1], by[2]), a, b) and sees(coast, a, b)
