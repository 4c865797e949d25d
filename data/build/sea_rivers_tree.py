"""Joins ways from ports to the sea into trees of lines, of few straight pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sea_rivers_grid import Grid
from sea_rivers_paths import Cells, Field, Port, Way, steps_km
from skimage.draw import line

# Lines may leave their cells by this much.
TOLERANCE_KM = 0.3
# On Mercator's map a straight piece this long leaves the great circle by 0.14 km at most at 70°.
PIECE_KM = 50.0


class Line(NamedTuple):
    """A branch of a tree of ways, from its upper end down; points (lat, lon).

    `is_schematic` where a part of it follows lines of our own.
    """

    port: Port
    points: list[tuple[float, float]]
    is_schematic: bool


def tree(field: Field, throughs: list[Way], ways: list[Way]) -> Iterator[Line]:
    """Yield the ways as lines where no earlier one runs: ways through the window, then to sea.

    A way to sea ends where it meets an earlier one; one through the window does not.
    """
    grid = field.grid
    seen, leading, core = (np.zeros(grid.cost.shape, bool) for _ in range(3))
    for way in [*throughs, *ways]:
        cells, is_corner = _drawn(grid, simplified(grid, way.cells))
        ended = np.flatnonzero(leading[cells[:, 0], cells[:, 1]])
        count = ended[0] + 1 if len(ended) else len(cells)
        cells, is_corner = cells[:count], is_corner[:count]
        for first, last in _stretches(~seen[cells[:, 0], cells[:, 1]]):
            part = slice(max(0, first - 1), last + 1)
            inner = cells[part][1:-1][is_corner[part][1:-1]]
            ends = [_onto(core, cell) for cell in (cells[part][0], cells[part][-1])]
            points = _points(grid, np.array([ends[0], *inner, ends[1]]))
            linked = grid.linked[cells[part][:, 0], cells[part][:, 1]].any()
            if len(points) > 1:
                yield Line(way.port, points, bool(linked))
        core[cells[:, 0], cells[:, 1]] = True
        _mark(seen, cells)
        if way.to_sea:
            _mark(leading, cells)


def _drawn(grid: Grid, corners: Cells) -> tuple[Cells, NDArray[np.bool_]]:
    """Return the cells that straight pieces between corners pass, and which are the corners.

    Long pieces get corners of their own, so that they are the same on a map and on the globe.
    """
    most = PIECE_KM / grid.window.scale_km().max()
    ends = [corners[:1]]
    for one, other in pairwise(corners):
        count = int(np.hypot(*(other - one)) / most) + 1
        share = np.arange(1, count + 1)[:, None] / count
        ends.append(np.round(one + share * (other - one)).astype(np.int64))
    corners = np.concatenate(ends)
    parts = [np.stack(line(*one, *other), axis=1)[:-1] for one, other in pairwise(corners)]
    counts = np.cumsum([0, *(len(part) for part in parts)])
    cells = np.concatenate([*parts, corners[-1:]])
    is_corner = np.zeros(len(cells), bool)
    is_corner[counts] = True
    return cells, is_corner


def _onto(core: NDArray[np.bool_], cell: Cells) -> Cells:
    """Return the cell of an earlier line that a cell touches, or the cell itself."""
    low = np.maximum(cell - 1, 0)
    near = np.argwhere(core[low[0] : cell[0] + 2, low[1] : cell[1] + 2])
    return near[0] + low if len(near) else cell


def _mark(mask: NDArray[np.bool_], cells: Cells) -> None:
    """Set cells and their neighbours."""
    rows, columns = mask.shape
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            row = np.clip(cells[:, 0] + down, 0, rows - 1)
            mask[row, np.clip(cells[:, 1] + across, 0, columns - 1)] = True


def _stretches(new: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where runs of new cells begin and end (the first cell after each)."""
    change = np.flatnonzero(np.diff(np.concatenate([[False], new, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in change.reshape(-1, 2)]


def _points(grid: Grid, cells: Cells) -> list[tuple[float, float]]:
    """Return cells as (lat, lon), each once."""
    lat, lon = grid.window.places(cells[:, 0].astype(float), cells[:, 1].astype(float))
    points = [(round(float(a), 3), round(float(b), 3)) for a, b in zip(lat, lon, strict=True)]
    return [point for point, _ in groupby(points)]


def simplified(grid: Grid, cells: Cells) -> Cells:
    """Return the corners of a line along cells: straight where water allows, else within tolerance.

    A straight piece stands for its cells where it costs no more than they, or nowhere leaves them
    by more than TOLERANCE_KM.
    """
    scale = grid.window.scale_km()
    step = np.concatenate([[0.0], steps_km(grid, cells)])
    spent = np.cumsum(step * grid.cost[cells[:, 0], cells[:, 1]])

    def stands(start: int, end: int) -> bool:
        km = scale[cells[start, 0]]
        if _deviation(cells[start : end + 1]) * km <= TOLERANCE_KM:
            return True
        return _straight_cost(grid, cells[start], cells[end]) * km <= spent[end] - spent[start]

    kept = [0]
    while kept[-1] < len(cells) - 1:
        kept.append(_farthest(stands, kept[-1], len(cells) - 1))
    return cells[kept]


def _farthest(stands: Callable[[int, int], bool], start: int, last: int) -> int:
    reach = 1
    while start + 2 * reach <= last and stands(start, start + 2 * reach):
        reach *= 2
    low, high = start + reach, min(last, start + 2 * reach)
    while low < high:
        middle = (low + high + 1) // 2
        if stands(start, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _deviation(cells: Cells) -> float:
    """Return how far cells leave the straight piece between the first and the last, in cells."""
    first, along = cells[0], cells[-1] - cells[0]
    length = float(np.hypot(*along))
    if length == 0:
        return float(np.hypot(*(cells - first).T).max())
    off = cells - first
    return float(np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]).max() / length)


def _straight_cost(grid: Grid, start: Cells, end: Cells) -> float:
    """Return what the straight piece costs, in cells."""
    length = float(np.hypot(*(end - start)))
    share = (np.arange(int(length) + 1) + 0.5) / (int(length) + 1)
    row = np.round(start[0] + share * (end[0] - start[0])).astype(int)
    column = np.round(start[1] + share * (end[1] - start[1])).astype(int)
    return float(grid.cost[row, column].mean()) * length
