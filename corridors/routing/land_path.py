"""From a search to a line: the edges taken, the parts of the first and the last, their points."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.land_attach import Feet
from corridors.routing.land_measure import lon_step, short_km
from corridors.routing.land_network import GRID, Bytes, Graph, Ints, Lines
from corridors.routing.land_search import Desk, shortest

Floats = NDArray[np.float64]
APPROACH_WEIGHT = 4.0  # an end takes the nearest track, unless its way round is far longer


class Path(NamedTuple):
    """Edges in the order taken and what of each is used: from share to share of its length.

    `here` is the share where the way gets on the edge, `there` where it leaves it.
    """

    edge: Ints
    here: Floats
    there: Floats


@compiled
def piece_km(lines: Lines, k: int) -> float:
    """Return the km from a point of a line to the next."""
    return short_km(
        lines.lat[k] * GRID, lines.lon[k] * GRID, lines.lat[k + 1] * GRID, lines.lon[k + 1] * GRID
    )


@compiled
def _share_of_edge(lines: Lines, edge: int, piece: int, share: float) -> float:
    """Return how far along an edge's drawn line a foot lies, 0 to 1."""
    before = total = 0.0
    start = lines.first[edge]
    for k in range(start, lines.first[edge + 1] - 1):
        km = short_km(
            lines.lat[k] * GRID,
            lines.lon[k] * GRID,
            lines.lat[k + 1] * GRID,
            lines.lon[k + 1] * GRID,
        )
        total += km
        if k - start < piece:
            before += km
        elif k - start == piece:
            before += km * share
    return before / total if total > 0 else 0.0


@compiled
def _entries(graph: Graph, lines: Lines, at: Feet) -> tuple[Ints, Floats, Floats]:
    """Return the nodes a foot leads to, the cost of getting there, and each foot's share."""
    count = len(at.edge)
    nodes = np.empty(2 * count, np.int32)
    costs = np.empty(2 * count)
    shares = np.empty(count)
    for k in range(count):
        e = at.edge[k]
        shares[k] = _share_of_edge(lines, e, at.piece[k], at.share[k])
        base = at.km[k] * APPROACH_WEIGHT
        nodes[2 * k], costs[2 * k] = graph.u[e], base + graph.cost[e] * shares[k]
        nodes[2 * k + 1], costs[2 * k + 1] = graph.v[e], base + graph.cost[e] * (1 - shares[k])
    return nodes, costs, shares


@compiled
def _on_one_edge(
    graph: Graph, a: Feet, b: Feet, a_share: Floats, b_share: Floats
) -> tuple[float, int, int]:
    """Return the cheapest way that never leaves an edge: its cost and the two feet."""
    best, i, j = np.inf, -1, -1
    for k in range(len(a.edge)):
        for m in range(len(b.edge)):
            if a.edge[k] == b.edge[m]:
                along = graph.cost[a.edge[k]] * abs(a_share[k] - b_share[m])
                cost = along + (a.km[k] + b.km[m]) * APPROACH_WEIGHT
                if cost < best:
                    best, i, j = cost, k, m
    return best, i, j


@compiled
def _entry_of(nodes: Ints, costs: Floats, node: int) -> int:
    """Return the cheapest entry at a node."""
    best, found = np.inf, -1
    for k in range(len(nodes)):
        if nodes[k] == node and costs[k] < best:
            best, found = costs[k], k
    return found


