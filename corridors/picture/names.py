"""The names of countries and seas: they yield to every label, and to lines where they can.

After the map script's `names.js`. A country whose name would stand out of sight is named in the
part of it that is in sight, if that is large enough.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import shapely

from corridors import paths
from corridors.picture.colours import LAND, LAND_NAME, SEA, SEA_NAME
from corridors.picture.ground import area_rings, draw_ground
from corridors.picture.lettering import ITALIC, MEDIUM, REGULAR, Face, set_text
from corridors.picture.room import CELL, Cover, Point, Room
from corridors.picture.sheet import Box, Sheet
from corridors.picture.shore import Shore

Json = Mapping[str, Any]

_SHIFTS = (
    (0, 0), (0, -18), (0, 18), (-36, 0), (36, 0), (-36, -18), (36, 18), (0, -36), (0, 36),
    (-72, 0), (72, 0),
)  # fmt: skip
_MOST_CROSSED = 0.34  # of a name's width; more, and it is left out
_MOST_AGROUND = 0.4  # of the name of a water
_WIDE_WATERS = ("ocean", "sea", "bay", "gulf")  # a strait is named beside it
_EARLY, _EARLIER = (
    ("country", "note", "ocean", "sea"),
    0.8,
)  # zoom steps: print is finer than a screen
_NO_COVER = Cover()
_SMALLEST_PART = 30.0  # units: half the width of the circle that a part in sight must hold


class GroundName(NamedTuple):
    """A name of the ground that has its place; `at` is the middle of the text."""

    text: str
    face: Face
    colour: str
    halo: str
    box: Box


@lru_cache(maxsize=1)
def read_labels() -> tuple[Json, ...]:
    """The names of the basemap, as docs/basemap-format.md has them."""
    path = paths.DATA / "basemap" / "labels.json"
    return tuple(json.loads(path.read_text(encoding="utf-8")))


def place_names(
    sheet: Sheet, room: Room, cover: Cover, *, notes: bool, said: Collection[str] = ()
) -> list[GroundName]:
    """The notes, or all other names, that have room; it is taken.

    Notes may lie on lines; names of waters keep off the land.

    `said` are texts that stand on the map already.
    """
    placed = []
    shore = Shore(draw_ground(sheet).land)
    for label, (x, y) in _in_sight(sheet, notes):
        if label["name"] in said:
            continue
        text, face, colour, halo = _look(label, sheet.zoom)
        size = set_text(text, face).width + 6, face.size + 4
        land = shore if label["kind"] in _WIDE_WATERS else None
        box = _free_box((x, y), size, room, _NO_COVER if notes else cover, land)
        if box:
            room.take(box)
            placed.append(GroundName(text, face, colour, halo, box))
    return placed


def _in_sight(sheet: Sheet, notes: bool) -> Iterator[tuple[Json, tuple[float, float]]]:
    """The labels of this zoom with where they belong, the most important first."""
    labels = [
        label
        for label in read_labels()
        if (label["kind"] == "note") == notes
        and label["min_zoom"] - _EARLIER * (label["kind"] in _EARLY)
        <= sheet.zoom
        <= label["max_zoom"] + 1
        and sheet.projection.reaches([label["lat"]], [label["lon"]]).all()
    ]
    for label in sorted(labels, key=lambda label: label["rank"]):
        x, y = sheet.at(label["lat"], label["lon"])
        if sheet.bounds.holds(Box(x, y, x, y)):
            yield label, (x, y)
        elif label["kind"] == "country":
            middle = _middle_in_sight(sheet, label["iso2"])
            if middle:
                yield label, middle


def _middle_in_sight(sheet: Sheet, code: str) -> tuple[float, float] | None:
    """The middle of the widest circle in what of a country is in sight, if it is wide enough."""
    rings = [ring for ring in area_rings(sheet, code) if len(ring) > 3]
    if not rings:
        return None
    shapes = shapely.make_valid([shapely.polygons(ring) for ring in rings])
    parts = shapely.get_parts(shapely.get_parts(shapely.clip_by_rect(shapes, *sheet.bounds)))
    biggest = max(parts, key=shapely.area, default=None)
    if biggest is None or biggest.area < _SMALLEST_PART**2:
        return None
    radius = shapely.maximum_inscribed_circle(biggest, tolerance=2.0)
    (x, y), _ = shapely.get_coordinates(radius)
    return (float(x), float(y)) if radius.length >= _SMALLEST_PART else None


def _look(label: Json, zoom: float) -> tuple[str, Face, str, str]:
    """Text, face, colour and halo: countries in small spaced capitals, waters in italics."""
    kind, name = label["kind"], label["name"]
    if kind == "note":
        return name, Face(REGULAR, 10.0, 0.3), LAND_NAME, LAND
    size = min(14.0, 9.5 + zoom / 2 - min(2.0, label["rank"] / 40))
    if kind == "country":
        return name.upper(), Face(MEDIUM, size, 1.6), LAND_NAME, LAND
    return name, Face(ITALIC, size, 0.4), SEA_NAME, SEA


def _free_box(
    at: Point, size: tuple[float, float], room: Room, cover: Cover, shore: Shore | None
) -> Box | None:
    best: tuple[float, Box] | None = None
    (x, y), (width, height) = at, size
    for place, (dx, dy) in enumerate(_SHIFTS):
        x0, y0 = x + dx - width / 2, y + dy - height / 2
        box = Box(x0, y0, x0 + width, y0 + height)
        if not room.is_free(box):
            continue
        crossed = cover.crossings(box) * CELL
        aground = shore.share_of_land(box) if shore else 0.0
        cost = place * 6 + crossed + aground * width
        if (
            crossed <= _MOST_CROSSED * width
            and aground <= _MOST_AGROUND
            and (best is None or cost < best[0])
        ):
            best = cost, box
    return best[1] if best else None
