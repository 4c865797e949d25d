"""Finds the ways from ports to open sea over a grid's water, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, label
from sea_rivers_grid import LAND_COST, Grid
from skimage.graph import MCP_Geometric

Cells = NDArray[np.int64]
Floats = NDArray[np.float64]

# A way ends where the base coast's land is this far off, or after it has run MOUTH_KM in water
# that ships find without it.
OPEN_KM = 5.0
MOUTH_KM = 7.0
NAVIGABLE_KM = 0.7
# A port is taken to lie on the water that it reaches over this much land at most.
QUAY_KM = 5.0
QUAY_COST = 25.0
# Gaps between waters, in all, that a way may cross.
MOST_LAND_KM = 5.0
# The way between two places stays within this of both.
DETOUR_DEG = 1.5


class Port(NamedTuple):
    """A place that ships call at, and how far it may lie up a small river."""

    name: str
    lat: float
    lon: float
    small_river_km: float = 0.0


@dataclass(frozen=True)
class Way:
    """A port's way to open water, or one between two ports: cells (row, column) in order.

    `land_km` are its km over land, `line_km` those by rivers drawn as one line.
    """

    port: Port
    cells: Cells
    land_km: float
    line_km: float
    to_sea: bool = True


@dataclass(frozen=True)
class Field:
    """A grid with what a search from open water found: km weighted by cost, cell by cell."""

    grid: Grid
    navigable: NDArray[np.bool_]
    search: MCP_Geometric
    spent: Floats


def _navigable(grid: Grid) -> NDArray[np.bool_]:
    """Return the base coast's water wide enough for ships and joined to open water."""
    numbers, _ = label(grid.base_km >= NAVIGABLE_KM, np.ones((3, 3)))
    joined = np.unique(numbers[grid.base_km >= OPEN_KM])
    return np.isin(numbers, joined[joined > 0])


def field_of(grid: Grid) -> Field:
    """Search all ways from open water."""
    wide = grid.base_km >= OPEN_KM
    rim = wide & binary_dilation(~wide, np.ones((3, 3)))
    cost = grid.cost * grid.window.scale_km().astype(np.float32)[:, None]
    cost[wide & ~rim] = np.inf
    search = MCP_Geometric(cost, fully_connected=True)
    starts = list(zip(*np.nonzero(rim), strict=True))
    spent = search.find_costs(starts)[0] if starts else np.full(cost.shape, np.inf)
    return Field(grid, _navigable(grid), search, spent)


def _box(grid: Grid, port: Port, km: float) -> tuple[slice, slice, Floats]:
    """Return a square of cells about a port and their distances from it in km."""
    row, column = (float(v) for v in grid.window.cells(np.float64(port.lat), np.float64(port.lon)))
    rows, columns = grid.cost.shape
    scale = float(grid.window.step * 111.2 * np.cos(np.radians(port.lat)))
    reach = int(km / scale) + 1
    down = slice(max(0, int(row) - reach), max(0, min(rows, int(row) + reach + 1)))
    across = slice(max(0, int(column) - reach), max(0, min(columns, int(column) + reach + 1)))
    y, x = np.mgrid[down, across]
    return down, across, np.hypot(y + 0.5 - row, x + 0.5 - column) * scale


def is_at_sea(field: Field, port: Port, within_km: float) -> bool:
    """Tell whether ships find a port without a line of ours."""
    down, across, away = _box(field.grid, port, within_km)
    return bool((field.navigable[down, across] & (away <= within_km)).any())


def way_of(field: Field, port: Port, wanted: NDArray[np.bool_]) -> Way | None:
    """Return a port's way to open water, or None where no water is near that leads there.

    Km by rivers drawn as one line are counted as far as the first wanted cell.
    """
    grid = field.grid
    down, across, away = _box(grid, port, QUAY_KM)
    wet = grid.cost[down, across] < LAND_COST
    total = np.where(wet & (away <= QUAY_KM), field.spent[down, across] + away * QUAY_COST, np.inf)
    if not total.size or not np.isfinite(total.min()):
        return None
    row, column = np.unravel_index(total.argmin(), total.shape)
    cells = np.array(field.search.traceback((row + down.start, column + across.start)))[::-1]
    cells = _trimmed(field, cells)
    step = steps_km(grid, cells)
    cost = grid.cost[cells[1:, 0], cells[1:, 1]]
    known = np.logical_or.accumulate(wanted[cells[1:, 0], cells[1:, 1]])
    narrow = ~_is_broad(grid, cells[1:]) & ~known
    return Way(port, cells, float(step[cost >= LAND_COST].sum()), float(step[narrow].sum()))


def _is_broad(grid: Grid, cells: Cells) -> NDArray[np.bool_]:
    """Tell which cells lie on water that has two banks, or on the base coast's."""
    banked = grid.banked[cells[:, 0], cells[:, 1]]
    return banked | (grid.base_km[cells[:, 0], cells[:, 1]] > 0)


def steps_km(grid: Grid, cells: Cells) -> Floats:
    """Return the km from each cell of a way to the next."""
    step = np.hypot(*np.diff(cells, axis=0).T)
    return step * grid.window.scale_km()[cells[1:, 0]]


def _trimmed(field: Field, cells: Cells) -> Cells:
    """Cut what runs on in water that ships find without us."""
    row, column = cells[1:, 0], cells[1:, 1]
    free = field.navigable[row, column] & (field.grid.base_km[row, column] >= NAVIGABLE_KM)
    run_km = 0.0
    for place, (step, is_free) in enumerate(zip(steps_km(field.grid, cells), free, strict=True)):
        run_km = run_km + step if is_free else 0.0
        if run_km >= MOUTH_KM:
            return cells[: place + 2]
    return cells


def between(field: Field, first: Port, second: Port) -> Way | None:
    """Return the way between two places, or None where there is none near the two."""
    ends = [_nearest(field.grid, place) for place in (first, second)]
    if None in ends:
        return None
    places = np.array(ends)
    room = int(DETOUR_DEG / field.grid.window.step)
    low = np.maximum(places.min(axis=0) - room, 0)
    high = places.max(axis=0) + room
    scale = field.grid.window.scale_km().astype(np.float32)[low[0] : high[0], None]
    cost = field.grid.cost[low[0] : high[0], low[1] : high[1]] * scale
    search = MCP_Geometric(cost, fully_connected=True)
    start, end = (tuple(int(v) for v in place - low) for place in places)
    spent, _ = search.find_costs([start], [end])
    if not np.isfinite(spent[end]):
        return None
    cells = np.array(search.traceback(end)) + low
    step = steps_km(field.grid, cells)
    dry = field.grid.cost[cells[1:, 0], cells[1:, 1]] >= LAND_COST
    return Way(second, cells, float(step[dry].sum()), 0.0, to_sea=False)


def _nearest(grid: Grid, port: Port) -> tuple[int, int] | None:
    down, across, away = _box(grid, port, QUAY_KM)
    away = np.where(grid.cost[down, across] < LAND_COST, away, np.inf)
    if not away.size or not np.isfinite(away.min()):
        return None
    row, column = np.unravel_index(away.argmin(), away.shape)
    return int(row) + down.start, int(column) + across.start
