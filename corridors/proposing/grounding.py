"""A model's answer to an extraction: what is not in the article is dropped, and counted.

Quotes go through the extractor's own gate (`extraction.ground`), places through its own resolution,
known corridors through its own links: a model has no say in any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corridors.extraction.extract import ReadingLike
from corridors.extraction.known.merges import apply_merge, propose_merges
from corridors.extraction.known.names import find_known
from corridors.extraction.model import Corridor, Extraction, Fact, Leg, Quote, Stop
from corridors.model import Cargo, Mode, Status
from corridors.proposing.answer import Answer, SaidCorridor, SaidFact, SaidLeg
from corridors.proposing.places import Named, find_stops
from corridors.proposing.words import Page

MOST_QUOTED = 600
"""Characters of all quotes of a leg, as the extractor has them."""

NAME = "a name that is not in the article"
STOP = "a stop that is not in the article"
LONE = "a stop that no leg has"
LEG = "a leg whose words are not in the article or do not name both its ends"
MODE = "a mode without its words in the article"
FACT = "a fact without its words in the article"
EMPTY = "a corridor with nothing left of it"

_FIELDS = frozenset("status date cargo volume operator".split())


@dataclass
class _Work:
    """One article: where its words stand, what was dropped so far."""

    page: Page
    dropped: Counter[str] = field(default_factory=Counter)


def grounded(answer: Answer, reading: ReadingLike) -> tuple[Extraction, Mapping[str, int]]:
    """The corridors of an answer that stand in the article, and how much was dropped, by why."""
    work = _Work(Page(reading.text, [(p.start, p.end) for p in reading.paragraphs]))
    known = find_known(reading.plain, reading.paragraphs)
    named = find_stops(answer, work.page, reading.paragraphs)
    corridors = tuple(_corridors(answer, named, work))
    extraction = Extraction(reading.text, corridors)
    for merge in propose_merges(extraction, known):
        extraction = apply_merge(extraction, merge)
    kept = tuple(c for c in extraction.corridors if c.legs or c.corridor_id)
    work.dropped[EMPTY] += len(extraction.corridors) - len(kept)
    return Extraction(reading.text, kept), {why: n for why, n in work.dropped.items() if n}


def _corridors(answer: Answer, named: Named, work: _Work) -> Iterator[Corridor]:
    for said in answer.corridors:
        name = work.page.first(said.name)
        work.dropped[NAME] += bool(said.name) and name is None
        legs = tuple(_legs(said, named, work))
        yield Corridor(
            name=name,
            corridor_id=None,
            stops=tuple(_stops(said, legs, named, work)),
            legs=legs,
            facts=tuple(_facts(said.facts, work)),
        )


def _stops(said: SaidCorridor, legs: Sequence[Leg], named: Named, work: _Work) -> Iterator[Stop]:
    used = dict.fromkeys(end for leg in legs for end in (leg.origin, leg.destination))
    for one in said.stops:
        stop = named.stop(one.name)
        if stop is None:
            work.dropped[STOP] += 1
        elif stop.id not in used:
            work.dropped[LONE] += 1
    yield from (named.by_id[end] for end in used)


def _legs(said: SaidCorridor, named: Named, work: _Work) -> Iterator[Leg]:
    seen = set()
    for one in said.legs:
        origin, destination = named.stop(one.origin), named.stop(one.destination)
        if origin is None or destination is None or origin.id == destination.id:
            work.dropped[LEG] += 1
            continue
        quotes = _leg_quotes(one, origin, destination, work)
        if not quotes:
            work.dropped[LEG] += 1
            continue
        mode, telling = _mode(one, work)
        key = (origin.id, destination.id, mode)
        if key in seen:
            continue
        seen.add(key)
        if telling and not any(q.start <= telling.start and telling.end <= q.end for q in quotes):
            quotes = (*quotes, telling)
        facts = tuple(_facts([one.status] if one.status else [], work))
        status = next((Status(fact.value) for fact in facts if fact.field == "status"), None)
        modes = (mode,) if mode else ()
        yield Leg(origin.id, destination.id, mode, quotes, modes, status, facts)


def _leg_quotes(said: SaidLeg, origin: Stop, destination: Stop, work: _Work) -> tuple[Quote, ...]:
    """The words of a leg, if they name both its ends; the passage that names both before others."""
    quotes = [quote for words in said.quotes for quote in _places_of(words, work)]
    for quote in quotes:
        if _names(quote, origin) and _names(quote, destination):
            return (quote,)
    one = next((quote for quote in quotes if _names(quote, origin)), None)
    other = next((quote for quote in quotes if _names(quote, destination)), None)
    if one is None or other is None or len(one.text) + len(other.text) > MOST_QUOTED:
        return ()
    return (one, other)


def _places_of(words: str, work: _Work) -> list[Quote]:
    first = work.page.first(words)
    return list(work.page.find(words)) if first else []


def _names(quote: Quote, stop: Stop) -> bool:
    return any(quote.start <= m.start and m.end <= quote.end for m in stop.mentions)


def _mode(said: SaidLeg, work: _Work) -> tuple[Mode | None, Quote | None]:
    if not said.mode:
        return None, None
    telling = work.page.first(said.mode_quote)
    if telling is None or said.mode.lower() not in set(Mode):
        work.dropped[MODE] += 1
        return None, None
    return Mode(said.mode.lower()), telling


def _facts(said: Sequence[SaidFact], work: _Work) -> Iterator[Fact]:
    for one in said:
        quote = work.page.first(one.quote)
        value = _value(one, quote) if quote else None
        if quote is None or value is None:
            work.dropped[FACT] += 1
        else:
            yield Fact(one.field, value, quote)


def _value(said: SaidFact, quote: Quote) -> str | None:
    """A fact's value: the field's own term, else words of the article; None for no such field."""
    value = said.value.strip()
    if said.field not in _FIELDS:
        return None
    if said.field == "status":
        return value.lower() if value.lower() in set(Status) else None
    if said.field == "cargo" and value.lower() in set(Cargo):
        return value.lower()
    return value if value and value in quote.text else quote.text
