"""From open water and from quays: for which corners ways start, and at which corners they bend."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray
from sea_prune import WORKERS, mark_bends
from sea_visibility import Shore, cone_of
from shapely.geometry.base import BaseGeometry

from corridors.routing.heap import pop, push
from corridors.routing.sea_network import LATTICE_DEG, LATTICE_ROWS
from corridors.routing.search import Graph
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import Floats, directions, dot, geodesic_km

# Ways of up to so many km are followed from each view, whatever they lead to.
AROUND_KM = 700.0
# Ways start for a corner if one that bends there goes on as far.
ON_KM = 20.0
# Every so many corners are looked at as ends of ways, too.
EVERY = 12
# A cell whose middle is land is looked at from its wettest point of so many by so many.
FINER = 7


class Views(NamedTuple):
    """Points (degrees) and the corners, `to[first[i]:first[i + 1]]`, for which ways start there."""

    lats: Floats
    lons: Floats
    first: Ints
    to: Ints


class Around(NamedTuple):
    """What sight along the shore needs: coast, corners with their shores, how far each sees."""

    coast: Coast
    shore: Shore
    near: Floats


def lattice(obstacle: BaseGeometry) -> tuple[Floats, Floats]:
    """Return a point in the water of each cell of an even lattice that has any; degrees."""
    rows = -90 + (np.arange(LATTICE_ROWS) + 0.5) * LATTICE_DEG
    columns = np.ceil(360 * np.cos(np.radians(rows)) / LATTICE_DEG).astype(int)
    lats = np.repeat(rows, columns)
    lons = np.concatenate([-180 + (np.arange(n) + 0.5) * 360 / n for n in columns])
    wide = np.repeat(360 / columns, columns)
    shares = (np.arange(FINER) - FINER // 2) / FINER
    steps = sorted(((dy, dx) for dy in shares for dx in shares), key=lambda step: np.hypot(*step))
    found = np.zeros(len(lats), np.bool_)
    at_lats, at_lons = lats.copy(), lons.copy()
    for dy, dx in steps:
        todo = np.flatnonzero(~found)
        y, x = lats[todo] + dy * LATTICE_DEG, lons[todo] + dx * wide[todo]
        wet = ~shapely.contains_xy(obstacle, x, y)
        at_lats[todo[wet]], at_lons[todo[wet]] = y[wet], x[wet]
        found[todo[wet]] = True
    return at_lats[found], at_lons[found]


@njit(cache=True, nogil=True)
def _in_sight(around: Around, here: Floats, found: Ints, ahead: Floats) -> int:
    """Write the corners that a way from a point can bend at first; return how many."""
    coast, shore, near = around
    count = 0
    for j in range(len(shore.nodes)):
        cosine = dot(here, shore.nodes[j])
        if cosine < near[j, 0] and cosine < near[j, 1]:
            continue
        cone = cone_of(shore.tips[j], shore.before[j], shore.after[j], here)
        if cone >= 0 and cosine >= near[j, cone] and sees(coast, here, shore.nodes[j]):
            found[count], ahead[count] = j, geodesic_km(here, shore.nodes[j])
            count += 1
    return count


@njit(cache=True, nogil=True)
def _choose_far(
    tables: NDArray[np.float32], found: Ints, ahead: Floats, count: int, chosen: NDArray[np.bool_]
) -> None:
    """Mark the corners for which the ways to far places start."""
    for k in range(len(tables)):
        least, which = np.inf, -1
        for i in range(count):
            km = ahead[i] + tables[k, found[i]]
            if km < least:
                least, which = km, i
        if which >= 0 and least > ahead[which]:
            chosen[which] = True


@njit(cache=True, nogil=True)
def _spread(
    graph: Graph, closed: int, best: Floats, parent: Ints, order: Ints, keys: Floats, heap: Ints,
    size: int,
) -> int:  # fmt: skip
    """Follow ways on from what is in the heap, to AROUND_KM; writes the order they settle in."""
    settled = 0
    while size:
        key, here = keys[0], heap[0]
        size = pop(keys, heap, size)
        if key > best[here]:
            continue
        order[settled] = here
        settled += 1
        for e in range(graph.first[here], graph.first[here + 1]):
            there, km = graph.to[e], key + graph.km[e]
            if graph.mask[e] & closed or km > AROUND_KM or km >= best[there]:
                continue
            best[there], parent[there] = km, here
            size = push(keys, heap, size, km, there)
    return settled


@njit(cache=True, nogil=True)
def _look(
    around: Around, graph: Graph, closed: int, tables: NDArray[np.float32], places: Floats,
    low: int, high: int, bends: NDArray[np.bool_],
) -> tuple[Ints, Ints]:  # fmt: skip
    """Look from places: returns how many corners ways start for from each, and the corners."""
    n = len(graph.nodes)
    best, beyond = np.full(n, np.inf), np.zeros(n)
    parent, order = np.full(n, -1, np.int32), np.empty(n, np.int32)
    found, ahead = np.empty(n, np.int32), np.empty(n)
    keys, heap = np.empty(len(graph.to) + n), np.empty(len(graph.to) + n, np.int32)
    counts, to = np.zeros(high - low, np.int32), np.empty(0, np.int32)
    for row in range(low, high):
        count = _in_sight(around, places[row], found, ahead)
        chosen = np.zeros(count, np.bool_)
        _choose_far(tables, found, ahead, count, chosen)
        size = 0
        for i in range(count):
            best[found[i]] = ahead[i]
            size = push(keys, heap, size, ahead[i], found[i])
        settled = _spread(graph, closed, best, parent, order, keys, heap, size)
        mark_bends(best, parent, order[:settled], beyond, bends)
        for i in range(count):
            j = found[i]
            first_hop = parent[j] < 0 and beyond[j] - ahead[i] >= ON_KM and ahead[i] <= AROUND_KM
            chosen[i] = chosen[i] or first_hop
            bends[j] = bends[j] or chosen[i]
            best[j], parent[j], beyond[j] = np.inf, -1, 0.0
        for node in order[:settled]:
            best[node], parent[node], beyond[node] = np.inf, -1, 0.0
        counts[row - low] = chosen.sum()
        to = np.concatenate((to, found[:count][chosen]))
    return counts, to


def looked(
    around: Around, graph: Graph, closed: int, tables: NDArray[np.float32], places: Floats,
    bends: NDArray[np.bool_],
) -> tuple[Ints, Ints]:  # fmt: skip
    """Look from all places by threads: `first` and `to` as of Views; marks the bends found."""
    edges = np.linspace(0, len(places), 40 * WORKERS + 1).astype(int)

    def work(k: int) -> tuple[Ints, Ints]:
        low, high = int(edges[k]), int(edges[k + 1])
        return _look(around, graph, closed, tables, places, low, high, bends)  # type: ignore[no-any-return]

    with ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(work, range(len(edges) - 1)))
    counts = np.concatenate([part[0] for part in parts])
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return first, np.concatenate([part[1] for part in parts])


def views(
    around: Around, graph: Graph, closed: int, tables: NDArray[np.float32],
    points: tuple[Floats, Floats], bends: NDArray[np.bool_],
) -> Views:  # fmt: skip
    """Return the views from points in open water; corners that ways bend at are marked in `bends`.

    Ways that start near the corners themselves count for the bends, too.
    """
    first, to = looked(around, graph, closed, tables, directions(*points), bends)
    none = np.empty((0, len(graph.nodes)), np.float32)
    looked(around, graph, closed, none, graph.nodes[::EVERY].copy(), bends)
    return Views(*points, first, to)


def renumbered(seen: Views, kept: Ints, count: int) -> Views:
    """Return views with corners numbered among those that are kept, of `count` in all."""
    number = np.full(count, -1, np.int32)
    number[kept] = np.arange(len(kept))
    return seen._replace(to=number[seen.to])
