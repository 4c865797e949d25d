"""Where the plane of a projection lies on paper, and how large.

Paper is measured in units of `UNIT_MM`, from the upper left corner of the map, y down: a sign or a
letter that is so many pixels on the screen is as many units in print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np

from corridors.errors import PictureError
from corridors.picture.projection import EQUATOR_M, Array, Projection
from corridors.position import Position

UNIT_MM = 0.235  # labels of 12 units are then of 8 points
MAX_ZOOM = 8.0  # of what is fitted: nearer, the ground has no more to show
_EDGE_POINTS = 33  # along each edge of a frame, which a projection bends
_TILE_PX = 256


class Frame(NamedTuple):
    """Bounds in degrees; `east` is greater than `west`, and may run on past 180."""

    south: float
    west: float
    north: float
    east: float


class Box(NamedTuple):
    """A rectangle, of the plane or of the paper."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0

    def grown(self, by: float) -> Box:
        """The box with so much more on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box) -> bool:
        """Whether the two have a point within both."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies within this one."""
        return (
            self.x0 <= other.x0
            and self.y0 <= other.y0
            and self.x1 >= other.x1
            and self.y1 >= other.y1
        )


@dataclass(frozen=True)
class Sheet:
    """A part of a plane on paper: `scale` units a metre, `left` and `top` its corner in metres."""

    projection: Projection
    width: float
    height: float
    scale: float
    left: float
    top: float

    @property
    def bounds(self) -> Box:
        """The whole of the map."""
        return Box(0, 0, self.width, self.height)

    @property
    def zoom(self) -> float:
        """The zoom of the Web Mercator map that shows the ground about as large."""
        return log2(EQUATOR_M * self.scale / _TILE_PX) + self.projection.zoom_shift

    def place(self, plane: Array) -> Array:
        """Points of the plane on paper, one row [x, y] each."""
        return (plane - (self.left, self.top)) * self.scale

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point of the globe lies on paper; of its turns, the one nearest to the middle."""
        (x, y) = self.projection.project([lat], [lon])[0]
        turn = self.projection.turn_m
        if turn:
            middle = self.left + self.width / self.scale / 2
            x += turn * round((middle - x) / turn)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def position(self, x: float, y: float) -> Position | None:
        """The point of the globe at a point of the paper; None off the globe."""
        plane = np.array([[self.left + x / self.scale, self.top + y / self.scale]])
        lat, lon = self.projection.unproject(plane)[0]
        on_globe = np.isfinite([lat, lon]).all() and self.projection.reaches([lat], [lon]).all()
        return Position(float(lat), float(lon)) if on_globe else None


def around(points: Sequence[Array]) -> Box:
    """The smallest box around rows of points, at least one."""
    rows = np.concatenate(points)
    return Box(*map(float, (*rows.min(axis=0), *rows.max(axis=0))))


def box_of_frame(projection: Projection, frame: Frame) -> Box:
    """What of the plane a frame takes up. Raises PictureError for one that is none."""
    south, west, north, east = frame
    if not (-90 <= south < north <= 90 and -540 <= west < east <= west + 360):
        raise PictureError(
            f"frame: {tuple(frame)} is not south, west, north, east in degrees — "
            "south below north, west left of east, east up to 540"
        )
    lats, lons = np.linspace(south, north, _EDGE_POINTS), np.linspace(west, east, _EDGE_POINTS)
    lat, lon = (grid.ravel() for grid in np.meshgrid(lats, lons))
    return around([projection.project(lat, lon)])


def fit_sheet(
    projection: Projection, box: Box, width: float, height: float, margin: float
) -> Sheet:
    """The sheet of a width and height that shows a box of the plane as large as it can.

    `margin` is kept free around the box; all three are in units.
    """
    room_x, room_y = width - 2 * margin, height - 2 * margin
    limit = _TILE_PX * 2 ** (MAX_ZOOM - projection.zoom_shift) / EQUATOR_M
    scale = min(
        limit,
        room_x / box.width if box.width else limit,
        room_y / box.height if box.height else limit,
    )
    left = (box.x0 + box.x1) / 2 - width / scale / 2
    top = (box.y0 + box.y1) / 2 - height / scale / 2
    return Sheet(projection, width, height, scale, left, top)
