"""Lines of a drawing put together: parts that meet, bends, points beside, the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from corridors.antimeridian import cut_line
from corridors.importing.features import Feature, Vertex
from corridors.importing.nearby import Numbers, distance_km
from corridors.position import Position

JOIN_KM = 1.0
"""Lines are one where the next begins no farther than this from the end of the one before."""
DRAWN_BY_HAND = 30
"""A line of so few vertices was drawn by hand: each of them may be meant."""
MOST_BENDS, _MOST_BENDS_TRIED = 50, 2_000
_MOST_PICTURED = 5_000
_PICTURE_DEGREES = 0.001  # 110 m: less than a pixel wherever a corridor is seen whole
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines that lead on from one another: the vertices of each, and the feature it is from.

    Longitudes run on without a jump through all of them.
    """

    legs: tuple[tuple[tuple[Vertex, ...], Feature], ...]

    @property
    def vertices(self) -> tuple[Vertex, ...]:
        return tuple(vertex for vertices, _ in self.legs for vertex in vertices)


def chains_of(features: Iterable[Feature]) -> tuple[Chain, ...]:
    """The lines of the features, joined where one leads on from the one before it in its folder."""
    chains: list[list[tuple[list[Vertex], Feature]]] = []
    for feature in features:
        for line in feature.lines:
            if len(line) < 2:
                continue
            before = chains[-1][-1] if chains else None
            if before is None or before[1].folder != feature.folder or not _meet(before[0], line):
                chains.append([(list(line), feature)])
            elif before[1] is feature:
                before[0].extend(line)
            else:
                chains[-1].append((list(line), feature))
    return tuple(Chain(tuple(_running_on(chain))) for chain in chains)


def _meet(line: Sequence[Vertex], following: Sequence[Vertex]) -> bool:
    return distance_km(line[-1].position, following[0].position) <= JOIN_KM


def _running_on(
    chain: Iterable[tuple[Sequence[Vertex], Feature]],
) -> Iterator[tuple[tuple[Vertex, ...], Feature]]:
    lon: float | None = None
    for vertices, feature in chain:
        shifted = []
        for vertex in vertices:
            east = vertex.position.lon
            lon = east if lon is None else east + 360 * round((lon - east) / 360)
            shifted.append(Vertex(Position(vertex.position.lat, lon), vertex.name, vertex.mode))
        yield tuple(shifted), feature


def plain(position: Position) -> Position:
    """The position with its longitude within ±180°."""
    if -180 <= position.lon <= 180:
        return position
    return Position(position.lat, round((position.lon + 180) % 360 - 180, 9))


def bends(vertices: Sequence[Vertex], reach_km: float) -> tuple[int, ...]:
    """The numbers of the inner vertices at which a line may be meant to call.

    All of a line drawn by hand; of a longer one at most MOST_BENDS that give it its shape, to
    within the reach or, where those are more, more coarsely.
    """
    if len(vertices) <= DRAWN_BY_HAND:
        return tuple(range(1, len(vertices) - 1))
    step = math.ceil(len(vertices) / _MOST_BENDS_TRIED)  # the search below is quadratic at worst
    tried = [*range(0, len(vertices) - 1, step), len(vertices) - 1]
    where = np.array([vertices[at].position for at in tried])
    narrow = math.cos(math.radians(float(np.abs(where[:, 0]).mean())))
    plane = np.column_stack([where[:, 1] * max(narrow, 0.05), where[:, 0], tried])
    line, off = shapely.linestrings(plane), reach_km / _KM_PER_DEGREE
    kept = plane[:, 2]
    while len(kept) > MOST_BENDS + 2:
        kept = shapely.get_coordinates(shapely.simplify(line, off), include_z=True)[:, 2]
        off *= 2
    return tuple(int(at) for at in kept[1:-1])


def nearest_on(vertices: Numbers, point: Position) -> tuple[float, float]:
    """Where along a line a point lies beside it, in vertices, and how far off, in km.

    `vertices` are (latitude, longitude) running on without a jump. Measured in the plane that
    touches the globe at the point: true near it, and far off far enough.
    """
    narrow = math.cos(math.radians(point.lat))
    turns = np.round((vertices[:, 1] - point.lon) / 360)
    x = (vertices[:, 1] - 360 * turns - point.lon) * narrow
    y = vertices[:, 0] - point.lat
    along_x, along_y = np.diff(x), np.diff(y)
    square = along_x**2 + along_y**2
    share = -(x[:-1] * along_x + y[:-1] * along_y) / np.where(square > 0, square, 1.0)
    share = np.clip(np.where(square > 0, share, 0.0), 0.0, 1.0)
    off = np.hypot(x[:-1] + share * along_x, y[:-1] + share * along_y)
    off = np.where(turns[1:] == turns[:-1], off, np.inf)  # a segment behind the globe
    at = int(np.argmin(off))
    return at + float(share[at]), float(off[at]) * _KM_PER_DEGREE


def picture_of(vertices: Sequence[Vertex]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """A line as it was drawn, thinned out to what can be seen, cut at ±180°."""
    line = [vertices[0].position]
    for vertex in vertices[1:-1]:
        lat, lon = vertex.position
        if max(abs(lat - line[-1].lat), abs(lon - line[-1].lon)) >= _PICTURE_DEGREES:
            line.append(vertex.position)
    line = [*line[:: math.ceil(len(line) / _MOST_PICTURED)], vertices[-1].position]
    return tuple(
        tuple((round(lat, 6), round(lon, 6)) for lat, lon in piece)
        for piece in cut_line(line)
        if len(piece) > 1  # a line that begins a rounding error before ±180°
    )
