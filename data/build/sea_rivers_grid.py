"""Draws a window of the world as cells: what is water, how far its shore is, what a km costs.

Columns are even in longitude and rows in Mercator's northing, so that a cell is square
everywhere; its size in km shrinks with the cosine of the latitude.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.transform import IDENTITY
from scipy.ndimage import binary_dilation, binary_erosion, distance_transform_edt
from sea_rivers_source import Pieces, Rivers, Shores
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Costs = NDArray[np.float32]

KM_PER_DEG = 111.2
# A cell at the window's middle is this wide: narrow rivers still come out a cell or two wide.
CELL_KM = 0.25

# What a km costs. Rivers drawn as one line are less sure to carry ships the higher their level;
# canals are 8 (major) and 9. Seams between the shores and the lines are crossed cheaply, wider
# gaps only where nothing else leads on.
LINE_COST = {1: 1.2, 2: 1.3, 3: 2.0, 4: 4.0, 8: 1.3, 9: 1.8}
LINK_COST = 1.0
PART_DEG = 4.0
# The coast says water, the finer shoreline says land.
DOUBTFUL_COST = 3.0
LAND_COST = 50.0
SEAM_KM = 0.5
WATERSHED_COST = 2000.0
GAP_KM = 3.0
# Ships keep off the banks: a km along them costs up to this much more.
BANK_COST = 0.8
BANK_KM = 0.8


class Window(NamedTuple):
    """Bounds in degrees (whole ones for a grid), and the size of a cell in degrees of longitude."""

    west: float
    south: float
    east: float
    north: float
    step: float

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return round((self.east - self.west) / self.step)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return int((_northing(self.north) - _northing(self.south)) / self.step)

    def places(self, rows: Floats, columns: Floats) -> tuple[Floats, Floats]:
        """Return latitudes and longitudes of the middles of cells."""
        northing = _northing(self.south) + (np.asarray(rows) + 0.5) * self.step
        lat = np.degrees(2 * np.arctan(np.exp(np.radians(northing))) - np.pi / 2)
        return lat, self.west + (np.asarray(columns) + 0.5) * self.step

    def cells(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Return rows and columns of places, as fractions; a cell's middle is at n + 0.5."""
        row = (_northing(lat) - _northing(self.south)) / self.step
        return row, (np.asarray(lon) - self.west) / self.step

    def scale_km(self) -> Floats:
        """Return the size of a cell in km, a row each."""
        lat, _ = self.places(np.arange(self.rows), np.zeros(1))
        return self.step * KM_PER_DEG * np.cos(np.radians(lat))


def _northing(lat: Floats | float) -> Floats:
    return np.degrees(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)))


def window(
    west: float, south: float, east: float, north: float, cell_km: float = CELL_KM
) -> Window:
    """Return a window whose cells measure some km at its middle latitude."""
    middle = np.radians((south + north) / 2)
    return Window(west, south, east, north, cell_km / KM_PER_DEG / float(np.cos(middle)))


class BaseLand:
    """Land of the base coast, cut small so that a part is found quickly."""

    def __init__(self, polygons: list[BaseGeometry]) -> None:
        found = [
            shapely.clip_by_rect(polygon, x, y, x + PART_DEG, y + PART_DEG)
            for polygon in polygons
            for x in np.arange(np.floor(polygon.bounds[0]), polygon.bounds[2], PART_DEG)
            for y in np.arange(np.floor(polygon.bounds[1]), polygon.bounds[3], PART_DEG)
        ]
        self.tree = shapely.STRtree([part for part in found if not part.is_empty])

    def cells(self, frame: Window) -> Mask:
        """Tell which cells of a window are land."""
        bounds = shapely.box(frame.west, frame.south, frame.east, frame.north)
        parts = self.tree.geometries[self.tree.query(bounds)]
        return _drawn([(_in_cells(part, frame), 1) for part in parts], frame, touched=False) == 1


@dataclass(frozen=True)
class Grid:
    """A window's cells, each array of shape (rows, columns).

    `banked` is water that has banks in the finer shoreline; `base_km` the distance to the base
    coast's land, 0 on it; `cost` of a km there, infinite where no way leads; `linked` is water
    only by lines of our own.
    """

    window: Window
    banked: Mask
    base_km: Costs
    cost: Costs
    linked: Mask


def _fill_bin(inside: Mask, shores: Shores, frame: Window, west: int, south: int) -> None:
    """Mark a bin's water by the parity of the shores crossed from its western side."""
    lat, _ = frame.places(np.arange(frame.rows), np.zeros(1))
    low, high = np.searchsorted(lat, [south, south + 1])
    first = round((west - frame.west) / frame.step - 0.5)
    left, right = max(0, first), min(frame.columns, round(first + 1 / frame.step))
    if low == high or left == right:
        return
    rows = lat[low:high]
    beside = shores.west_crossings(west, south)
    land = np.full(high - low, shores.corner_is_land(west, south))
    land ^= np.searchsorted(beside, rows) % 2 == 1
    toggles = np.zeros((high - low, right - left + 1), np.uint8)
    toggles[:, 0] = land
    row, column = _crossings(shores.pieces(west, south), rows, frame)
    np.bitwise_xor.at(toggles, (row, np.clip(column - left, 0, right - left)), 1)
    land_cells = np.bitwise_xor.accumulate(toggles, axis=1)[:, :-1]
    inside[low:high, left:right] = land_cells == 0


