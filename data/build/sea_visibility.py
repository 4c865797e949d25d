"""Which corners see each other along both their shores: the sight lines that a way can follow.

A way bends at a corner only in line with its shores: within two narrow cones of directions. How
far a corner sees in each is measured first, by a few rays; a pair farther apart is not tried.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from sea_coast import Rings

from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, directions, dot, side

RAYS = 7
SHORTEST_RAY_KM = 6.0
LONGEST_RAY_KM = 16000.0
RAY_STEP = 1.5
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
    return np.stack(sight_lines(coast, shore, reach), -1)


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
def reaches(coast: Coast, shore: Shore) -> Floats:
    """Return how far, in radians, each corner sees in line with the shore after, and before, it."""
    found = np.empty((len(shore.nodes), 2))
    for i in range(len(found)):
        here, tip = shore.nodes[i], shore.tips[i]
        back, ahead = _towards(tip, shore.before[i]), _towards(tip, shore.after[i])
        for cone in range(2):
            one, two = (ahead, -back) if cone == 0 else (back, -ahead)
            farthest = 0.0
            for k in range(RAYS):
                share = k / (RAYS - 1)
                mixed = one * (1 - share) + two * share
                along = _towards(here, here + mixed)
                farthest = max(farthest, _ray_km(coast, here, along))
            found[i, cone] = farthest * RAY_SLACK / EARTH_RADIUS_KM
    return found


@njit(cache=True)
def cone_of(tip: Floats, before: Floats, after: Floats, target: Floats) -> int:
    """Return in which of a corner's cones a target lies, -1 for neither."""
    left, right = side(tip, target, before), side(tip, target, after)
    if left * right < 0:
        return -1
    return 0 if dot(after - tip, target - tip) > dot(before - tip, target - tip) else 1


@njit(cache=True)
def sight_lines(coast: Coast, shore: Shore, reach: Floats) -> tuple[Ints, Ints]:
    """Return pairs of corners, the lower first, that see each other; nodes sorted by latitude."""
    nodes, tips, before, after = shore
    lats = np.arcsin(nodes[:, 2])
    most = np.maximum(reach[:, 0], reach[:, 1])
    nearest = np.cos(np.minimum(most, math.pi))
    a, b = np.empty(1 << 23, np.int32), np.empty(1 << 23, np.int32)
    count = 0
    for i in range(len(nodes)):
        for j in range(i + 1, len(nodes)):
            if lats[j] - lats[i] > most[i]:
                break
            cosine = dot(nodes[i], nodes[j])
            if cosine < nearest[i] or cosine < nearest[j]:
                continue
            ours = cone_of(tips[i], before[i], after[i], tips[j])
            if ours < 0:
                continue
            theirs = cone_of(tips[j], before[j], after[j], tips[i])
            if theirs < 0 or cosine < math.cos(min(reach[i, ours], reach[j, theirs])):
                continue
            if sees(coast, nodes[i], nodes[j]):
                a[count], b[count] = i, j
                count += 1
    return a[:count].copy(), b[:count].copy()
