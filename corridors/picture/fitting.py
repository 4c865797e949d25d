"""What of the globe a picture shows, and how much room its map has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corridors.errors import PictureError
from corridors.fold import Fold, Item
from corridors.picture import selection
from corridors.picture.lines import Line
from corridors.picture.projection import Array, Projection
from corridors.picture.sheet import UNIT_MM, Box, Frame, Sheet, around, box_of_frame, fit_sheet
from corridors.position import Position

LEAST_MM, MOST_MM = 30.0, 1200.0
_MARGIN = 46.0  # units around what is fitted: room for the names at its edges
_MARGIN_SHARE = 0.09  # of the width, where that is less
_MOST_OF_HEIGHT = 0.2  # may the margin be, where a height is given
_LOWEST, _HIGHEST = 0.45, 1.0  # of the width, where no height is given
_LEAST_MAP = 60.0  # units of height that key and notes must leave
_EURASIA = Frame(8, -5, 72, 110)


@dataclass(frozen=True)
class Fitting:
    """A box of the plane that is to be seen at a width, and at a height if one is given, in mm.

    `framed` says that the box is the frame itself, and needs no margin.
    """

    plane: Projection
    box: Box
    width_mm: float
    height_mm: float | None
    framed: bool = False

    def sheet(self, foot: float = 0.0) -> Sheet:
        """The sheet of the map, above a foot of so many units, for which a given height has room.

        Raises PictureError where the foot leaves too little of it.
        """
        width = self.width_mm / UNIT_MM
        margin = 0.0 if self.framed else min(_MARGIN, _MARGIN_SHARE * width)
        if self.height_mm is None:
            return fit_sheet(self.plane, self.box, width, self._shape(width, margin), margin)
        height = self._left(foot)
        return fit_sheet(self.plane, self.box, width, height, min(margin, _MOST_OF_HEIGHT * height))

    def _shape(self, width: float, margin: float) -> float:
        """The height that the box asks for."""
        shape = self.box.height / self.box.width if self.box.width else 1.0
        asked = (width - 2 * margin) * shape + 2 * margin
        return min(_HIGHEST * width, max(_LOWEST * width, asked))

    def _left(self, foot: float) -> float:
        left = (self.height_mm or 0.0) / UNIT_MM - foot
        if left < _LEAST_MAP:
            needed = (foot + _LEAST_MAP) * UNIT_MM
            raise PictureError(
                f"height: {self.height_mm:g} mm leave no room for the map — give {needed:.0f} "
                "mm or more, or leave out the key or the notes"
            )
        return left


def check_size(name: str, size_mm: float | None) -> None:
    """Raises PictureError for a width or height that no picture can have."""
    if size_mm is not None and not LEAST_MM <= size_mm <= MOST_MM:
        raise PictureError(f"{name}: {size_mm:g} mm — give {LEAST_MM:g} to {MOST_MM:g} mm")


def box_to_fit(
    fold: Fold, lines: Sequence[Line], plane: Projection, points: Sequence[Position]
) -> Box:
    """What of the plane takes up what is picked out, else all but yardsticks, else all that is.

    It holds the points too. Where nothing is on the map it is Eurasia.
    """
    shown = [item for item, _ in fold.shown]
    main = [item for item in shown if item.corridor["kind"] != "baseline"]
    for items in (_picked(fold), main, shown):
        ids = {item.id for item in items}
        drawn = [line.plane for line in lines if line.item.id in ids]
        places = list(_places(fold, items, plane))
        if drawn or places:
            marked = [plane.project([lat], [lon]) for lat, lon in points]
            middle = around(drawn or places[:1])
            return around([*drawn, *(_turned(one, middle, plane) for one in places + marked)])
    return box_of_frame(plane, _EURASIA)


def _picked(fold: Fold) -> list[Item]:
    """The leg that is selected, or what belongs to its corridor or operator, or is at its place."""
    leg, place = selection.chosen_leg(fold), selection.chosen_place(fold)
    chosen = selection.chosen_items(fold) or ()
    if leg:
        return [item for item, _ in fold.shown if item.id == leg]
    return [item for item, _ in fold.shown if item.id in chosen or place in item.ends]


def _places(fold: Fold, items: Sequence[Item], plane: Projection) -> Iterator[Array]:
    """The places on the plane at which items end."""
    nodes = fold.document["nodes"]
    for end in dict.fromkeys(end for item in items for end in item.ends):
        at = (nodes.get(end) or {}).get("at")
        if at and plane.reaches(at[:1], at[1:]).all():
            yield plane.project(at[:1], at[1:])


def _turned(point: Array, box: Box, plane: Projection) -> Array:
    """A point at the turn of the world that is nearest to a box."""
    if plane.turn_m is None:
        return point
    turns = round(((box.x0 + box.x1) / 2 - float(point[0, 0])) / plane.turn_m)
    return np.asarray(point + np.array([turns * plane.turn_m, 0.0]))
