"""How far names lie apart by their likeliest readings, before they are resolved."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.extraction.lexicon import best_of
from corridors.extraction.model import Candidate
from corridors.extraction.resolve import km_between
from corridors.extraction.sentence import Mention
from corridors.extraction.told import Told


def nearest_stop(stops: Sequence[Told], destination: Told) -> Told:
    """The stop nearest to a place; the one told last where positions are not known."""
    measured = [
        (km, -number, stop)
        for number, stop in enumerate(stops)
        if (km := km_apart(stop.phrase.mention, destination.phrase.mention)) is not None
    ]
    return min(measured, key=lambda m: m[:2])[2] if measured else stops[-1]


def km_apart(one: Mention, other: Mention) -> float | None:
    """The distance of two places in km; None where either is an area or unknown."""
    places = (_position(one), _position(other))
    return None if None in places else km_between(*(p for p in places if p is not None))


def _position(mention: Mention) -> Candidate | None:
    best = best_of(mention.readings)
    if best is None or best.area is not None:
        return None
    place = best.places[0].place
    return Candidate(place.name, place.country, place.lat, place.lon, place.kind, best.weight)
