"""What an extraction found, as drafts to review: one a corridor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from corridors.catalog import Catalog
from corridors.extraction import known
from corridors.extraction import model as found
from corridors.extraction.known.entries import load_names
from corridors.extraction.language import load_language
from corridors.extraction.modes import modes_spoken_of
from corridors.extraction.names import with_known
from corridors.extraction.recognise import recognise
from corridors.extraction.tokens import split_sentences, tokenise
from corridors.model import Cargo, Mode, Status, Topic
from corridors.review.draft import (
    CargoSaid,
    Draft,
    DraftLeg,
    DraftStop,
    Evidence,
    ModeSaid,
    OperatorSaid,
    Place,
    StatementSaid,
    StatusSaid,
)
from corridors.review.gate import find_known
from corridors.review.places import with_atlas

_MOST_QUOTES = 4  # of a stop


def drafts_of(
    extraction: found.Extraction, article: str, language: str, catalog: Catalog
) -> tuple[Draft, ...]:
    """The corridors of an extraction, each a draft; nothing of what was found is left out.

    A mode that none of the leg's words names is given without evidence: a person has to say what it
    rests on. A place that the atlas has already is the atlas's own.
    """
    return tuple(_draft(corridor, article, language, catalog) for corridor in extraction.corridors)


def _draft(corridor: found.Corridor, article: str, language: str, catalog: Catalog) -> Draft:
    named = [q for q in (corridor.name, *corridor.aliases) if q is not None]
    stops = tuple(_stop(stop, corridor.legs, article, catalog) for stop in corridor.stops)
    names = {stop.key: stop.name for stop in stops}
    into = _in_atlas(corridor.corridor_id, catalog)
    facts = tuple(_in_full(fact, corridor.legs) for fact in corridor.facts)
    return Draft(
        name=_name(corridor, names),
        named=tuple(_evidence(article, quote) for quote in named),
        aliases=tuple(dict.fromkeys(quote.text for quote in corridor.aliases)),
        into=into,
        into_why=_evidence(article, corridor.linked_by) if into and corridor.linked_by else None,
        known=corridor.corridor_id,
        stops=stops,
        legs=tuple(
            _leg(f"l{number}", leg, article, language)
            for number, leg in enumerate(corridor.legs, 1)
        ),
        statuses=tuple(
            StatusSaid(value=Status(fact.value), evidence=_evidence(article, fact.quote))
            for fact in _of(facts, "status")
        ),
        operators=_operators(corridor, article, catalog),
        statements=_statements(facts, article),
    )


def _name(corridor: found.Corridor, names: Mapping[str, str]) -> str | None:
    if corridor.name is not None:
        return " ".join(corridor.name.text.split())
    if not corridor.legs:
        return None
    ends = (corridor.legs[0].origin, corridor.legs[-1].destination)
    return " – ".join(names[end] for end in ends)


def _in_atlas(known: str | None, catalog: Catalog) -> str | None:
    """The atlas's corridor that a known name belongs to."""
    if known is None:
        return None
    held = next((e.atlas for e in load_names().entries if e.id == known), None) or known
    definition = find_known(catalog, held)
    return definition.id if definition else None


def _stop(stop: found.Stop, legs: Sequence[found.Leg], article: str, catalog: Catalog) -> DraftStop:
    offered = [_place(candidate, stop) for candidate in stop.candidates]
    candidates = with_atlas(stop.name, offered, catalog)
    place = _place(stop.place, stop) if stop.place else None
    return DraftStop(
        key=stop.id.lower(),
        name=" ".join(stop.name.split()),
        stated=tuple(_evidence(article, quote) for quote in _words_of(stop, legs)),
        mentions=tuple((mention.start, mention.end) for mention in stop.mentions),
        place=with_atlas(stop.name, [place], catalog)[0] if place else None,
        candidates=candidates,
        ambiguous=stop.ambiguous,
    )


def _words_of(stop: found.Stop, legs: Sequence[found.Leg]) -> list[found.Quote]:
    """The quotes of a stop's legs that name it; its first mention, if none does."""
    own = [leg for leg in legs if stop.id in (leg.origin, leg.destination)]
    quotes = dict.fromkeys(
        quote
        for leg in own
        for quote in leg.quotes
        if any(quote.start <= m.start and m.end <= quote.end for m in stop.mentions)
    )
    return list(quotes)[:_MOST_QUOTES] or list(stop.mentions[:1])


