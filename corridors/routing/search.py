"""Shortest ways over a graph of sight lines: A* with bounds that know what is closed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.heap import pop, push
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats

Masks = NDArray[np.uint32]
Bounds = NDArray[np.uint16]
UNKNOWN = 65535  # in a table of bounds: no way leads there
FAR = 1 << 20  # km that no way has: in a sum, that no way leads there


class Graph(NamedTuple):
    """Nodes as directions, edges both ways in rows by node, distances from marks in whole km.

    Edges of node i are `first[i]` to `first[i + 1]`: where `to`, how long `km`, the passages
    crossed as bits in `mask`. `bounds[i, m]` is how far mark m is over edges that cross no
    passage, rounded down, or UNKNOWN.
    """

    nodes: Floats
    first: Ints
    to: Ints
    km: NDArray[np.float32]
    mask: Masks
    bounds: Bounds


class Lines(NamedTuple):
    """The lines across passages, which are the first marks of a graph's bounds.

    `between[k, l]` are the km from line to line over edges that cross no passage; line k is closed
    with any of the passages in `needs[k]`, which all edges across it cross. `beside` says of each
    node whether any of its edges crosses a line: the masks of others need not be read.
    """

    between: Floats
    needs: Masks
    beside: NDArray[np.bool_]


class Desk(NamedTuple):
    """Room to search in, used again from query to query.

    Between queries `best` and `to_goal` are inf; `touched` lists the nodes where `best` is not.
    """

    best: Floats
    parent: Ints
    bound: Ints
    to_goal: Floats
    touched: Ints
    keys: Floats
    heap: Ints


class Aim(NamedTuple):
    """What bounds the way to a goal, per mark in whole km.

    The goal is no farther from a mark than `near` and no nearer to it than `far`, if the way to it
    crosses no line; `beyond` is what is left of the way behind an open line, FAR for other marks.
    """

    near: Ints
    far: Ints
    beyond: Ints


def desk_for(graph: Graph) -> Desk:
    """Make room for searches over a graph."""
    count, edges = len(graph.nodes), len(graph.to) + 1024
    return Desk(
        np.full(count, np.inf),
        np.empty(count, np.int32),
        np.empty(count, np.int32),
        np.full(count, np.inf),
        np.empty(count, np.int32),
        np.empty(edges),
        np.empty(edges, np.int32),
    )


@compiled
def settle(graph: Graph, closed: int, best: Floats, parent: Ints) -> None:
    """Lower the km of all nodes to what ways from those of known km give; fill in the tree."""
    keys = np.empty(len(graph.to) + len(best))
    heap = np.empty(len(keys), np.int32)
    size = 0
    for node in range(len(best)):
        if best[node] < np.inf:
            size = push(keys, heap, size, best[node], node)
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
def distances(graph: Graph, source: int, closed: int, best: Floats, parent: Ints) -> None:
    """Fill in the km from one node to all others, inf where there is no way, and the tree."""
    best[:] = np.inf
    parent[:] = -1
    best[source] = 0.0
    settle(graph, closed, best, parent)


@compiled
def _left_behind_lines(lines: Lines, closed: int, to_goal: Floats) -> None:
    """Lower the km from each line to the goal to those of the least chain over open lines."""
    count = len(lines.needs)
    done = np.zeros(count, np.bool_)
    for k in range(count):
        if lines.needs[k] & closed:
            to_goal[k], done[k] = np.inf, True
    for _ in range(count):
        here = -1
        for k in range(count):
            if not done[k] and to_goal[k] < np.inf and (here < 0 or to_goal[k] < to_goal[here]):
                here = k
        if here < 0:
            break
        done[here] = True
        for k in range(count):
            if not done[k]:
                to_goal[k] = min(to_goal[k], to_goal[here] + lines.between[k, here])


@compiled
def aim_at(graph: Graph, lines: Lines, closed: int, goals: Ints, goal_km: Floats) -> Aim:
    """Work out what bounds ways to a goal that is reached through some nodes, each with its km."""
    marks, count = graph.bounds.shape[1], len(lines.needs)
    near, far, beyond = np.full((3, marks), FAR, np.int32)
    most, least = np.full(marks, -np.inf), np.full(marks, np.inf)
    touched = np.zeros(marks, np.int32)
    for k in range(len(goals)):
        for m in range(marks):
            known = graph.bounds[goals[k], m]
            if known != UNKNOWN:
                touched[m] += 1
                most[m] = max(most[m], known + 1 - goal_km[k])
                least[m] = min(least[m], known + goal_km[k])
    for m in range(marks):
        if touched[m]:
            far[m] = int(np.floor(least[m])) - 1
        if touched[m] and touched[m] == len(goals):
            near[m] = int(np.ceil(most[m]))
    to_goal = least[:count]
    _left_behind_lines(lines, closed, to_goal)
    for k in range(count):
        if to_goal[k] < np.inf:
            beyond[k] = int(np.floor(to_goal[k]))
    return Aim(near, far, beyond)


@compiled
def remaining_km(bounds: Bounds, near: Ints, far: Ints, beyond: Ints, node: int) -> int:
    """Return km that no way from a node to the goal can be under; half of FAR or more: no way."""
    direct, over_lines = np.int32(0), np.int32(FAR)
    for m in range(len(near)):
        known = np.int32(bounds[node, m])
        known = np.int32(FAR) if known == UNKNOWN else known
        direct = max(direct, np.int32(known - near[m]), np.int32(far[m] - known))
        over_lines = min(over_lines, np.int32(known + beyond[m]))
    return int(min(direct, over_lines))


@compiled
def _begin(graph: Graph, aim: Aim, desk: Desk, starts: Ints, start_km: Floats) -> tuple[int, int]:
    """Take the starts into a search; returns the heap's size and how many nodes are touched."""
    size, reached = 0, 0
    for k in range(len(starts)):
        there = starts[k]
        if start_km[k] >= desk.best[there]:
            continue
        if desk.best[there] == np.inf:
            desk.touched[reached] = there
            reached += 1
        bound = remaining_km(graph.bounds, aim.near, aim.far, aim.beyond, there)
        desk.best[there], desk.parent[there], desk.bound[there] = start_km[k], -1, bound
        size = push(desk.keys, desk.heap, size, start_km[k] + bound, there)
    return size, reached


