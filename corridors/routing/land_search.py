"""Cheapest ways over rails and roads: A* with landmarks, closures given at query time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.heap import pop, push
from corridors.routing.land_network import NO_BOUND, Bytes, Graph, Ints

Floats = NDArray[np.float64]


class Desk(NamedTuple):
    """Room to search in, used again from query to query; `turn` stamps what is of this one."""

    best: Floats
    rank: Floats
    came_by: Ints
    stamp: Ints
    goal_cost: Floats
    goal_stamp: Ints
    keys: Floats
    heap: Ints
    turn: Ints


def desk_for(graph: Graph) -> Desk:
    """Make room for searches over a graph."""
    count = len(graph.first) - 1
    room = 2 * len(graph.u) + 256
    return Desk(
        np.empty(count),
        np.empty(count),
        np.empty(count, np.int32),
        np.zeros(count, np.int32),
        np.empty(count),
        np.zeros(count, np.int32),
        np.empty(room),
        np.empty(room, np.int32),
        np.zeros(1, np.int32),
    )


@compiled
def _goal_bounds(graph: Graph, goals: Ints, goal_cost: Floats) -> tuple[Floats, Floats]:
    """Return per landmark what no goal is nearer to it than, and what none is farther than.

    A goal g has a cost c behind it: these are the least d(g) + c and the greatest d(g) - c.
    """
    count = graph.bounds.shape[1]
    least, most = np.full(count, np.inf), np.full(count, -np.inf)
    for k in range(len(goals)):
        for m in range(count):
            known = graph.bounds[goals[k], m]
            if known == NO_BOUND:
                least[m], most[m] = -np.inf, np.inf
                continue
            least[m] = min(least[m], known * graph.bound_step + goal_cost[k])
            most[m] = max(most[m], (known + 1) * graph.bound_step - goal_cost[k])
    return least, most


@compiled
def _remaining(graph: Graph, node: int, least: Floats, most: Floats) -> float:
    """Return a cost that no way from a node to the goal can be under.

    To goal g with cost c behind it a way costs at least |d(n) - d(g)| + c, d being the cost to a
    landmark.
    """
    bound = 0.0
    for m in range(len(least)):
        known = graph.bounds[node, m]
        if known == NO_BOUND:
            continue
        low = known * graph.bound_step
        bound = max(bound, low - most[m], least[m] - low - graph.bound_step)
    return bound


@compiled
def _set_out(
    graph: Graph, desk: Desk, starts: Ints, start_cost: Floats, least: Floats, most: Floats
) -> int:
    """Put the starts on the heap; returns its size."""
    turn, size = desk.turn[0], 0
    for k in range(len(starts)):
        node, cost = starts[k], start_cost[k]
        if desk.stamp[node] == turn and cost >= desk.best[node]:
            continue
        desk.stamp[node], desk.best[node], desk.came_by[node] = turn, cost, -1
        desk.rank[node] = cost + _remaining(graph, node, least, most)
        size = push(desk.keys, desk.heap, size, desk.rank[node], node)
    return size


@compiled
def _set_goals(desk: Desk, goals: Ints, goal_cost: Floats) -> None:
    turn = desk.turn[0]
    for k in range(len(goals)):
        node = goals[k]
        if desk.goal_stamp[node] != turn or goal_cost[k] < desk.goal_cost[node]:
            desk.goal_stamp[node], desk.goal_cost[node] = turn, goal_cost[k]


@compiled
def _go_on(
    graph: Graph, desk: Desk, usable: Bytes, here: int, least: Floats, most: Floats,
    size: int, limit: float,
) -> int:  # fmt: skip
    """Put on the heap what a node leads to in a cheaper way than known; returns its size."""
    turn = desk.turn[0]
    for k in range(graph.first[here], graph.first[here + 1]):
        e = graph.edge[k]
        if not usable[e]:
            continue
        there = graph.v[e] if graph.u[e] == here else graph.u[e]
        cost = desk.best[here] + graph.cost[e]
        if desk.stamp[there] == turn and cost >= desk.best[there]:
            continue
        rank = cost + _remaining(graph, there, least, most)
        desk.stamp[there], desk.best[there], desk.came_by[there] = turn, cost, e
        desk.rank[there] = rank
        if rank < limit:
            size = push(desk.keys, desk.heap, size, rank, there)
    return size


@compiled
def shortest(
    graph: Graph, desk: Desk, usable: Bytes, shut: Bytes, starts: Ints, start_cost: Floats,
    goals: Ints, goal_cost: Floats, limit: float,
) -> int:  # fmt: skip
    """Find the cheapest way from any of `starts` to any of `goals`; returns its last node or -1.

    Each start and goal adds its own cost. Only usable edges are taken, and nodes that are shut are
    not passed. The way is read back from `desk.came_by`: edges, -1 at its start. Ways of `limit`
    or more are not looked for.
    """
    desk.turn[0] += 1
    _set_goals(desk, goals, goal_cost)
    least, most = _goal_bounds(graph, goals, goal_cost)
    size = _set_out(graph, desk, starts, start_cost, least, most)
    found, found_cost = -1, limit
    while size and desk.keys[0] < found_cost:
        key, here = desk.keys[0], desk.heap[0]
        size = pop(desk.keys, desk.heap, size)
        if key > desk.rank[here] or shut[here]:
            continue
        if desk.goal_stamp[here] == desk.turn[0]:
            cost = desk.best[here] + desk.goal_cost[here]
            if cost < found_cost:
                found, found_cost = here, cost
        size = _go_on(graph, desk, usable, here, least, most, size, found_cost)
    return found
