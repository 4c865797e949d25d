"""Proposals, articles and faults as the review page is given them: plain JSON, all texts data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corridors.catalog import Catalog
from corridors.errors import Conflict, CorridorsError, Fault, NotAcceptable, Objection, StoreFault
from corridors.review.gate import fields_of
from corridors.review.proposal import Decision, Reviewed
from corridors.routing.leg_path import LegPath
from corridors.routing.path_record import describe_line
from corridors.store.records import StoredArticle

Json = dict[str, Any]


def reviewed_record(reviewed: Reviewed) -> Json:
    """A proposal as it stands, and as it was proposed beside it."""
    proposal = reviewed.proposal
    return {
        "id": proposal.id,
        "article": article_of(reviewed),
        "state": reviewed.state.value,
        "revision": reviewed.revision,
        "draft": reviewed.draft.model_dump(mode="json"),
        "machine": proposal.draft.model_dump(mode="json"),
        "origin": proposal.origin.model_dump(mode="json"),
        "created": proposal.created.isoformat(),
        "decisions": [decision_record(one) for one in reviewed.decisions],
        "objections": objection_records(reviewed.objections),
        "remarks": objection_records(reviewed.remarks),
    }


def article_of(reviewed: Reviewed) -> str | None:
    """The article that a proposal is of: its own, else the one that its first quote stands in."""
    proposal = reviewed.proposal
    quoted = (
        field.evidence.article
        for field in fields_of(proposal.draft)
        if field.evidence is not None and field.evidence.article is not None
    )
    return proposal.article or next(quoted, None)


def decision_record(decision: Decision) -> Json:
    """A decision with what it changed."""
    return {
        "revision": decision.revision,
        "kind": decision.kind.value,
        "who": decision.who,
        "at": decision.at.isoformat(),
        "undoes": decision.undoes,
        "reason": decision.reason,
        "changes": [
            {"path": one.path, "before": one.before, "after": one.after} for one in decision.changes
        ],
    }


def line_record(reviewed: Reviewed, title: str | None) -> Json:
    """A proposal as one line of a list."""
    return {
        "id": reviewed.proposal.id,
        "name": reviewed.draft.name,
        "state": reviewed.state.value,
        "title": title,
        "created": reviewed.proposal.created.isoformat(),
    }


def objection_records(objections: Iterable[Objection]) -> list[Json]:
    """What keeps a proposal from acceptance, or is worth knowing."""
    return [{"path": one.path, "message": one.message, "mend": one.mend} for one in objections]


def article_record(article: StoredArticle, changed: Sequence[Json]) -> Json:
    """An article with its text; `furniture` are [start, end] in code points.

    What is said of `shipped` ones, which came with the program, stands. `changed` are its other
    texts.
    """
    record = article.record
    return {
        "id": article.id,
        "text": article.text,
        "sha256": record.sha256,
        "language": record.language,
        "title": record.title,
        "publisher": article.publisher,
        "url": record.url,
        "archive_url": record.archive_url,
        "published": record.published.text if record.published else None,
        "furniture": [[span.start, span.end] for span in record.furniture],
        "shipped": article.given_at is None,
        "changed": list(changed),
    }


def way_record(path: LegPath) -> Json:
    """The way of a leg; its `line` is of (lat, lon) in degrees, whose longitudes run on."""
    return {
        "basis": path.basis.value,
        "km": path.length_km,
        "nmi": path.nmi,
        "no_route": path.no_route,
        "line": describe_line(path),
    }


def corridor_records(catalog: Catalog) -> list[Json]:
    """The corridors that a proposal may be taken for, by name."""
    known = [{"id": one.definition.id, "name": one.definition.name} for one in catalog.corridors]
    return sorted(known, key=lambda one: one["name"])


def fault_record(fault: CorridorsError) -> tuple[int, Json]:
    """The status of an answer that says no, and why, in words for the person who asked."""
    if isinstance(fault, NotAcceptable):
        told = {
            "kind": "not-acceptable",
            "message": "This proposal cannot be accepted yet.",
            "mend": "What is still needed is listed below.",
            "objections": objection_records(fault.objections),
        }
        return 422, told
    if isinstance(fault, Fault):
        kind = "store" if isinstance(fault, StoreFault) else "fault"
        where = f"{fault.file}: {fault.field}" if fault.field else fault.file
        status = 503 if isinstance(fault, StoreFault) else 422
        return status, {
            "kind": kind,
            "message": f"{where}: {fault.message}" if where else fault.message,
            "mend": fault.mend,
        }
    message, _, mend = str(fault).partition(" — ")
    conflict = isinstance(fault, Conflict)
    kind = "conflict" if conflict else "refused"
    return 409 if conflict else 422, {"kind": kind, "message": message, "mend": mend}
