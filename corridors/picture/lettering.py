"""Texts as outlines: set by HarfBuzz in the atlas's own typeface, so that a picture needs no font.

Sizes and widths are in units; an outline is SVG path data around the start of its baseline, y down.
A letter that the typeface lacks is drawn as its empty box.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple
from unicodedata import category

import uharfbuzz as hb

from corridors import paths

FOLDER = paths.DATA / "fonts"
REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC = "Regular", "Medium", "Semibold", "Bold", "It"
CAP_HEIGHT = 0.66  # of the size: by it a text stands in the middle of its line
_FEATURES = {"kern": True, "liga": True}
_BREAKS = ("Cc", "Zl", "Zp")  # kinds of letter that break a line, or are some other control
_TOO_LONG = 400  # letters: a text of more is cut, and ends in …


class Face(NamedTuple):
    """A weight or slant of the typeface at a size; `spacing` is added after each letter."""

    weight: str
    size: float
    spacing: float = 0.0


class Lettering(NamedTuple):
    """A text that has been set."""

    width: float
    outline: str


@cache
def _font(weight: str) -> Any:
    blob = hb.Blob.from_file_path(str(FOLDER / f"CorridorSans-{weight}.ttf"))
    return hb.Font(hb.Face(blob))


@cache
def _pen() -> Any:
    """What HarfBuzz tells of an outline, kept as (command, coordinates in the font's units)."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, kept: kept.append(("M", (x, y))))
    pen.set_line_to_func(lambda x, y, kept: kept.append(("L", (x, y))))
    pen.set_quadratic_to_func(lambda *told: told[-1].append(("Q", told[:-1])))
    pen.set_cubic_to_func(lambda *told: told[-1].append(("C", told[:-1])))
    pen.set_close_path_func(lambda kept: kept.append(("Z", ())))
    return pen


@cache
def _outline(weight: str, glyph: int) -> Sequence[tuple[str, tuple[float, ...]]]:
    kept: list[tuple[str, tuple[float, ...]]] = []
    _font(weight).draw_glyph(glyph, _pen(), kept)
    return tuple(kept)


@lru_cache(maxsize=4096)
def set_text(text: str, face: Face) -> Lettering:
    """The text in a face: how wide it is, and its outline."""
    line = _printable(text)
    if not line:
        return Lettering(0.0, "")
    font = _font(face.weight)
    buffer = hb.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(font, buffer, _FEATURES)
    scale = face.size / font.face.upem
    parts: list[str] = []
    x = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, up = x + place.x_offset * scale, place.y_offset * scale
        for command, told in _outline(face.weight, info.codepoint):
            pairs = zip(told[::2], told[1::2], strict=True)
            parts.append(
                command
                + " ".join(f"{left + a * scale:.2f} {-(up + b * scale):.2f}" for a, b in pairs)
            )
        x += place.x_advance * scale + face.spacing
    return Lettering(max(0.0, x - face.spacing), "".join(parts))


def _printable(text: str) -> str:
    """One line without controls, so that nothing of it hides or turns round what stands beside."""
    kept = []
    for letter in text:
        kind = category(letter)
        if kind in _BREAKS:
            kept.append(" ")
        elif kind[0] != "C":
            kept.append(letter)
    line = "".join(kept).strip()
    return line if len(line) <= _TOO_LONG else f"{line[: _TOO_LONG - 1]}…"


def wrap_text(text: str, face: Face, width: float) -> list[str]:
    """The text in lines of at most a width, broken at spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and set_text(longer, face).width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
