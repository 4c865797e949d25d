"""Call-outs: remarks that the analyst puts on the map, each with a thin line to its point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.errors import PictureError
from corridors.picture.lettering import MEDIUM, Face, set_text, wrap_text
from corridors.picture.room import Cover, Point, Room, Spot, place_away
from corridors.picture.sheet import Box, Sheet
from corridors.position import Position

CALLOUT = Face(MEDIUM, 11.5)
PAD = 5.0  # units between a call-out's edge and its text
_WIDTH, _ROW, _MOST_ROWS = 150.0, 14.0, 6
_MARK = 4.0  # units that the mark of the point takes up around it


class Callout(NamedTuple):
    """A remark, and the point that it is about."""

    text: str
    at: Position


class Remark(NamedTuple):
    """A call-out in its place, broken into lines; `at` is its point on paper."""

    lines: tuple[str, ...]
    at: Point
    spot: Spot


def check_callouts(callouts: Sequence[Callout]) -> None:
    """Raises PictureError for a call-out without a text, too long, or about no point."""
    for text, (lat, lon) in callouts:
        if not (-90 <= lat <= 90 and -540 <= lon <= 540):
            raise PictureError(
                f"call-out {text!r}: {lat}, {lon} is not latitude, longitude in degrees — "
                "give -90 to 90, -540 to 540"
            )
        rows = len(_rows(text))
        if not rows:
            raise PictureError("call-out: its text is empty — say something, or leave it out")
        if rows > _MOST_ROWS:
            raise PictureError(
                f"call-out {text[:40]!r}…: it takes {rows} lines, and {_MOST_ROWS} fit — shorten it"
            )


def place_callouts(
    sheet: Sheet, callouts: Sequence[Callout], room: Room, cover: Cover
) -> list[Remark]:
    """The call-outs in their places; the room is taken. Raises PictureError where one has none."""
    remarks = []
    for text, position in callouts:
        at = sheet.at(*position)
        if not sheet.bounds.holds(Box(*at, *at)):
            raise PictureError(
                f"call-out {text!r}: {position.lat}, {position.lon} lies out of the picture — "
                "move it, or give the picture a frame that holds it"
            )
        lines = tuple(_rows(text))
        width = max(set_text(line, CALLOUT).width for line in lines) + 2 * PAD
        spot = place_away(at, (width, len(lines) * _ROW + 2 * PAD), room, cover)
        if spot is None:
            raise PictureError(
                f"call-out {text!r}: there is no room for it — shorten it, or enlarge the picture"
            )
        room.say(spot, at)
        room.take(Box(*at, *at).grown(_MARK))
        remarks.append(Remark(lines, at, spot))
    return remarks


def _rows(text: str) -> list[str]:
    return wrap_text(text, CALLOUT, _WIDTH)
