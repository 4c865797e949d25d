"""Shortest ways over a graph of sight lines: A* with landmarks, closures given at query time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.heap import pop, push
from corridors.routing.sight import Ints
from corridors.routing.sphere import WGS84_A_KM, WGS84_F, Floats, angle

Masks = NDArray[np.uint32]
# No geodesic is shorter than its angle times the smallest radius of curvature, a(1 - e²).
# Landmarks used in one search, of all that there are.
ACTIVE = 6
UNKNOWN = 65535
SETTLED = -1e18
# Bounds are stretched by so much: fewer corners are looked at, and a way may be as much longer.
GREED = 1.002
LEAST_RADIUS_KM = WGS84_A_KM * (1 - WGS84_F) ** 2


class Graph(NamedTuple):
    """Nodes as directions, edges both ways in rows by node, landmark distances in km.

    Edges of node i are `first[i]` to `first[i + 1]`: where `to`, how long `km`, the passages
    crossed as bits in `mask`. `bounds[i, l]` is a distance rounded down, at most 1 km short.
    """

    nodes: Floats
    first: Ints
    to: Ints
    km: NDArray[np.float32]
    mask: Masks
    bounds: NDArray[np.uint16]


class Desk(NamedTuple):
    """Room to search in, used again from query to query; `turn` stamps what is of this one."""

    best: Floats
    parent: Ints
    bound: Floats
    stamp: Ints
    goal_km: Floats
    goal_stamp: Ints
    keys: Floats
    heap: Ints
    turn: Ints


def desk_for(graph: Graph) -> Desk:
    """Make room for searches over a graph."""
    count = len(graph.nodes)
    return Desk(
        np.empty(count + 1),
        np.empty(count + 1, np.int32),
        np.empty(count + 1),
        np.zeros(count + 1, np.int32),
        np.empty(count + 1),
        np.zeros(count + 1, np.int32),
        np.empty(len(graph.to) + 1024),
        np.empty(len(graph.to) + 1024, np.int32),
        np.zeros(1, np.int32),
    )


@compiled
def distances(graph: Graph, source: int, closed: int, best: Floats, parent: Ints) -> None:
    """Fill in the km from one node to all others, inf where there is no way, and the tree."""
    best[:] = np.inf
    parent[:] = -1
    keys = np.empty(len(graph.to) + 1)
    heap = np.empty(len(graph.to) + 1, np.int32)
    best[source] = 0.0
    size = push(keys, heap, 0, 0.0, source)
    while size:
        key, here = keys[0], heap[0]
        size = pop(keys, heap, size)
        if key > best[here]:
            continue
        for e in range(graph.first[here], graph.first[here + 1]):
            if graph.mask[e] & closed:
                continue
            there, km = graph.to[e], key + graph.km[e]
            if km < best[there]:
                best[there], parent[there] = km, here
                size = push(keys, heap, size, km, there)


@compiled
def _spread_by_one(
    graph: Graph, closed: int, mark: Ints, queue: Ints, done: int, count: int, own: int
) -> tuple[int, bool]:
    """Mark what a queue's next node leads to; return its new count, and if the other is met."""
    here = queue[done]
    for e in range(graph.first[here], graph.first[here + 1]):
        there = graph.to[e]
        if mark[there] == own or graph.mask[e] & closed:
            continue
        if mark[there]:
            return count, True
        mark[there] = own
        queue[count] = there
        count += 1
    return count, False


@compiled
def are_joined(graph: Graph, closed: int, starts: Ints, goals: Ints) -> bool:
    """Say whether any way leads from starts to goals, as quickly as the smaller water is full."""
    mark = np.zeros(len(graph.nodes), np.int32)
    queues = np.empty((2, len(graph.nodes)), np.int32)
    counts, done = np.zeros(2, np.int32), np.zeros(2, np.int32)
    for which, nodes in enumerate((starts, goals)):
        for node in nodes:
            if mark[node] not in (0, which + 1):
                return True
            if mark[node] == 0:
                mark[node] = which + 1
                queues[which, counts[which]] = node
                counts[which] += 1
    while done[0] < counts[0] and done[1] < counts[1]:
        for which in range(2):
            counts[which], met = _spread_by_one(
                graph, closed, mark, queues[which], done[which], counts[which], which + 1
            )
            if met:
                return True
            done[which] += 1
    return False