def _crossings(pieces: Pieces, rows: Floats, frame: Window) -> tuple[NDArray[np.int64], ...]:
    """Return (row, column) of each crossing of a row's middle; the column lies east of it."""
    low, high = np.minimum(pieces.lat, pieces.to_lat), np.maximum(pieces.lat, pieces.to_lat)
    begin, end = np.searchsorted(rows, low), np.searchsorted(rows, high)
    count = end - begin
    piece = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count) + begin[piece]
    share = (rows[row] - pieces.lat[piece]) / (pieces.to_lat[piece] - pieces.lat[piece])
    lon = pieces.lon[piece] + share * (pieces.to_lon[piece] - pieces.lon[piece])
    column = np.ceil((lon - frame.west) / frame.step - 0.5).astype(np.int64)
    return row.astype(np.int64), column


def _water(shores: Shores, frame: Window) -> Mask:
    inside = np.zeros((frame.rows, frame.columns), bool)
    for west in range(int(frame.west), int(frame.east)):
        for south in range(int(frame.south), int(frame.north)):
            _fill_bin(inside, shores, frame, west, south)
    return inside


def _in_cells(shape: BaseGeometry, frame: Window) -> BaseGeometry:
    def turned(points: Floats) -> Floats:
        row, column = frame.cells(points[:, 1], points[:, 0])
        return np.stack([column, row], axis=1)

    return shapely.transform(shape, turned)


def _drawn(shapes: list[tuple[BaseGeometry, int]], frame: Window, touched: bool) -> Mask:
    shape = (frame.rows, frame.columns)
    if not shapes:
        return np.zeros(shape, np.uint8)
    return rasterize(
        shapes, out_shape=shape, transform=IDENTITY, all_touched=touched, dtype=np.uint8
    )


def _river_lines(rivers: Rivers, frame: Window) -> list[tuple[BaseGeometry, int]]:
    """Return the rivers as shapes with their level, the surest last so that it is drawn on top."""
    found: dict[int, list[Floats]] = {level: [] for level in LINE_COST}
    for west in range(int(frame.west), int(frame.east)):
        for south in range(int(frame.south), int(frame.north)):
            pieces = rivers.pieces(west, south)
            for level, parts in found.items():
                own = pieces.level == level
                ends = [pieces.lon[own], pieces.lat[own], pieces.to_lon[own], pieces.to_lat[own]]
                parts.append(np.stack(ends, axis=1).reshape(-1, 2, 2))
    shapes = []
    for level in sorted(found, key=lambda k: -LINE_COST[k]):
        lines = np.concatenate(found[level])
        if len(lines):
            shapes.append(
                (_in_cells(shapely.multilinestrings(shapely.linestrings(lines)), frame), level)
            )
    return shapes


def widest_km(base: BaseLand, lat: float, lon: float, within_km: float) -> float:
    """Return how far from the base coast's land a ship can be within some km of a place."""
    lat_reach = 2 * within_km / KM_PER_DEG
    lon_reach = lat_reach / float(np.cos(np.radians(lat)))
    frame = window(lon - lon_reach, lat - lat_reach, lon + lon_reach, lat + lat_reach)
    on_land = base.cells(frame)
    scale = frame.scale_km()[:, None]
    off_km = (
        distance_transform_edt(~on_land) * scale
        if on_land.any()
        else np.full(on_land.shape, np.inf)
    )
    row, column = frame.cells(np.float64(lat), np.float64(lon))
    y, x = np.mgrid[: frame.rows, : frame.columns]
    near = np.hypot(y + 0.5 - row, x + 0.5 - column) * scale <= within_km
    return float(off_km[near].max(initial=0.0))


def _cell_km(frame: Window) -> float:
    """Return the size of a cell at the middle of a window."""
    return float(frame.scale_km()[frame.rows // 2])


def grid_of(
    frame: Window,
    base: BaseLand,
    shores: Shores,
    rivers: Rivers,
    links: list[list[tuple[float, float]]],
    barriers: list[list[tuple[float, float]]],
) -> Grid:
    """Draw a window: base coast's land, GSHHG's water, WDBII's rivers, and lines of our own.

    Links carry ships, barriers let none through; both are lines of points (lon, lat).
    """
    water = _water(shores, frame)
    lines = _drawn(_river_lines(rivers, frame), frame, touched=False)
    drawn = [(_in_cells(shapely.LineString(points), frame), 1) for points in links]
    linked = _drawn(drawn, frame, touched=False) == 1
    on_base = base.cells(frame)
    scale = frame.scale_km().astype(np.float32)[:, None]
    base_km = distance_transform_edt(~on_base).astype(np.float32) * scale
    wet = water | (lines > 0) | linked
    cost = np.where(water, np.float32(1), np.float32(np.inf))
    inner, rims = water, round(BANK_KM / _cell_km(frame))
    for _ in range(rims):
        inner = binary_erosion(inner, np.ones((3, 3)), border_value=1)
        cost[water & ~inner] += BANK_COST / rims
    for level, price in LINE_COST.items():
        cost[(lines == level) & ~water] = price
    cost[linked & ~water] = LINK_COST
    doubtful = ~wet & ~on_base
    cost[doubtful] = DOUBTFUL_COST
    reached = wet | doubtful
    for km, price in ((GAP_KM / 2, WATERSHED_COST), (SEAM_KM, LAND_COST)):
        near = binary_dilation(reached, np.ones((3, 3)), max(1, round(km / _cell_km(frame))))
        cost[near & ~reached] = price
    for line in barriers:
        cost[
            _drawn([(_in_cells(shapely.LineString(line), frame), 1)], frame, touched=True) == 1
        ] = np.inf
    return Grid(frame, water, base_km, cost, linked & ~water)
