"""Statuses on a day: which claims of a series are in force, since when, and how long known.

The rules are those of docs/atlas-format.md ("status on a day", "after the cut-off").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from corridors.view import NOT_KNOWN, NOT_STATED, STATUSES

Json = Mapping[str, Any]

# Of several statuses that hold side by side, a leg goes by the one that says most cargo moves.
LIVELIEST = (
    "operating",
    "constrained",
    "trial",
    "announced",
    "proposed",
    "suspended",
    "closed",
    "abandoned",
)


class Span(NamedTuple):
    """The first and last day that a date can mean."""

    first: date
    last: date


class Scope(NamedTuple):
    """What a status is about; claims of different scopes run side by side as separate series."""

    service: str | None
    vehicles: str | None
    direction: str | None
    side: str | None


class Standing(NamedTuple):
    """What one series of statuses says on a day: its latest claims in force.

    `values` are their statuses, more than one where sources of the same day differ. `since` is the
    day they took effect or, if not `dated`, were published; `known` is false on a day after
    `known_until`, up to which somebody looked.
    """

    scope: Scope
    claims: tuple[Json, ...]
    values: tuple[str, ...]
    since: date | None
    dated: bool
    known: bool
    known_until: date


@dataclass(frozen=True)
class Calendar:
    """The days that a status is weighed by: the one asked for, the cut-off, the sources' own."""

    day: date
    cutoff: date
    sources: Mapping[str, Json]

    def start(self, claim: Json) -> date | None:
        """The day a status took effect, else the one it was reported on, else None."""
        when = read_span(claim, "date") or self.published(claim)
        return when.first if when else None

    def published(self, claim: Json) -> Span | None:
        """When the source of a claim was published, if that is known."""
        return read_span(self.sources[claim["source"]], "published")

    def known_until(self, claim: Json) -> date:
        """The later of the cut-off and the day the claim's source was published."""
        published = self.published(claim)
        return max(self.cutoff, published.last) if published else self.cutoff

    def in_force(self, claim: Json) -> bool:
        """Whether a status has begun, and not ended, on the day."""
        start, until = self.start(claim), read_span(claim, "until")
        begun = start is None or start <= self.day
        return begun and (until is None or until.last >= self.day)


def read_span(record: Json, key: str) -> Span | None:
    """The days that a date of a claim or a source can mean; None without one."""
    when = record.get(key)
    return Span(*(date.fromisoformat(when[end]) for end in Span._fields)) if when else None


def list_standings(claims: Iterable[Json], calendar: Calendar) -> Iterator[Standing]:
    """What each series of status claims says on the day; nothing of one that is not in force."""
    series: dict[Scope, list[Json]] = {}
    for claim in claims:
        scope = Scope(*(claim.get(name) for name in Scope._fields))
        series.setdefault(scope, []).append(claim)
    for scope, members in series.items():
        in_force = [claim for claim in members if calendar.in_force(claim)]
        if in_force:
            yield _stand(scope, in_force, calendar)


def _stand(scope: Scope, in_force: Sequence[Json], calendar: Calendar) -> Standing:
    starts = [calendar.start(claim) or date.min for claim in in_force]
    since = max(starts)
    latest = tuple(c for c, start in zip(in_force, starts, strict=True) if start == since)
    known_until = max(map(calendar.known_until, latest))
    return Standing(
        scope=scope,
        claims=latest,
        values=tuple(dict.fromkeys(value_of(claim, STATUSES) for claim in latest)),
        since=None if since == date.min else since,
        dated=any(read_span(claim, "date") for claim in latest),
        known=calendar.day <= known_until,
        known_until=known_until,
    )


def value_of(claim: Json, vocabulary: Sequence[str]) -> str:
    """A claim's value; one from outside the vocabulary counts as not stated."""
    value = claim.get("value")
    return str(value) if value in vocabulary else NOT_STATED


def statuses_of(standings: Iterable[Standing]) -> tuple[str, ...]:
    """All statuses of a thing on the day, in the vocabulary's order; not-stated without any."""
    found: set[str] = set()
    for standing in standings:
        found.update(standing.values if standing.known else (NOT_KNOWN,))
    return tuple(value for value in STATUSES if value in (found or {NOT_STATED}))


def lead_of(statuses: Sequence[str]) -> str:
    """The status that a thing goes by: the liveliest of those it has."""
    order = (*LIVELIEST, NOT_KNOWN, NOT_STATED)
    return next(status for status in order if status in statuses)


def lies_ahead(claims: Sequence[Json], standings: Sequence[Standing], day: date) -> bool:
    """Whether the earliest dated status lies after the day, and none reported is in force."""
    dated = [when.first for when in (read_span(claim, "date") for claim in claims) if when]
    return not standings and bool(dated) and min(dated) > day
