"""What of the globe a picture shows, and how much room its map has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridors.errors import PictureError
from corridors.fold import Fold
from corridors.picture import selection
from corridors.picture.lines import Line
from corridors.picture.projection import Projection
from corridors.picture.sheet import UNIT_MM, Box, Frame, Sheet, box_of, box_of_frame, fit_sheet
from corridors.position import Position

LEAST_MM, MOST_MM = 30.0, 1200.0
_MARGIN = 46.0  # units around what is fitted: room for the names at its edges
_MARGIN_SHARE = 0.09  # of the width, where that is less
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
        height = self._shape(width, margin) if self.height_mm is None else self._left(foot)
        return fit_sheet(self.plane, self.box, width, height, margin)

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
    """What of the plane the lines that are picked out take up, else all but yardsticks, else all.

    It holds the points too. Where nothing is drawn it is Eurasia.
    """
    chosen, leg = selection.chosen_items(fold), selection.chosen_leg(fold)
    picked = [one for one in lines if one.item.id == leg] or [
        one for one in lines if chosen is not None and one.item.id in chosen
    ]
    main = [one for one in lines if one.item.corridor["kind"] != "baseline"]
    shown = [one.plane for one in picked or main or lines]
    if shown:
        shown += [plane.project([lat], [lon]) for lat, lon in points]
    return box_of(shown) or box_of_frame(plane, _EURASIA)
