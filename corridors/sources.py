"""Who says so: articles we hold, records of what we don't hold, and the editors, as sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from corridors.article_model import ArticleRecord
from corridors.dates import PartialDate
from corridors.model import Claim
from corridors.register_model import Reference

Json = dict[str, Any]


def slug(text: str) -> str:
    """An id made of a name: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "unnamed"


def source_id(claim: Claim) -> str:
    """The id of the source that a claim rests on."""
    if claim.editor is not None:
        return f"editor-{slug(claim.editor)}"
    return claim.article or claim.reference or ""


def describe_date(when: PartialDate | None) -> Json | None:
    """A date as the atlas writes it: its text, and the first and last day that it can mean."""
    if when is None:
        return None
    return {"text": when.text, "first": when.first.isoformat(), "last": when.last.isoformat()}


def describe_article(record: ArticleRecord) -> Json:
    """The record of an article whose text is held; never the text."""
    return {
        "kind": "article",
        "publisher": slug(record.publisher),
        "title": record.title,
        "url": record.url,
        "archive_url": record.archive_url,
        "language": record.language,
        "published": describe_date(record.published),
        "published_inferred": record.published_inferred,
        "published_note": record.published_note,
        "retrieved": describe_date(record.retrieved),
        "retrieved_note": record.retrieved_note,
        "sha256": record.sha256,
        "note": None,
    }


def describe_reference(record: Reference) -> Json:
    """The record of a source whose text is not held."""
    return {
        "kind": "reference",
        "publisher": slug(record.publisher),
        "title": record.title,
        "url": record.url,
        "archive_url": record.archive_url,
        "language": record.language,
        "published": describe_date(record.published),
        "published_inferred": record.published_inferred,
        "published_note": record.published_note,
        "retrieved": None,
        "retrieved_note": None,
        "primary": record.primary,
        "note": record.note,
    }


def describe_editor(name: str) -> Json:
    """The editors as a source of their own."""
    return {
        "kind": "editor",
        "publisher": slug(name),
        "title": "Inference and knowledge of the editors",
        "url": None,
        "archive_url": None,
        "language": "en",
        "published": None,
        "published_inferred": False,
        "published_note": None,
        "retrieved": None,
        "retrieved_note": None,
        "note": None,
    }


def list_publishers(sources: Mapping[str, Json], names: Mapping[str, str]) -> list[Json]:
    """Publishers with their sources: those of held articles first, the editors last."""
    order = {"article": 0, "reference": 1, "editor": 2}
    grouped: dict[str, list[str]] = {}
    for name, source in sources.items():
        grouped.setdefault(source["publisher"], []).append(name)

    def rank(publisher: str) -> tuple[int, str]:
        return min(order[sources[s]["kind"]] for s in grouped[publisher]), publisher

    return [
        {
            "id": publisher,
            "name": names[publisher],
            "sources": _newest_first(sources, grouped[publisher]),
        }
        for publisher in sorted(grouped, key=rank)
    ]


def _newest_first(sources: Mapping[str, Json], ids: Iterable[str]) -> list[str]:
    def published(name: str) -> str:
        when = sources[name]["published"]
        return when["first"] if when else ""

    return sorted(sorted(ids), key=published, reverse=True)
