"""From the globe to a plane: the projections that a picture may have.

Latitudes and longitudes are degrees on WGS84; the plane is in metres, x to the right and y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import pi

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod, Proj

from corridors.errors import PictureError
from corridors.position import Position
from corridors.view import PROJECTIONS

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

EQUATOR_M = 2 * pi * 6_378_137.0  # a turn of the world on the Web Mercator plane
_RIM_POINTS = 720
_SPHERE = Geod(a=1.0, b=1.0)  # reach is counted in degrees of a sphere
_TOP_LAT = 85.0511  # where the Web Mercator square ends


@dataclass(frozen=True)
class Projection:
    """A way to draw the globe on a plane.

    `definition` is in PROJ's terms. `reach_deg` is how far from `centre` the globe is drawn true:
    what lies beyond is moved to that distance, in its direction, so that no outline runs through
    infinity. Mercator has no middle and no such edge, but repeats every `turn_m`. `zoom_shift` is
    how many zoom steps of the Web Mercator map the same ground is shown larger there.
    """

    name: str
    definition: str
    centre: Position | None = None
    reach_deg: float = 180.0
    turn_m: float | None = None
    zoom_shift: float = 0.0

    @cached_property
    def _proj(self) -> Proj:
        return Proj(self.definition)

    def project(self, lats: Sequence[float] | Array, lons: Sequence[float] | Array) -> Array:
        """The points on the plane, one row [x, y] each; longitudes may run on past ±180."""
        lat, lon = np.asarray(lats, dtype=float), np.asarray(lons, dtype=float)
        if self.centre:
            lat, lon = self._drawn_in(lat, lon, self.centre)
        else:
            lat = np.clip(lat, -_TOP_LAT, _TOP_LAT)
        x, y = self._proj(lon, lat)
        return np.column_stack([x, np.negative(y)])

    def reaches(self, lats: Sequence[float] | Array, lons: Sequence[float] | Array) -> Mask:
        """For each point whether it is drawn where it lies."""
        lat, lon = np.asarray(lats, dtype=float), np.asarray(lons, dtype=float)
        if self.centre is None:
            return np.full(lat.shape, True)
        near = _on_sphere(lat, lon) @ _on_sphere(*map(np.atleast_1d, self.centre))[0]
        return np.asarray(near >= np.cos(np.radians(self.reach_deg)))

    def _drawn_in(self, lat: Array, lon: Array, centre: Position) -> tuple[Array, Array]:
        """The points, those out of reach moved to where it ends, in their direction."""
        far = ~self.reaches(lat, lon)
        if not far.any():
            return lat, lon
        points, middle = _on_sphere(lat[far], lon[far]), _on_sphere(*map(np.atleast_1d, centre))
        aside = points - (points @ middle.T) * middle
        length = np.linalg.norm(aside, axis=1, keepdims=True)
        aside /= np.where(length > 0, length, 1.0)
        reach = np.radians(self.reach_deg)
        moved = np.cos(reach) * middle + np.sin(reach) * aside
        lat, lon = lat.copy(), lon.copy()
        lat[far] = np.degrees(np.arcsin(np.clip(moved[:, 2], -1, 1)))
        lon[far] = np.degrees(np.arctan2(moved[:, 1], moved[:, 0]))
        return lat, lon

    def rim(self) -> Array | None:
        """The ring, on the plane, within which the globe is drawn; None where it has no end."""
        if self.centre is None:
            return None
        turns = np.linspace(0, 360, _RIM_POINTS, endpoint=False)
        lon, lat, _ = _SPHERE.fwd(
            np.full(_RIM_POINTS, self.centre.lon),
            np.full(_RIM_POINTS, self.centre.lat),
            turns,
            np.full(_RIM_POINTS, np.radians(self.reach_deg)),
        )
        return self.project(lat, lon)

    def unproject(self, points: Array) -> Array:
        """Latitude and longitude of points on the plane, one row each; not finite off the globe."""
        lon, lat = self._proj(points[:, 0], -points[:, 1], inverse=True)
        return np.column_stack([lat, lon])


def _on_sphere(lat: Array, lon: Array) -> Array:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


# Web Mercator (EPSG:3857), as the map on the screen has it.
MERCATOR = Projection("mercator", "+proj=webmerc +datum=WGS84 +over", turn_m=EQUATOR_M)
# The polar stereographic projection of EPSG:3995, true at 71° N, turned so that 105° E, the middle
# of the Northern Sea Route, points down, as EPSG:5940 does it for Russia.
ARCTIC = Projection(
    "arctic",
    "+proj=stere +lat_0=90 +lat_ts=71 +lon_0=105 +datum=WGS84",
    centre=Position(90, 105),
    reach_deg=80.0,
    zoom_shift=1.6,
)
# Lambert’s azimuthal equal-area projection, around a middle of Eurasia.
EURASIA = Projection(
    "eurasia",
    "+proj=laea +lat_0=45 +lon_0=70 +datum=WGS84",
    centre=Position(45, 70),
    reach_deg=110.0,
    zoom_shift=0.5,
)
_ALL = dict(zip(PROJECTIONS, (MERCATOR, ARCTIC, EURASIA), strict=True))


def projection_of(name: str) -> Projection:
    """The projection of a name; raises PictureError for one that there is not."""
    try:
        return _ALL[name]
    except KeyError:
        known = ", ".join(PROJECTIONS)
        raise PictureError(
            f"projection: {name!r} is not one of ours — take one of {known}"
        ) from None
