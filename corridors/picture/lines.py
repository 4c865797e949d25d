"""The legs on paper: where each runs, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, sin
from statistics import median

import numpy as np

from corridors.fold import Fold, Item, State
from corridors.picture import selection
from corridors.picture.colours import CASING, INK, Coloured, colouring_of, safe_colour
from corridors.picture.linestyle import HOLLOW_SHARE, LineStyle, style_of
from corridors.picture.plane import cut_line, lengths_along, runs_through, spot_along
from corridors.picture.projection import Array, Projection
from corridors.picture.sheet import Box, Sheet
from corridors.picture.svg import Element, element, path_data
from corridors.picture.tracks import Path, find_runs, path_of_runs

CASING_MORE = 2.6  # units of casing beside a line, both sides together
_FADED = 0.34
_ARC_BULGE, _ARC_POINTS = 0.16, 33  # of the distance; enough to part a pair of opposite flows
_ARROW_EVERY, _ARROW_FROM = 90.0, 24.0
_ARROW = ((5.6, 0.0), (-4.2, 4.2), (-2.0, 0.0), (-4.2, -4.2))


@dataclass(frozen=True)
class Line:
    """A leg on the plane, in metres: its points, and the [lat, lon] that they were made of."""

    item: Item
    state: State
    degrees: Array
    plane: Array


@dataclass(frozen=True)
class Drawn:
    """A leg on a sheet. `owner` is the number of its corridor, `near` false of what has faded."""

    item: Item
    state: State
    path: Path
    coloured: Coloured
    style: LineStyle
    owner: int
    near: bool
    one_way: bool

    def lies_in(self, box: Box) -> bool:
        """Whether any of it runs through a box."""
        return runs_through(self.path.points, box)


def gather_lines(fold: Fold, projection: Projection) -> list[Line]:
    """The legs of a view that are drawn, shifted by whole turns to be near each other."""
    legs = [
        (item, state, np.array(item.thing["line"], dtype=float))
        for item, state in fold.shown
        if item.kind == "leg" and len(item.thing.get("line") or ()) > 1
    ]
    home = median([line[0, 1] for _, _, line in legs]) if legs else 0.0
    lines = []
    for item, state, line in legs:
        middle = (line[:, 1].min() + line[:, 1].max()) / 2
        line[:, 1] += 360.0 * round((home - middle) / 360.0)
        for part in _within_reach(line, projection):
            plane = (
                _arc(part, projection)
                if item.thing["basis"] == "arc"
                else projection.project(part[:, 0], part[:, 1])
            )
            lines.append(Line(item, state, part, plane))
    return lines


def _within_reach(line: Array, projection: Projection) -> Iterator[Array]:
    """The parts of a line that are drawn where they lie."""
    reached = projection.reaches(line[:, 0], line[:, 1])
    ends = np.flatnonzero(np.diff(np.concatenate([[False], reached, [False]])))
    for first, last in ends.reshape(-1, 2):
        if last - first > 1:
            yield line[first:last]


def _arc(line: Array, projection: Projection) -> Array:
    """A plain arc between a line's ends, the short way round, bulging to the left of its way."""
    lons = [line[0, 1], line[-1, 1] - 360.0 * round((line[-1, 1] - line[0, 1]) / 360.0)]
    (x0, y0), (x1, y1) = projection.project([line[0, 0], line[-1, 0]], lons)
    middle = np.array(
        [(x0 + x1) / 2 + (y1 - y0) * 2 * _ARC_BULGE, (y0 + y1) / 2 - (x1 - x0) * 2 * _ARC_BULGE]
    )
    t = np.linspace(0, 1, _ARC_POINTS)[:, None]
    ends = (1 - t) ** 2 * np.array([x0, y0]) + t**2 * np.array([x1, y1])
    return np.asarray(ends + 2 * t * (1 - t) * middle)


