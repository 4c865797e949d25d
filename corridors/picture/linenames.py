"""The corridors' names beside their lines: each once, where its line runs apart from others.

After the map script's `linenames.js`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from corridors.picture.plane import lengths_along, runs_through, spot_along
from corridors.picture.projection import Array
from corridors.picture.room import CELL, Cover, Room, Spot, besides, place_away
from corridors.picture.sheet import Box

_EVERY = 24.0  # units along a line from spot to spot
_APART = 2 * CELL
_TRIED = 16  # spots a corridor
_GAP = 3.0  # between a text and its own line


class Named(NamedTuple):
    """Where a corridor's name stands, and the point of its line that it is beside."""

    spot: Spot
    at: tuple[float, float]


def place_line_name(
    paths: Sequence[Array], owner: int, size: tuple[float, float], room: Room, cover: Cover
) -> Named | None:
    """Where the name of a corridor stands, a text of a width and height; None without any line.

    Where it has no room beside its line it stands farther off, at the end of a thin line: in print,
    where a printer may be grey, none may be missing.
    """
    apart, any_spot = _spots(paths, owner, room.bounds, cover)
    for at in apart:
        for box in besides(at, _GAP, size):
            if not room.is_free(box) or cover.crossings(box, owner):
                continue
            if not any(runs_through(path, box.grown(_GAP)) for path in paths):
                return Named(Spot(box, None), at)
    at_last = apart[0] if apart else any_spot
    spot = place_away(at_last, size, room, cover) if at_last else None
    return Named(spot, at_last) if spot and at_last else None


def _spots(
    paths: Sequence[Array], owner: int, bounds: Box, cover: Cover
) -> tuple[list[tuple[float, float]], tuple[float, float] | None]:
    """The points beside which a name may stand, the middles of the longest stretches apart first;
    and one in sight on the longest line, for where there are none."""
    stretches: list[list[tuple[float, float]]] = []
    longest: list[tuple[float, float]] = []
    for path in paths:
        seen = [at for at in _steps(path) if bounds.holds(Box(*at, *at))]
        longest = max(longest, seen, key=len)
        for apart, same in groupby(seen, lambda at: _is_apart(at, owner, cover)):
            if apart:
                stretches.append(list(same))
    stretches.sort(key=len, reverse=True)
    spots = [at for stretch in stretches for at in _from_middle(stretch)]
    return spots[:_TRIED], longest[len(longest) // 2] if longest else None


def _steps(path: Array) -> Iterator[tuple[float, float]]:
    along = lengths_along(path)
    for distance in np.arange(_EVERY / 2, along[-1], _EVERY).tolist():
        x, y, _ = spot_along(path, along, distance)
        yield x, y


def _is_apart(at: tuple[float, float], owner: int, cover: Cover) -> bool:
    return not cover.crossings(Box(*at, *at).grown(_APART), owner)


def _from_middle(stretch: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    middle = (len(stretch) - 1) / 2
    order = sorted(range(len(stretch)), key=lambda at: abs(at - middle))
    return [stretch[at] for at in order]
