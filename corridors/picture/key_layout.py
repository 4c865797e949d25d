"""How a key is laid out: groups of entries in columns, each a sample and what it means."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from corridors.picture.colours import TEXT
from corridors.picture.lettering import REGULAR, SEMIBOLD, Face, set_text
from corridors.picture.svg import Element, element

HEAD, ENTRY = Face(SEMIBOLD, 10.0), Face(REGULAR, 10.5)
SAMPLE = 34.0  # units that a sample is wide
_GAP, _COLUMN_GAP = 7.0, 22.0
_ROW, _HEAD_ROW, _BETWEEN = 15.0, 16.0, 9.0
_WIDEST = 190.0  # of a text
_MOST_LETTERS = 200  # none so narrow that more would fit
_FEWEST_ROWS = 3


class Entry(NamedTuple):
    """A line of the key: its sample, drawn around the middle of its room, and what it means."""

    sample: Sequence[Element]
    text: str


class Group(NamedTuple):
    """Entries under a head, which is empty where a group goes on in another column."""

    head: str
    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """The room that it takes, with what parts it from the next."""
        return _HEAD_ROW + len(self.entries) * _ROW + _BETWEEN


class Key(NamedTuple):
    """The key as laid out: its elements from y = 0 down, and its size."""

    elements: tuple[Element, ...]
    width: float
    height: float


def lay_out(groups: Sequence[Group], width: float) -> Key:
    """Groups in columns, in the fewest rows with which all of them fit in the width."""
    fitting = [_shortened(group, min(_WIDEST, width - SAMPLE - _GAP)) for group in groups]
    most = sum(len(group.entries) + 1 for group in fitting)
    rows = next(
        (n for n in range(_FEWEST_ROWS, most) if _width(_columns(fitting, n)) <= width), most
    )
    columns = _columns(fitting, rows)
    elements: list[Element] = []
    x = 0.0
    for column in columns:
        y = 0.0
        for group in column:
            elements += _drawn(group, x, y)
            y += group.height
        x += _column_width(column) + _COLUMN_GAP
    height = max((sum(group.height for group in column) for column in columns), default=_BETWEEN)
    return Key(tuple(elements), _width(columns), height - _BETWEEN)


def lettered(text: str, face: Face, x: float, y: float) -> Element:
    """A text of the key at the start of its baseline."""
    outline = set_text(text, face).outline
    return element("path", d=outline, fill=TEXT, transform=f"translate({x:.2f} {y:.2f})")


def _drawn(group: Group, x: float, y: float) -> Iterator[Element]:
    if group.head:
        yield lettered(group.head, HEAD, x, y + 10)
    for at, (sample, text) in enumerate(group.entries):
        middle = y + _HEAD_ROW + (at + 0.5) * _ROW
        yield element("g", sample, transform=f"translate({x:.2f} {middle:.2f})")
        yield lettered(text, ENTRY, x + SAMPLE + _GAP, middle + 3.6)


def _shortened(group: Group, most: float) -> Group:
    return group._replace(
        entries=tuple(Entry(s, _fitting(text, most)) for s, text in group.entries)
    )


def _fitting(text: str, most: float) -> str:
    """The text, cut with … where it is wider."""
    if set_text(text, ENTRY).width <= most:
        return text
    lengths = range(min(len(text), _MOST_LETTERS))
    fitting = bisect(lengths, most, key=lambda n: set_text(f"{text[:n]}…", ENTRY).width)
    return f"{text[: max(0, fitting - 1)].rstrip()}…"


def _columns(groups: Sequence[Group], rows: int) -> list[list[Group]]:
    """The groups one below the other in columns of so many rows; what is longer is broken."""
    columns: list[list[Group]] = []
    left = 0
    for group in groups:
        for part in _broken(group, rows):
            needed = len(part.entries) + 1
            if needed > left or not part.head:
                columns.append([])
                left = rows + 1
            columns[-1].append(part)
            left -= needed
    return columns


def _broken(group: Group, rows: int) -> Iterator[Group]:
    parts = ceil(len(group.entries) / rows)
    each = ceil(len(group.entries) / parts)
    for first in range(0, len(group.entries), each):
        yield Group("" if first else group.head, group.entries[first : first + each])


def _width(columns: Sequence[Sequence[Group]]) -> float:
    return sum(_column_width(column) + _COLUMN_GAP for column in columns) - _COLUMN_GAP


def _column_width(column: Sequence[Group]) -> float:
    texts = [set_text(entry.text, ENTRY).width for group in column for entry in group.entries]
    heads = [set_text(group.head, HEAD).width for group in column]
    return max(*heads, SAMPLE + _GAP + max(texts))
