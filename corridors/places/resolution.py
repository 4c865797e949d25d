"""Which place a name means: look it up offline, rank what answers, admit what is ambiguous."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from corridors.places.akin import akin_key
from corridors.places.areas import Area, Areas, load_areas, names_area_by_form
from corridors.places.gazetteer import (
    GAZETTEER_FILE,
    OTHER,
    OWN,
    SHORTENED,
    Gazetteer,
    NamedPlace,
    Place,
)
from corridors.places.placenames import (
    bare_keys,
    fold,
    is_generic,
    parts_of,
    single_vowels,
    words_of,
)
from corridors.places.spelling import similar_keys

# A place's own name is worth 40 times the inhabitants of one that only goes by it too: Poti (GE)
# before Teresina (BR), yet Mumbai before Bombay (NZ). In powers of ten.
_GRADE_BONUS = {OWN: 1.6, OTHER: 0.0, SHORTENED: -0.3}
_PORT_BONUS = 1.0  # when the query itself says port, harbour, terminal
_TERRITORY_MALUS = 0.5  # San Juan (PR) for US, yet Hamilton in Scotland for GB, not Bermuda's
# Two places are both possible when the lesser has a fifth of the other's weight: Brest, Astara.
_COMPARABLE = 0.7
_SAME_PLACE_KM = 30.0
_SIMILAR_PRECISION_KM = 50.0
_PORT_KINDS = frozenset({"port", "harbour", "terminal"})
_PORT_WORDS = frozenset(
    "port ports puerto porto harbour haven bandar terminal anchorage liman limani pelabuhan".split()
)
# A single word of a longer name is taken only for a place of some size.
_SHORTEST_PART, _LEAST_PART_WEIGHT = 4, 10_000
_LARGE_TOWN = 100_000
# Of a name that is only begun, this many letters are asked for, and so many places a country shown.
_SHORTEST_BEGUN, _MOST_BEGUN = 3, 2
_KM_PER_DEGREE = 111.2
_NO_COUNTRY = ""  # straits between two countries belong to neither


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was found to mean.

    `place` is None where nothing was found, where the name is an area's, and where it is
    ambiguous. `candidates` are all the places it may mean, best first. `match` is exact, shortened
    (generic words or a part dropped), similar (spelling), or none. `reason` is words for a reader;
    `is_area` holds where the name is an area's.
    """

    place: Place | None
    candidates: tuple[Place, ...]
    ambiguous: bool
    match: str
    reason: str
    is_area: bool = False


@lru_cache(maxsize=2)
def load_gazetteer(path: Path = GAZETTEER_FILE) -> Gazetteer:
    """The shipped gazetteer, opened once. Raises GeocodingError as `Gazetteer` does."""
    return Gazetteer(path)


def resolve(
    name: str,
    country: str | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    areas: Areas | None = None,
) -> Resolution:
    """The place a name means, within a country if one is given (ISO code or name).

    With a country the best place there is taken, and places elsewhere never are, but for its
    dependent territories. Without one, places of like weight make the name ambiguous. Areas have
    no point. Raises GeocodingError if the country is not known or the data files are unreadable.
    """
    gazetteer = gazetteer or load_gazetteer()
    areas = areas or load_areas()
    code = areas.country_code(country) if country and country.strip() else None
    area = areas.find(name)
    territories = areas.territories(code) if code else ()
    named = [m for scope in (code, *territories) for m in gazetteer.named(fold(name), scope)]
    found = _ranked(name, named, code)
    if area is not None and not _means_city(name, area, code, found):
        return Resolution(None, (), False, "none", _why_no_point(area), True)
    if area is None and names_area_by_form(name) and not found:
        why = f"{name} is an area by its form, not a point"
        return Resolution(None, (), False, "none", why, True)
    match = "exact"
    if not found:
        match, found = _look_further(name, code, gazetteer, areas)
    return _judged(name, code, match, _distinct(found))


def places_begun(name: str, country: str | None = None) -> tuple[Place, ...]:
    """The places that a name may be the beginning of, or akin to in another language, best first.

    Only those that are likelier meant than any place of the name itself. `country` is an ISO code.
    Raises GeocodingError if the data files are unreadable.
    """
    if load_areas().find(name) is not None:
        return ()
    gazetteer, key, akin = load_gazetteer(), fold(name), akin_key(name)
    begun = gazetteer.begun(key, country, _MOST_BEGUN) if len(key) >= _SHORTEST_BEGUN else []
    found = _ranked(name, [*gazetteer.named(akin, country), *begun], country)
    least = max(map(_score, gazetteer.named(key, country)), default=0.0)
    return tuple(match.place for match in _distinct(found) if _score(match) > least)


def _means_city(name: str, area: Area, code: str | None, found: Sequence[NamedPlace]) -> bool:
    """Whether an area's name is here that of a town: Singapore; Djibouti with its country given."""
    own = [match for match in found if match.grade == OWN]
    if area.kind != "country":
        return False
    if code not in (None, area.country):
        return bool(own)
    # Tunis is Russian for the country too, but in every other language the town.
    foreign = fold(name) != fold(area.name)
    if foreign and any(match.place.weight >= _LARGE_TOWN for match in own):
        return True
    return bool(found) and area.also_city in (("yes",) if code is None else ("yes", "given"))


