"""The ground of a picture: land, coasts and borders of the basemap, as outlines on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from corridors.picture.basemap import LAYERS, Topology, read_outlines, read_topology
from corridors.picture.plane import cut_line, cut_ring, simplify
from corridors.picture.projection import Array, Mask, Projection
from corridors.picture.sheet import Box, Sheet

DETAIL_ZOOM = 4.6  # the world file is drawn to a third of a pixel at zoom 5, and print is finer
MARGIN = 4.0  # units around the map up to which the ground is drawn
_TOLERANCE = 0.22  # units: half a dot of a printer


class Ground(NamedTuple):
    """What is drawn of the ground: rings of land (even–odd), and lines by layer."""

    land: list[Array]
    lines: dict[str, list[Array]]


class _Arcs:
    """A basemap's arcs on a sheet: each simplified where it may be in sight, else only its ends.

    `near` says of each whether it may be in sight, `reached` whether any of it is drawn true.
    """

    def __init__(self, topology: Topology, points: Array, reached: Mask, sight: Box) -> None:
        starts = topology.starts[:-1]
        low = np.minimum.reduceat(points, starts)
        high = np.maximum.reduceat(points, starts)
        meets = np.column_stack([low <= sight[2:], high >= sight[:2]])
        self.near: Mask = np.asarray(meets.all(axis=1))
        self.reached = reached
        self.topology, self.sight = topology, sight
        self._points = points
        self._made: dict[int, Array] = {}

    def __getitem__(self, number: int) -> Array:
        """The points of an arc; of ~n, those of arc n backwards."""
        if number < 0:
            return self[~number][::-1]
        if number not in self._made:
            starts = self.topology.starts
            whole = self._points[starts[number] : starts[number + 1]]
            near = self.near[number]
            self._made[number] = simplify(whole, _TOLERANCE) if near else whole[[0, -1]]
        return self._made[number]

    def rings(self, rings: Iterable[Sequence[int]]) -> Iterator[Array]:
        """What of rings lies in sight.

        A ring without a point in the projection's reach is left out: it may run around all of it.
        One of several arcs may run around the sight with none of them near.
        """
        for numbers in rings:
            own = [number if number >= 0 else ~number for number in numbers]
            if self.reached[own].any() and (len(own) > 1 or self.near[own[0]]):
                pieces = [self[number][1 if at else 0 :] for at, number in enumerate(numbers)]
                yield from cut_ring(np.concatenate(pieces), self.sight)

    def lines(self, layer: str) -> Iterator[Array]:
        """What of a layer of lines lies in sight."""
        for number in self.topology.lines[layer]:
            if self.near[number] and self.reached[number]:
                yield from cut_line(self[number], self.sight)


@lru_cache(maxsize=4)
def _on_plane(name: str, projection: Projection) -> tuple[Array, Mask]:
    """All points of a basemap on the plane, and of each arc whether any of it is in reach."""
    topology = read_topology(name)
    reached = projection.reaches(topology.lats, topology.lons)
    points = projection.project(topology.lats, topology.lons)
    return points, np.logical_or.reduceat(reached, topology.starts[:-1])


@lru_cache(maxsize=2)
def _turns_in_sight(sheet: Sheet) -> tuple[_Arcs, ...]:
    name = "eurasia-10m" if sheet.zoom >= DETAIL_ZOOM else "world-50m"
    topology, sight = read_topology(name), sheet.bounds.grown(MARGIN)
    plane, reached = _on_plane(name, sheet.projection)
    turn = sheet.projection.turn_m
    turned = [plane + np.array([shift, 0.0]) for shift in ((-turn, 0.0, turn) if turn else (0.0,))]
    return tuple(_Arcs(topology, sheet.place(one), reached, sight) for one in turned)


@lru_cache(maxsize=2)
def draw_ground(sheet: Sheet) -> Ground:
    """The ground in sight, once for each turn of the world that is."""
    turns = _turns_in_sight(sheet)
    return Ground(
        land=[ring for arcs in turns for ring in arcs.rings(arcs.topology.land)],
        lines={layer: [part for arcs in turns for part in arcs.lines(layer)] for layer in LAYERS},
    )


def draw_sea(sheet: Sheet) -> list[Array]:
    """What of the sheet is globe: all of it, but in a projection that ends within its reach."""
    rim = sheet.projection.rim()
    sight = sheet.bounds.grown(MARGIN)
    if rim is None:
        return [
            np.array([(sight.x0, sight.y0), (sight.x1, sight.y0), sight[2:], (sight.x0, sight.y1)])
        ]
    return cut_ring(sheet.place(rim), sight)


def area_rings(sheet: Sheet, code: str) -> list[Array]:
    """What of a country, or of a region that sources name, is in sight, as rings (even–odd)."""
    outlines = read_outlines().get(code)
    if outlines:
        plane = (sheet.projection.project(ring[:, 1], ring[:, 0]) for ring in outlines)
        sight = sheet.bounds.grown(MARGIN)
        return [part for ring in plane for part in cut_ring(sheet.place(ring), sight)]
    return [
        ring
        for arcs in _turns_in_sight(sheet)
        for ring in arcs.rings(arcs.topology.countries.get(code, ()))
    ]
