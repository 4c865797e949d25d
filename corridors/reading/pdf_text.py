"""Lines of a PDF's pages to running text: page headers left out, words and paragraphs mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile

from corridors.reading.pdf_page import LINE_END_HYPHEN, Piece
from corridors.reading.phrases import fold

EDGE_LINES = 3
"""Lines at the head and the foot of a page among which running heads are looked for."""
LOOSE = 1.5
"""Usual pitches of lines: a greater distance parts paragraphs."""
WRAPPED = 2.5
"""Heights of a line: a small letter that close below an unended line goes on with it."""
INDENT = 0.8
"""Heights of a line by which the first line of a paragraph is set in, at least."""
SHORT_LINE = 0.85
"""A line that ends before this share of the column's width ends its paragraph."""

_NUMBER = re.compile(
    r"\W*(?:(?:page|стр\.?|страница|старонка|с\.|sayfa|p\.)\W*)?\d{1,4}"
    r"(?:\W*(?:of|из|з|/)\W*\d{1,4})?\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'»”’)\]]*\Z")
_BULLET = re.compile(r"(?:[-–—•*▪◦·‣●]|\d{1,2}[.)])\s")
_SPLIT_WORD = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")

Page = Sequence[Piece]


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads, feet and page numbers."""
    edges = [Counter(_edge_texts(page)) for page in pages]
    on_pages = Counter(chain.from_iterable(edge.keys() for edge in edges))
    often = {text for text, count in on_pages.items() if text and 2 <= count >= 0.3 * len(pages)}
    return [_without(page, often) for page in pages]


def _edge_texts(page: Page) -> Iterator[str]:
    high = sorted(page, key=lambda piece: piece.top)
    for piece in {*high[:EDGE_LINES], *high[-EDGE_LINES:]}:
        yield fold(piece.text)


def _without(page: Page, often: set[str]) -> Page:
    """The page without what stands often at its edges, from the outermost line inwards."""
    high = sorted(page, key=lambda piece: piece.top)
    heads: set[Piece] = set()
    for side in (high[:EDGE_LINES], high[: -EDGE_LINES - 1 : -1]):
        heads.update(takewhile(lambda p: fold(p.text) in often or _is_number(p.text), side))
    return [piece for piece in page if piece not in heads]


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def to_text(pages: Sequence[Page]) -> str:
    """One paragraph a line, an empty line between two; words broken at a line's end made whole."""
    paragraphs: list[str] = []
    for page in pages:
        fresh = list(_paragraphs(page))
        if paragraphs and fresh and _runs_over(paragraphs[-1], fresh[0]):
            paragraphs[-1] += "\n" + fresh.pop(0)
        paragraphs += fresh
    whole = "\n\n".join(paragraphs)
    return "\n\n".join(_mend(paragraph, whole) for paragraph in paragraphs)


def _runs_over(before: str, after: str) -> bool:
    """Whether a paragraph goes on at the head of the next page or column."""
    ends = _SENTENCE_END.search(before[-8:])
    return not ends and len(before) > 40 and (after[:1].islower() or before[-1] in "-\ufffe,")


def _paragraphs(page: Page) -> Iterator[str]:
    if not page:
        return
    pitch = _pitch(page)
    lines = [page[0].text]
    for above, below in pairwise(page):
        column = [p for p in page if abs(p.left - above.left) < 3 * above.height]
        width = max(p.right for p in column) - min(p.left for p in column)
        if _parts(above, below, pitch, width):
            joined = "\n".join(lines)
            yield joined
            lines = []
        lines.append(below.text)
    yield "\n".join(lines)


def _pitch(page: Page) -> float:
    """The usual distance from a line to the next one under it."""
    falls = sorted(a.middle - b.middle for a, b in pairwise(page) if a.middle > b.middle)
    return falls[len(falls) // 4] if falls else 12.0


def _parts(above: Piece, below: Piece, pitch: float, width: float) -> bool:
    """Whether a paragraph ends between two lines that are read one after the other."""
    if below.middle > above.middle:  # the head of the next column
        return not _runs_over(above.text + " " * 40, below.text)
    alike = max(above.height, below.height) <= 1.6 * min(above.height, below.height) + 1
    fall, ended = above.middle - below.middle, _SENTENCE_END.search(above.text[-8:]) is not None
    if alike and not ended and below.text[:1].islower() and fall < WRAPPED * above.height:
        return "\t" in above.text + below.text
    if fall > LOOSE * pitch or not alike:
        return True
    if "\t" in above.text or "\t" in below.text or _BULLET.match(below.text):
        return True
    indented = below.left - above.left > INDENT * below.height
    short = above.right - above.left < SHORT_LINE * width
    return (ended and (indented or short)) or (short and below.text[:1].isupper() and indented)


def _mend(paragraph: str, whole: str) -> str:
    """A paragraph as one line. A hyphen at a line's end goes where a word was broken.

    PDFium marks a hyphen that breaks a word; another goes if a small letter follows and the word
    does not stand with its hyphen elsewhere in the text.
    """
    text = re.sub(rf"{LINE_END_HYPHEN}\n(?=[^\W\d_])", "-\n", paragraph)
    text = _SPLIT_WORD.sub(lambda found: _word(found[1], found[2], whole), text)
    text = text.replace("-\n", "-").replace(LINE_END_HYPHEN, "-")
    return re.sub(r"[^\S\t]+", " ", text).strip()


def _word(head: str, rest: str, whole: str) -> str:
    if not rest[0].islower() or (f"{head}-{rest}" in whole and head + rest not in whole):
        return f"{head}-{rest}"
    return head + rest
