"""Reading order of a page: cut at the white between columns, else between bands, and again.

The recursive X–Y cut of Nagy and Seth (1984), columns first, with one addition: pieces side by side
whose texts are short are cells of a table, and stay in rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from corridors.reading.pdf_page import Piece

FEWEST_LINES = 4
"""Lines that a column has at least."""
SHORTEST_COLUMN_LINE = 18
"""Letters: mean length of a line of running text in the narrowest columns that papers print."""
GUTTER = 0.9
"""Heights of a line: the narrowest white that parts columns."""
CELL_GAP = 5.0
"""Heights of a line: a wider gap parts cells; justified words stand closer."""
DEEPEST = 40


def in_order(pieces: Sequence[Piece], depth: int = 0) -> Iterator[Piece]:
    """Pieces in reading order; those of one row are joined to one piece, cells by a tab."""
    if len(pieces) <= 1:
        yield from pieces
        return
    cut = None if depth >= DEEPEST else _columns(pieces) or _bands(pieces)
    if cut is None:
        yield from _rows(pieces)
        return
    for part in cut:
        yield from in_order(part, depth + 1)


Cut = tuple[list[Piece], list[Piece]]


def _columns(pieces: Sequence[Piece]) -> Cut | None:
    """Left and right of the widest white that runs down the whole area."""
    cut = _cut(pieces, lambda p: (p.left, p.right), GUTTER * median(p.height for p in pieces))
    return cut if cut and all(map(_is_column, cut)) else None


def _is_column(pieces: Sequence[Piece]) -> bool:
    rows = list(_rows(pieces))
    letters = mean(len(row.text) for row in rows)
    return len(rows) >= FEWEST_LINES and letters >= SHORTEST_COLUMN_LINE


def _bands(pieces: Sequence[Piece]) -> Cut | None:
    """Above and below the widest white that runs across."""
    return _cut(pieces, lambda p: (-p.top, -p.bottom), 0.0)


def _cut(
    pieces: Sequence[Piece], side: Callable[[Piece], tuple[float, float]], narrowest: float
) -> Cut | None:
    """The pieces before and after the widest gap along one axis, if it is wide enough."""
    ranked = sorted(pieces, key=side)
    reach = side(ranked[0])[1]
    best, at = narrowest, 0
    for index, piece in enumerate(ranked[1:], start=1):
        low, high = side(piece)
        if low - reach > best:
            best, at = low - reach, index
        reach = max(reach, high)
    return (ranked[:at], ranked[at:]) if at else None


def _rows(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces that overlap in height, joined from left to right."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.middle):
        if row and piece.middle < min(p.bottom for p in row):
            yield _joined(row)
            row = []
        row.append(piece)
    if row:
        yield _joined(row)


def _joined(row: Sequence[Piece]) -> Piece:
    ranked = sorted(row, key=lambda p: p.left)
    text = ranked[0].text
    for before, piece in pairwise(ranked):
        text += ("\t" if piece.left - before.right > CELL_GAP * before.height else " ") + piece.text
    return Piece(
        ranked[0].left,
        max(p.right for p in row),
        min(p.bottom for p in row),
        max(p.top for p in row),
        text,
    )
