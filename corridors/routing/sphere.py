"""Compiled arithmetic on the sphere of directions, and distances on the WGS84 ellipsoid.

A direction is a row (x, y, z) of length 1 from the geocentre, made of geodetic latitude and
longitude; great circles between such directions stand for geodesics when water is looked for, and
never for a length.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
WGS84_A_KM = 6378.137
WGS84_F = 1 / 298.257223563


def directions(lats: Floats, lons: Floats) -> Floats:
    """Turn latitudes and longitudes in degrees into directions, a row each."""
    phi, lam = np.radians(lats), np.radians(lons)
    flat = np.cos(phi)
    return np.ascontiguousarray(np.stack([flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)], -1))


@compiled
def direction(lat: float, lon: float) -> Floats:
    """Turn a latitude and a longitude in degrees into a direction."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.array((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


@compiled
def lat_lon(place: Floats) -> tuple[float, float]:
    """Turn a direction into latitude and longitude in degrees."""
    z = min(1.0, max(-1.0, place[2]))
    return math.degrees(math.asin(z)), math.degrees(math.atan2(place[1], place[0]))


@compiled
def dot(a: Floats, b: Floats) -> float:
    """Scalar product of two directions."""
    return float(a[0] * b[0] + a[1] * b[1] + a[2] * b[2])


@compiled
def side(a: Floats, b: Floats, c: Floats) -> float:
    """Say on which side of the great circle from a to b lies c: positive on its left."""
    return float(
        (a[1] * b[2] - a[2] * b[1]) * c[0]
        + (a[2] * b[0] - a[0] * b[2]) * c[1]
        + (a[0] * b[1] - a[1] * b[0]) * c[2]
    )


@compiled
def crosses(a: Floats, b: Floats, c: Floats, d: Floats) -> bool:
    """Say whether the arcs a–b and c–d cross, each shorter than half a turn."""
    if side(a, b, c) * side(a, b, d) > 0 or side(c, d, a) * side(c, d, b) > 0:
        return False
    # Two great circles meet twice: keep the meeting on the arcs' own side of the Earth.
    left, right = side(a, b, c), side(a, b, d)
    x = c[0] * abs(right) + d[0] * abs(left)
    y = c[1] * abs(right) + d[1] * abs(left)
    z = c[2] * abs(right) + d[2] * abs(left)
    return bool(x * (a[0] + b[0]) + y * (a[1] + b[1]) + z * (a[2] + b[2]) > 0)


@compiled
def angle(a: Floats, b: Floats) -> float:
    """Angle between two directions, in radians."""
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    half = 0.5 * math.sqrt(x * x + y * y + z * z)
    return 2 * math.asin(min(1.0, half))


@compiled
def geodesic_km(a: Floats, b: Floats) -> float:
    """Length of the geodesic between two directions on WGS84, in km, by Lambert's formula.

    Within 10 m of the exact length up to some thousands of km, which is all an edge has.
    """
    sigma_raw = angle(a, b)
    if sigma_raw < 1e-10:
        return 0.0
    u1 = math.atan2((1 - WGS84_F) * a[2], math.sqrt(a[0] * a[0] + a[1] * a[1]))
    u2 = math.atan2((1 - WGS84_F) * b[2], math.sqrt(b[0] * b[0] + b[1] * b[1]))
    turn = math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])
    chord = math.sin((u2 - u1) / 2) ** 2 + math.cos(u1) * math.cos(u2) * math.sin(turn / 2) ** 2
    sigma = 2 * math.asin(min(1.0, math.sqrt(chord)))
    mean, half = (u1 + u2) / 2, (u2 - u1) / 2
    x = (
        (sigma - math.sin(sigma))
        * (math.sin(mean) * math.cos(half)) ** 2
        / math.cos(sigma / 2) ** 2
    )
    y = (
        (sigma + math.sin(sigma))
        * (math.cos(mean) * math.sin(half)) ** 2
        / math.sin(sigma / 2) ** 2
    )
    return WGS84_A_KM * (sigma - WGS84_F / 2 * (x + y))
