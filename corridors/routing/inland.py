"""The countries of a way by water: those whose canals and rivers it takes.

A ship at sea is in no country: it passes straits under their own law, and calls at a port without
crossing a border. The basemap's coast is simplified, so a line that rounds a cape or enters a
harbour seems to cross land. Hence only canals count, and what stays over land for some km where the
router says that the way runs inland; what leads from a port to its water over land does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.countries import CountryKm, countries_inside, merge_countries
from corridors.routing.shut import CANALS_OF

INSIDE_KM = 5.0  # a way over land for less clips the coast; the shortest canal, Corinth, has 6
_NEAR_KM = 5.0


def countries_inland(
    line: Sequence[Position],
    channel_km: float,
    passages: Iterable[str],
    approach_km: tuple[float, float] = (0.0, 0.0),
) -> CountryKm:
    """ISO 3166-1 codes with km, in the order first entered, of a way with so many km in channels.

    `line` is (lat, lon); where an approach has km, the first or last piece of the line is it.
    """
    water = _without_approaches(line, approach_km)
    if not channel_km or len(water) < 2:
        return ()
    owners = {code for code, slugs in CANALS_OF.items() if not set(slugs).isdisjoint(passages)}
    canals = _inside(water, owners) if owners else ()
    river_km = channel_km - sum(km for _, km in canals)
    if river_km < INSIDE_KM:
        return canals
    reach_km = river_km + _NEAR_KM
    if length_km(water) <= 2 * reach_km:
        return countries_inside(water, INSIDE_KM)
    start = countries_inside(first_km(water, reach_km), INSIDE_KM)
    end = countries_inside(first_km(water[::-1], reach_km)[::-1], INSIDE_KM)
    if not owners:
        return merge_countries((*start, *end))
    return _inside(water, owners | {code for code, _ in (*start, *end)})


def _inside(line: Sequence[Position], codes: Set[str]) -> CountryKm:
    return tuple(one for one in countries_inside(line, INSIDE_KM) if one[0] in codes)


def _without_approaches(
    line: Sequence[Position], approach_km: tuple[float, float]
) -> Sequence[Position]:
    first, last = (bool(km) for km in approach_km)
    return line[first : len(line) - last]


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
