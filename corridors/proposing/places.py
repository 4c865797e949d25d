"""The stops that a model names, as the extractor would have them: mentions, candidates, place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridors.extraction.extract import ParagraphLike
from corridors.extraction.lexicon import Reading, best_of, read_name
from corridors.extraction.model import AREA, POINT, Candidate, Quote, Stop
from corridors.extraction.resolve import Draft, is_ambiguous, resolve
from corridors.places.areas import load_areas
from corridors.places.placenames import fold
from corridors.proposing.answer import Answer
from corridors.proposing.words import Page

_MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Named:
    """The stops of an answer that stand in the article, by the names that the answer uses."""

    by_name: Mapping[str, Stop]
    by_id: Mapping[str, Stop]

    def stop(self, name: str) -> Stop | None:
        """The stop of a name, None if the article has no such name."""
        return self.by_name.get(_plain(name))


def find_stops(answer: Answer, page: Page, paragraphs: Sequence[ParagraphLike]) -> Named:
    """The stops of an answer; two names of one place are one stop.

    A country that the answer gives only helps to choose among the places that the gazetteer has of
    that name.
    """
    drafts: dict[str, Draft] = {}
    mentions: dict[str, list[Quote]] = {}
    keys: dict[str, str] = {}
    for corridor in answer.corridors:
        for said in corridor.stops:
            name = _plain(said.name)
            found = page.mentions(said.name)
            if not found:
                continue
            readings = list(read_name(found[0].text, _language(found[0], paragraphs)))
            key = keys.setdefault(name, _key(name, readings))
            draft = drafts.setdefault(key, Draft(key, readings))
            draft.countries += [said.country] if _is_country(said.country) and said.country else []
            mentions[key] = sorted({*mentions.get(key, ()), *found})
        for leg in corridor.legs:
            ends = keys.get(_plain(leg.origin)), keys.get(_plain(leg.destination))
            if ends[0] and ends[1]:
                drafts[ends[0]].beside.add(ends[1])
                drafts[ends[1]].beside.add(ends[0])
    places = resolve(list(drafts.values()), frozenset())
    stops = {key: _stop(number, mentions[key], places[key]) for number, key in enumerate(drafts, 1)}
    return Named(
        {name: stops[key] for name, key in keys.items()}, {stop.id: stop for stop in stops.values()}
    )


def _plain(name: str) -> str:
    return " ".join(name.split())


def _key(name: str, readings: Sequence[Reading]) -> str:
    best = best_of(readings)
    if best is None:
        return f"name {name.casefold()}"
    return f"area {best.area.id}" if best.area is not None else f"place {fold(best.base)}"


def _language(quote: Quote, paragraphs: Sequence[ParagraphLike]) -> str:
    return next((p.language for p in paragraphs if p.start <= quote.start < p.end), "en")


def _is_country(code: str | None) -> bool:
    return code is not None and code in load_areas().countries


def _stop(number: int, mentions: Sequence[Quote], candidates: Sequence[Candidate]) -> Stop:
    area = bool(candidates) and candidates[0].lat is None
    return Stop(
        id=f"s{number}",
        name=mentions[0].text,
        kind=AREA if area else POINT,
        mentions=tuple(mentions),
        place=candidates[0] if candidates else None,
        candidates=tuple(candidates[:_MOST_CANDIDATES]),
        ambiguous=is_ambiguous(candidates),
    )
