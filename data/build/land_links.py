"""Links between nodes, as the build passes them from step to step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

WGS84 = Geod(ellps="WGS84")
Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

# What a link is, as bits. Links of no kind come from OpenStreetMap as they are.
MENDED = 1  # joins ends that the source leaves apart
CHORD = 2  # a long line of the source that is kept as its two ends only
DRAWN = 4  # runs through points of our own, from the patch file
PROPOSED = 8  # is not built
FERRY = 16  # is crossed on a ship
BREAK = 32  # joins tracks of two gauges at one place; has no length

# A link is a chord if its ends are this far apart and its line, by its km, may well run this far
# off the straight one. A line of a length keeps within the ellipse about its two ends; of 3,000
# stretches of 50 to 130 km whose line the source has, nine in ten keep to this share of its
# half width (the median is 0.46).
CHORD_KM = 50.0
STRAY_KM = 5.0
STRAY_SHARE = 0.7


@dataclass(frozen=True)
class Links:
    """Nodes in degrees, and links between them by node number, their km along the line.

    `kind` are the bits above; `country` and `gauge` are numbers of the build's tables, -1 and 0
    where they are not known yet.
    """

    lat: Floats
    lon: Floats
    u: Ints
    v: Ints
    km: Floats
    kind: NDArray[np.uint8]
    country: NDArray[np.int16]
    gauge: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.u)

    def kept(self, which: NDArray[np.bool_]) -> Links:
        """Return the links that `which` marks; the nodes stay."""
        return replace(
            self,
            u=self.u[which],
            v=self.v[which],
            km=self.km[which],
            kind=self.kind[which],
            country=self.country[which],
            gauge=self.gauge[which],
        )

    def straight_km(self) -> Floats:
        """Return the geodesic between the ends of each link, in km on WGS84."""
        return geodesic_km(self.lat[self.u], self.lon[self.u], self.lat[self.v], self.lon[self.v])

    def degree(self) -> Ints:
        """Return how many links meet at each node."""
        ends = np.concatenate([self.u, self.v])
        return np.bincount(ends, minlength=len(self.lat)).astype(np.int32)


def geodesic_km(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Return geodesic lengths on WGS84 in km."""
    _, _, metres = WGS84.inv(lon1, lat1, lon2, lat2)
    return np.asarray(metres) / 1000


def chords(straight_km: Floats, km: Floats) -> NDArray[np.uint8]:
    """Return CHORD for each link that is one, by the geodesic of its ends and its km; else 0."""
    half_width = np.sqrt(np.maximum(km**2 - straight_km**2, 0.0)) / 2
    found = (straight_km > CHORD_KM) & (half_width * STRAY_SHARE > STRAY_KM)
    return np.where(found, CHORD, 0).astype(np.uint8)


def links_of(
    lat: Floats, lon: Floats, u: Ints, v: Ints, km: Floats, kind: NDArray[np.uint8] | int = 0
) -> Links:
    """Return links whose country and gauge are not known yet."""
    return Links(
        lat,
        lon,
        np.asarray(u, np.int32),
        np.asarray(v, np.int32),
        np.asarray(km, np.float64),
        np.broadcast_to(np.asarray(kind, np.uint8), (len(u),)).copy(),
        np.full(len(u), -1, np.int16),
        np.zeros(len(u), np.int16),
    )


def joined(base: Links, more: Links) -> Links:
    """Return links of both; `more` counts its nodes from the first of `base` on."""
    return Links(
        more.lat,
        more.lon,
        np.concatenate([base.u, more.u]),
        np.concatenate([base.v, more.v]),
        np.concatenate([base.km, more.km]),
        np.concatenate([base.kind, more.kind]),
        np.concatenate([base.country, more.country]),
        np.concatenate([base.gauge, more.gauge]),
    )