@compiled
def goal_bounds(graph: Graph, goals: Ints, goal_km: Floats) -> tuple[Floats, Floats]:
    """Return per landmark the least and the greatest distance of the goal, by its entries."""
    count = graph.bounds.shape[1]
    least, most = np.full(count, np.inf), np.full(count, np.inf)
    for k in range(len(goals)):
        for m in range(count):
            known = graph.bounds[goals[k], m]
            if known == UNKNOWN:
                continue
            least[m] = min(least[m], known + goal_km[k])
            most[m] = min(most[m], known + 1 + goal_km[k])
    return least, most


@compiled
def best_landmarks(graph: Graph, start: int, least: Floats, most: Floats) -> Ints:
    """Return the ACTIVE landmarks that bound the way from a start best."""
    count = len(least)
    worth = np.full(count, 1.0)
    for m in range(count):
        known = graph.bounds[start, m]
        if known != UNKNOWN and most[m] != np.inf:
            worth[m] = -max(known - most[m], least[m] - known - 1.0)
    return np.argsort(worth)[:ACTIVE].astype(np.int32)


@compiled
def remaining_km(
    graph: Graph, node: int, goal: Floats, least: Floats, most: Floats, active: Ints
) -> float:
    """Return a length that no way from a node to the goal can be under, in km."""
    bound = angle(graph.nodes[node], goal) * LEAST_RADIUS_KM
    for m in active:
        known = graph.bounds[node, m]
        if known == UNKNOWN or most[m] == np.inf:
            continue
        bound = max(bound, known - most[m], least[m] - known - 1.0)
    return bound


@compiled
def _enter(
    graph: Graph, desk: Desk, node: int, km: float, parent: int, goal: Floats,
    least: Floats, most: Floats, active: Ints, size: int, limit_km: float,
) -> int:  # fmt: skip
    """Take a node into the search if this is a shorter way to it; returns the heap's new size."""
    turn = desk.turn[0]
    if desk.stamp[node] != turn:
        bound = remaining_km(graph, node, goal, least, most, active)
        desk.stamp[node], desk.bound[node] = turn, bound * GREED
    elif km >= desk.best[node] or desk.bound[node] == SETTLED:
        return size
    desk.best[node], desk.parent[node] = km, parent
    rank = km + desk.bound[node]
    return push(desk.keys, desk.heap, size, rank, node) if rank < limit_km else size


@compiled
def _set_goals(desk: Desk, goals: Ints, goal_km: Floats) -> None:
    turn = desk.turn[0]
    for k in range(len(goals)):
        node = goals[k]
        if desk.goal_stamp[node] != turn or goal_km[k] < desk.goal_km[node]:
            desk.goal_stamp[node], desk.goal_km[node] = turn, goal_km[k]


@compiled
def shortest(
    graph: Graph, desk: Desk, closed: int, starts: Ints, start_km: Floats,
    goals: Ints, goal_km: Floats, goal: Floats,
) -> int:  # fmt: skip
    """Find a shortest way from any of `starts` to any of `goals`; returns the last node or -1.

    Each start and goal adds its own km. The way is read back from `desk.parent`, -1 at its start.
    It is at most (GREED - 1) longer than the shortest.
    """
    if len(starts) == 0 or len(goals) == 0:
        return -1
    desk.turn[0] += 1
    turn = desk.turn[0]
    _set_goals(desk, goals, goal_km)
    least, most = goal_bounds(graph, goals, goal_km)
    active = best_landmarks(graph, starts[0], least, most)
    size, found, found_km = 0, -1, np.inf
    for k in range(len(starts)):
        size = _enter(
            graph, desk, starts[k], start_km[k], -1, goal, least, most, active, size, found_km
        )  # fmt: skip
    while size and desk.keys[0] < found_km:
        key, here = desk.keys[0], desk.heap[0]
        size = pop(desk.keys, desk.heap, size)
        base = desk.best[here]
        if desk.bound[here] == SETTLED or key > base + desk.bound[here]:
            continue
        # Never looked at twice: stretched bounds could else bring a corner back for ever.
        desk.bound[here] = SETTLED
        if desk.goal_stamp[here] == turn and base + desk.goal_km[here] < found_km:
            found, found_km = here, base + desk.goal_km[here]
        for e in range(graph.first[here], graph.first[here + 1]):
            if not graph.mask[e] & closed:
                km = base + graph.km[e]
                size = _enter(
                    graph, desk, graph.to[e], km, here, goal, least, most, active, size, found_km
                )  # fmt: skip
    return found
