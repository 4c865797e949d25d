"""Measures the cost from every junction to a few landmarks, far apart, of its own part."""

from __future__ import annotations

import numpy as np
from land_links import Floats, Ints
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

NO_BOUND = 65535
LEAST_PART = 500  # smaller parts of a network are searched quickly without


def _graph(u: Ints, v: Ints, cost: Floats, count: int) -> csr_array:
    """Return the cheapest edge between any two nodes, as a matrix."""
    order = np.lexsort((cost, np.maximum(u, v), np.minimum(u, v)))
    a, b = np.minimum(u, v)[order], np.maximum(u, v)[order]
    first = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])] & (a != b)
    # Zero would be no edge at all.
    values = np.maximum(cost[order][first], 1e-6)
    return coo_array((values, (a[first], b[first])), (count, count)).tocsr()


def landmarks(
    u: Ints, v: Ints, cost: Floats, count: int, number: int, step: float
) -> NDArray[np.uint16]:
    """Return the costs from each node to `number` landmarks of its part, in steps rounded down.

    The first landmark lies farthest from some node of the part, each next one farthest from those
    before it.
    """
    graph = _graph(u, v, cost, count)
    parts, part = connected_components(graph, directed=False)
    size = np.bincount(part, minlength=parts)
    bounds = np.full((count, number), NO_BOUND, np.uint16)
    for which in np.flatnonzero(size >= LEAST_PART):
        nodes = np.flatnonzero(part == which)
        own = graph[nodes][:, nodes]
        least = dijkstra(own, directed=False, indices=0)
        for k in range(number):
            reach = dijkstra(own, directed=False, indices=int(np.argmax(least)))
            least = reach.copy() if k == 0 else np.minimum(least, reach)
            bounds[nodes, k] = np.minimum(reach / step, NO_BOUND - 1).astype(np.uint16)
    return bounds