@compiled
def shortest(
    graph: Graph, lines: Lines, desk: Desk, closed: int, starts: Ints, start_km: Floats,
    goals: Ints, goal_km: Floats,
) -> int:  # fmt: skip
    """Find the shortest way from any of `starts` to any of `goals`; returns the last node or -1.

    Each start and goal adds its own km. The way is read back from `desk.parent`, -1 at its start.
    Bounds are in whole km, so a node may be met again by a shorter way after it was left. All is
    in one loop over bare arrays: a call for each edge would take longer than the rest.
    """
    _, first, to, length, mask, bounds = graph
    best, parent, bound, to_goal, touched, keys, heap = desk
    aim = aim_at(graph, lines, closed, goals, goal_km)
    near, far, beyond = aim
    for k in range(len(goals)):
        to_goal[goals[k]] = min(to_goal[goals[k]], goal_km[k])
    size, reached = _begin(graph, aim, desk, starts, start_km)
    found, found_km = -1, FAR / 2
    while size and keys[0] < found_km:
        key, here = keys[0], heap[0]
        size = pop(keys, heap, size)
        base = best[here]
        if key > base + bound[here]:
            continue
        if base + to_goal[here] < found_km:
            found, found_km = here, base + to_goal[here]
        beside = lines.beside[here]
        for e in range(first[here], first[here + 1]):
            there, km = to[e], base + length[e]
            if km >= best[there] or (beside and mask[e] & closed):
                continue
            if best[there] == np.inf:
                bound[there] = remaining_km(bounds, near, far, beyond, there)
                touched[reached] = there
                reached += 1
            best[there], parent[there] = km, here
            if km + bound[there] < found_km and size < len(keys):
                size = push(keys, heap, size, km + bound[there], there)
    best[touched[:reached]] = np.inf
    to_goal[goals] = np.inf
    return found
