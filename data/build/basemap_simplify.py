"""Thins arcs for the screen: tolerances are in Web Mercator degrees, so in pixels everywhere.

One degree of longitude is one Mercator degree; a pixel at zoom z is 360 / 256 / 2**z of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from basemap_topology import Arc, Point
from numpy.typing import NDArray

MAX_MERCATOR_LAT = 85.05
Floats = NDArray[np.float64]
Tolerance = Callable[[Point], float]


def mercator_lat(lat: float) -> float:
    """Return a latitude's place on the Mercator map, in degrees of longitude."""
    clamped = max(-MAX_MERCATOR_LAT, min(MAX_MERCATOR_LAT, lat))
    return math.degrees(math.asinh(math.tan(math.radians(clamped))))


def pixel_deg(zoom: int) -> float:
    """Return the width of a pixel at a zoom, in Mercator degrees."""
    return float(360 / 256 / 2**zoom)


def _farthest(
    xy: NDArray[np.float64], weight: NDArray[np.float64], a: int, b: int
) -> tuple[int, float]:
    """Return the vertex between a and b farthest from their segment, in its own tolerances."""
    start, along = xy[a], xy[b] - xy[a]
    inner = xy[a + 1 : b] - start
    length = float(along @ along)
    share = np.clip(inner @ along / length, 0, 1) if length else np.zeros(len(inner))
    off = inner - share[:, None] * along
    distance = np.hypot(off[:, 0], off[:, 1]) / weight[a + 1 : b]
    top = int(distance.argmax())
    return a + 1 + top, float(distance[top])


def simplify(arc: Arc, tolerance: Tolerance) -> Arc:
    """Drop vertices nearer to the line than the tolerance at their own place; ends stay.

    This is Douglas and Peucker's way (1973), each distance measured in the vertex's tolerance.
    A closed arc keeps at least four positions.
    """
    if len(arc) < 3:
        return arc
    xy = np.array([(lon, mercator_lat(lat)) for lon, lat in arc])
    weight = np.array([tolerance(point) for point in arc])
    keep = {0, len(arc) - 1}
    stack = [(0, len(arc) - 1)]
    if arc[0] == arc[-1]:
        far, _ = _farthest(xy, weight, 0, len(arc) - 1)
        keep.add(far)
        stack = [(0, far), (far, len(arc) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        middle, distance = _farthest(xy, weight, a, b)
        if distance > 1:
            keep.add(middle)
            stack += [(a, middle), (middle, b)]
    return [arc[i] for i in sorted(keep)]


def extent_deg(arc: Arc) -> float:
    """Return the longer side of an arc's box, in Mercator degrees."""
    lons = [lon for lon, _ in arc]
    ys = [mercator_lat(lat) for _, lat in arc]
    return max(max(lons) - min(lons), max(ys) - min(ys))
