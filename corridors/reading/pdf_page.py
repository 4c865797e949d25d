"""Pieces of text on a page of a PDF, with their boxes, as PDFium finds them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LINE_END_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen that it takes to break a word at the end of a line."""
MOST_CHARS = 60_000
"""Characters of a page that are read; a page that is read by people has some 5,000."""
WIDE_GAP = 1.6
"""Heights of a letter: a gap on a line that parts columns or cells, not words."""


@dataclass(frozen=True)
class Piece:
    """Letters on one line with no wide gap; points from the page's lower left corner."""

    left: float
    right: float
    bottom: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class _Letter:
    left: float
    right: float
    bottom: float
    top: float
    text: str


def read_pieces(page: Any) -> list[Piece]:
    """The pieces of a pypdfium2 page, in the order in which the file draws them."""
    textpage = page.get_textpage()
    try:
        return list(_pieces(_letters(textpage.raw)))
    finally:
        textpage.close()


def _letters(textpage: Any) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    box = [ctypes.c_double() for _ in range(4)]
    for index in range(min(MOST_CHARS, pdfium.FPDFText_CountChars(textpage))):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        text = LINE_END_HYPHEN if pdfium.FPDFText_IsHyphen(textpage, index) == 1 else _char(code)
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1 or text.isspace() or not text:
            yield _Letter(0, 0, 0, 0, "\n" if text in "\r\n" else " ")
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, box))
        left, right, bottom, top = (value.value for value in box)
        yield _Letter(left, right, bottom, top, text)


def _char(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0:
        return "\ufffd"
    return LINE_END_HYPHEN if code in {2, 0xFFFE, 0xAD} else chr(code)


def _pieces(letters: Iterator[_Letter]) -> Iterator[Piece]:
    """Letters joined while they stand on one line close to one another."""
    run: list[_Letter] = []
    space = ""
    for letter in letters:
        if not letter.text.strip() and letter.text != LINE_END_HYPHEN:
            space = " "
            continue
        if run and not _goes_on(run, letter):
            yield _piece(run)
            run = []
        if run and space:
            last = run[-1]
            run.append(_Letter(last.left, last.right, last.bottom, last.top, " "))
        space = ""
        run.append(letter)
    if run:
        yield _piece(run)


def _goes_on(run: list[_Letter], letter: _Letter) -> bool:
    last = run[-1]
    tallest = max(last.top - last.bottom, letter.top - letter.bottom, 1.0)
    beside = min(last.top, letter.top) - max(last.bottom, letter.bottom) > -0.6 * tallest
    if not beside:
        return False
    gap = letter.left - last.right
    return -2 * tallest <= gap <= WIDE_GAP * max(tallest, 5.0)


def _piece(run: list[_Letter]) -> Piece:
    return Piece(
        min(x.left for x in run),
        max(x.right for x in run),
        min(x.bottom for x in run),
        max(x.top for x in run),
        "".join(x.text for x in run).strip(),
    )
