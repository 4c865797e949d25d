"""Sources as CSL-JSON items, one a source, each with the quotes that it is cited for.

The form is that of https://docs.citationstyles.org/en/stable/specification.html (1.0.2) and its
schema `csl-data.json`: what the schema has no field for stands under `custom`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from corridors.citations.fragments import quote_address
from corridors.dates import PartialDate
from corridors.evidence import sources_of
from corridors.fold import Fold
from corridors.jsontext import write_json

Json = Mapping[str, Any]

ATLAS = "corridor-atlas"  # the id of the item that is the atlas itself
_ARCHIVES = {"web.archive.org": "Internet Archive", "archive.ph": "archive.today"}


def cite_view(fold: Fold, claims: Iterable[Json], link: str) -> list[dict[str, Any]]:
    """The atlas as the view at `link` shows it, then the sources of its claims."""
    return [_cite_atlas(fold, link), *cite_sources(claims, fold.document)]


def write_csl(items: Sequence[Json]) -> str:
    """The items as a CSL-JSON file."""
    return write_json(items, indent=1) + "\n"


def cite_sources(claims: Iterable[Json], document: Json) -> list[dict[str, Any]]:
    """The sources of claims in the panel's order, each with the quotes that count.

    An editor's own claims have no publication to cite: the atlas itself is their source.
    """
    return [
        _cite(source, document)
        for source in sources_of(claims, document)
        if source["kind"] != "editor"
    ]


def _cite(source: Json, document: Json) -> dict[str, Any]:
    archive = source["archive_url"]
    held = document["sources"][source["id"]]
    item = {
        "id": source["id"],
        "type": "webpage" if source["url"] else "document",
        "title": source["title"],
        "container-title": source["publisher"],
        "issued": _date(held.get("published"), circa=source["published_inferred"]),
        "accessed": _date(held.get("retrieved")),
        "URL": source["url"],
        "archive": archive and _archive_name(archive),
        "archive_location": archive,
        "language": source["language"],
        "custom": {"quotes": [_quote(claim, source) for claim in _quoted(source)]},
    }
    return {name: value for name, value in item.items() if value is not None}


def _quoted(source: Json) -> list[Json]:
    """The claims with a quote, each stretch of the article once."""
    claims = (claim for claim in source["claims"] if "quote" in claim)
    return list({(claim["quote_start"], claim["quote_end"]): claim for claim in claims}.values())


def _quote(claim: Json, source: Json) -> dict[str, Any]:
    return {
        "quote": claim["quote"],
        "quote_start": claim["quote_start"],
        "quote_end": claim["quote_end"],
        "address": quote_address(source["url"], claim["quote"]),
    }


def _cite_atlas(fold: Fold, link: str) -> dict[str, Any]:
    document = fold.document
    return {
        "id": ATLAS,
        "type": "map",
        "title": "Corridor Atlas",
        "version": document["hash"],
        "custom": {
            "view": None if fold.whole else link,
            "as_of": fold.calendar.day.isoformat(),
            "data_cutoff": document["cutoff"],
        },
    }


def _date(when: Json | None, *, circa: bool = False) -> dict[str, Any] | None:
    """A date of the atlas as a CSL date, as precise as its source; None without one."""
    if when is None:
        return None
    date = PartialDate.parse(when["text"])
    parts = _date_parts(date)
    return {"date-parts": parts, **({"circa": True} if circa else {})}


def _date_parts(date: PartialDate) -> list[list[int]]:
    """The date as lists of year, month, day: one, or the two ends of a span."""
    first, last, text = date.first, date.last, date.text
    if "/" in text:
        return [[first.year], [last.year]]
    if "Q" in text:
        return [[first.year, first.month], [last.year, last.month]]
    return [[first.year, first.month, first.day][: text.count("-") + 1]]


def _archive_name(address: str) -> str:
    host = urlsplit(address).hostname or ""
    return _ARCHIVES.get(host, host)
