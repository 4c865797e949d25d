"""How far a place lies from a line on the globe."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corridors.model import Position

EARTH_KM = 6371.0088  # mean radius (IUGG): 0.5 % off at most, enough for a test of nearness
_NEARLY_0 = 1e-18


def distance_km(place: Position, line: Sequence[Position]) -> float:
    """Least distance in km, on a sphere, from a place to the great circles through (lat, lon)."""
    here, points = _directions([place])[0], _directions(line)
    to_points = np.arccos(np.clip(points @ here, -1, 1))
    beside = _angles_across(here, points[:-1], points[1:])
    return float(min(to_points.min(), beside.min(initial=np.inf))) * EARTH_KM


def _angles_across(
    here: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The angle from a direction to each arc that it lies beside; infinite where it lies beyond."""
    pole = np.cross(start, end)
    size = np.linalg.norm(pole, axis=1)
    sine = pole @ here / np.maximum(size, _NEARLY_0)
    # beside the arc: past its start and before its end, as seen from the pole of its circle
    past = np.einsum("ij,ij->i", np.cross(start, here), pole) >= 0
    before = np.einsum("ij,ij->i", np.cross(here, end), pole) >= 0
    return np.where(
        past & before & (size > _NEARLY_0), np.abs(np.arcsin(np.clip(sine, -1, 1))), np.inf
    )


def _directions(points: Sequence[Position]) -> NDArray[np.float64]:
    lats, lons = np.radians(np.array(points, dtype=np.float64)).T
    return np.stack(
        [np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)], axis=1
    )
