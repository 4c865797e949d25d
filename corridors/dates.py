"""Dates with their precision: a day, a month, a quarter, a year, a span of years, or unknown."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?)|/(?P<last>\d{4}))?",
    re.ASCII,
)


@dataclass(frozen=True, order=True)
class PartialDate:
    """What a source says of a time: the first and last day it can mean, and the text itself."""

    first: date
    last: date
    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Qn` or `YYYY/YYYY`.

        Raises ValueError, naming the text, for any other form or a day that is not in the calendar.
        """
        match = _FORMS.fullmatch(text)
        if match is None:
            raise ValueError(
                f"{text!r} is not a date: write YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Q1 or YYYY/YYYY"
            )
        try:
            return cls(*_span(match), text)
        except ValueError:
            raise ValueError(f"{text!r} is not a day of the calendar") from None


def _span(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["last"]:
        return date(year, 1, 1), date(int(match["last"]), 12, 31)
    if match["quarter"]:
        month = 3 * int(match["quarter"])
        return date(year, month - 2, 1), _last_day(year, month)
    if match["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if match["day"]:
        day = date(year, month, int(match["day"]))
        return day, day
    return date(year, month, 1), _last_day(year, month)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
