"""Bounds for the search: how far every node is from some landmarks at the ends of the water."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corridors.routing.search import UNKNOWN, Graph, distances

LANDMARKS = 16
TRIED = 8


def landmark_bounds(graph: Graph, closed: int) -> NDArray[np.uint16]:
    """Return whole km, rounded down, from each node to LANDMARKS landmarks, a row a node.

    UNKNOWN where no way leads with the passages `closed`, as bits. Landmarks lie in the water that
    most nodes share, each the farthest from those before it.
    """
    count = len(graph.nodes)
    best, parent = np.empty(count), np.empty(count, np.int32)
    nearest = np.full(count, np.inf)
    for start in range(0, count, max(1, count // TRIED)):
        distances(graph, start, closed, best, parent)
        if np.isfinite(best).sum() > np.isfinite(nearest).sum():
            nearest = best.copy()
    bounds = np.empty((count, LANDMARKS), np.uint16)
    for column in range(LANDMARKS):
        mark = int(np.argmax(np.where(np.isfinite(nearest), nearest, -1.0)))
        distances(graph, mark, closed, best, parent)
        bounds[:, column] = np.where(np.isfinite(best), np.floor(best), UNKNOWN).astype(np.uint16)
        nearest = np.minimum(nearest, best) if column else best.copy()
    return bounds
