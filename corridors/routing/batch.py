"""A CSV file of ways to find, and the CSV of what was found.

In: id,from_lat,from_lon,to_lat,to_lon,mode,avoid,allow,avoid_countries (lists split by ;).
Out: id,length_km,passages,countries,ms,reason (why there is no way; else empty).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from corridors.batch_file import read_rows
from corridors.errors import RoutingError
from corridors.routing.noroute import NoRoute
from corridors.routing.questions import (
    Answer,
    Question,
    Routers,
    answer_all,
    read_asked,
    read_place,
)

COLUMNS_IN = "id from_lat from_lon to_lat to_lon mode avoid allow avoid_countries".split()
COLUMNS_OUT = "id length_km passages countries ms reason".split()


class Row(NamedTuple):
    """A row of a batch: what it asks, or what is wrong with it, naming file, row and field."""

    id: str
    question: Question | None
    fault: str = ""


def read_batch(path: Path) -> list[Row]:
    """The rows of a file; a bad row keeps its place, with its fault.

    Raises RoutingError, naming file, row and mend, if the file as a whole cannot be read.
    """
    return read_rows(path, COLUMNS_IN, _read_row, RoutingError)


def answer_rows(rows: Sequence[Row], routers: Routers | None = None) -> Iterator[dict[str, Any]]:
    """The answer to each row, in order, as the columns of the file that goes out."""
    questions = [row.question for row in rows if row.question is not None]
    answers = iter(answer_all(questions, routers))
    for row in rows:
        if row.question is None:
            yield {**dict.fromkeys(COLUMNS_OUT, ""), "id": row.id, "reason": row.fault}
        else:
            yield {"id": row.id, **_columns(next(answers))}


def write_answers(answers: Iterator[Mapping[str, Any]], out: TextIO) -> None:
    """Write answers as CSV."""
    writer = csv.DictWriter(out, COLUMNS_OUT, lineterminator="\n")
    writer.writeheader()
    writer.writerows(answers)


def _read_row(path: Path, number: int, row: Mapping[str | None, Any]) -> Row:
    name = (row["id"] or "").strip()
    try:
        return Row(name, _read_question(row))
    except RoutingError as error:
        return Row(name, None, f"{path}: row {number}: {error}")


def _read_question(row: Mapping[str | None, Any]) -> Question:
    if None in row:
        raise RoutingError(f"one field too many, {row[None][0]!r} — split lists by ;")
    cells = {column: (row[column] or "").strip() for column in COLUMNS_IN}
    return Question(
        read_place("from", cells["from_lat"], cells["from_lon"]),
        read_place("to", cells["to_lat"], cells["to_lon"]),
        read_asked(cells["mode"], cells["avoid"], cells["allow"], cells["avoid_countries"]),
    )


def _columns(answer: Answer) -> dict[str, Any]:
    path, ms = answer.path, round(answer.ms, 3)
    if isinstance(path, NoRoute):
        return {"length_km": "", "passages": "", "countries": "", "ms": ms, "reason": path.reason}
    return {
        "length_km": round(path.length_km, 1),
        "passages": ";".join(path.passages),
        "countries": ";".join(code for code, _ in path.countries),
        "ms": ms,
        "reason": "",
    }
