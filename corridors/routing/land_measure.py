"""Short lengths on WGS84, quick enough for every point of a line."""

from __future__ import annotations

import math

from corridors.routing.compiled import compiled

WGS84_A_KM = 6378.137
WGS84_E2 = 0.00669437999014


@compiled
def km_per_degree(lat: float) -> tuple[float, float]:
    """Return how many km a degree of latitude and one of longitude are, at a latitude.

    They follow from the ellipsoid's two radii of curvature there.
    """
    s = math.sin(math.radians(lat))
    w = 1.0 - WGS84_E2 * s * s
    north = WGS84_A_KM * (1.0 - WGS84_E2) / (w * math.sqrt(w))
    east = WGS84_A_KM / math.sqrt(w) * math.cos(math.radians(lat))
    return math.radians(north), math.radians(east)


@compiled
def lon_step(from_lon: float, to_lon: float) -> float:
    """Return the difference of two longitudes in degrees, the short way round."""
    return (to_lon - from_lon + 180.0) % 360.0 - 180.0


@compiled
def short_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the length between two points at most some tens of km apart, to one in 10,000.

    Gauss's mid-latitude formula, first term.
    """
    north, east = km_per_degree((lat1 + lat2) / 2)
    return math.hypot((lat2 - lat1) * north, lon_step(lon1, lon2) * east)
