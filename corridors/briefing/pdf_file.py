"""The briefing as PDF on A4, set by typst from `page.typ` with our own fonts.

The page comes in as data: JSON in typst's `sys.inputs`, shown as text and never read as markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from corridors import paths
from corridors.briefing.drawing import Draw
from corridors.briefing.qr import code_svg
from corridors.briefing.record import Briefing, Cited

PAGE = Path(__file__).with_name("page.typ")
FONTS = paths.DATA / "fonts"
WIDTH_MM = 182.0  # of A4 between its margins
LEAST_MAP_MM, MOST_MAP_MM, LARGE_MAP_MM = 58.0, 132.0, 150.0
_PAGE_END_MM = 297.0 - 17.0
_MAP_GAP_MM = 2.6
_LONG_WORD = re.compile(r"\S{24,}")
_AFTER = re.compile(r"(?<=[/?&=._\-,;:])(?=\w)")
_LONG_PIECE = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b])")
_PIECE = "\\g<0>\u200b"
_ADDRESSES = frozenset(
    {"address", "archive", "link", "hash"}
)  # they go out whole, and are shown in pieces
_BREAK = "\u200b"  # a place where a line may break; it prints nothing


def write_pdf(briefing: Briefing, draw: Draw) -> bytes:
    """The briefing as PDF, tagged, with its title, its language and the map in words.

    The map takes what the first page leaves it beside all but the notes or, where that is too
    little, beside head and table: the rest then follows on the second page.
    """
    inputs = {
        "briefing": json.dumps(_as_data(briefing, briefing), ensure_ascii=False),
        "code": code_svg(briefing.code) if briefing.code else "",
        "map": "",
        "map-alt": "",
        "map-height": "0",
        "first-page": "all",
    }
    first_page, height = _plan(inputs)
    picture = draw(WIDTH_MM, height)
    shown = {"map": picture.svg, "map-alt": picture.alt, "map-height": str(picture.height_mm)}
    return _compile(inputs | shown | {"first-page": first_page})


def _plan(inputs: dict[str, str]) -> tuple[str, float]:
    """What the first page holds (`all` but the notes, the `table`, or `some` of it) and the map's
    height in mm."""
    ends = typst.query(PAGE, "<end>", field="value", font_paths=_fonts(), sys_inputs=inputs)
    for end in reversed(json.loads(ends)):  # the whole first
        room = _PAGE_END_MM - end["y"] - _MAP_GAP_MM
        if end["page"] == 1 and room >= LEAST_MAP_MM:
            return end["of"], min(room, MOST_MAP_MM)
    return "some", LARGE_MAP_MM


def _compile(inputs: dict[str, str]) -> bytes:
    """The page with these inputs: PDF/UA-1, or plain tagged PDF if no font here has a letter of it.

    Such a letter is shown as a box, and PDF/UA-1 allows none.
    """
    try:
        return _set(inputs, ["ua-1"])
    except typst.TypstError:
        return _set(inputs, [])


def _set(inputs: dict[str, str], standards: list[Literal["ua-1"]]) -> bytes:
    done = typst.compile(
        PAGE, format="pdf", font_paths=_fonts(), sys_inputs=inputs, pdf_standards=list(standards)
    )
    return bytes(done)


@cache
def _fonts() -> typst.Fonts:
    """Our typeface, and for scripts that it lacks typst's own and the machine's."""
    return typst.Fonts(font_paths=[FONTS])


def _as_data(value: Any, briefing: Briefing) -> Any:
    """A part of the record as JSON, with the marks of its notes and places to break long words."""
    if isinstance(value, Cited):
        marks = briefing.marks(value.claims)
        return {"strong": breakable(value.strong), "text": breakable(value.text), "marks": marks}
    if is_dataclass(value):
        data = {
            one.name: getattr(value, one.name) for one in fields(value) if one.name != "numbers"
        }
        shown = {name: _as_data(part, briefing) for name, part in data.items()}
        kept = {name: part for name, part in data.items() if name in _ADDRESSES}
        return shown | kept | {f"{name}_text": shown[name] for name in kept}
    if isinstance(value, tuple):
        return [_as_data(one, briefing) for one in value]
    return breakable(value) if isinstance(value, str) else value


def breakable(text: str) -> str:
    """The text with places to break inside words longer than a column may take: after marks, or
    else after so many letters."""
    return _LONG_WORD.sub(lambda word: _LONG_PIECE.sub(_PIECE, _AFTER.sub(_BREAK, word[0])), text)