@compiled
def find_path(
    graph: Graph, lines: Lines, desk: Desk, usable: Bytes, shut: Bytes, a: Feet, b: Feet
) -> tuple[Path, int, int]:
    """Return the cheapest path and which feet it starts and ends on, -1 where there is none."""
    a_nodes, a_costs, a_share = _entries(graph, lines, a)
    b_nodes, b_costs, b_share = _entries(graph, lines, b)
    direct, i, j = _on_one_edge(graph, a, b, a_share, b_share)
    last = shortest(
        graph, desk, usable, shut, a_nodes, a_costs, b_nodes, b_costs, direct
    )  # fmt: skip
    if last < 0:
        count = 0 if i < 0 else 1
        edge = np.empty(count, np.int32)
        here, there = np.empty(count), np.empty(count)
        if count:
            edge[0], here[0], there[0] = a.edge[i], a_share[i], b_share[j]
        return Path(edge, here, there), i, j
    count = 2
    node = last
    while desk.came_by[node] >= 0:
        e = desk.came_by[node]
        node = graph.u[e] if graph.v[e] == node else graph.v[e]
        count += 1
    edge = np.empty(count, np.int32)
    here, there = np.empty(count), np.empty(count)
    start, end = _entry_of(a_nodes, a_costs, node), _entry_of(b_nodes, b_costs, last)
    edge[0], here[0], there[0] = a.edge[start // 2], a_share[start // 2], float(start % 2)
    edge[-1], here[-1], there[-1] = b.edge[end // 2], float(end % 2), b_share[end // 2]
    node = last
    for k in range(count - 2, 0, -1):
        e = desk.came_by[node]
        forth = graph.v[e] == node
        edge[k], here[k], there[k] = e, (0.0 if forth else 1.0), (1.0 if forth else 0.0)
        node = graph.u[e] if forth else graph.v[e]
    return Path(edge, here, there), start // 2, end // 2


@compiled
def _points_of(
    lines: Lines, edge: int, here: float, there: float, lats: Floats, lons: Floats, count: int
) -> int:
    """Put down the points of a part of an edge's line, in the order travelled."""
    first, last = lines.first[edge], lines.first[edge + 1] - 1
    total = 0.0
    for k in range(first, last):
        total += short_km(
            lines.lat[k] * GRID,
            lines.lon[k] * GRID,
            lines.lat[k + 1] * GRID,
            lines.lon[k + 1] * GRID,
        )
    low, high = min(here, there) * total, max(here, there) * total
    begin = count
    gone = 0.0
    for k in range(first, last):
        ay, ax = lines.lat[k] * GRID, lines.lon[k] * GRID
        by = lines.lat[k + 1] * GRID
        step = lon_step(ax, lines.lon[k + 1] * GRID)
        km = short_km(ay, ax, by, ax + step)
        if gone <= low <= gone + km and count == begin:
            part = (low - gone) / km if km > 0 else 0.0
            lats[count], lons[count] = ay + part * (by - ay), ax + part * step
            count += 1
        if count > begin and gone + km >= high:
            part = (high - gone) / km if km > 0 else 0.0
            lats[count], lons[count] = ay + part * (by - ay), ax + part * step
            count += 1
            break
        if count > begin:
            lats[count], lons[count] = by, ax + step
            count += 1
        gone += km
    if here > there:
        lats[begin:count] = lats[begin:count][::-1].copy()
        lons[begin:count] = lons[begin:count][::-1].copy()
    return count


@compiled
def line_of(lines: Lines, path: Path) -> tuple[Floats, Floats, Ints]:
    """Return the points of a path in degrees, and where each edge's own begin.

    Neighbouring edges share a point, which is there once; longitudes run on from the first.
    """
    room = 2 * len(path.edge)
    for e in path.edge:
        room += lines.first[e + 1] - lines.first[e]
    lats, lons = np.empty(room), np.empty(room)
    starts = np.empty(len(path.edge) + 1, np.int32)
    count = 0
    for k in range(len(path.edge)):
        back = 1 if count else 0  # this edge's first point is the last one's end
        starts[k] = count - back
        count = _points_of(
            lines, path.edge[k], path.here[k], path.there[k], lats, lons, count - back
        )
    starts[-1] = count - 1
    for k in range(1, count):
        lons[k] = lons[k - 1] + lon_step(lons[k - 1], lons[k])
    return lats[:count], lons[:count], starts
