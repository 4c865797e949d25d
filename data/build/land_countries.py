"""Says in which country a place lies, in law, by Natural Earth's 10m outlines and our policy.

docs/boundaries.md says how the policy differs from the data.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from basemap import prepare
from basemap_labels import iso2_of
from basemap_topology import to_polygon
from land_links import Floats
from numpy.typing import NDArray

# Ground that the data names and that has no code of its own: whose it is in law.
IN_LAW = {"N. Cyprus": "CY", "Dhekelia": "CY", "Akrotiri": "CY", "Somaliland": "SO"}
PIECE_POINTS = 200
KM_PER_DEGREE = 111.2
Numbers = NDArray[np.int16]


def _pieces(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Cut a shape in quarters until each has few points, so that tests against it are quick."""
    if shapely.get_num_coordinates(shape) <= PIECE_POINTS:
        return [] if shape.is_empty else [shape]
    west, south, east, north = shape.bounds
    x, y = (west + east) / 2, (south + north) / 2
    quarters = [(west, south, x, y), (x, south, east, y), (west, y, x, north), (x, y, east, north)]
    return [piece for box in quarters for piece in _pieces(shapely.clip_by_rect(shape, *box))]


@dataclass(frozen=True)
class Crossing:
    """A border crossing whose place is known better than from the outlines.

    Within `radius_km` of it what lies in the direction `toward_deg` (clockwise from north) is in
    country `b`, the rest in `a`; both are numbers of the countries.
    """

    lat: float
    lon: float
    a: int
    b: int
    toward_deg: float
    radius_km: float


def _sides(
    crossing: Crossing, lat: Floats, lon: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which points are near a crossing, and which lie beyond it."""
    north = (lat - crossing.lat) * KM_PER_DEGREE
    east = (lon - crossing.lon) * KM_PER_DEGREE * np.cos(np.radians(crossing.lat))
    toward = np.radians(crossing.toward_deg)
    return (
        np.hypot(north, east) <= crossing.radius_km,
        north * np.cos(toward) + east * np.sin(toward) > 0,
    )


class Countries:
    """Countries of the world as pieces in a tree; `codes` are ISO 3166-1 alpha-2, sorted."""

    crossings: tuple[Crossing, ...] = ()

    def __init__(self, world: Path) -> None:
        topology, _, _ = prepare(json.loads(world.read_text(encoding="utf-8")))
        shapes: list[tuple[str, shapely.Geometry]] = []
        for country in topology.countries:
            code = iso2_of(country) or IN_LAW.get(country.name)
            if code:
                polygons = [to_polygon(topology.arcs, rings) for rings in country.polygons]
                shapes += [(code, shapely.make_valid(polygon)) for polygon in polygons]
        self.codes = sorted({code for code, _ in shapes})
        number = {code: k for k, code in enumerate(self.codes)}
        cut = [(number[code], piece) for code, shape in shapes for piece in _pieces(shape)]
        self._owner = np.array([k for k, _ in cut], np.int16)
        self._tree = shapely.STRtree([piece for _, piece in cut])

    def _points(self, lat: Floats, lon: Floats) -> NDArray[np.object_]:
        # The outlines' longitudes run on past 180: the far east of Russia lies at 180 to 191.
        return np.asarray(shapely.points(np.where(lon < -168.9, lon + 360, lon), lat))

    def holding(self, lat: Floats, lon: Floats) -> Numbers:
        """Return the number of the country that holds each point, -1 at sea."""
        found = np.full(len(lat), -1, np.int16)
        points = self._points(lat, lon)
        which, piece = self._tree.query(points, predicate="intersects")
        found[which] = self._owner[piece]
        for crossing in self.crossings:
            near, beyond = _sides(crossing, lat, lon)
            of_two = near & np.isin(found, (crossing.a, crossing.b, -1))
            found[of_two] = np.where(beyond, crossing.b, crossing.a)[of_two]
        return found

    def nearest(self, lat: Floats, lon: Floats) -> Numbers:
        """Return the number of the country that holds each point, or lies nearest to it."""
        found = self.holding(lat, lon)
        out = np.flatnonzero(found < 0)
        if len(out):
            found[out] = self._owner[self._tree.nearest(self._points(lat[out], lon[out]))]
        return found

    def within(
        self, lat: Floats, lon: Floats, country: Numbers, degrees: float, which: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Return whether each point that `which` marks lies near its country; others do not."""
        near = np.zeros(len(lat), bool)
        rows = np.flatnonzero(which)
        points = self._points(lat[rows], lon[rows])
        row, piece = self._tree.query(points, predicate="dwithin", distance=degrees)
        found = self._owner[piece] == country[rows[row]]
        near[rows[row[found]]] = True
        return near


def read_crossings(file: Path, mode: str, codes: list[str]) -> tuple[Crossing, ...]:
    """Return the crossings of a mode that have a direction; the others only have a name."""
    with file.open(encoding="utf-8", newline="") as rows:
        return tuple(
            Crossing(
                float(row["lat"]), float(row["lon"]),
                codes.index(row["from"]), codes.index(row["to"]),
                float(row["toward_deg"]), float(row["radius_km"]),
            )
            for row in csv.DictReader(rows)
            if row["mode"] == mode and row["toward_deg"]
        )  # fmt: skip
