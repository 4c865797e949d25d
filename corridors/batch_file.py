"""The rows of a batch file: a CSV with a fixed head, and what is wrong with it by its place."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")


def read_rows(
    path: Path,
    columns: Sequence[str],
    read: Callable[[Path, int, Mapping[str | None, Any]], Row],
    fault: type[Exception],
) -> list[Row]:
    """What `read` makes of each row: it is given the file, the row's number (the head is row 1)
    and its cells by column.

    Raises `fault`, naming file, row and mend, if the file as a whole cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise fault(
                    f"{path}: row 1: no column {missing[0]!r} — the first row must be "
                    f"{','.join(columns)}"
                )
            return [read(path, number, row) for number, row in enumerate(reader, 2)]
    except OSError as error:
        raise fault(f"{path}: cannot be read ({error.strerror}) — check the path") from error
    except UnicodeDecodeError as error:
        raise fault(f"{path}: byte {error.start} is not UTF-8 — save it as UTF-8") from error
    except csv.Error as error:
        raise fault(f"{path}: not a CSV file ({error}) — separate by commas") from error
