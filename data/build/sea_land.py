"""What a ship cannot cross: land, shoals and lasting ice, less the channels of the patch file.

Shapes are planar, (lon, lat) in degrees, each band of latitude stretched so that a kilometre is
the same both ways.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from basemap_antimeridian import mend_seam, unwrap
from basemap_topology import read_topology, to_polygon
from scipy.spatial import Voronoi
from shapely import affinity
from shapely.geometry.base import BaseGeometry

# Ends of ways see past the land itself; simplifying never takes back all of a clearance.
SHORE_KM = 0.08
# Narrow waters: a ship passes this close, or the strait counts as closed.
TIGHT_KM = 0.40
TIGHT_SIMPLE_KM = 0.25
# Open coasts: capes are passed at this distance, where there is room for it.
OFFING_KM = 4.0
# Points of the coast stand this close when narrow waters are looked for.
SPACING_KM = 0.6
BAND_PAD_DEG = 0.4
KM_PER_DEG = 111.2
BAND_DEG = 4.0
# No ship passes north of this: the islands and the lasting ice there make one barrier.
ICE_LAT = 81.0
WORLD = shapely.box(-180, -90, 180, 90)


@dataclass(frozen=True)
class Channel:
    """A row of the patch file: water that the data calls land, or a shoal; points (lon, lat)."""

    id: str
    kind: str
    half_width_km: float
    points: list[tuple[float, float]]


def read_points(text: str) -> list[tuple[float, float]]:
    """Read "lat lon;lat lon" as points (lon, lat)."""
    pairs = [pair.split() for pair in text.split(";")]
    return [(float(lon), float(lat)) for lat, lon in pairs]


def read_channels(path: Path) -> list[Channel]:
    """Read the patch file's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Channel(r["id"], r["kind"], float(r["half_width_km"]), read_points(r["points"]))
            for r in csv.DictReader(file)
        ]


def read_land(path: Path) -> list[BaseGeometry]:
    """Read world-atlas' land as valid polygons within ±180."""
    topology, _ = unwrap(read_topology(json.loads(path.read_text(encoding="utf-8"))))
    topology, _ = mend_seam(topology)
    polygons = [shapely.make_valid(to_polygon(topology.arcs, rings)) for rings in topology.land]
    placed = []
    for polygon in polygons:
        for turn in (0, -360):
            piece = shapely.intersection(affinity.translate(polygon, turn), WORLD)
            parts = shapely.get_parts(piece)
            placed += [p for p in parts if p.geom_type == "Polygon" and not p.is_empty]
    return placed


def stretched(shape: BaseGeometry, lat: float) -> BaseGeometry:
    """Scale a shape in degrees so that both axes measure alike at a latitude."""
    return affinity.scale(shape, np.cos(np.radians(lat)), 1, origin=(0, 0))


def unstretched(shape: BaseGeometry, lat: float) -> BaseGeometry:
    """Undo `stretched`."""
    return affinity.scale(shape, 1 / np.cos(np.radians(lat)), 1, origin=(0, 0))


def channel_area(channel: Channel, more_km: float = 0.0) -> BaseGeometry:
    """Return the area of a channel or shoal, its line widened, and by some km more."""
    pieces = []
    for start, end in zip(channel.points, channel.points[1:], strict=False):
        lat = (start[1] + end[1]) / 2
        line = stretched(shapely.LineString([start, end]), lat)
        wide = line.buffer((channel.half_width_km + more_km) / KM_PER_DEG, quad_segs=2)
        pieces.append(unstretched(wide, lat))
    return shapely.union_all(pieces)


def _bands() -> Iterator[tuple[float, float]]:
    for south in np.arange(-88.0, 84.0, BAND_DEG):
        yield float(south), float(south) + BAND_DEG


