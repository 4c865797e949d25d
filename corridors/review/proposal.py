"""A proposal and the decisions on it: its state is a fold over them, and nothing is ever erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from corridors.additions import Addition
from corridors.errors import Objection, ReviewFault
from corridors.review.draft import Draft, Origin
from corridors.review.edits import Edit
from corridors.review.mending import apply_edits


class Kind(StrEnum):
    """What a decision does."""

    MEND = "mend"
    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


class State(StrEnum):
    """How a proposal stands; one that is `undone` was accepted or rejected once, and is open."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDONE = "undone"


@dataclass(frozen=True)
class Proposal:
    """A corridor as it was proposed; never changed.

    `extracted` is the record of what a machine found, in the form of `corridors extract`.
    """

    id: str
    article: str | None
    draft: Draft
    origin: Origin
    created: datetime
    extracted: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Change:
    """What became of one field: its path by keys, and its value as JSON before and after."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Decision:
    """What one person did to one proposal.

    `revision` counts a proposal's decisions from 1; `undoes` is the revision that an undo takes
    back; `adds` is what an acceptance puts on the map.
    """

    id: int
    proposal: str
    revision: int
    kind: Kind
    who: str
    at: datetime
    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    undoes: int | None = None
    reason: str | None = None
    adds: Addition | None = None


@dataclass(frozen=True)
class Reviewed:
    """A proposal as it stands: its draft as mended, its state, and what keeps it from acceptance.

    `remarks` keep nobody from anything, and are worth knowing.
    """

    proposal: Proposal
    draft: Draft
    state: State
    decisions: tuple[Decision, ...]
    objections: tuple[Objection, ...] = ()
    remarks: tuple[Objection, ...] = ()

    @property
    def revision(self) -> int:
        """The number of decisions so far: what the next one is based on."""
        return len(self.decisions)


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that no standing undo takes back, undos left out, in order."""
    undone: set[int] = set()
    kept: list[Decision] = []
    for decision in reversed(decisions):
        if decision.revision in undone:
            continue
        if decision.kind is Kind.UNDO and decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return kept[::-1]


def state_of(decisions: Sequence[Decision]) -> State:
    """How a proposal stands after some decisions."""
    last = _last_verdict(standing(decisions))
    if last is not None:
        return State.ACCEPTED if last.kind is Kind.ACCEPT else State.REJECTED
    return State.UNDONE if _last_verdict(decisions) else State.OPEN


def acceptance(decisions: Sequence[Decision]) -> Decision | None:
    """The decision by which a proposal is on the map now, if it is."""
    last = _last_verdict(standing(decisions))
    return last if last is not None and last.kind is Kind.ACCEPT else None


def draft_now(proposal: Proposal, decisions: Sequence[Decision]) -> Draft:
    """The draft with the edits of all standing decisions.

    Raises ReviewFault if an edit cannot be applied, as after the undo of what it built on.
    """
    draft = proposal.draft
    for decision in standing(decisions):
        draft = apply_edits(draft, decision.edits)
    return draft


def to_undo(decisions: Sequence[Decision], revision: int | None) -> int:
    """The revision that an undo takes back: the given one, or the last decision that stands.

    Raises ReviewFault if there is none, or the given one does not stand.
    """
    kept = standing(decisions)
    if not kept:
        raise ReviewFault("there is no decision to undo")
    if revision is None:
        return kept[-1].revision
    undos = {d.undoes: d.revision for d in decisions if d.kind is Kind.UNDO}
    if revision not in {decision.revision for decision in kept}:
        known = ", ".join(str(decision.revision) for decision in kept)
        said = "is undone already" if revision in undos else "is no decision that can be undone"
        raise ReviewFault(f"decision {revision} {said} — those that stand are {known}")
    return revision


def _last_verdict(decisions: Sequence[Decision]) -> Decision | None:
    verdicts = (Kind.ACCEPT, Kind.REJECT)
    return next((d for d in reversed(decisions) if d.kind in verdicts), None)


def list_changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """What differs between two drafts, field by field; stops and legs are told by their keys."""
    changes: list[Change] = []
    _compare("", before.model_dump(mode="json"), after.model_dump(mode="json"), changes)
    return tuple(changes)


_DEEPEST = 2  # stops.s2.place: a place is told whole


def _compare(path: str, before: Any, after: Any, changes: list[Change]) -> None:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and path.count(".") < _DEEPEST:
        for name in dict.fromkeys((*before, *after)):
            where = f"{path}.{name}" if path else name
            _compare(where, before.get(name), after.get(name), changes)
    elif path in ("stops", "legs"):
        one, other = ({t["key"]: t for t in things} for things in (before, after))
        _compare(path, one, other, changes)
        shared = [key for key in one if key in other]
        if shared != [key for key in other if key in one]:
            changes.append(Change(f"{path}.order", list(one), list(other)))
    else:
        changes.append(Change(path, before, after))