def lay_lines(fold: Fold, lines: Sequence[Line], sheet: Sheet) -> list[Drawn]:
    """The lines on a sheet, side by side where they share a track; flows share none."""
    chosen, colour_of = selection.chosen_items(fold), colouring_of(fold)
    owners: dict[str, int] = {}
    runs = find_runs(
        [None if line.item.thing["basis"] == "arc" else line.degrees for line in lines],
        [(line.item.corridor["id"], line.state.modes) for line in lines],
    )
    drawn = []
    for line, own in zip(lines, runs, strict=True):
        points = sheet.place(line.plane)
        coloured = colour_of(line.item, line.state)
        coloured = coloured._replace(colour=safe_colour(coloured.colour))
        drawn.append(
            Drawn(
                item=line.item,
                state=line.state,
                path=path_of_runs(points, own) if own else Path.whole(points),
                coloured=coloured,
                style=style_of(line.item.thing["basis"], line.state, coloured.colour),
                owner=owners.setdefault(line.item.corridor["id"], len(owners)),
                near=chosen is None or line.item.id in chosen,
                one_way=bool(fold.counting(line.item.thing.get("one_way"))),
            )
        )
    return drawn


def draw_lines(drawn: Sequence[Drawn], sheet: Sheet) -> list[Element]:
    """The elements of the lines: what has faded first, then corridor by corridor, casings below."""
    sight = sheet.bounds.grown(8)
    groups: list[Element] = []
    for near in (False, True):
        by_corridor: dict[int, list[Drawn]] = {}
        for one in drawn:
            if one.near == near:
                by_corridor.setdefault(one.owner, []).append(one)
        for own in by_corridor.values():
            parts = [*_casings(own, sight), *_colours(own, sight, faded=not near)]
            if parts:
                groups.append(element("g", parts, opacity=None if near else _FADED))
    return groups


def _casings(own: Sequence[Drawn], sight: Box) -> Iterator[Element]:
    for one in own:
        for data in _data(one.path, sight):
            yield stroke(data, CASING, one.style.width + CASING_MORE, opacity=0.9)


def _colours(own: Sequence[Drawn], sight: Box, *, faded: bool) -> Iterator[Element]:
    for one in own:
        style = one.style
        colour = _grey(style.colour) if faded else style.colour
        data = list(_data(one.path, sight))
        yield from (stroke(d, colour, style.width, dash=style.dash, cap=style.cap) for d in data)
        if style.hollow:
            yield from (stroke(d, CASING, style.width * HOLLOW_SHARE) for d in data)
        if one.one_way:
            yield from _arrows(one.path.points, colour, sight)
        if style.cross:
            yield from _cross(one.path.points, sight)


def stroke(
    data: str,
    colour: str,
    width: float,
    *,
    dash: Sequence[float] = (),
    cap: str = "butt",
    opacity: float | None = None,
) -> Element:
    """A line along path data."""
    return element(
        "path",
        d=data,
        fill="none",
        stroke=colour,
        stroke_width=float(width),
        stroke_dasharray=tuple(map(float, dash)) or None,
        stroke_linecap=cap,
        stroke_linejoin="round",
        opacity=opacity,
    )


def _data(path: Path, sight: Box) -> Iterator[str]:
    """Path data of a path's strokes within sight; dashes start anew with each."""
    for first, last, turned in path.strokes:
        for part in cut_line(path.points[first : last + 1], sight):
            if len(part) > 1:
                yield path_data(part, slice(None, None, -1) if turned else slice(None))


def _arrows(points: Array, colour: str, sight: Box) -> Iterator[Element]:
    """Arrowheads at even distances along a path."""
    along = lengths_along(points)
    if along[-1] < _ARROW_FROM:
        return
    count = max(1, int(along[-1] // _ARROW_EVERY))
    for place in range(count):
        x, y, angle = spot_along(points, along, (place + 0.62) * along[-1] / count)
        if not sight.holds(Box(x, y, x, y)):
            continue
        c, s = cos(angle), sin(angle)
        head = np.array([(x + c * a - s * b, y + s * a + c * b) for a, b in _ARROW])
        data = path_data(head) + "z"
        yield element("path", d=data, fill="none", stroke=CASING, stroke_width=2.0)
        yield element("path", d=data, fill=colour)


def _cross(points: Array, sight: Box) -> Iterator[Element]:
    """A cross at the middle of a path: nothing runs here."""
    along = lengths_along(points)
    x, y, _ = spot_along(points, along, along[-1] / 2)
    if not sight.holds(Box(x, y, x, y)):
        return
    arms = [np.array([(x - 4, y - 4 * k), (x + 4, y + 4 * k)]) for k in (1, -1)]
    data = "".join(map(path_data, arms))
    yield stroke(data, CASING, 5.0, cap="round")
    yield stroke(data, INK, 1.8, cap="round")


def _grey(colour: str) -> str:
    """The grey of a colour as light as it (Rec. 709)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"
