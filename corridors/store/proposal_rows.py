"""Proposals and decisions in the store: written once, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from corridors.additions import Addition
from corridors.review.draft import Draft, Origin
from corridors.review.edits import EDITS
from corridors.review.proposal import Change, Decision, Kind, Proposal, acceptance
from corridors.store.records import NewDecision, from_text, to_text
from corridors.store.tables import decisions, proposals

Row = Mapping[Any, Any]
_BARE = ("id", "proposal", "revision", "kind", "who", "at", "undoes")


def read_proposal(connection: Connection, name: str) -> Proposal | None:
    """The proposal of an id."""
    row = connection.execute(select(proposals).where(proposals.c.id == name)).mappings().first()
    return _as_proposal(row) if row else None


def read_proposals(connection: Connection) -> list[Proposal]:
    """All proposals, the newest first."""
    query = select(proposals).order_by(proposals.c.created.desc(), proposals.c.id)
    return [_as_proposal(row) for row in connection.execute(query).mappings()]


def keep_proposal(connection: Connection, new: Proposal) -> None:
    """Write a new proposal."""
    connection.execute(
        insert(proposals).values(
            id=new.id,
            article=new.article,
            draft=new.draft.model_dump(mode="json"),
            origin=new.origin.model_dump(mode="json"),
            extracted=new.extracted,
            created=to_text(new.created),
        )
    )


def read_decisions(
    connection: Connection, proposal: str | None = None
) -> dict[str, list[Decision]]:
    """The decisions on one proposal, or on all, in order, by the proposal's id."""
    query = select(decisions).where(decisions.c.proposal.is_not(None)).order_by(decisions.c.id)
    if proposal is not None:
        query = query.where(decisions.c.proposal == proposal)
    found: dict[str, list[Decision]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["proposal"], []).append(as_decision(row))
    return found


def read_verdicts(connection: Connection) -> list[Decision]:
    """The acceptances that stand, in order, each without its edits and what it adds."""
    columns = [decisions.c[name] for name in _BARE]
    query = select(*columns).where(decisions.c.proposal.is_not(None)).order_by(decisions.c.id)
    made: dict[str, list[Decision]] = {}
    for row in connection.execute(query).mappings():
        bare = {**row, "kind": Kind(row["kind"]), "at": from_text(row["at"])}
        made.setdefault(row["proposal"], []).append(Decision(**bare))
    found = [standing for on_one in made.values() if (standing := acceptance(on_one))]
    return sorted(found, key=lambda decision: decision.id)


def read_addition(connection: Connection, decision: int) -> Addition | None:
    """What a decision adds."""
    query = select(decisions.c.adds).where(decisions.c.id == decision)
    adds = connection.execute(query).scalar()
    return Addition.model_validate(adds) if adds else None


def find_key(connection: Connection, key: str) -> Decision | None:
    """The decision that was made with a client's key."""
    row = connection.execute(select(decisions).where(decisions.c.key == key)).mappings().first()
    return as_decision(row) if row and row["proposal"] else None


def keep_decision(connection: Connection, new: NewDecision) -> None:
    """Write a new decision."""
    connection.execute(
        insert(decisions).values(
            proposal=new.proposal,
            revision=new.revision + 1,
            kind=new.kind.value,
            who=new.who,
            at=to_text(new.at),
            edits=[edit.model_dump(mode="json") for edit in new.edits],
            changes=[{"path": c.path, "before": c.before, "after": c.after} for c in new.changes],
            undoes=new.undoes,
            reason=new.reason,
            adds=new.adds.model_dump(mode="json", by_alias=True) if new.adds else None,
            key=new.key,
        )
    )


def as_decision(row: Row) -> Decision:
    """A decision of its row."""
    return Decision(
        id=row["id"],
        proposal=row["proposal"],
        revision=row["revision"],
        kind=Kind(row["kind"]),
        who=row["who"],
        at=from_text(row["at"]),
        edits=EDITS.validate_python(row["edits"]),
        changes=tuple(Change(**change) for change in row["changes"]),
        undoes=row["undoes"],
        reason=row["reason"],
        adds=Addition.model_validate(row["adds"]) if row["adds"] else None,
    )


def _as_proposal(row: Row) -> Proposal:
    return Proposal(
        id=row["id"],
        article=row["article"],
        draft=Draft.model_validate(row["draft"]),
        origin=Origin.model_validate(row["origin"]),
        created=from_text(row["created"]),
        extracted=row["extracted"],
    )
