"""A made-up graph of sight lines with lines across passages, small enough for a plain search."""

from __future__ import annotations

import numpy as np

from corridors.routing.passages import Gates, crossed
from corridors.routing.search import Graph, distances
from corridors.routing.sphere import Floats, directions, geodesic_km

FIRST, SECOND, THIRD = 1, 2, 4
ALL = FIRST | SECOND | THIRD
APART = 20  # nodes that nothing joins to the rest


def _gates() -> Gates:
    """Lines over the made-up water as (lat, lon) to (lat, lon); the first passage has two."""
    rows = [(0, 11, 19, 14), (22, 9, 31, 12), (14, 11, 16, 41), (14.5, 11.5, 16.5, 41)]
    ends = np.array(rows, np.float64)
    return Gates(
        directions(ends[:, 0], ends[:, 1]),
        directions(ends[:, 2], ends[:, 3]),
        np.array([0, 0, 1, 2], np.int32),
    )


def made_graph(count: int, seed: int) -> Graph:
    """Places at random, each joined to its nearest; what crosses a line of GATES has its bit."""
    rng = np.random.default_rng(seed)
    lats = np.append(rng.uniform(0, 30, count - APART), rng.uniform(-60, -50, APART))
    nodes = directions(lats, rng.uniform(0, 40, count))
    pairs: set[tuple[int, int]] = set()
    for i in range(count):
        near = np.argsort(-(nodes @ nodes[i]), kind="stable")[1:7]
        pairs |= {
            (min(i, int(j)), max(i, int(j)))
            for j in near
            if (i < count - APART) == (j < count - APART)
        }
    both = np.array(sorted({*pairs, *((b, a) for a, b in pairs)}))
    first = np.searchsorted(both[:, 0], np.arange(count + 1)).astype(np.int32)
    km = np.array([geodesic_km(nodes[a], nodes[b]) for a, b in both], np.float32)
    mask = np.array([crossed(GATES, nodes[min(a, b)], nodes[max(a, b)]) for a, b in both])
    none = np.empty((count, 0), np.uint16)
    return Graph(nodes, first, both[:, 1].astype(np.int32), km, mask.astype(np.uint32), none)


GATES = _gates()
GRAPH = made_graph(300, seed=3)


def plain(source: int, closed: int, graph: Graph = GRAPH) -> Floats:
    """The km from one node to all others by a plain search."""
    best = np.empty(len(graph.nodes))
    distances(graph, source, closed, best, np.empty(len(best), np.int32))
    return best
