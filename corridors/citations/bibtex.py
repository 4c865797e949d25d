"""CSL items as BibTeX in UTF-8; written by bibtexparser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import (
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

from corridors.citations.ris import notes_of

Json = Mapping[str, Any]

# What means something to TeX; letters of every script stay as they are.
_SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
}
_PAIRS = re.compile("(?<=-)(?=-)|(?<=')(?=')")  # which TeX would print as one sign
_ENCODER = UnicodeToLatexEncoder(
    conversion_rules=[
        UnicodeToLatexConversionRule(
            RULE_DICT, {ord(letter): code for letter, code in _SPECIALS.items()}
        )
    ],
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9-]")


def write_bibtex(items: Sequence[Json]) -> str:
    """The items as BibTeX, one entry an item; the entry's key is the item's id."""
    return str(write_string(Library([_entry(item) for item in items]), unparse_stack=[]))


def _entry(item: Json) -> Entry:
    texts = {
        "title": item["title"],
        "howpublished": item.get("container-title"),
        "language": item.get("language"),
        "note": "; ".join(notes_of(item)),
    }
    fields = {name: _braced(text) for name, text in texts.items() if text}
    fields |= _dates(item) | _addresses(item)
    key = _NOT_IN_A_KEY.sub("-", item["id"])
    return Entry("misc", key, [Field(name, value) for name, value in fields.items()])


def _braced(text: str) -> str:
    """A text of ours in braces: TeX reads every letter of it as a letter, and keeps its case."""
    encoded = _ENCODER.unicode_to_latex(" ".join(text.split()))
    return "{{" + _PAIRS.sub("{}", encoded) + "}}"


def _dates(item: Json) -> dict[str, str]:
    issued, accessed = item.get("issued"), item.get("accessed")
    dates = {}
    if issued:
        year, *rest = issued["date-parts"][0]
        dates["year"] = f"{{{year}}}"
        dates["date"] = "{" + "/".join(map(_iso, issued["date-parts"])) + "}"
        if rest:
            dates["month"] = _MONTHS[rest[0] - 1]
    if accessed:
        dates["urldate"] = "{" + _iso(accessed["date-parts"][0]) + "}"
    return dates


def _iso(parts: Sequence[int]) -> str:
    return "-".join(f"{part:02}" for part in parts)


def _addresses(item: Json) -> dict[str, str]:
    """The address as it is: BibTeX takes it for verbatim; braces and backslashes are encoded."""
    address = item.get("URL")
    if address is None:
        return {}
    for letter in "{}\\":
        address = address.replace(letter, f"%{ord(letter):02X}")
    return {"url": "{" + address + "}"}
