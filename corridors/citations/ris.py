"""CSL items as RIS, the form that reference managers import; written by rispy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import rispy

Json = Mapping[str, Any]

TYPES = {"webpage": "ELEC", "document": "GEN", "map": "MAP"}


def write_ris(items: Sequence[Json]) -> str:
    """The items as RIS: lines of a tag and a text, one record an item."""
    return str(rispy.dumps([_record(item) for item in items], implementation=_Writer))


class _Writer(rispy.RisWriter):  # type: ignore[misc, unused-ignore]
    """Records without a number before each, which is no part of RIS."""

    def set_header(self, count: int) -> str | None:  # noqa: ARG002 — as it is called
        return None


def _record(item: Json) -> dict[str, Any]:
    record = {
        "type_of_reference": TYPES[item["type"]],
        "id": item["id"],
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "year": _year(item.get("issued")),
        "date": _day(item.get("issued")),
        "access_date": _day(item.get("accessed")),
        "language": item.get("language"),
        "urls": [item["URL"]] if "URL" in item else None,
        "notes": list(notes_of(item)),
    }
    return {name: _in_a_line(value) for name, value in record.items() if value}


def notes_of(item: Json) -> Iterator[str]:
    """What has no field of its own: atlas and view, the archive, a guessed date, each quote."""
    custom = item["custom"]
    if "version" in item:
        yield f"Atlas {item['version']}"
    if custom.get("view"):
        yield f"View: {custom['view']}"
    if "as_of" in custom:
        yield f"As of {custom['as_of']}; data up to {custom['data_cutoff']}"
    if item.get("issued", {}).get("circa"):
        yield "Date of publication inferred"
    if "archive_location" in item:
        yield f"Archived at {item['archive_location']}"
    for quote in custom.get("quotes", ()):
        at = quote["address"]
        yield f"“{quote['quote']}”" + (f" {at}" if at else "")


def _year(date: Json | None) -> str | None:
    return str(date["date-parts"][0][0]) if date else None


def _day(date: Json | None) -> str | None:
    """The beginning of a date as RIS has it: YYYY/MM/DD/, what is not known left empty."""
    if not date:
        return None
    year, month, day = [*date["date-parts"][0], None, None][:3]
    return f"{year}/{_two(month)}/{_two(day)}/"


def _two(number: int | None) -> str:
    return f"{number:02}" if number else ""


def _in_a_line(value: Any) -> Any:
    """A text without line breaks: the next line would be another field."""
    if isinstance(value, list):
        return [_in_a_line(one) for one in value]
    return " ".join(value.split())
