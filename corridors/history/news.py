"""What is new, with its day where one is known: by the editions, and by what was decided here.

A change of the definitions has the day of the first edition that holds it for good; what was
accepted or undone here has the day of the decision; what is in neither has no day yet. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from corridors.additions import Addition
from corridors.claims import walk_claims
from corridors.history.changes import ADDED, REMOVED, changes_between
from corridors.history.things import Key, Thing, things_of
from corridors.review.proposal import Decision, acceptance

Json = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """An atlas as it came with the program, and the day it is of."""

    day: str
    document: Json

    @cached_property
    def things(self) -> Mapping[Key, Thing]:
        """All that a change can name in it."""
        return things_of(self.document)


@dataclass(frozen=True)
class Verdict:
    """An acceptance, or the undo of one: the corridor that it put on the map or took away.

    `quotes` are the words that the corridor, or what was joined to it, rests on, each once.
    """

    proposal: str
    revision: int
    at: datetime
    is_undo: bool
    corridor: str
    title: str
    merges: bool
    quotes: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def day(self) -> str:
        """The day of the decision, in UTC."""
        return self.at.date().isoformat()


def verdicts_of(decided: Sequence[Sequence[Decision]]) -> tuple[Verdict, ...]:
    """The acceptances and their undos, in order of time, of each proposal's decisions."""
    return tuple(sorted((v for made in decided for v in _verdicts(made)), key=lambda v: v.at))


def _verdicts(made: Sequence[Decision]) -> list[Verdict]:
    """Those by which a proposal came on the map, or left it."""
    found: list[Verdict] = []
    held: Decision | None = None
    for count, decision in enumerate(made, 1):
        now = acceptance(made[:count])
        told = now or held
        if now is not held and told is not None and told.adds is not None:
            found.append(_verdict(decision, told.adds, is_undo=now is None))
        held = now
    return found


def _verdict(decision: Decision, adds: Addition, *, is_undo: bool) -> Verdict:
    quotes = (claim.quote for _, claim in walk_claims(adds.corridor) if claim.quote)
    return Verdict(
        decision.proposal,
        decision.revision,
        decision.at,
        is_undo,
        adds.corridor.id,
        adds.corridor.short,
        adds.merges,
        tuple(dict.fromkeys(quotes)),
        decision.reason,
    )


def tell_news(
    old: Json, new: Json, editions: Sequence[Edition], verdicts: Sequence[Verdict]
) -> Json:
    """The changes between two atlas documents, each with its day (`at`, or null).

    What was accepted here and undone again, and so is in neither, is told too: `began` is the day
    of its acceptance.
    """
    changes = changes_between(old, new)
    told = [{**change, "at": _day_of(change, editions, verdicts)} for change in changes["changes"]]
    known = {change["corridor"] for change in told if change["what"] == "corridor"}
    held = {corridor["id"] for document in (old, new) for corridor in document["corridors"]}
    passing = [_passing(v, verdicts) for v in verdicts if v.is_undo and not v.merges]
    told += [one for one in passing if one["id"] not in known | held]
    return {**changes, "changes": told}


def _passing(undo: Verdict, verdicts: Sequence[Verdict]) -> Json:
    """A corridor that was on the map for a while."""
    own = (v for v in verdicts if v.proposal == undo.proposal and v.revision < undo.revision)
    *_, began = (v for v in own if not v.is_undo)
    return {
        "kind": REMOVED,
        "what": "corridor",
        "id": undo.corridor,
        "about": undo.corridor,
        "sel": [None, None],
        "corridor": undo.corridor,
        "corridors": [undo.corridor],
        "title": undo.title,
        "before": None,
        "after": None,
        "began": began.day,
        "at": undo.day,
        "reason": undo.reason,
    }


def _day_of(change: Json, editions: Sequence[Edition], verdicts: Sequence[Verdict]) -> str | None:
    if change.get("accepted"):
        return str(change["accepted"])[:10]
    decided = [v.day for v in verdicts if _decided(change, v)]
    return decided[-1] if decided else _edition_of(change, editions)


def _decided(change: Json, verdict: Verdict) -> bool:
    """Whether a decision put the whole corridor on the map, or took it away."""
    if verdict.merges or change["corridor"] != verdict.corridor or change["what"] == "claim":
        return False
    return bool(change["kind"] == (REMOVED if verdict.is_undo else ADDED))


def _edition_of(change: Json, editions: Sequence[Edition]) -> str | None:
    """The day of the first edition from which on a change holds."""
    day = None
    for edition in reversed(editions):
        if not _holds(change, edition):
            break
        day = edition.day
    return day


def _holds(change: Json, edition: Edition) -> bool:
    is_gone: bool = change["kind"] == REMOVED
    if change["what"] == "claim":
        return (change["id"] in edition.document["claims"]) != is_gone
    thing = edition.things.get((change["what"], change["id"]))
    if thing is None or is_gone:
        return (thing is None) == is_gone
    return all(thing.facts.get(key) == fact for key, fact in (change["after"] or {}).items())
