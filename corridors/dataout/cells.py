"""CSV cells that a spreadsheet reads as text and never as a formula.

A cell that a program could take for a formula gets an apostrophe before it; nothing is taken out,
so that `read_cell` gives back what went in.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from corridors.bidi import close_controls

MARK = "'"
BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of its country
_STARTS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_MINUS = "\u2212"  # the true minus sign, which compatibility forms leave as it is
_QUOTES = frozenset("\"'`\u00b4\u201a\u201e\uff02\uff07")
_PASSED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pi", "Pf"})  # controls, spaces, quotes


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula.

    That is so if =, +, - or @ comes first, in full width too, after any number of spaces, quotes
    and invisible characters; or if a tab or a line break stands among those.
    """
    for letter in text:
        if letter in _BREAKS or _is_start(letter):
            return True
        if letter not in _QUOTES and unicodedata.category(letter) not in _PASSED:
            return False
    return False


def _is_start(letter: str) -> bool:
    return letter == _MINUS or unicodedata.normalize("NFKC", letter)[:1] in _STARTS


def write_cell(value: object) -> str:
    """A value as the text of a cell: None empty, numbers and yes or no plain, text neutralised."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    text = close_controls(str(value))
    return MARK + text if could_be_formula(text) else text


def read_cell(cell: str) -> str:
    """The text that a cell was written from, but for bidirectional controls closed at its end."""
    return cell[1:] if cell.startswith(MARK) and could_be_formula(cell[1:]) else cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]], *, bom: bool) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8, every cell in quotes; `bom` puts Excel's mark before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([write_cell(value) for value in row] for row in rows)
    return (BOM * bom + buffer.getvalue()).encode()
