"""CSV in: a column of well-known text, or one row for each point of a line, in the file's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.errors import ImportFault
from corridors.importing.coordinates import position_at
from corridors.importing.csv_table import Row, Table, read_table
from corridors.importing.features import (
    LONGEST_NAME,
    Allowance,
    Drawing,
    Feature,
    Vertex,
    label_of,
    name_of,
    text_of,
)
from corridors.importing.where import Where, shown
from corridors.importing.wkt import read_wkt
from corridors.reading.stored import decode

_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d{1,3},\d+\s*")


def read_csv(file: str, data: bytes) -> Drawing:
    """The features of a CSV: a row each where a column holds WKT, else a line of all rows.

    Rows make several lines where a column says which line they belong to. Raises ImportFault for
    what is no table, has no column of positions, or is too large.
    """
    where = Where(file)
    text, _ = decode(file, data)
    table = read_table(text, where)
    faults: list[ImportFault] = []
    read = _geometry_rows if "geometry" in table.kinds else _point_rows
    features = tuple(read(table, where, faults))
    return Drawing(file, "csv", features, tuple(faults))


def _geometry_rows(table: Table, where: Where, faults: list[ImportFault]) -> Iterator[Feature]:
    allowance = Allowance(where)
    for row in table.rows:
        allowance.take_feature()
        name = name_of(row.cell(table.kinds.get("name")))
        label = label_of("row", row.number, name)
        field = table.headings[table.kinds["geometry"]].strip()[:LONGEST_NAME]
        try:
            lines, points = read_wkt(row.cell(table.kinds["geometry"]), where.of(label).at(field))
        except ImportFault as fault:
            faults.append(fault)
            continue
        allowance.take_vertices(len(points) + sum(map(len, lines)))
        yield Feature(
            label,
            name,
            text_of(row.cell(table.kinds.get("description"))),
            name_of(row.cell(table.kinds.get("line"))),
            table.properties(row),
            lines,
            points,
        )


def _point_rows(table: Table, where: Where, faults: list[ImportFault]) -> Iterator[Feature]:
    """One feature for each line that the rows name, in the order in which lines come first."""
    Allowance(where).take_vertices(len(table.rows))
    allowance = Allowance(where)
    comma = _writes_decimal_comma(table)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.cell(table.kinds.get("line")), []).append(row)
    for number, (line, rows) in enumerate(groups.items(), 1):
        allowance.take_feature()
        try:
            vertices = [
                _vertex(table, row, where, comma=comma) for row in _in_order(table, rows, where)
            ]
        except ImportFault as fault:
            faults.append(fault)
            continue
        name = name_of(line)
        if shared := _shared_name(vertices):
            name, vertices = name or shared, [replace(one, name=None) for one in vertices]
        yield Feature(
            label_of("line", number, name),
            name,
            text_of(_said_once(row.cell(table.kinds.get("description")) for row in rows)),
            None,
            {},
            (tuple(vertices),),
        )


def _in_order(table: Table, rows: Sequence[Row], where: Where) -> Sequence[Row]:
    """The rows by the column that numbers them, if there is one."""
    column = table.kinds.get("order")
    if column is None or not any(row.cell(column) for row in rows):
        return rows
    for row in rows:
        if not re.fullmatch(r"\d{1,9}", row.cell(column)):
            raise (
                where.of(f"row {row.number}")
                .at(table.headings[column].strip())
                .fault(
                    f"{shown(row.cell(column))} is no number of an order",
                    "number the rows 1, 2, 3 …",
                )
            )
    return sorted(rows, key=lambda row: int(row.cell(column)))


def _vertex(table: Table, row: Row, where: Where, *, comma: bool) -> Vertex:
    lat, lon = (row.cell(table.kinds[kind]) for kind in ("latitude", "longitude"))
    if comma:
        lat, lon = lat.replace(",", "."), lon.replace(",", ".")
    name = name_of(row.cell(table.kinds.get("name")))
    position = position_at(lat, lon, where.of(label_of("row", row.number, name)))
    return Vertex(position, name, name_of(row.cell(table.kinds.get("mode"))))


def _shared_name(vertices: Sequence[Vertex]) -> str | None:
    """The name that all points bear: that of their line, as programs write it beside each."""
    names = {vertex.name for vertex in vertices}
    return names.pop() if len(vertices) > 2 and len(names) == 1 else None


def _writes_decimal_comma(table: Table) -> bool:
    cells = [
        row.cell(table.kinds[kind]) for row in table.rows for kind in ("latitude", "longitude")
    ]
    return any(map(_DECIMAL_COMMA.fullmatch, cells)) and not any("." in cell for cell in cells)


def _said_once(texts: Iterator[str]) -> str | None:
    """The text that all give, or the only one that any gives."""
    said = {text for text in texts if text}
    return said.pop() if len(said) == 1 else None
