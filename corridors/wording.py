"""Figures, days and words of the vocabulary as a reader meets them, in a language of the interface.

Twin of the map script's `words.js`, `when.js` and `measures.js`: thin spaces between thousands and
before units, a true minus, en dashes in ranges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from corridors.dates import PartialDate
from corridors.strings import ENGLISH, t

Json = Mapping[str, Any]

THIN_SPACE, TRUE_MINUS = "\u202f", "\u2212"  # the thin space at which no line breaks
_NO_BREAK = "\u00a0"
WHOLE_FROM_KM = 20
WHOLE_FROM_DAYS = 10
_GROUP = re.compile(r"\B(?=(\d{3})+$)")
_SLOT = re.compile(r"\{(\w+)\}")

_MONTHS = (
    "January February March April May June July August September October November December"
).split()

# What a value of the vocabulary is called in English, where that is not the value itself.
_CALLED = {
    "mode": {"not-stated": "mode not stated"},
    "status": {"not-stated": "status not stated", "not-known": "not known on this day"},
    "cargo": {
        "lcl": "part loads (LCL)",
        "general": "general cargo",
        "oil-products": "oil products",
        "construction": "construction materials",
        "not-stated": "cargo not stated",
    },
    "node": {
        "border-crossing": "border crossing",
        "class": "class of site",
        "place": "place of unknown position",
    },
}


def filled(text: str, **values: object) -> str:
    """The text with each {name} replaced by its value; what has no value stays as it stands."""
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), text)


def term(kind: str, value: str, language: str | None = None) -> str:
    """What a value of the vocabulary is called; `kind` is mode, status, cargo or node.

    A value from outside the vocabulary is given back as it stands.
    """
    return t(_CALLED[kind].get(value, value), language)


def raised(text: str) -> str:
    """The text with its first letter raised, for a word at the start of a line."""
    return text[:1].upper() + text[1:]


def country_name(code: str, language: str | None = None) -> str:
    """A country's name by its ISO 3166 code; a code that is no country's stands as it is."""
    return str(_locale(language).territories.get(code, code))


def _locale(language: str | None) -> Locale:
    try:
        return Locale.parse(language or ENGLISH, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


def number_text(value: float) -> str:
    """A figure: 2033, 12 345 (thin space), −0.4 (true minus)."""
    whole, _, rest = f"{abs(value):.15g}".partition(".")
    grouped = _GROUP.sub(THIN_SPACE, whole) if whole.isdigit() and len(whole) > 4 else whole
    return (TRUE_MINUS if value < 0 else "") + grouped + (f".{rest}" if rest else "")


def km_text(km: float) -> str:
    """A length's figure, in km or nmi: whole from 20 on, else with one decimal."""
    return number_text(_rounded(km, WHOLE_FROM_KM))


def days_figures(days: tuple[float, float]) -> str:
    """A range of days without its unit: 3–5, 0.4–0.9; one figure where both ends round to it."""
    low, high = (number_text(_rounded(one, WHOLE_FROM_DAYS)) for one in days)
    return low if low == high else f"{low}–{high}"


def _rounded(value: float, whole_from: float) -> float:
    return float(int(value + 0.5)) if value >= whole_from else round(value, 1)


def day_text(day: date, language: str | None = None) -> str:
    """A day written out: 4 December 2025."""
    text = t(f"{{day}} {_MONTHS[day.month - 1]} {{year}}", language)
    return filled(text, day=day.day, year=day.year)


def when_text(when: Json | None, language: str | None = None) -> str:
    """A date of the atlas, no more precise than its source: November 2025, Q1 2025, 2014–2017."""
    if when is None:
        return t("no date", language)
    text = str(when["text"])
    try:
        first = PartialDate.parse(text).first
    except ValueError:
        return text
    year, _, rest = text.partition("-")
    if rest.startswith("Q"):
        return filled(t("Q{quarter} {year}", language), quarter=rest[1], year=year)
    if len(rest) == len("12-31"):
        return day_text(first, language)
    if rest:
        month = t(_MONTHS[first.month - 1], language)
        return filled(t("{month} {year}", language), month=month, year=year)
    return year.replace("/", "–")


def when_short(when: Json | None, language: str | None = None) -> str:
    """The same for a table, with months cut short: 4 Dec 2025, Nov 2025; no line breaks in it."""
    text = str(when["text"]) if when else ""
    forms = {len("2025-12-04"): "d MMM y", len("2025-12"): "MMM y"}
    try:
        first = PartialDate.parse(text).first
    except ValueError:
        first = None
    if first is None or "Q" in text or len(text) not in forms:
        return when_text(when, language).replace(" ", _NO_BREAK)
    short = format_date(first, forms[len(text)], _locale(language))
    return str(short).replace(" ", _NO_BREAK)