def _narrows(land: BaseGeometry, tight: BaseGeometry) -> BaseGeometry:
    """Return the waters, and their ends, that the clearance of open coasts would close.

    They are found by the Voronoi cells of the coast's points: an edge between cells runs amid
    the water; where it is near points on opposite sides, the water is narrow.
    """
    points = shapely.get_coordinates(shapely.segmentize(land, SPACING_KM / KM_PER_DEG))
    points = np.unique(np.round(points, 6), axis=0)
    if len(points) < 5:
        return shapely.MultiPoint()
    # The source's grid puts many points on one circle, which slows the search a hundredfold.
    points += np.random.default_rng(0).normal(0, 2e-6, points.shape)
    cells = Voronoi(points, qhull_options="Qbb Qc")
    edges = np.asarray(cells.ridge_vertices)
    inside = edges.min(axis=1) >= 0
    amid = cells.vertices[edges[inside]].mean(axis=1)
    one, other = points[cells.ridge_points[inside, 0]], points[cells.ridge_points[inside, 1]]
    away_km = np.hypot(*(amid - one).T) * KM_PER_DEG
    apart_km = np.hypot(*(other - one).T) * KM_PER_DEG
    narrow = (away_km > SPACING_KM * 0.75) & (away_km < OFFING_KM) & (apart_km > 1.7 * away_km)
    shapely.prepare(tight)
    chosen = amid[narrow]
    chosen = chosen[~shapely.contains_xy(tight, chosen)]
    step = OFFING_KM / 4 / KM_PER_DEG
    spread = np.unique(np.round(chosen / step), axis=0) * step
    return shapely.MultiPoint(spread).buffer(1.4 * OFFING_KM / KM_PER_DEG, quad_segs=2)


class Clearances(NamedTuple):
    """Land as three grounds: hardly widened, widened for narrow waters, and for open coasts."""

    shore: BaseGeometry
    tight: BaseGeometry
    offing: BaseGeometry


def _band(polygons: list[BaseGeometry], south: float, north: float) -> Clearances | None:
    middle = (south + north) / 2
    low, high = south - BAND_PAD_DEG, north + BAND_PAD_DEG
    near = [p for p in polygons if p.bounds[1] < high and p.bounds[3] > low]
    if not near:
        return None
    # Land reaches beyond ±180 here, so that no clearance opens a lane along the seam.
    around = [affinity.translate(p, turn) for p in near for turn in _turns(p)]
    part = shapely.union_all(shapely.intersection(around, shapely.box(-183, low, 183, high)))
    flat = stretched(part, middle)
    shore = flat.buffer(SHORE_KM / KM_PER_DEG, quad_segs=1).simplify(0.75 * SHORE_KM / KM_PER_DEG)
    tight = flat.buffer(TIGHT_KM / KM_PER_DEG, quad_segs=2).simplify(TIGHT_SIMPLE_KM / KM_PER_DEG)
    coarse = flat.simplify(0.5 / KM_PER_DEG)
    wide = coarse.buffer(OFFING_KM / KM_PER_DEG, quad_segs=2).simplify(0.8 / KM_PER_DEG)
    offing = shapely.union(tight, shapely.difference(wide, _narrows(flat, tight)))
    clip = shapely.box(-181, south, 181, north)
    return Clearances(
        *(shapely.intersection(unstretched(s, middle), clip) for s in (shore, tight, offing))
    )


def _turns(polygon: BaseGeometry) -> tuple[int, ...]:
    west, _, east, _ = polygon.bounds
    return (-360, 0, 360) if west < -178 or east > 178 else (0,)


def clearances(polygons: list[BaseGeometry]) -> Clearances:
    """Return the land with its clearances, simplified but never onto the land itself."""
    bands = [_band(polygons, south, north) for south, north in _bands()]
    found = [band for band in bands if band is not None]
    return Clearances(*(shapely.union_all(parts) for parts in zip(*found, strict=True)))


def _filled(obstacle: BaseGeometry) -> BaseGeometry:
    """Fill the waters that the sea does not reach: lakes and lagoons no channel leads to."""
    outlines = [shapely.Polygon(part.exterior) for part in shapely.get_parts(obstacle)]
    return shapely.union_all(outlines)


def obstacles(land: list[BaseGeometry], channels: list[Channel]) -> Clearances:
    """Return all that a ship cannot cross, by the clearance it is given."""
    caps = [shapely.box(-181, ICE_LAT, 181, 90), shapely.box(-181, -90, 181, -83.9)]
    solid = [*caps, *(channel_area(c) for c in channels if c.kind == "shoal")]
    ways = [c for c in channels if c.kind != "shoal"]
    water = shapely.union_all([channel_area(c) for c in ways])
    # A channel's mouth lies closer to the land than ships keep to an open coast.
    mouths = shapely.union_all([channel_area(c, 1.5 * OFFING_KM) for c in ways])
    shore, tight, offing = clearances(land)
    offing = shapely.union(tight, shapely.difference(offing, mouths))
    return Clearances(
        *(
            _filled(shapely.difference(shapely.union_all([ground, *solid]), water))
            for ground in (shore, tight, offing)
        )
    )
