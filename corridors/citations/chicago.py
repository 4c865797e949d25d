"""CSL items as footnotes after the Chicago Manual of Style, made by citeproc-py from its CSL style.

What citeproc-py 0.11 does otherwise than the style asks is put right here, and only that.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from corridors import paths
from corridors.bidi import close_controls
from corridors.citations.ris import notes_of

Json = Mapping[str, Any]

STYLE = paths.DATA / "citations" / "chicago-notes-bibliography-access-dates.csl"
LOCALE = "en-US"
# What the style is given: with `circa` it loses a comma, and archives stand before the publisher's
# own page; both are told after the note.
_GIVEN = ("id", "type", "title", "container-title", "issued", "accessed", "URL")
_NO_LANGUAGE = "zxx"  # so that the style leaves the capitals of a description as they are
_AFTER_QUOTE = re.compile("([”’]+)([,.])")
_DESCRIBED = re.compile("“(\\[[^“”]*\\])”")


def write_notes(items: Sequence[Json]) -> list[str]:
    """A footnote for each item: one line, ending in a full stop."""
    given = [_given(item) for item in items]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that citeproc-py doesn't know
        notes = CitationStylesBibliography(_style(), CiteProcJSON(given), plain)
        citations = [Citation([CitationItem(item["id"])]) for item in given]
        for citation in citations:
            notes.register(citation)
        return [_mended(str(notes.cite(citation, _never))) for citation in citations]


def write_chicago(items: Sequence[Json]) -> str:
    """Numbered footnotes as text, each with what else is known of its source, and its quotes."""
    notes = zip(items, write_notes(items), strict=True)
    blocks = [
        "\n".join([f"{number}. {note}", *(f"   {line}" for line in notes_of(item))])
        for number, (item, note) in enumerate(notes, start=1)
    ]
    return "\n\n".join(map(close_controls, blocks)) + "\n"


def _given(item: Json) -> dict[str, Any]:
    """What of an item the style is given; titles go in quotes, so quotes in them become single."""
    given = {name: item[name] for name in _GIVEN if name in item}
    given["type"] = "map" if item["type"] == "map" else "webpage"  # without an address as well
    given["title"] = " ".join(item["title"].split()).replace("“", "‘").replace("”", "’")
    if "issued" in given:
        given["issued"] = {"date-parts": item["issued"]["date-parts"]}
    given["language"] = _NO_LANGUAGE if _is_description(item) else item.get("language", "en")
    return given


def _is_description(item: Json) -> bool:
    """Whether the title is the editors' description, which stands in brackets."""
    return bool(item["title"].startswith("["))


def _mended(note: str) -> str:
    """Commas and stops inside closing quotes, as en-US has them; descriptions without quotes."""
    return _AFTER_QUOTE.sub(r"\2\1", _DESCRIBED.sub(r"\1", note))


def _never(item: CitationItem) -> None:
    raise LookupError(f"{item.key} is cited and was not given")


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(str(STYLE), locale=LOCALE, validate=False)
