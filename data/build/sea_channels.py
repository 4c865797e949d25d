"""Rows of the patch files: waters that the data calls land, and shoals, each a line with a width.

Shapes are planar, (lon, lat) in degrees, each stretched so that a kilometre is the same both ways.
"""

from __future__ import annotations

import csv
import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

KM_PER_DEG = 111.2
# Lines that end inland so near another join it: they were simplified apart.
JOIN_KM = 10.0
# Kinds of rows: water that is inland; water where ships go slowly, `ice` being a lane through it.
INLAND = frozenset({"canal", "river", "lake"})
SLOW = frozenset({"river", "lake", "ice"})
FAIRWAY = frozenset({"canal", "river", "lake", "strait", "ice"})


@dataclass(frozen=True)
class Channel:
    """A row of a patch file: water that the data calls land, or a shoal; points (lon, lat).

    `drawn` says that its points are the editor's own, and no source's.
    """

    id: str
    kind: str
    half_width_km: float
    points: list[tuple[float, float]]
    drawn: bool


def read_points(text: str) -> list[tuple[float, float]]:
    """Read "lat lon;lat lon" as points (lon, lat)."""
    pairs = [pair.split() for pair in text.split(";")]
    return [(float(lon), float(lat)) for lat, lon in pairs]


def read_channels(path: Path) -> list[Channel]:
    """Read the patch file's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Channel(
                r["id"],
                r["kind"],
                float(r["half_width_km"]),
                read_points(r["points"]),
                r.get("drawn") == "yes",
            )
            for r in csv.DictReader(file)
        ]


def joined(channels: list[Channel], land: list[BaseGeometry]) -> list[Channel]:
    """Lead each line whose lower end lies inland on to the nearest other line."""
    dry = shapely.STRtree(land)
    lines = [shapely.LineString(channel.points) for channel in channels]
    tree = shapely.STRtree(lines)
    found = []
    for number, channel in enumerate(channels):
        end = shapely.Point(channel.points[-1])
        near = tree.query(end, predicate="dwithin", distance=JOIN_KM / KM_PER_DEG)
        others = [lines[k] for k in near if k != number]
        feet = [shapely.get_coordinates(shapely.shortest_line(end, other))[1] for other in others]
        reached = min(feet, key=lambda foot: end.distance(shapely.Point(foot)), default=None)
        if reached is None or channel.kind == "shoal" or not len(dry.query(end, "within")):
            found.append(channel)
            continue
        points = [*channel.points, (float(reached[0]), float(reached[1]))]
        found.append(dataclasses.replace(channel, points=points))
    return found


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


def number_of(
    channels: list[Channel],
    kinds: frozenset[str],
    lats: NDArray[np.float64],
    lons: NDArray[np.float64],
) -> NDArray[np.int16]:
    """Return for each node the number of the first channel of these kinds it lies in, or -1."""
    found = np.full(len(lats), -1, np.int16)
    for number, channel in enumerate(channels):
        if channel.kind not in kinds:
            continue
        area = channel_area(channel)
        shapely.prepare(area)
        found[(found < 0) & shapely.contains_xy(area, lons, lats)] = number
    return found
