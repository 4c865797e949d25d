"""Pushes the corners of a way out to sea: ships don't graze capes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.passages import Gates, crossed
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, angle, dot

OFF_KM = 17.0  # of capes and coasts, where there is room
ROOM = 2.0  # times as far there must be water: ships keep to the middle between two shores
BLUNT, SHARPER = 0.1, 0.2  # cosines of turns that are no spike, and how much less is one
OFF_SHARE = 0.5  # at most, of how far the nearer end is
TRIED = 4


@compiled
def _turn(before: Floats, here: Floats, after: Floats) -> float:
    """Return the cosine of how far a line turns at a place: 1 straight on, -1 back again."""
    come, go = here - before, after - here
    size = math.sqrt(dot(come, come) * dot(go, go))
    return dot(come, go) / size if size > 1e-15 else 1.0


@compiled
def _without_spikes(coast: Coast, gates: Gates, line: Floats, taut: Floats) -> None:
    """Draw back corners that were pushed so far that the line turns far sharper than it did."""
    for k in range(2, len(line) - 2):
        was = _turn(taut[k - 1], taut[k], taut[k + 1])
        for _ in range(TRIED):
            here, before, after = line[k], line[k - 1], line[k + 1]
            if _turn(before, here, after) >= min(was, BLUNT) - SHARPER:
                break
            nearer = here + taut[k]
            nearer /= math.sqrt(dot(nearer, nearer))
            if not sees(coast, before, nearer) or not sees(coast, nearer, after):
                break
            passed = crossed(gates, before, here) | crossed(gates, here, after)
            if crossed(gates, before, nearer) | crossed(gates, nearer, after) != passed:
                break
            line[k] = nearer


@compiled
def _is_free(way: Ints, k: int, fairway: NDArray[np.bool_]) -> bool:
    """Say whether a corner may be pushed: it is no roadstead, in no fairway, nor next to one."""
    if way[k] < 0:
        return False
    for near in range(max(k - 1, 0), min(k + 2, len(way))):
        if way[near] >= 0 and fairway[way[near]]:
            return False
    return True


@compiled
def _push(here: Floats, out: Floats, far: float, pushed: Floats) -> None:
    """Write the place that lies some radians off another, along a direction at right angles."""
    for k in range(3):
        pushed[k] = here[k] + out[k] * far
    pushed /= math.sqrt(dot(pushed, pushed))


@compiled
def stand_off(
    coast: Coast, gates: Gates, line: Floats, way: Ints, fairway: NDArray[np.bool_]
) -> None:
    """Push a line's corners out to sea, as far off the coast as ships keep, where there is room.

    A corner goes straight away from the shore that the line bends round, by OFF_KM or the half, the
    quarter or the eighth of it: as far as its neighbours still see it and no other passage is met.
    Roadsteads stay, and corners in channels and straits or next on the way to them.
    """
    taut, off, beyond = line.copy(), np.empty(3), np.empty(3)
    for k in range(2, len(line) - 2):
        if not _is_free(way, k - 2, fairway):
            continue
        here, before, after = line[k].copy(), line[k - 1], line[k + 1]
        # Away from both neighbours, each counted alike however far it is.
        back, ahead = max(angle(before, here), 1e-9), max(angle(here, after), 1e-9)
        out = (here - before) / back + (here - after) / ahead
        out -= here * dot(out, here)
        size = math.sqrt(dot(out, out))
        if size < 1e-9:
            continue
        passed = crossed(gates, before, here) | crossed(gates, here, after)
        to_end = min(angle(line[0], here), angle(here, line[len(line) - 1]))
        far = min(OFF_KM / EARTH_RADIUS_KM, OFF_SHARE * to_end)
        out /= size
        for part in range(TRIED):
            _push(here, out, far / 2.0**part, off)
            _push(here, out, far / 2.0**part * ROOM, beyond)
            if (
                sees(coast, here, beyond)
                and sees(coast, before, off)
                and sees(coast, off, after)
                and crossed(gates, before, off) | crossed(gates, off, after) == passed
            ):
                line[k, :] = off
                break
    _without_spikes(coast, gates, line, taut)
