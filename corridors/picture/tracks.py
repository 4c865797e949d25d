"""Lines side by side on track that they share, in the atlas's order, whatever is switched off.

Twin of the map script's `tracks.js`: legs of one corridor and mode share a place, and their dashes
fall together.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from corridors.picture.plane import set_aside, simplify, with_ends
from corridors.picture.projection import Array

SIDE_BY_SIDE = 4.5  # units from one line to the next
SIMPLIFIED = 0.3  # units
_GRID = 2_500  # to a degree: points within some 40 m are one


class Run(NamedTuple):
    """Points `first` to `last` of a line with the same lines beside it.

    `slot` is its place beside the others in steps to the left of its direction; `turned`, whether
    it runs against the first leg there.
    """

    first: int
    last: int
    slot: float
    turned: bool


class Stroke(NamedTuple):
    """A part of a path that is stroked as one; `turned`: its dashes start from the far end."""

    first: int
    last: int
    turned: bool


class Path(NamedTuple):
    """A leg on paper."""

    points: Array
    strokes: tuple[Stroke, ...]

    @classmethod
    def whole(cls, points: Array) -> Path:
        """A path that shares nothing."""
        return cls(points, (Stroke(0, len(points) - 1, False),))


@dataclass
class _Segment:
    start: tuple[int, int]
    owners: list[Hashable] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def find_runs(lines: Sequence[Array | None], owners: Sequence[Hashable]) -> list[list[Run] | None]:
    """The runs of each line of [lat, lon] in degrees; None for a line that is None.

    `owners` name the track of each line: those of one owner share a place.
    """
    segments: dict[frozenset[tuple[int, int]], _Segment] = {}
    steps: list[list[tuple[_Segment, bool]] | None] = []
    for number, (line, owner) in enumerate(zip(lines, owners, strict=True)):
        if line is None:
            steps.append(None)
            continue
        own: list[tuple[_Segment, bool]] = []
        for start, end in pairwise(_cells(line)):
            segment = segments.setdefault(frozenset((start, end)), _Segment(start))
            segment.lines.append(number)
            if owner not in segment.owners:
                segment.owners.append(owner)
            own.append((segment, segment.start != start))
        steps.append(own)
    return [
        None if own is None else _join(own, owner) for own, owner in zip(steps, owners, strict=True)
    ]


def _cells(line: Array) -> list[tuple[int, int]]:
    turned = np.column_stack([line[:, 0], line[:, 1] % 360])
    return [(int(lat), int(lon)) for lat, lon in np.rint(turned * _GRID)]


def _join(steps: Sequence[tuple[_Segment, bool]], owner: Hashable) -> list[Run]:
    runs: list[Run] = []
    first = 0
    for (_, turned, slot), same in groupby(steps, lambda step: _beside(step, owner)):
        last = first + sum(1 for _ in same)
        runs.append(Run(first, last, -slot if turned else slot, turned))
        first = last
    return runs


def _beside(step: tuple[_Segment, bool], owner: Hashable) -> tuple[tuple[int, ...], bool, float]:
    segment, turned = step
    slot = segment.owners.index(owner) - (len(segment.owners) - 1) / 2
    return tuple(segment.lines), turned, slot


def path_of_runs(points: Array, runs: Sequence[Run]) -> Path:
    """The path of a line's points on paper, set aside where it shares a track."""
    pieces = [simplify(points[run.first : run.last + 1], SIMPLIFIED) for run in runs]
    if len(runs) == 1 and not runs[0].slot:
        return Path.whole(pieces[0])
    rows: list[Array] = []
    distances: list[float] = []
    strokes: list[Stroke] = []
    slots = [run.slot for run in runs]
    for at, run in enumerate(runs):
        piece = with_ends(pieces[at]) if run.slot else pieces[at]
        first = len(distances) - 1 if at else 0
        added = piece[1:] if at else piece
        rows.append(added)
        distances.extend([run.slot * SIDE_BY_SIDE] * len(added))
        before = (slots[at - 1] + run.slot) / 2 if at else 0.0
        after = (slots[at + 1] + run.slot) / 2 if at < len(runs) - 1 else 0.0
        distances[first], distances[-1] = before * SIDE_BY_SIDE, after * SIDE_BY_SIDE
        strokes.append(Stroke(first, len(distances) - 1, run.turned))
    return Path(set_aside(np.concatenate(rows), np.array(distances)), tuple(strokes))