def _place(candidate: found.Candidate, stop: found.Stop) -> Place:
    has_point = candidate.lat is not None and candidate.lon is not None
    return Place(
        name=candidate.name or stop.name,
        kind=candidate.kind.replace(" ", "-").lower() or "site",
        country=candidate.country or None,
        position=(candidate.lat, candidate.lon) if has_point else None,
        source="gazetteer",
    )


def _leg(key: str, leg: found.Leg, article: str, language: str) -> DraftLeg:
    stated = tuple(_evidence(article, quote) for quote in leg.quotes)
    modes = leg.modes or ((leg.mode,) if leg.mode else ())
    facts = leg.facts
    return DraftLeg(
        key=key,
        start=leg.origin.lower(),
        end=leg.destination.lower(),
        stated=stated,
        modes=tuple(
            ModeSaid(value=mode, evidence=_telling(mode, leg.quotes, article, language))
            for mode in modes
        ),
        statuses=(StatusSaid(value=leg.status, evidence=_status_words(leg, article)),)
        if leg.status
        else (),
        cargo=tuple(
            CargoSaid(value=Cargo(fact.value), evidence=_evidence(article, fact.quote))
            for fact in _of(facts, "cargo")
            if fact.value in set(Cargo)
        ),
    )


def _status_words(leg: found.Leg, article: str) -> Evidence | None:
    """The words that give a leg its status: those of its fact, else the last of its quotes."""
    fact = next(iter(_of(leg.facts, "status")), None)
    quote = fact.quote if fact else (leg.quotes[-1] if leg.quotes else None)
    return _evidence(article, quote) if quote else None


def _telling(
    mode: Mode, quotes: Sequence[found.Quote], article: str, language: str
) -> Evidence | None:
    """The quote of a leg that has a word of its mode."""
    telling = (quote for quote in quotes if mode in _modes_in(quote.text, language))
    quote = next(telling, None)
    return _evidence(article, quote) if quote else None


@lru_cache(maxsize=512)
def _modes_in(text: str, language: str) -> frozenset[Mode]:
    told = load_language(language)
    sentences = split_sentences(tokenise(text, 0, len(text)))
    names = known.find_known(text, [found.Quote(0, len(text), text)])
    recognised = (with_known(recognise(text, s, told, frozenset()), names) for s in sentences)
    return frozenset(mode for sentence in recognised for mode in modes_spoken_of(sentence))


def _operators(
    corridor: found.Corridor, article: str, catalog: Catalog
) -> tuple[OperatorSaid, ...]:
    actors = catalog.registers.actors
    return tuple(
        OperatorSaid(
            name=actors[fact.value].name if fact.value in actors else fact.quote.text,
            actor=fact.value if fact.value in actors else None,
            evidence=_evidence(article, _in_full(fact, corridor.legs).quote),
        )
        for fact in _of(corridor.facts, "operator")
    )


def _statements(facts: Sequence[found.Fact], article: str) -> tuple[StatementSaid, ...]:
    """Cargoes and volumes of the corridor as a whole, in the words of the article."""
    topics = {"cargo": Topic.CARGO, "volume": Topic.VOLUME}
    return tuple(
        StatementSaid(
            topic=topics[fact.field],
            value=fact.value,
            evidence=_evidence(article, fact.quote),
        )
        for fact in facts
        if fact.field in topics
    )


def _in_full(fact: found.Fact, legs: Sequence[found.Leg]) -> found.Fact:
    """A fact with the sentence of a leg around its words: "will" alone tells a reader nothing."""
    own = fact.quote
    wider = (q for leg in legs for q in leg.quotes if q.start <= own.start and own.end <= q.end)
    return replace(fact, quote=next(wider, own))


def _of(facts: Sequence[found.Fact], field: str) -> list[found.Fact]:
    return [fact for fact in facts if fact.field == field]


def _evidence(article: str, quote: found.Quote) -> Evidence:
    return Evidence(article=article, start=quote.start, end=quote.end, quote=quote.text)
