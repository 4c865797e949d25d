"""Which corners see each other along both their shores: the sight lines that a way can follow.

A way bends at a corner only in line with its shores: within two narrow cones of directions. How
far a corner sees in each is measured first, by a few rays; a pair farther apart is not tried.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from sea_coast import Rings

from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, directions, dot, side

WORKERS = 2
ROWS_AT_ONCE = 1000
RAYS = 7
SHORTEST_RAY_KM = 0.5
# Nearer than this, two corners are always tried: rays miss the long reaches of narrow waters.
NEAREST_KM, IN_CHANNEL_KM = 20.0, 80.0
LONGEST_RAY_KM = 16000.0
RAY_STEP = 1.5
IN_LINE = 1e-14
# Between rays a corner may see somewhat farther than along them.
RAY_SLACK = 1.6


class Shore(NamedTuple):
    """Corners as directions: places just off them, tips, and the shore points next to each."""

    nodes: Floats
    tips: Floats
    before: Floats
    after: Floats


def shores(rings: Rings, corner: Ints, lats: Floats, lons: Floats) -> Shore:
    """Gather what sight along the shore needs; `lats` and `lons` are the places off the corners."""
    points = directions(rings.lats, rings.lons)
    before = np.empty(len(points), np.int32)
    before[rings.following] = np.arange(len(points), dtype=np.int32)
    return Shore(
        directions(lats, lons),
        points[corner],
        points[before[corner]],
        points[rings.following[corner]],
    )


def all_sight_lines(coast: Coast, shore: Shore, reach: Floats) -> Ints:
    """Return all pairs of corners that see each other, a row a pair; corners go by latitude."""
    rows = range(0, len(shore.nodes), ROWS_AT_ONCE)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda low: _sights_from(coast, shore, reach, low), rows)
        return np.concatenate([np.stack(pair, -1) for pair in found])


def _sights_from(coast: Coast, shore: Shore, reach: Floats, low: int) -> tuple[Ints, Ints]:
    return sight_lines(coast, shore, reach, low, min(low + ROWS_AT_ONCE, len(shore.nodes)))


@njit(cache=True)
def _towards(here: Floats, there: Floats) -> Floats:
    """Return the unit vector at `here` along the great circle to `there`."""
    along = there - here * dot(here, there)
    return along / max(1e-12, math.sqrt(dot(along, along)))


@njit(cache=True)
def _ray_km(coast: Coast, here: Floats, along: Floats) -> float:
    """Return about how far one sees from a place in a direction."""
    seen, km = 0.0, SHORTEST_RAY_KM
    while km < LONGEST_RAY_KM:
        t = km / EARTH_RADIUS_KM
        if not sees(coast, here, math.cos(t) * here + math.sin(t) * along):
            break
        seen = km
        km *= RAY_STEP
    return seen * RAY_STEP


@njit(cache=True)
def reaches(coast: Coast, shore: Shore, channel: NDArray[np.int16]) -> Floats:
    """Return how far, in radians, each corner sees in line with the shore after, and before, it.

    `channel` is the row of the channel that each corner lies in, or -1.
    """
    found = np.empty((len(shore.nodes), 2))
    for i in range(len(found)):
        here, tip = shore.nodes[i], shore.tips[i]
        least = IN_CHANNEL_KM if channel[i] >= 0 else NEAREST_KM
        back, ahead = _towards(tip, shore.before[i]), _towards(tip, shore.after[i])
        for cone in range(2):
            one, two = (ahead, -back) if cone == 0 else (back, -ahead)
            farthest = 0.0
            for k in range(RAYS):
                share = k / (RAYS - 1)
                mixed = one * (1 - share) + two * share
                along = _towards(here, here + mixed)
                farthest = max(farthest, _ray_km(coast, here, along))
            found[i, cone] = max(farthest * RAY_SLACK, least) / EARTH_RADIUS_KM
    return found


@njit(cache=True)
def cone_of(tip: Floats, before: Floats, after: Floats, target: Floats) -> int:
    """Return in which of a corner's cones a target lies, -1 for neither."""
    left, right = side(tip, target, before), side(tip, target, after)
    # The next point of the same shore lies in line with it, but for the last digits.
    if left * right < 0 and min(abs(left), abs(right)) > IN_LINE:
        return -1
    return 0 if dot(after - tip, target - tip) > dot(before - tip, target - tip) else 1


@njit(cache=True)
def _cone_towards(shore: Shore, i: int, j: int) -> int:
    """Return in which of a corner's cones another lies: by the tips, or else by places off them.

    In narrow waters the two differ by degrees, and a way may pass by either.
    """
    before, after = shore.before[i], shore.after[i]
    cone = cone_of(shore.tips[i], before, after, shore.tips[j])
    return cone if cone >= 0 else cone_of(shore.nodes[i], before, after, shore.nodes[j])


@njit(cache=True)
def _longer(values: Ints) -> Ints:
    room = np.empty(2 * len(values), np.int32)
    room[: len(values)] = values
    return room


@njit(cache=True, nogil=True)
def sight_lines(
    coast: Coast, shore: Shore, reach: Floats, low: int, high: int
) -> tuple[Ints, Ints]:
    """Return pairs of corners that see each other, the first from `low` to `high`, by latitude."""
    nodes = shore.nodes
    lats = np.arcsin(nodes[:, 2])
    most = np.maximum(reach[:, 0], reach[:, 1])
    nearest = np.cos(np.minimum(most, math.pi))
    a, b = np.empty(1 << 16, np.int32), np.empty(1 << 16, np.int32)
    count = 0
    for i in range(low, high):
        for j in range(i + 1, len(nodes)):
            if lats[j] - lats[i] > most[i]:
                break
            cosine = dot(nodes[i], nodes[j])
            if cosine < nearest[i] or cosine < nearest[j]:
                continue
            ours = _cone_towards(shore, i, j)
            if ours < 0:
                continue
            theirs = _cone_towards(shore, j, i)
            if theirs < 0 or cosine < math.cos(min(reach[i, ours], reach[j, theirs])):
                continue
            if sees(coast, nodes[i], nodes[j]):
                if count == len(a):
                    a, b = _longer(a), _longer(b)
                a[count], b[count] = i, j
                count += 1
    return a[:count].copy(), b[:count].copy()
