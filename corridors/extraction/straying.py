"""Small places that lie too far, by land, from the stops beside them to be the ones meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridors.extraction.model import Leg, Stop
from corridors.extraction.resolve import km_between
from corridors.model import Mode

_FARTHEST_KM = 3000.0  # of one leg by land to a small place
_SMALL = 6.3  # score of a town of 50,000 under its own name, without any context
_BY_LAND = frozenset({Mode.RAIL, Mode.ROAD, Mode.RIVER})


def without_strays(stops: Mapping[str, Stop], legs: Sequence[Leg]) -> dict[str, Stop]:
    """The stops by id, those that can hardly be where the gazetteer says without their place.

    That is a small place that only legs by land lead to, all of them from very far: there is
    another of that name, which the gazetteer lacks. Its candidates are kept for a person to choose.
    """
    return {
        id_: replace(stop, place=None) if _is_stray(stop, stops, legs) else stop
        for id_, stop in stops.items()
    }


def _is_stray(stop: Stop, stops: Mapping[str, Stop], legs: Sequence[Leg]) -> bool:
    place = stop.place
    if place is None or place.lat is None or place.score >= _SMALL:
        return False
    here = [leg for leg in legs if stop.id in (leg.origin, leg.destination)]
    if not here or any(leg.mode not in _BY_LAND for leg in here):
        return False
    beside = (stops[leg.destination if leg.origin == stop.id else leg.origin] for leg in here)
    apart = [km_between(place, other.place) for other in beside if other.place is not None]
    known = [km for km in apart if km is not None]
    return bool(known) and min(known) > _FARTHEST_KM
