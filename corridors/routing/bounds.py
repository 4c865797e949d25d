"""Bounds for the search: how far every node is from the lines across passages and from landmarks.

All are measured over edges that cross no line. Whatever is closed, a way is a chain of such pieces
from line to line: it is no shorter than the least chain over lines that are open, and where it
crosses none, no shorter than the marks of both its ends lie apart.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from corridors.routing.compiled import compiled
from corridors.routing.passages import Gates, angle_along
from corridors.routing.search import UNKNOWN, Bounds, Graph, Lines, Masks, settle
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats, angle, crosses

LANDMARKS = 12
TRIED = 8
WORKERS = 2
EVERY_PASSAGE = 0xFFFFFFFF


class Feet(NamedTuple):
    """Ends of the edges across lines, a row each: the node, and the km from it to the line.

    `line` numbers the line, `mask` has the bits of all passages that the edge crosses.
    """

    line: Ints
    mask: Masks
    node: Ints
    km: Floats


@compiled
def _first_line(gates: Gates, mask: int, a: Floats, b: Floats) -> tuple[int, float]:
    """Return which line an edge crosses first in the list, and at which share of its length.

    Points in the file are rounded: one that just misses its line is given to it, at share 0.
    """
    missed = -1
    for k in range(len(gates.bit)):
        if mask >> gates.bit[k] & 1:
            c, d = gates.start[k], gates.end[k]
            if crosses(a, b, c, d):
                return k, min(1.0, angle_along(a, b, c, d) / max(angle(a, b), 1e-12))
            missed = k
    return missed, 0.0


@compiled
def _feet(graph: Graph, gates: Gates) -> Feet:
    """Return the feet of all edges that cross any passage."""
    room = np.count_nonzero(graph.mask)
    line, mask = np.empty(room, np.int32), np.empty(room, np.uint32)
    node, km = np.empty(room, np.int32), np.empty(room)
    count = 0
    for here in range(len(graph.nodes)):
        for e in range(graph.first[here], graph.first[here + 1]):
            if graph.mask[e]:
                a, b = graph.nodes[here], graph.nodes[graph.to[e]]
                line[count], share = _first_line(gates, graph.mask[e], a, b)
                mask[count], node[count], km[count] = graph.mask[e], here, share * graph.km[e]
                count += 1
    return Feet(line, mask, node, km)


def _from_feet(graph: Graph, nodes: Ints, km: Floats) -> Floats:
    """Return the km from a line's feet to all nodes, over edges that cross no line."""
    best: Floats = np.full(len(graph.nodes), np.inf)
    np.minimum.at(best, nodes, km)
    settle(graph, EVERY_PASSAGE, best, np.full(len(best), -1, np.int32))
    return best


def _from_node(graph: Graph, node: int) -> Floats:
    return _from_feet(graph, np.array([node], np.int32), np.zeros(1))


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


def _whole_km(best: Floats) -> Bounds:
    known = np.isfinite(best)
    if known.any() and best[known].max() >= UNKNOWN:
        raise ValueError(f"a way of {best[known].max():.0f} km is too long for two bytes")
    return np.where(known, np.floor(best, where=known, out=np.zeros_like(best)), UNKNOWN).astype(
        np.uint16
    )


def measure_bounds(graph: Graph, gates: Gates) -> tuple[Bounds, Lines]:
    """Measure whole km, rounded down, from each node to each line and landmark, a row a node.

    A line counts once for each set of passages that edges across it cross. Returns the km, UNKNOWN
    where no way leads, and the lines. Raises ValueError if a way is longer than two bytes tell.
    """
    feet = _feet(graph, gates)
    kinds, which = np.unique(np.stack([feet.line, feet.mask], 1), axis=0, return_inverse=True)
    own = [which.reshape(-1) == k for k in range(len(kinds))]
    with ThreadPoolExecutor(WORKERS) as pool:
        marks = list(pool.map(lambda at: _from_feet(graph, feet.node[at], feet.km[at]), own))
    between = np.zeros((len(kinds), len(kinds)))
    for k, best in enumerate(marks):
        for m, at in enumerate(own):
            between[k, m] = 0.0 if k == m else (best[feet.node[at]] + feet.km[at]).min()
    marks += _landmarks(graph, np.min([_largest_water(graph), *marks], axis=0))
    table = np.stack([_whole_km(best) for best in marks], axis=1)
    beside = np.zeros(len(graph.nodes), np.bool_)
    beside[feet.node] = True
    return table, Lines(between, kinds[:, 1].astype(np.uint32), beside)
