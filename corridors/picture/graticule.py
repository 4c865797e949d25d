"""Meridians and parallels: a quiet grid where the projection bends them, so that north is seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corridors.picture.plane import cut_line
from corridors.picture.projection import Array
from corridors.picture.sheet import Sheet
from corridors.picture.svg import Element, element, line_data

_STEPS = (1, 2, 5, 10, 15)  # degrees of latitude from one parallel to the next
_LEAST_APART = 90.0  # units between two parallels
_POLAR_CIRCLE = 66.56  # degrees of latitude
_COLOUR, _CIRCLE_COLOUR = "#cdd5d9", "#9fb0ba"
_KM_PER_DEGREE = 111.2
_TOP = 85.0  # where meridians end: nearer the pole they would run together


def draw_graticule(sheet: Sheet) -> list[Element]:
    """The grid of a sheet, and the polar circle dashed; in Mercator nothing, as all is upright."""
    if sheet.projection.turn_m:
        return []
    step = _step(sheet)
    grid = [part for line in _grid(step) for part in _laid(line, sheet)]
    circle = _laid(_parallel(_POLAR_CIRCLE), sheet)
    return [
        element("path", d=line_data(grid), fill="none", stroke=_COLOUR, stroke_width=0.6),
        element(
            "path",
            d=line_data(circle),
            fill="none",
            stroke=_CIRCLE_COLOUR,
            stroke_width=0.8,
            stroke_dasharray=(5.0, 4.0),
        ),
    ]


def _step(sheet: Sheet) -> int:
    degree = _KM_PER_DEGREE * 1000 * sheet.scale
    return next((step for step in _STEPS if step * degree >= _LEAST_APART), _STEPS[-1])


def _grid(step: int) -> Iterator[Array]:
    for lat in range(-90 + step, 90, step):
        yield _parallel(float(lat))
    for lon in range(-180, 180, 2 * step):
        yield np.column_stack([np.linspace(-_TOP, _TOP, 341), np.full(341, float(lon))])


def _parallel(lat: float) -> Array:
    return np.column_stack([np.full(361, lat), np.linspace(-180, 180, 361)])


def _laid(line: Array, sheet: Sheet) -> list[Array]:
    """The parts of a line in sight; what lies out of the projection's reach runs along its edge."""
    points = sheet.place(sheet.projection.project(line[:, 0], line[:, 1]))
    return [part for part in cut_line(points, sheet.bounds.grown(2)) if len(part) > 1]
