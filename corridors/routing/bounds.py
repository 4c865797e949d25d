"""Bounds for the search: how far every node is from the lines across passages and from landmarks.

All are measured over edges that cross no line. Whatever is closed, a way is a chain of such pieces
from line to line: it is no shorter than the least chain over lines that are open, and where it
crosses none, no shorter than the marks of both its ends lie apart.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.passages import Gates, angle_along
from corridors.routing.search import UNKNOWN, Graph, Masks, settle
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats, angle, crosses

LANDMARKS = 12
TRIED = 8
WORKERS = 2
EVERY_PASSAGE = 0xFFFFFFFF


class Feet(NamedTuple):
    """Ends of the edges across lines: which line, which node, and the km from it to the line."""

    line: Ints
    node: Ints
    km: Floats


@compiled
def _feet(graph: Graph, gates: Gates) -> tuple[Feet, Masks]:
    """Return the feet of all edges, and of each line the passages that all edges across it cross.

    A line that no edge crosses has all bits.
    """
    room = 2 * np.count_nonzero(graph.mask) + len(gates.bit)
    line, node, km = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room)
    needs = np.full(len(gates.bit), EVERY_PASSAGE, np.uint32)
    count = 0
    for here in range(len(graph.nodes)):
        for e in range(graph.first[here], graph.first[here + 1]):
            if graph.mask[e] == 0:
                continue
            a, b, before = graph.nodes[here], graph.nodes[graph.to[e]], count
            for k in range(len(gates.bit)):
                c, d = gates.start[k], gates.end[k]
                if graph.mask[e] >> gates.bit[k] & 1 and crosses(a, b, c, d):
                    share = min(1.0, angle_along(a, b, c, d) / max(angle(a, b), 1e-12))
                    line[count], node[count], km[count] = k, here, share * graph.km[e]
                    needs[k] &= graph.mask[e]
                    count += 1
            for k in range(len(gates.bit)):
                # Points in the file are rounded: an edge may just miss the line that it crossed.
                if count == before and graph.mask[e] >> gates.bit[k] & 1:
                    line[count], node[count], km[count] = k, here, 0.0
                    needs[k] &= graph.mask[e]
                    count += 1
    return Feet(line[:count], node[:count], km[:count]), needs


def _from_line(graph: Graph, feet: Feet, line: int) -> Floats:
    """Return the km from a line to all nodes, over edges that cross none."""
    own = feet.line == line
    best: Floats = np.full(len(graph.nodes), np.inf)
    np.minimum.at(best, feet.node[own], feet.km[own])
    settle(graph, EVERY_PASSAGE, best, np.full(len(best), -1, np.int32))
    return best


def _from_node(graph: Graph, node: int) -> Floats:
    best: Floats = np.full(len(graph.nodes), np.inf)
    best[node] = 0.0
    settle(graph, EVERY_PASSAGE, best, np.full(len(best), -1, np.int32))
    return best


def _largest_water(graph: Graph) -> Floats:
    """Return the km from some node in the water that most nodes share."""
    count = len(graph.nodes)
    tries = (_from_node(graph, node) for node in range(0, count, max(1, count // TRIED)))
    return max(tries, key=lambda best: int(np.isfinite(best).sum()))


def _landmarks(graph: Graph, nearest: Floats) -> list[Floats]:
    """Return the km from LANDMARKS nodes, each the farthest from all marks before it."""
    found = []
    for _ in range(LANDMARKS):
        best = _from_node(graph, int(np.argmax(np.where(np.isfinite(nearest), nearest, -1.0))))
        nearest = np.minimum(nearest, best)
        found.append(best)
    return found


def _whole_km(best: Floats) -> NDArray[np.uint16]:
    known = np.isfinite(best)
    if known.any() and best[known].max() >= UNKNOWN:
        raise ValueError(f"a way of {best[known].max():.0f} km is too long for two bytes")
    return np.where(known, np.floor(best, where=known, out=np.zeros_like(best)), UNKNOWN).astype(
        np.uint16
    )


def measure_bounds(graph: Graph, gates: Gates) -> tuple[NDArray[np.uint16], Floats, Masks]:
    """Measure whole km, rounded down, from each node to each line and landmark, a row a node.

    Returns them, UNKNOWN where no way leads; the km between lines; and the passages as bits of
    which any, closed, closes a line. Raises ValueError if a way is longer than two bytes tell.
    """
    feet, needs = _feet(graph, gates)
    lines = len(gates.bit)
    with ThreadPoolExecutor(WORKERS) as pool:
        marks = list(pool.map(lambda line: _from_line(graph, feet, line), range(lines)))
    between = np.full((lines, lines), np.inf)
    for k, best in enumerate(marks):
        np.minimum.at(between[k], feet.line, best[feet.node] + feet.km)
        between[k, k] = 0.0
    nearest = np.min([_largest_water(graph), *marks], axis=0)
    marks += _landmarks(graph, nearest)
    return np.stack([_whole_km(best) for best in marks], axis=1), between, needs
