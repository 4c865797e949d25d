"""Keeps, of all sight lines, those that shortest ways from a spread of places use."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from sea_visibility import Shore

from corridors.routing.passages import Gates, crossed
from corridors.routing.sea_network import slowness
from corridors.routing.search import Graph, distances
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats, geodesic_km

ALL_OPEN = 0
# Sight lines shorter than LOCAL_KM stay only where sea_spanner.py finds that they are lacked.
LOCAL_KM = 400.0
SHORT_KM = 3.0
# Ways bend at a corner if they lead on, and have come, so far.
BEND_KM = 5.0
WORKERS = 2
SOURCES = 200
# So many of the sources are looked towards from open water.
VIEWED = 60
LANDMARKS = 16
# Water bodies with fewer corners, such as a lagoon, no ship enters.
SMALLEST_BODY = 40
# A body that lost its door is looked from so far for another, so many times.
REJOIN_KM, REJOINED = 100.0, 4


@njit(cache=True)
def measured(
    nodes: Floats, pairs: Ints, gates: Gates, slow: NDArray[np.int16]
) -> tuple[Floats, NDArray[np.uint32]]:
    """Return what each pair of nodes counts in km, and the bits of the passages it crosses."""
    km, mask = np.empty(len(pairs)), np.zeros(len(pairs), np.uint32)
    for k in range(len(pairs)):
        a, b = nodes[pairs[k, 0]], nodes[pairs[k, 1]]
        km[k] = geodesic_km(a, b) * slowness(slow, pairs[k, 0], pairs[k, 1])
        mask[k] = crossed(gates, a, b)
    return km, mask


def graph_of(nodes: Floats, pairs: Ints, km: Floats, mask: NDArray[np.uint32]) -> Graph:
    """Make rows of edges, both ways, of pairs."""
    tail = np.concatenate([pairs[:, 0], pairs[:, 1]])
    head = np.concatenate([pairs[:, 1], pairs[:, 0]]).astype(np.int32)
    order = np.lexsort((head, tail))
    first = np.searchsorted(tail[order], np.arange(len(nodes) + 1)).astype(np.int32)
    both_km = np.concatenate([km, km])[order].astype(np.float32)
    both_mask = np.concatenate([mask, mask])[order]
    none = np.empty((0, len(nodes)), np.uint16)
    return Graph(nodes, first, head[order], both_km, both_mask, none)


def _large_bodies(count: int, pairs: Ints) -> NDArray[np.bool_]:
    links = coo_matrix((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), (count, count))
    _, body = connected_components(links, directed=False)
    return (np.bincount(body) >= SMALLEST_BODY)[body]


def _spread(nodes: Floats, count: int) -> Ints:
    """Pick places far from one another: each the farthest from all before it."""
    picked = [0]
    nearest = np.full(len(nodes), -2.0)
    while len(picked) < count:
        nearest = np.maximum(nearest, nodes @ nodes[picked[-1]])
        picked.append(int(np.argmin(nearest)))
    return np.array(picked, np.int32)


class Trees(NamedTuple):
    """What shortest ways from some corners use: edges of the rows of a graph, corners bent at."""

    used: NDArray[np.bool_]
    bends: NDArray[np.bool_]


@njit(cache=True, nogil=True)
def _mark(graph: Graph, best: Floats, parent: Ints, used: NDArray[np.bool_]) -> None:
    """Mark the row of each edge that leads, far enough, from a corner to one of its children."""
    for node in range(len(parent)):
        above = parent[node]
        if above < 0 or best[node] - best[above] < LOCAL_KM:
            continue
        for e in range(graph.first[above], graph.first[above + 1]):
            if graph.to[e] == node:
                used[e] = True


@njit(cache=True, nogil=True)
def mark_bends(
    best: Floats, parent: Ints, order: Ints, beyond: Floats, bends: NDArray[np.bool_]
) -> None:
    """Mark the corners that ways bend at, and write how far from the view ways through each go."""
    for node in order:
        beyond[node] = best[node]
    for k in range(len(order) - 1, -1, -1):
        node = order[k]
        above = parent[node]
        if above >= 0:
            beyond[above] = max(beyond[above], beyond[node])
            if min(best[above], beyond[above] - best[above]) >= BEND_KM:
                bends[above] = True


def whole_graph(
    shore: Shore, pairs: Ints, gates: Gates, slow: NDArray[np.int16]
) -> tuple[Graph, NDArray[np.bool_]]:
    """Return the graph of all sight lines, and which corners lie in waters that ships enter."""
    large = _large_bodies(len(shore.nodes), pairs)
    pairs = pairs[large[pairs[:, 0]]]
    return graph_of(shore.nodes, pairs, *measured(shore.nodes, pairs, gates, slow)), large


def far_ways(
    whole: Graph, large: NDArray[np.bool_], usual: int
) -> tuple[Trees, NDArray[np.float32]]:
    """Return what ways from sources all over the world use, and the km from the first VIEWED."""
    count = len(whole.nodes)
    candidates = np.flatnonzero(large)
    sources = candidates[_spread(whole.nodes[candidates], SOURCES)]
    trees = Trees(np.zeros(len(whole.to), np.bool_), np.zeros(count, np.bool_))
    tables = np.empty((VIEWED, count), np.float32)

    def work(k: int) -> None:
        best, parent = np.empty(count), np.empty(count, np.int32)
        for closed in (usual, ALL_OPEN) if k % 4 == 0 else (usual,):
            distances(whole, int(sources[k]), closed, best, parent)
            _mark(whole, best, parent, trees.used)
            order = np.argsort(best, kind="stable")[: np.isfinite(best).sum()].astype(np.int32)
            mark_bends(best, parent, order, np.zeros(count), trees.bends)
            if closed == usual and k < VIEWED:
                tables[k] = best

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, range(len(sources))))
    return trees, tables


def _links_between(whole: Graph, kept: NDArray[np.bool_]) -> tuple[csr_matrix, Ints]:
    """Return the whole graph as a matrix of km, and the body of water of each corner by `kept`."""
    count = len(whole.nodes)
    links = csr_matrix((whole.km, whole.to, whole.first), (count, count))
    tail = np.repeat(np.arange(count), np.diff(whole.first))
    both = kept[tail] & kept[whole.to]
    among = coo_matrix((np.ones(both.sum(), np.int8), (tail[both], whole.to[both])), (count, count))
    return links, connected_components(among, directed=False)[1]


def rejoin(whole: Graph, bends: NDArray[np.bool_]) -> None:
    """Mark the corners by which bodies of water that pruning has cut off join the others again."""
    for _ in range(REJOINED):
        links, body = _links_between(whole, bends)
        size = np.bincount(body[bends], minlength=body.max() + 1)
        main = int(size.argmax())
        marked = bends.sum()
        for apart in np.flatnonzero((size > 0) & (np.arange(len(size)) != main)):
            starts = np.flatnonzero(bends & (body == apart))
            km, before, _ = dijkstra(
                links, indices=starts, min_only=True, return_predecessors=True, limit=REJOIN_KM
            )
            others = np.flatnonzero(bends & (body != apart) & np.isfinite(km))
            at = int(others[km[others].argmin()]) if len(others) else -1
            while at >= 0:
                bends[at] = True
                at = int(before[at])
        if bends.sum() == marked:
            return


def pruned(whole: Graph, used: NDArray[np.bool_], bends: NDArray[np.bool_]) -> tuple[Graph, Ints]:
    """Return the graph of the corners that ways bend at, and their numbers among all.

    Of the sight lines, long ones that ways follow stay, and very short ones; sea_spanner.py adds
    those that are lacked.
    """
    kept = np.flatnonzero(bends)
    tail = np.repeat(np.arange(len(whole.nodes), dtype=np.int32), np.diff(whole.first))
    stays = (used | (whole.km < SHORT_KM)) & bends[tail] & bends[whole.to]
    ends = np.sort(np.stack([tail[stays], whole.to[stays]]), axis=0).astype(np.int64)
    _, first = np.unique(ends[0] << 32 | ends[1], return_index=True)
    number = np.full(len(whole.nodes), -1, np.int32)
    number[kept] = np.arange(len(kept))
    pairs = number[ends[:, first].T]
    km, mask = whole.km[stays][first], whole.mask[stays][first]
    return graph_of(whole.nodes[kept], pairs, km, mask), kept.astype(np.int32)
