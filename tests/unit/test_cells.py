"""CSV cells: no formula gets through, no text is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corridors.bidi import close_controls
from corridors.dataout.cells import BOM, could_be_formula, read_cell, write_cell, write_csv

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "\nx",
    " =1",
    "\u00a0\u3000=1",
    '"=1',
    "'=1",
    "''=1",
    "\u201c=1\u201d",
    "\ufeff=1",
    "\u200b\u202e=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "\ufe631",
    "\u22121",
    "  \u201e\uff1d1",
)
HARMLESS = ("", "a=1", "1-2", "x@y.example", "'tis", '"quoted"', "– dash", "5 = 5", "(=1)")
any_text = st.text(max_size=60) | st.text(
    alphabet="=+-@\t\r\n '\"\uff1d\u202e\u2069ab", max_size=12
)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_may_calculate_gets_an_apostrophe(text: str) -> None:
    assert write_cell(text).startswith("'" + text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert write_cell(text) == text


@given(any_text)
@example("'=1")
@example("''+1")
@example("'\u202e=1")
def test_a_cell_never_begins_as_a_formula_and_gives_its_text_back(text: str) -> None:
    cell = write_cell(text)
    assert cell[:1] not in set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
    assert cell.startswith("'") or not could_be_formula(cell)
    assert read_cell(cell) == close_controls(text)


@given(st.lists(st.lists(any_text, min_size=3, max_size=3), max_size=5), st.booleans())
def test_rows_come_back_from_the_file_as_they_went_in(rows: list[list[str]], bom: bool) -> None:
    content = write_csv(["=a", "b", "c"], rows, bom=bom).decode()
    assert content.startswith(BOM) == bom
    read = list(csv.reader(io.StringIO(content.removeprefix(BOM), newline="")))
    assert read[1:] == [[write_cell(text) for text in row] for row in rows]


def test_values_that_are_no_texts_stay_numbers_and_words() -> None:
    assert [write_cell(v) for v in (None, -12.5, 0.1, 7, True, False)] == [
        "",
        "-12.5",
        "0.1",
        "7",
        "yes",
        "no",
    ]
