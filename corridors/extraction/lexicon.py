"""What a name may be called in the gazetteer: its areas and places, whatever case it stands in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corridors.extraction.language import Form, load_language
from corridors.places.akin import akin_key
from corridors.places.areas import Area, load_areas
from corridors.places.gazetteer import OTHER, OWN, NamedPlace
from corridors.places.placenames import fold
from corridors.places.resolution import load_gazetteer

# A place under a name that is not its own must be this large to be thought of at all: "Photo",
# "Center" and "Cargo" are other names of small towns somewhere.
_LEAST_OTHER, _LEAST_OWN = 20_000, 300
_MOST_PLACES = 12
_KEPT_READINGS = 1 << 15
_SPELLED_AS_IN_GAZETTEER = frozenset({"en"})
_SHORTEST_KEY = 2
_AREA_WEIGHT = 10.0  # more than of any town: China before Quito for «Кітаю»
_NO_PLACES = frozenset({"route", "range", "kind"})  # kinds of area that no cargo stops in


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: `base` in `case`, as an area or as one of `places`.

    `length` counts the characters of the surface that are the name. `weight` is the power of ten
    of the heaviest place; an area weighs more than any.
    """

    base: str
    case: str
    length: int
    area: Area | None
    places: tuple[NamedPlace, ...]
    weight: float


@lru_cache(maxsize=_KEPT_READINGS)
def read_name(surface: str, code: str) -> tuple[Reading, ...]:
    """The readings of a name as written in a language, likeliest first; none if nothing is known.

    Readings of one base in several cases are kept apart. Only where a name is not known as it is
    spelled, one that is spelled by another language's rules is looked for.
    """
    forms = load_language(code).forms(surface)
    readings = _look_all_up(forms)
    if not readings and code not in _SPELLED_AS_IN_GAZETTEER and _is_capitalised(surface):
        akin = ((akin_key(form.base), form) for form in forms)
        readings = _look_all_up([replace(form, base=key) for key, form in akin if key])
    unchanged = [r for r in readings if not r.case]
    return tuple(unchanged + [r for r in readings if r.case])


def _is_capitalised(surface: str) -> bool:
    return not any(word[:1].islower() for word in surface.split())


def _look_all_up(forms: Iterable[Form]) -> list[Reading]:
    found = (_look_up(form.base, form.case, form.length) for form in forms)
    return [reading for reading in found if reading is not None]


def _look_up(base: str, case: str, length: int) -> Reading | None:
    area, places = _known(base)
    if area is not None and area.kind in _NO_PLACES:
        return None
    if area is None and not places:
        return None
    weight = _AREA_WEIGHT if area else max(weigh(place) for place in places)
    return Reading(base, case, length, area, places, weight)


@lru_cache(maxsize=_KEPT_READINGS)
def _known(base: str) -> tuple[Area | None, tuple[NamedPlace, ...]]:
    key = fold(base)
    if len(key) < _SHORTEST_KEY:
        return None, ()
    area = load_areas().find(base)
    places = [place for place in load_gazetteer().named(key) if _is_likely(place, key)]
    places.sort(key=lambda place: (-weigh(place), place.number))
    return area, tuple(places[:_MOST_PLACES])


def _is_likely(named: NamedPlace, key: str) -> bool:
    if named.grade == OWN:
        return named.place.weight >= _LEAST_OWN
    least = _LEAST_OTHER if named.grade == OTHER and len(key) > 3 else 10 * _LEAST_OTHER
    return named.place.weight >= least


def weigh(named: NamedPlace) -> float:
    """How likely a place is meant by its name, before any context: a power of ten."""
    grade = 1.6 if named.grade == OWN else 0.0 if named.grade == OTHER else -0.3
    return math.log10(max(named.place.weight, 1)) + grade


def best_of(readings: Sequence[Reading]) -> Reading | None:
    """The weightiest reading, the unchanged one where two weigh alike."""
    return max(readings, key=lambda r: (r.weight, not r.case), default=None)


def best_weight(readings: Sequence[Reading]) -> float:
    """The weight of the weightiest reading, 0 without any."""
    best = best_of(readings)
    return best.weight if best else 0.0
