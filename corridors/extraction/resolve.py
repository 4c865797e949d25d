"""Which place each stop is: candidates scored by what the text says and by the route itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corridors.extraction.lexicon import Reading, best_of, weigh
from corridors.extraction.model import Candidate
from corridors.extraction.sentence import Mention
from corridors.places.gazetteer import NamedPlace, Place
from corridors.places.placenames import fold

# In powers of ten of inhabitants, as places are weighed before any context.
_STATED_COUNTRY = 6.0
_NAMED_COUNTRY = 1.2
_RIGHT_KIND = 1.5
_PER_DISTANCE = 2.0  # lost for each tenfold of the distance to the stops beside it
_NEAR_KM = 300.0
_FAR_NEIGHBOUR = 2.0
_NEAREST = 0.4  # a route may begin or end far away: the nearest stop beside counts once more
_SAME = 4.0  # two stops in a row are two places, be they named alike: Astara, Sarakhs
_ROUNDS = 3
_COMPARABLE = 0.7
_SAME_PLACE_KM = 30.0
_TOWN_HEADS = frozenset({"city", "port", "station", "airport"})
# States no larger than the surroundings of the town that they are named after: where the next stop
# is a town, so are they.
_CITY_STATES = frozenset({"DJ", "KW", "LU"})
_KINDS: Mapping[str, frozenset[str]] = {
    "port": frozenset({"port", "harbour", "terminal"}),
    "station": frozenset({"station", "border", "terminal"}),
    "border": frozenset({"border", "border-crossing", "station"}),
    "terminal": frozenset({"terminal", "station", "industrial park", "port"}),
    "strait": frozenset({"strait", "canal", "chokepoint"}),
}


@dataclass(slots=True)
class Draft:
    """A stop before it is resolved: its readings, what the text says it is and where it lies."""

    key: str
    readings: list[Reading]
    heads: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)


def key_of(mention: Mention) -> str:
    """What mentions of one place have in common, whatever case they stand in."""
    if mention.areal:
        return f"areal {mention.surface.casefold()}"
    best = best_of(mention.readings)
    if best is None:
        return f"name {mention.surface.casefold()}"
    if best.area is not None:
        return f"area {best.area.id}"
    return f"place {fold(best.base)}"


def resolve(drafts: Sequence[Draft], countries: frozenset[str]) -> dict[str, list[Candidate]]:
    """The candidates of each stop, best first; `countries` are those that the article names."""
    options = {draft.key: _options(draft, countries) for draft in drafts}
    chosen = {key: found[0] for key, found in options.items() if found}
    for _ in range(_ROUNDS):
        for draft in drafts:
            if options[draft.key]:
                ranked = _by_route(draft, options[draft.key], chosen)
                chosen[draft.key] = ranked[0]
    return {draft.key: _distinct(_by_route(draft, options[draft.key], chosen)) for draft in drafts}


def _options(draft: Draft, countries: frozenset[str]) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for reading in draft.readings:
        if _is_area(reading, draft):
            area = reading.area
            assert area is not None  # noqa: S101 - told by _is_area
            return [Candidate(area.name, area.country, None, None, area.kind, reading.weight)]
        for named in reading.places:
            score = weigh(named) + _stated(named.place, draft, countries)
            held = found.get(named.number)
            if held is None or held.score < score:
                found[named.number] = _candidate(named, score)
    return sorted(found.values(), key=lambda c: -c.score)


def _is_area(reading: Reading, draft: Draft) -> bool:
    area = reading.area
    if area is None:
        return False
    if not reading.places:
        return True
    called_town = any(head in _TOWN_HEADS for head in draft.heads)
    if area.also_city == "no":
        return not (called_town and area.kind == "region")
    small = area.country in _CITY_STATES
    beside_town = small and any(key.startswith("place") for key in draft.beside)
    return area.also_city != "yes" and not called_town and not beside_town


def _candidate(named: NamedPlace, score: float) -> Candidate:
    place = named.place
    return Candidate(place.name, place.country, place.lat, place.lon, place.kind, score)


def _stated(place: Place, draft: Draft, countries: frozenset[str]) -> float:
    score = _STATED_COUNTRY if place.country in draft.countries else 0.0
    if place.country in countries:
        score += _NAMED_COUNTRY
    if any(place.kind in _KINDS.get(head, ()) for head in draft.heads):
        score += _RIGHT_KIND
    return score


def _by_route(
    draft: Draft, options: Sequence[Candidate], chosen: Mapping[str, Candidate]
) -> list[Candidate]:
    near = [chosen[key] for key in draft.beside if key in chosen]

    def score(option: Candidate) -> float:
        return option.score - _farness(option, near)

    return sorted(options, key=lambda option: -score(option))


def _farness(option: Candidate, near: Iterable[Candidate]) -> float:
    losses = []
    for other in near:
        if other.lat is None:
            losses.append(0.0 if other.country == option.country else _FAR_NEIGHBOUR / 2)
        elif (km := km_between(option, other)) is not None:
            losses.append(_PER_DISTANCE * math.log10(1 + km / _NEAR_KM) + _SAME * (km < 1))
    if not losses:
        return 0.0
    return _NEAREST * min(losses) + sum(losses) / len(losses)


def km_between(one: Candidate, other: Candidate) -> float | None:
    """Great-circle distance in km, None where either is an area."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def is_ambiguous(candidates: Sequence[Candidate]) -> bool:
    """Whether the second candidate is nearly as likely as the first."""
    return len(candidates) > 1 and candidates[0].score - candidates[1].score < _COMPARABLE


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_beside(candidate, better) for better in kept):
            kept.append(candidate)
    return kept


def _beside(one: Candidate, other: Candidate) -> bool:
    km = km_between(one, other)
    return one.country == other.country and km is not None and km <= _SAME_PLACE_KM
