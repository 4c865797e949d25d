"""The day of publication, where a line at the head of the article says nothing but that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import islice

from corridors.reading.lines import Line
from corridors.reading.phrases import load_languages, lower

HEAD_LINES = 8
"""A date line stands among the first lines of a text, or its day is not taken from the text."""
FIRST_YEAR = 1990
LONGEST_REST = 30
"""Characters beside the date that may share its line: a time, a weekday, an agency."""


def find_published(lines: Sequence[Line]) -> str | None:
    """YYYY-MM-DD from the first date line; None where there is none or it can be read two ways."""
    for line in islice(lines, HEAD_LINES):
        if len(line.text) <= 80:
            day, rest = _read(lower(line.text))
            if day is not None and rest <= LONGEST_REST:
                return day.isoformat()
    return None


def _read(text: str) -> tuple[date | None, int]:
    """A line's only date, and how many letters and digits stand beside it."""
    for form, order in _forms():
        found = form.search(text)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            rest = text[: found.start()] + text[found.end() :]
            return _day(parts["year"], parts["month"], parts["day"]), sum(map(str.isalpha, rest))
    return None, 0


def _day(year: str, month: str, day: str) -> date | None:
    """The date, unless day and month could change places or it is not in the calendar."""
    number = _months().get(month) or int(month)
    try:
        return date(int(year), number, int(day)) if int(year) >= FIRST_YEAR else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in load_languages():
        for key in ("months", "month_abbreviations"):
            for number, name in enumerate(language[key], start=1):
                names.setdefault(lower(name), number)
    return names


@cache
def _forms() -> tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...]:
    """ISO; day month year by name; month day year by name; day.month.year with dots.

    Numbers with slashes are left alone: 03/04/2025 is two days, depending on who wrote it.
    """
    month = "(" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")\.?"
    return (
        (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b"), ("year", "month", "day")),
        (
            re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{month},?\s+(\d{{4}})\b"),
            ("day", "month", "year"),
        ),
        (
            re.compile(rf"\b{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"),
            ("month", "day", "year"),
        ),
        (re.compile(r"\b(\d{1,2})\.(\d{2})\.(\d{4})\b"), ("day", "month", "year")),
    )
