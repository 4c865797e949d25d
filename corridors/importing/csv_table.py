"""A CSV as a table: its separator, what its columns are, its rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corridors.importing.features import LONGEST_NAME, MOST_BYTES, MOST_VERTICES, name_of, text_of
from corridors.importing.where import Where, shown
from corridors.importing.wkt import looks_like_wkt
from corridors.importing.words import column_kind

SEPARATORS = ",;\t|"
MOST_COLUMNS = 500

_TOLD_SEPARATOR = re.compile(r"sep=([,;|\t])\r?\n?", re.IGNORECASE)

csv.field_size_limit(MOST_BYTES)  # a long line's text is one cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: the line of the file that it ends on, and its cells."""

    number: int
    cells: Sequence[str]

    def cell(self, column: int | None) -> str:
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows; `kinds` gives the number of the first column of each kind."""

    headings: Sequence[str]
    kinds: Mapping[str, int]
    rows: Sequence[Row]

    def properties(self, row: Row) -> dict[str, str]:
        """The cells of a row by heading, but for its geometry."""
        geometry = {self.kinds.get(kind) for kind in ("geometry", "latitude", "longitude")}
        named = ((name_of(heading), at) for at, heading in enumerate(self.headings))
        pairs = ((name, text_of(row.cell(at))) for name, at in named if at not in geometry)
        return {name: text for name, text in pairs if name and text}


def read_table(text: str, where: Where) -> Table:
    """The table that a text holds.

    The separator is the one by which most headings are known. Raises ImportFault for a text that is
    no table or has no column of positions.
    """
    told = _TOLD_SEPARATOR.match(text)
    body = text[told.end() :] if told else text
    separators = told[1] if told else SEPARATORS
    tried = [(separator, _headings(body, separator)) for separator in separators]
    separator, headings = max(tried, key=lambda one: (_known(one[1]), len(one[1])))
    if len(headings) > MOST_COLUMNS:
        raise where.fault(f"it has more than {MOST_COLUMNS} columns", "export fewer columns")
    kinds: dict[str, int] = {}
    for at, heading in enumerate(headings):
        kind = column_kind(heading)
        if kind:
            kinds.setdefault(kind, at)
    rows = list(_rows(body, separator, where, 1 if told else 0))
    if "geometry" in kinds and not any(looks_like_wkt(r.cell(kinds["geometry"])) for r in rows):
        del kinds["geometry"]
    if "geometry" not in kinds and not {"latitude", "longitude"} <= kinds.keys():
        found = ", ".join(shown(heading.strip()) for heading in headings[:8])
        raise where.of("row 1").fault(
            f"no column of positions among {found or 'no headings'}",
            "name the columns latitude and longitude, or WKT",
        )
    return Table(headings, kinds, rows)


def _known(headings: Sequence[str]) -> int:
    return len({kind for heading in headings if (kind := column_kind(heading))})


def _headings(text: str, separator: str) -> Sequence[str]:
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        return [heading[:LONGEST_NAME] for heading in first]
    except csv.Error:
        return []


def _rows(text: str, separator: str, where: Where, skipped: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for at, cells in enumerate(reader):
            if at > MOST_VERTICES:
                raise where.fault(f"it has more than {MOST_VERTICES} rows", "export fewer of them")
            if at and any(cell.strip() for cell in cells):
                yield Row(reader.line_num + skipped, cells)
    except csv.Error as error:
        raise where.of(f"row {reader.line_num + skipped}").fault(
            f"it is no row of a table ({error})", "check its quotation marks"
        ) from None
