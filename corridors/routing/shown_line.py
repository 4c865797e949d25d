"""A way's line as it is drawn and sent: as few points as half a kilometre allows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from shapely import get_coordinates, linestrings

from corridors.geometry import great_circle
from corridors.model import Position

Floats = NDArray[np.float64]

TOLERANCE_KM = 0.5
ANCHOR_EVERY = 12  # points, on average, between two that every line keeps
_KM_PER_DEGREE = 111.2
_GRID = 10_000  # steps a degree
_MIX = (7_919, 104_729, 65_537)  # primes: they scatter what lies side by side
_EDGE_LAT = 85.0  # Mercator has no pole


def simplify(line: Sequence[Position]) -> tuple[Position, ...]:
    """Simplify (lat, lon) points of WGS84 by Douglas and Peucker, to within about half a kilometre.

    It is measured on the Web Mercator map, part by part. Lines that share a track keep the same
    points of it. Long pieces
    get a point every 100 km, since the map draws straight what is a great circle. Longitudes run
    on. Raises ValueError for fewer than two points.
    """
    if len(line) < 2:
        raise ValueError(f"a line needs two points or more, not {len(line)}")
    lats, lons = np.fromiter(chain.from_iterable(line), np.float64).reshape(-1, 2).T
    points = np.stack([np.unwrap(lons, period=360.0), _northing(lats)], axis=1)
    kept = np.concatenate([points[:1], *map(_thinned, _parts(points))])
    return great_circle([Position(float(y), float(x)) for x, y in _on_globe(kept)])


def _parts(points: Floats) -> list[Floats]:
    """Cut a line at points that are chosen by where they lie, so that each line that takes the same
    track is cut at the same ones, and simplified to the same points between them.
    """
    grid = np.round(points * _GRID).astype(np.int64) % (360 * _GRID)
    chosen = (grid[:, 0] * _MIX[0] + grid[:, 1] * _MIX[1]) % _MIX[2] < _MIX[2] // ANCHOR_EVERY
    cuts = [0, *(np.flatnonzero(chosen[1:-1]) + 1).tolist(), len(points) - 1]
    return [points[first : last + 1] for first, last in pairwise(cuts)]


def _thinned(points: Floats) -> Floats:
    """A part of a line simplified, alike from whichever end it is read; without its start."""
    stretch = np.cosh(np.radians(points[:, 1].mean()))  # of the map at this latitude
    tolerance = TOLERANCE_KM / _KM_PER_DEGREE * stretch
    turned = tuple(points[-1]) < tuple(points[0])
    part = linestrings(points[::-1] if turned else points)
    thinned: Floats = get_coordinates(part.simplify(tolerance, preserve_topology=False))
    return (thinned[::-1] if turned else thinned)[1:]


def _northing(lats: Floats) -> Floats:
    """Latitudes as degrees of the Mercator map."""
    lats = np.radians(np.clip(lats, -_EDGE_LAT, _EDGE_LAT))
    return np.degrees(np.arcsinh(np.tan(lats)))


def _on_globe(points: Floats) -> Floats:
    """Points of the map, (lon, northing), as (lon, lat)."""
    lats = np.degrees(np.arctan(np.sinh(np.radians(points[:, 1]))))
    return np.stack([points[:, 0], lats], axis=1)
