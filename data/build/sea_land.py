"""What a ship cannot cross: land, shoals and lasting ice, less the channels of the patch file.

Shapes are planar, (lon, lat) in degrees, each band of latitude stretched so that a kilometre is
the same both ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from basemap_antimeridian import mend_seam, unwrap
from basemap_topology import read_topology, to_polygon
from sea_channels import KM_PER_DEG, Channel, channel_area, stretched, unstretched
from shapely import affinity
from shapely.geometry.base import BaseGeometry

# Ends of ways see past the land itself; simplifying never takes back all of a clearance.
SHORE_KM = 0.12
# Narrow waters: a ship passes this close, or the strait counts as closed.
TIGHT_KM = 0.40
TIGHT_SIMPLE_KM = 0.28
# Open coasts: capes are passed at this distance, where there is room for it.
OFFING_KM = 2.0
OFFING_SIMPLE_KM = 1.2
# Narrow waters shorter than this are coves, or gaps beside which there is another way.
NARROWS_KM = 4.0
# But for those next to a bay as large, which is shut else.
BAY_KM2 = 10.0
DOORS_KM = (4.0, 4.0, 6.0, 8.0)  # tried in turn: a bay may open only to another
# Round narrow waters, and where a channel leads out, open coasts are passed as close as narrow.
MOUTH_KM = 3.0
ESTUARY_KM = 10.0
BAND_PAD_DEG = 0.4
BAND_DEG = 4.0
# No ship passes north of this: the islands and the lasting ice there make one barrier.
ICE_LAT = 81.0
WORLD = shapely.box(-180, -90, 180, 90)


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


def _bands() -> Iterator[tuple[float, float]]:
    for south in np.arange(-88.0, 84.0, BAND_DEG):
        yield float(south), float(south) + BAND_DEG


class Clearances(NamedTuple):
    """Land as three grounds: hardly widened, widened for narrow waters, and for open coasts.

    `narrow` is the water that the widest closes, less what lies close along open coasts.
    """

    shore: BaseGeometry
    tight: BaseGeometry
    offing: BaseGeometry
    narrow: BaseGeometry


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
    offing = coarse.buffer(OFFING_KM / KM_PER_DEG, quad_segs=2).simplify(
        OFFING_SIMPLE_KM / KM_PER_DEG
    )
    # Worn back again, the wide ground stays wide only where it had closed some water.
    worn = offing.buffer(-1.25 * (OFFING_KM - TIGHT_KM) / KM_PER_DEG, quad_segs=2)
    narrow = shapely.difference(worn, tight)
    clip = shapely.box(-181, south, 181, north)
    found = (shore, tight, offing, narrow)
    return Clearances(*(shapely.intersection(unstretched(s, middle), clip) for s in found))


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


def _size_km(part: BaseGeometry) -> float:
    """Return the diagonal of a shape's box in km."""
    west, south, east, north = part.bounds
    wide = (east - west) * np.cos(np.radians((south + north) / 2))
    return float(np.hypot(wide, north - south) * KM_PER_DEG)


def _area_km2(part: BaseGeometry) -> float:
    return float(part.area * np.cos(np.radians(part.centroid.y)) * KM_PER_DEG**2)


def _round_about(narrow: list[BaseGeometry]) -> BaseGeometry:
    """Return the surroundings of narrow waters."""
    kept = []
    for part in narrow:
        lat = (part.bounds[1] + part.bounds[3]) / 2
        coarse = stretched(part, lat).simplify(TIGHT_SIMPLE_KM / KM_PER_DEG)
        kept.append(unstretched(coarse.buffer(MOUTH_KM / KM_PER_DEG, quad_segs=1), lat))
    return shapely.union_all(kept)


def _shut_bays(wide: BaseGeometry, tight: BaseGeometry) -> list[BaseGeometry]:
    """Return the waters of some size that the wide ground shuts off from a sea, the tight not."""
    reached = _filled(tight)
    shapely.prepare(reached)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(wide) for ring in part.interiors]
    shut = [hole for hole in holes if _area_km2(hole) >= BAY_KM2]
    return [hole for hole in shut if not reached.contains(hole.representative_point())]


def _doors(bay: BaseGeometry, wide: BaseGeometry, within_km: float) -> BaseGeometry:
    """Return what lies near both a bay and other water: its doors are there."""
    lat = bay.centroid.y
    reach = within_km / KM_PER_DEG
    flat = stretched(bay, lat)
    near = unstretched(flat.buffer(reach, quad_segs=2), lat)
    window = shapely.box(*unstretched(flat.buffer(2 * reach), lat).bounds)
    others = shapely.difference(shapely.difference(window, wide), bay)
    beyond = unstretched(stretched(others, lat).buffer(reach, quad_segs=2), lat)
    return shapely.intersection(near, beyond)


def _narrows(near: Clearances) -> BaseGeometry:
    """Return the surroundings of narrow waters that lead somewhere: long ones, doors of bays."""
    parts = shapely.get_parts(near.narrow)
    close = _round_about([part for part in parts if _size_km(part) > NARROWS_KM])
    for within_km in DOORS_KM:
        wide = shapely.union(near.tight, shapely.difference(near.offing, close))
        pieces = shapely.get_parts(wide)
        tree = shapely.STRtree(pieces)
        doors = []
        for bay in _shut_bays(wide, near.tight):
            round_about = pieces[tree.query(shapely.box(*bay.bounds), "dwithin", 0.5)]
            west, south, east, north = bay.bounds
            box = (max(west - 1, -181), south - 0.5, min(east + 1, 181), north + 0.5)
            land = shapely.union_all(shapely.clip_by_rect(round_about, *box))
            doors.append(_doors(bay, land, within_km))
        close = shapely.union_all([close, *doors])
    return close


def _estuary(channel: Channel) -> BaseGeometry:
    """Return the surroundings of a channel's lower end."""
    end = shapely.Point(channel.points[-1])
    round_about = stretched(end, end.y).buffer(ESTUARY_KM / KM_PER_DEG, quad_segs=2)
    return unstretched(round_about, end.y)


class Grounds(NamedTuple):
    """What a ship cannot cross: as its ends see it, at its closest, and as its way keeps to it."""

    shore: BaseGeometry
    tight: BaseGeometry
    offing: BaseGeometry


def obstacles(land: list[BaseGeometry], channels: list[Channel]) -> Grounds:
    """Return all that a ship cannot cross, by the clearance it is given."""
    caps = [shapely.box(-181, ICE_LAT, 181, 90), shapely.box(-181, -90, 181, -83.9)]
    solid = [*caps, *(channel_area(c) for c in channels if c.kind == "shoal")]
    ways = [c for c in channels if c.kind != "shoal"]
    water = shapely.union_all([channel_area(c) for c in ways])
    mouths = shapely.union_all([*(channel_area(c, MOUTH_KM) for c in ways), *map(_estuary, ways)])
    near = clearances(land)
    close = shapely.union(_narrows(near), mouths)
    offing = shapely.union(near.tight, shapely.difference(near.offing, close))
    return Grounds(
        *(
            _filled(shapely.difference(shapely.union_all([ground, *solid]), water))
            for ground in (near.shore, near.tight, offing)
        )
    )