def _why_no_point(area: Area) -> str:
    if area.kind == "country":
        return f"{area.name} is a country, not a point — give the country too if a town is meant"
    return f"{area.name} is an area ({area.kind}), not a point"


def _look_further(
    name: str, code: str | None, gazetteer: Gazetteer, areas: Areas
) -> tuple[str, list[NamedPlace]]:
    """Matches of a name's parts, then in related territories, then of like spelling."""
    for scope in _scopes(code, areas):
        keys = [fold(name)] if scope != code else []
        for key in (*keys, *_shorter_keys(name, loose=scope is not None)):
            if scope is None and key in areas.by_key:
                continue
            if matches := gazetteer.named(key, scope):
                return "exact" if key in keys else "shortened", _ranked(name, matches, code)
    if code is None:
        return "none", []
    if matches := _parts_by_words(name, code, gazetteer):
        return "shortened", _ranked(name, matches, code)
    return "similar", _ranked(name, _similar(name, code, gazetteer), code)


def _scopes(code: str | None, areas: Areas) -> list[str | None]:
    if code is None:
        return [None]
    sovereign = areas.countries[code].sovereign
    return [code, *areas.territories(code), *([sovereign] if sovereign else []), _NO_COUNTRY]


def _shorter_keys(name: str, *, loose: bool) -> Iterator[str]:
    parts = list(parts_of(name))
    yield single_vowels(fold(name))
    yield from (fold(part) for part in parts)
    for whole in (name, *parts):
        yield from bare_keys(whole)
    if loose:
        for whole in (name, *parts):
            yield from bare_keys(whole, loose=True)


def _parts_by_words(name: str, code: str, gazetteer: Gazetteer) -> list[NamedPlace]:
    """Matches of the first words of a name, or its last: Rotterdam Europoort, Greater Houston."""
    words = words_of(name)
    heads = ["".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    tails = ["".join(words[start:]) for start in range(1, len(words))]
    for key in (*heads, *tails):
        if len(key) < _SHORTEST_PART or is_generic(key):
            continue
        matches = [
            m
            for m in gazetteer.named(key, code)
            if m.grade == OWN and m.place.weight >= _LEAST_PART_WEIGHT
        ]
        if matches:
            return matches
    return []


def _similar(name: str, code: str, gazetteer: Gazetteer) -> list[NamedPlace]:
    keys = [fold(name), *bare_keys(name)]
    for key in keys:
        numbers = similar_keys(key, partial(gazetteer.keys_in, code))
        if numbers:
            places = ((number, gazetteer.place(number)) for number in numbers)
            return [NamedPlace(n, OTHER, _less_precise(place)) for n, place in places]
    return []


def _less_precise(place: Place) -> Place:
    return replace(place, precision_km=max(place.precision_km, _SIMILAR_PRECISION_KM))


def _ranked(name: str, matches: Iterable[NamedPlace], code: str | None) -> list[NamedPlace]:
    asks_for_port = not _PORT_WORDS.isdisjoint(words_of(name))

    def score(match: NamedPlace) -> float:
        bonus = _PORT_BONUS if asks_for_port and match.place.kind in _PORT_KINDS else 0.0
        malus = _TERRITORY_MALUS if code and match.place.country != code else 0.0
        return _score(match) + bonus - malus

    return sorted(matches, key=lambda m: (-score(m), m.number))


def _score(match: NamedPlace) -> float:
    return math.log10(match.place.weight) + _GRADE_BONUS[match.grade]


def _distinct(matches: Sequence[NamedPlace]) -> list[NamedPlace]:
    """The matches without those that lie beside a better one in the same country."""
    kept: list[NamedPlace] = []
    for match in matches:
        if not any(_beside(match.place, better.place) for better in kept):
            kept.append(match)
    return kept


def _beside(a: Place, b: Place) -> bool:
    if a.country != b.country:
        return False
    shrink = math.cos(math.radians((a.lat + b.lat) / 2))
    across = abs(a.lon - b.lon)
    east = min(across, 360 - across) * shrink
    return math.hypot(a.lat - b.lat, east) * _KM_PER_DEGREE <= _SAME_PLACE_KM


def _judged(name: str, code: str | None, match: str, found: Sequence[NamedPlace]) -> Resolution:
    candidates = tuple(m.place for m in found)
    where = f" in {code}" if code else ""
    if not found:
        return Resolution(None, (), False, "none", f"no place called {name}{where} is known")
    if code is None:
        least = _score(found[0]) - _COMPARABLE
        rivals = [m.place for m in found[1:] if _score(m) >= least]
        if rivals:
            countries = sorted({candidates[0].country, *(p.country for p in rivals)})
            reason = f"{name} may be in {', '.join(countries)} — give the country"
            return Resolution(None, candidates, True, match, reason)
    reason = f"{match} name{where}"
    if len(candidates) > 1:
        reason += f"; the best of {len(candidates)} places"
    return Resolution(candidates[0], candidates, False, match, reason)
