"""Named straits, canals and sea areas: which of them a line crosses, by lines drawn across each."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corridors.routing.compiled import compiled
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats, angle, crosses, directions, dot, side

# Closed unless a caller allows them: ice lets ships through for some months a year.
CLOSED_BY_DEFAULT = frozenset({"nsr", "nwp"})


class Gates(NamedTuple):
    """Lines across passages, as directions; `bit` numbers each line's passage."""

    start: Floats
    end: Floats
    bit: Ints


def read_gates(path: Path) -> tuple[tuple[str, ...], Gates]:
    """Read passages' slugs, in order of their bits, and their gate lines, a row each.

    A row's points are "lat lon;lat lon" in degrees; a passage may have several rows.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    slugs = tuple(dict.fromkeys(row["slug"] for row in rows))
    ends = np.array(
        [[pair.split() for pair in row["points"].split(";")] for row in rows], dtype=np.float64
    )
    bits = np.array([slugs.index(row["slug"]) for row in rows], np.int32)
    return slugs, Gates(
        directions(ends[:, 0, 0], ends[:, 0, 1]), directions(ends[:, 1, 0], ends[:, 1, 1]), bits
    )


def mask_of(slugs: tuple[str, ...], wanted: frozenset[str]) -> int:
    """Return the bits of some passages; raises KeyError with a slug that is not known."""
    unknown = wanted - set(slugs)
    if unknown:
        raise KeyError(min(unknown))
    return sum(1 << slugs.index(slug) for slug in wanted)


@compiled
def _normal(a: Floats, b: Floats) -> tuple[float, float, float]:
    """Return the normal of the plane of a great circle."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


@compiled
def _may_cross(x: float, y: float, z: float, c: Floats, d: Floats) -> bool:
    """Say whether two places lie on either side of the plane of a normal: few gates are left."""
    return bool((x * c[0] + y * c[1] + z * c[2]) * (x * d[0] + y * d[1] + z * d[2]) <= 0)


@compiled
def crossed(gates: Gates, a: Floats, b: Floats) -> int:
    """Return the bits of the passages whose gates the great circle from a to b crosses."""
    mask = 0
    x, y, z = _normal(a, b)
    for k in range(len(gates.bit)):
        if _may_cross(x, y, z, gates.start[k], gates.end[k]) and crosses(
            a, b, gates.start[k], gates.end[k]
        ):
            mask |= 1 << gates.bit[k]
    return mask


@compiled
def in_order(gates: Gates, line: Floats) -> Ints:
    """Return the bits' numbers in the order in which a line of directions crosses their gates."""
    found = np.empty(len(gates.bit), np.int32)
    count = 0
    where = np.empty(len(gates.bit))
    which = np.empty(len(gates.bit), np.int32)
    for i in range(len(line) - 1):
        here = 0
        x, y, z = _normal(line[i], line[i + 1])
        for k in range(len(gates.bit)):
            if _may_cross(x, y, z, gates.start[k], gates.end[k]) and crosses(
                line[i], line[i + 1], gates.start[k], gates.end[k]
            ):
                where[here] = angle_along(line[i], line[i + 1], gates.start[k], gates.end[k])
                which[here] = gates.bit[k]
                here += 1
        if here == 0:
            continue
        for k in np.argsort(where[:here]):
            if not np.any(found[:count] == which[k]):
                found[count] = which[k]
                count += 1
    return found[:count].copy()


@compiled
def angle_along(a: Floats, b: Floats, c: Floats, d: Floats) -> float:
    """Return how far from a, in radians, the arc a–b meets the arc c–d that it crosses."""
    left, right = abs(side(a, b, c)), abs(side(a, b, d))
    meeting = c * right + d * left
    meeting /= np.sqrt(dot(meeting, meeting))
    return angle(a, meeting)
