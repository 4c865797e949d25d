"""Where a text may stand: in none's place, within bounds, and on as few lines as can be.

After the map script's `labels.js`. The cover is a grid of the cells that lines run through.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, cos, floor, hypot, pi, sin
from typing import NamedTuple

import numpy as np

from corridors.picture.plane import cross, runs_through
from corridors.picture.projection import Array
from corridors.picture.sheet import Box

Point = tuple[float, float]

CELL = 6.0  # units
SHARED = -1  # a cell of several owners
_BUCKET = 64.0
_AIR = 1.2  # units kept free around a text
_CROSSING_COST = 3  # a farther place that is clear of lines is better than a near one across them
_LEADER_FROM, _LEADER_TO, _LEADER_STEP, _LEADER_TURNS = 22.0, 170.0, 8.0, 16
_AWAY_COST, _TANGLE_COST = 6.0, 12.0  # a text farther off; a thin line through another text


class Spot(NamedTuple):
    """Where a text stands; `leader` is where a thin line from its place ends, if it is far off."""

    box: Box
    leader: Point | None


class Room:
    """What is taken of the room within bounds."""

    def __init__(self, bounds: Box) -> None:
        self.bounds = bounds
        self._buckets: dict[tuple[int, int], list[Box]] = {}
        self._texts: list[Box] = []
        self._leaders: list[Array] = []

    def say(self, spot: Spot, at: Point) -> None:
        """Takes the room of a text about a point, with what little air a text needs."""
        self.take(spot.box.grown(_AIR))
        self._texts.append(spot.box)
        if spot.leader:
            self._leaders.append(np.array([at, spot.leader]))

    def tangle(self, start: Point, end: Point) -> int:
        """How many texts and thin lines to texts a thin line would run through."""
        leader = np.array([start, end])
        texts = sum(runs_through(leader, box) for box in self._texts)
        return texts + sum(cross(leader, other) for other in self._leaders)

    def take(self, box: Box) -> None:
        """Takes a box."""
        for key in _buckets(box):
            self._buckets.setdefault(key, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies within the bounds and on nothing that is taken."""
        return self.bounds.holds(box) and not any(
            box.meets(other) for key in _buckets(box) for other in self._buckets.get(key, ())
        )


def _buckets(box: Box) -> Iterator[tuple[int, int]]:
    for row in range(floor(box.y0 / _BUCKET), floor(box.y1 / _BUCKET) + 1):
        for column in range(floor(box.x0 / _BUCKET), floor(box.x1 / _BUCKET) + 1):
            yield row, column


class Cover:
    """The cells that lines run through, each with whose they are."""

    def __init__(self) -> None:
        self._owners: dict[tuple[int, int], int] = {}

    def add(self, path: Array, owner: int) -> None:
        """Adds an owner's path."""
        for (x0, y0), (x1, y1) in zip(path[:-1].tolist(), path[1:].tolist(), strict=True):
            steps = ceil(max(abs(x1 - x0), abs(y1 - y0)) / (CELL * 0.75)) or 1
            for step in range(steps + 1):
                share = step / steps
                cell = (
                    floor((y0 + (y1 - y0) * share) / CELL),
                    floor((x0 + (x1 - x0) * share) / CELL),
                )
                known = self._owners.setdefault(cell, owner)
                if known != owner:
                    self._owners[cell] = SHARED

    def run(self, start: Point, end: Point) -> int:
        """How many cells with lines a thin line runs through, but for the one where it starts."""
        steps = ceil(hypot(end[0] - start[0], end[1] - start[1]) / CELL)
        shares = [step / steps for step in range(2, steps + 1)]
        points = [
            (start[0] + (end[0] - start[0]) * s, start[1] + (end[1] - start[1]) * s) for s in shares
        ]
        return sum((floor(y / CELL), floor(x / CELL)) in self._owners for x, y in points)

    def crossings(self, box: Box, owner: int | None = None) -> int:
        """How many cells of a box lines run through, but for those of one owner alone."""
        return sum(
            1
            for row in range(floor(box.y0 / CELL), floor(box.y1 / CELL) + 1)
            for column in range(floor(box.x0 / CELL), floor(box.x1 / CELL) + 1)
            if self._owners.get((row, column), owner) != owner
        )


def place_beside(
    at: Point,
    reach: float,
    size: tuple[float, float],
    room: Room,
    cover: Cover,
    *,
    must: bool,
) -> Spot | None:
    """The best spot for a text of a width and height beside a sign that reaches so far.

    None where there is no room. One that must be named may stand farther off, at the end of a thin
    line, where that is better than lying on other lines.
    """
    best: tuple[float, Spot] | None = None
    for place, box in enumerate(besides(at, reach, size)):
        if not room.is_free(box):
            continue
        cost = place + _CROSSING_COST * cover.crossings(box)
        if best is None or cost < best[0]:
            best = cost, Spot(box, None)
    if must and (best is None or best[0] > _AWAY_COST):
        best = min(filter(None, (best, _away(at, size, room, cover))), default=None, key=_cost)
    return best[1] if best else None


def _cost(found: tuple[float, Spot]) -> float:
    return found[0]


def besides(at: Point, reach: float, size: Point) -> Iterator[Box]:
    """The boxes beside a sign, the best first."""
    (x, y), (width, height) = at, size
    gap, half = reach + 2, height / 2
    for x0, y0 in (
        (x + gap, y - half),
        (x - gap - width, y - half),
        (x + gap * 0.75, y - gap * 0.5 - height),
        (x + gap * 0.75, y + gap * 0.5),
        (x - width / 2, y - gap - height),
        (x - width / 2, y + gap),
        (x - gap * 0.75 - width, y - gap * 0.5 - height),
        (x - gap * 0.75 - width, y + gap * 0.5),
    ):
        yield Box(x0, y0, x0 + width, y0 + height)


def place_away(at: Point, size: tuple[float, float], room: Room, cover: Cover) -> Spot | None:
    """A spot farther off, with a thin line to it: near, on no line, and through no other text."""
    found = _away(at, size, room, cover)
    return found[1] if found else None


def _away(
    at: Point, size: tuple[float, float], room: Room, cover: Cover
) -> tuple[float, Spot] | None:
    best: tuple[float, Spot] | None = None
    for far in np.arange(_LEADER_FROM, _LEADER_TO, _LEADER_STEP).tolist():
        least = _AWAY_COST + far / _LEADER_STEP
        if best and least > best[0]:
            break
        for turn in range(_LEADER_TURNS):
            box = _box_at(at, far, 2 * pi * turn / _LEADER_TURNS, size)
            if not room.is_free(box):
                continue
            leader = nearest(box, at)
            cost = least + _CROSSING_COST * cover.crossings(box)
            cost += cover.run(at, leader) + _TANGLE_COST * room.tangle(at, leader)
            if best is None or cost < best[0]:
                best = cost, Spot(box, leader)
    return best


def nearest(box: Box, point: Point) -> Point:
    """The point of a box that is nearest to a point."""
    return min(max(point[0], box.x0), box.x1), min(max(point[1], box.y0), box.y1)


def _box_at(at: Point, far: float, angle: float, size: Point) -> Box:
    (x, y), (width, height) = at, size
    px, py = x + far * cos(angle), y + far * sin(angle)
    aside = -width / 2 if abs(cos(angle)) < 0.2 else -width if cos(angle) < 0 else 0.0
    return Box(px + aside, py - height / 2, px + aside + width, py + height / 2)
