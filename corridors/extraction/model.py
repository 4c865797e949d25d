"""What extraction proposes: corridors with stops, legs and facts, each resting on exact words.

Offsets are half-open counts of Unicode code points into the text as it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corridors.model import Mode, Status

POINT, AREA = "point", "area"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of the text: `text` stands at `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; `lat` and `lon` in degrees on WGS84, none for an area.

    `score` grows with likelihood and is comparable among the candidates of one stop only.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a route, with every mention of it in the text.

    `place` is the likeliest candidate, None where no place of that name is known; `ambiguous` says
    that another of `candidates` is nearly as likely.
    """

    id: str
    name: str
    kind: str
    mentions: tuple[Quote, ...]
    place: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of one field (status, date, cargo, volume, operator) and the words that say it.

    `value` is the field's own term (a status, a kind of cargo, an id), or the words themselves.
    """

    field: str
    value: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Leg:
    """One stage from stop to stop; `mode` is None where the text gives none.

    `modes` are all that the text leaves open ("by road or rail"); `quotes` hold both ends.
    """

    origin: str
    destination: str
    mode: Mode | None
    quotes: tuple[Quote, ...]
    modes: tuple[Mode, ...] = ()
    status: Status | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Corridor:
    """A proposed corridor: its name as the text has it, its stops, its legs in the text's order.

    `corridor_id` is that of a known corridor, found by the alias or the ends in `linked_by`.
    """

    name: Quote | None
    corridor_id: str | None
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    aliases: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    linked_by: Quote | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was proposed from one text."""

    text: str = field(repr=False)
    corridors: tuple[Corridor, ...] = ()


def to_record(extraction: Extraction, article: str) -> dict[str, Any]:
    """The line that `corridors extract --format jsonl` prints for an article."""
    return {
        "article": article,
        "corridors": [_corridor_record(corridor) for corridor in extraction.corridors],
    }


def _corridor_record(corridor: Corridor) -> dict[str, Any]:
    return {
        "name": _quote_record(corridor.name),
        "aliases": [_quote_record(alias) for alias in corridor.aliases],
        "corridor_id": corridor.corridor_id,
        "linked_by": _quote_record(corridor.linked_by),
        "stops": [_stop_record(stop) for stop in corridor.stops],
        "legs": [_leg_record(leg) for leg in corridor.legs],
        "facts": [_fact_record(fact) for fact in corridor.facts],
    }


def _quote_record(quote: Quote | None) -> dict[str, Any] | None:
    if quote is None:
        return None
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _fact_record(fact: Fact) -> dict[str, Any]:
    return {"field": fact.field, "value": fact.value, "quote": _quote_record(fact.quote)}


def _leg_record(leg: Leg) -> dict[str, Any]:
    return {
        "origin": leg.origin,
        "destination": leg.destination,
        "mode": leg.mode and leg.mode.value,
        "modes": [mode.value for mode in leg.modes],
        "status": leg.status and leg.status.value,
        "quotes": [_quote_record(quote) for quote in leg.quotes],
        "facts": [_fact_record(fact) for fact in leg.facts],
    }


def _stop_record(stop: Stop) -> dict[str, Any]:
    return {
        "id": stop.id,
        "name": stop.name,
        "kind": stop.kind,
        "mentions": [[mention.start, mention.end] for mention in stop.mentions],
        "place": stop.place and _place_record(stop.place),
        "ambiguous": stop.ambiguous,
        "candidates": [
            {"name": c.name, **_place_record(c), "kind": c.kind, "score": round(c.score, 2)}
            for c in stop.candidates
        ],
    }


def _place_record(place: Candidate) -> dict[str, Any]:
    record: dict[str, Any] = {"country": place.country}
    if place.lat is not None and place.lon is not None:
        record |= {"lat": place.lat, "lon": place.lon}
    return record
