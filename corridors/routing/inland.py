"""The countries of a way by water: those of canals and rivers, and of the approaches to its ends.

The basemap's coast is simplified, so a line that rounds a cape seems to cross it. Hence only what
lies near the ends counts, as far as the router says that the way runs inland, and whole canals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.countries import (
    LEAST_KM,
    CountryKm,
    countries_on_land,
    merge_countries,
)
from corridors.routing.shut import CANALS_OF

_NEAR_KM = 5.0


def countries_inland(
    line: Sequence[Position], inland_km: float, passages: Iterable[str]
) -> CountryKm:
    """ISO 3166-1 codes with km, in the order first entered, of a way with so many km inland."""
    if not inland_km:
        return ()
    owners = {code for code, slugs in CANALS_OF.items() if not set(slugs).isdisjoint(passages)}
    reach_km = inland_km + _NEAR_KM
    if length_km(line) <= 2 * reach_km:
        return countries_on_land(line, LEAST_KM)
    start = countries_on_land(first_km(line, reach_km), LEAST_KM)
    end = countries_on_land(first_km(line[::-1], reach_km)[::-1], LEAST_KM)
    if not owners:
        return merge_countries((*start, *end))
    known = owners | {code for code, _ in (*start, *end)}
    return tuple(one for one in countries_on_land(line, LEAST_KM) if one[0] in known)


def first_km(line: Sequence[Position], km: float) -> list[Position]:
    """The beginning of a line of (lat, lon), so many km long; all of it if it is shorter."""
    points = [line[0]]
    for one, two in pairwise(line):
        step_km = length_km((one, two))
        if step_km >= km:
            share = km / step_km
            lat, lon = (a + share * (b - a) for a, b in zip(one, two, strict=True))
            return [*points, Position(lat, lon)]
        km -= step_km
        points.append(two)
    return points
