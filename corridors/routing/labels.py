"""Exact shortest ways by hub labels: every node knows how far it is to the hubs of its ways.

Of two nodes' shortest way some node is a hub of both, so the least sum over hubs in common is its
length (Abraham, Delling, Goldberg, Werneck, "A hub-based labeling algorithm", SEA 2011). Labels
hold for one set of closed passages: a way found by them that meets none of those closed since is
the shortest still.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.search import Graph, Lines
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats

NO_WAY, NO_ROOM = -1, -2


class Labels(NamedTuple):
    """Node i's hubs are `hub[first[i]:first[i + 1]]`, rising; how far each is, and where to go.

    `by` counts from the first edge of the node's row: the edge on which the way to the hub starts.
    """

    first: NDArray[np.int64]
    hub: Ints
    km: NDArray[np.float32]
    by: NDArray[np.uint16]


class Tally(NamedTuple):
    """Per hub the km from the start, inf unless in use, and the entry that it is reached from."""

    km: Floats
    entry: Ints


NO_LABELS = Labels(
    np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.uint16)
)


def tally_for(graph: Graph) -> Tally:
    """Make room for one question at a time."""
    return Tally(np.full(len(graph.nodes), np.inf), np.empty(len(graph.nodes), np.int32))


@compiled
def _place_of(labels: Labels, node: int, hub: int) -> int:
    """Return where a node's label has a hub that is known to be in it."""
    low, high = labels.first[node], labels.first[node + 1]
    while high - low > 1:
        middle = (low + high) >> 1
        if labels.hub[middle] <= hub:
            low = middle
        else:
            high = middle
    return int(low)


@compiled
def km_between(labels: Labels, a: int, b: int) -> float:
    """Return how far two nodes are from each other, inf if no way joins them."""
    first, hub, km, _ = labels
    i, j, least = first[a], first[b], np.inf
    while i < first[a + 1] and j < first[b + 1]:
        if hub[i] == hub[j]:
            least = min(least, float(km[i]) + float(km[j]))
            i, j = i + 1, j + 1
        elif hub[i] < hub[j]:
            i += 1
        else:
            j += 1
    return least


@compiled
def _walk(
    graph: Graph, lines: Lines, labels: Labels, node: int, hub: int, way: Ints, count: int
) -> tuple[int, int]:
    """Write the nodes from one to a hub, the hub's own included.

    Returns the new count, and the bits of the passages crossed on the way.
    """
    met = 0
    while count < len(way):
        way[count] = node
        count += 1
        place = _place_of(labels, node, hub)
        if labels.hub[place] != hub or labels.km[place] == 0.0:
            break
        edge = graph.first[node] + labels.by[place]
        if lines.beside[node]:
            met |= graph.mask[edge]
        node = graph.to[edge]
    return count, met


@compiled
def _meeting(
    labels: Labels, tally: Tally, starts: Ints, start_km: Floats, goals: Ints, goal_km: Floats
) -> tuple[int, int, int]:
    """Return the hub in common with the least sum, and the entries of both ends; -1 if none is."""
    for k in range(len(starts)):
        for i in range(labels.first[starts[k]], labels.first[starts[k] + 1]):
            km, hub = start_km[k] + labels.km[i], labels.hub[i]
            if km < tally.km[hub]:
                tally.km[hub], tally.entry[hub] = km, k
    least, met, goal = np.inf, -1, -1
    for k in range(len(goals)):
        for i in range(labels.first[goals[k]], labels.first[goals[k] + 1]):
            km = tally.km[labels.hub[i]] + labels.km[i] + goal_km[k]
            if km < least:
                least, met, goal = km, labels.hub[i], k
    start = tally.entry[met] if met >= 0 else -1
    for k in range(len(starts)):
        for i in range(labels.first[starts[k]], labels.first[starts[k] + 1]):
            tally.km[labels.hub[i]] = np.inf
    return met, start, goal


@compiled
def labelled_way(
    graph: Graph, lines: Lines, labels: Labels, tally: Tally, starts: Ints, start_km: Floats,
    goals: Ints, goal_km: Floats, way: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Write the nodes of the shortest way from any start to any goal.

    Returns how many, and the bits of the passages crossed; for the number NO_WAY if no way joins
    them, NO_ROOM if it has more nodes than `way`.
    """
    hub, start, goal = _meeting(labels, tally, starts, start_km, goals, goal_km)
    if hub < 0:
        return NO_WAY, 0
    middle, met = _walk(graph, lines, labels, starts[start], hub, way, 0)
    # The other half is written from its end, over the hub that both have.
    count, more = _walk(graph, lines, labels, goals[goal], hub, way, middle)
    if count >= len(way):
        return NO_ROOM, 0
    way[middle:count] = way[middle:count][::-1].copy()
    way[middle : count - 1] = way[middle + 1 : count].copy()
    return count - 1, met | more
