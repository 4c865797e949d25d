"""The claims of an atlas in one table: each described, with an id made of what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from corridors.articles import Passage
from corridors.claims import CLAIM_FIELDS
from corridors.dates import PartialDate
from corridors.model import Claim, Record, Review, Statement
from corridors.sources import Json, describe_date, source_id

_NOT_DESCRIBED = frozenset({"article", "reference", "editor", "occurrence", "topic"})
_NOT_IDENTITY = frozenset({"note", "prefix", "suffix", "grade", "origin", "review"})


def canonical(value: object) -> bytes:
    """JSON in one form only: keys sorted, no white space, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


@dataclass
class Ledger:
    """The claims met so far while an atlas is built, and the sources that they rest on."""

    by_id: dict[str, Json] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    editors: dict[str, str] = field(default_factory=dict)

    def keep(self, claim: Claim, about: str, name: str, passage: Passage | None) -> str:
        """Describe a claim, keep it, and give its id: ten hex digits of what it says and where."""
        described = _describe(claim, about, name, passage)
        identity = {k: v for k, v in described.items() if k not in _NOT_IDENTITY}
        key = hashlib.sha256(canonical(identity)).hexdigest()[:10]
        self.by_id[key] = {"id": key, **described}
        self.sources.add(described["source"])
        if claim.editor is not None:
            self.editors[described["source"]] = claim.editor
        return key


@dataclass(frozen=True)
class Folder:
    """Keeps the claims of one definition or register, finding each one's passage by its path."""

    ledger: Ledger
    passages: Mapping[str, Passage]

    def fold(self, record: Record, about: str, path: str = "") -> dict[str, list[str]]:
        """Claim ids by field, of the record's own fields, not of the records nested in it."""
        return {
            name: [
                self.ledger.keep(
                    claim,
                    about,
                    "name" if name == "names" else name,
                    self.passages.get(f"{path}.{name}.{index}" if path else f"{name}.{index}"),
                )
                for index, claim in enumerate(getattr(record, name))
            ]
            for name in CLAIM_FIELDS
            if isinstance(getattr(record, name, None), tuple)
        }


def _describe(claim: Claim, about: str, name: str, passage: Passage | None) -> Json:
    described: Json = {
        "about": about,
        "field": str(claim.topic) if isinstance(claim, Statement) else name,
        "source": source_id(claim),
        "kind": "quoted" if claim.article else "referenced" if claim.reference else "editor",
        "value": None,
        "note": claim.note,
    }
    for key in type(claim).model_fields:
        value = getattr(claim, key)
        if key not in _NOT_DESCRIBED and value is not None:
            described[key] = _plain(value)
    if passage is not None:
        described |= {
            "start": passage.start,
            "end": passage.end,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
        }
    return described


def _plain(value: object) -> object:
    """A field of a claim as JSON holds it."""
    if isinstance(value, PartialDate):
        return describe_date(value)
    if isinstance(value, Review):
        return value.model_dump(mode="json", exclude_none=True)
    return value
