"""The folded names under which the gazetteer lists a place, each with its grade."""

from __future__ import annotations

from collections.abc import Iterable

from gazetteer_sources import Record

from corridors.places.akin import akin_key
from corridors.places.gazetteer import OTHER, OWN, SHORTENED, Place
from corridors.places.placenames import bare_keys, fold, latinka_forms, parts_of, skeleton

# A town's name in other letters is its own name too («Фаниполь» is Fanipol), unless it is a
# village: there are too many, and their names are words.
LEAST_OWN_SPELLED, LEAST_AKIN = 2_000, 2_000


def town_keys(city: Record) -> dict[str, int]:
    """The keys of a town; what spells its own name by other letters is its own name as well."""
    keys = name_keys([city.name], city.others)
    if city.inhabitants < LEAST_OWN_SPELLED:
        return keys
    sound = skeleton(fold(city.name))
    return {key: OWN if skeleton(key) == sound else grade for key, grade in keys.items()}


def with_akin(place: Place, names: Iterable[str], keys: dict[str, int]) -> dict[str, int]:
    """The keys with those of like spelling (corridors/places/akin.py), graded as their names."""
    if place.weight < LEAST_AKIN:
        return keys
    akin: dict[str, int] = {}
    for name in names:
        grade = keys.get(fold(name), OTHER)
        key = akin_key(name)
        if key and (grade == OWN or _is_cyrillic(name)):
            akin[key] = min(grade, akin.get(key, grade))
    return keys | akin


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in name)


def name_keys(
    own: Iterable[str], others: Iterable[str], *, shorten: bool = False
) -> dict[str, int]:
    own, others = list(own), list(others)
    latinka = [form for name in (*own, *others) for form in latinka_forms(name)]
    graded = [(fold(n), OWN) for n in own] + [(fold(n), OTHER) for n in (*others, *latinka)]
    if shorten:
        graded += [(fold(part), SHORTENED) for n in (*own, *others) for part in parts_of(n)]
        graded += [(key, SHORTENED) for n in (*own, *others) for key in bare_keys(n)]
    keys: dict[str, int] = {}
    for key, grade in graded:
        if len(key) > 1:
            keys[key] = min(grade, keys.get(key, grade))
    return keys
