"""Keeps, of all sight lines, those that shortest ways from a spread of places use."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sea_visibility import Shore, cone_of
from shapely.geometry.base import BaseGeometry

from corridors.routing.passages import Gates, crossed
from corridors.routing.sea_network import LATTICE_DEG, LATTICE_ROWS
from corridors.routing.search import Graph, distances
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import Floats, directions, dot, geodesic_km

ALL_OPEN = 0
# Shorter sight lines stay whether used or not: ends of ways are not among the places tried.
LOCAL_KM = 15.0
SOURCES = 120
# So many of the sources are looked towards from open water.
VIEWED = 40
LANDMARKS = 16
# Water bodies with fewer corners, such as a lagoon, no ship enters.
SMALLEST_BODY = 40


class Sights(NamedTuple):
    """For each lattice point (degrees) the nodes, `to[first[i]:first[i + 1]]`, ways start for."""

    lats: Floats
    lons: Floats
    first: Ints
    to: Ints


@njit(cache=True)
def _measure(nodes: Floats, pairs: Ints, gates: Gates) -> tuple[Floats, NDArray[np.uint32]]:
    km, mask = np.empty(len(pairs)), np.zeros(len(pairs), np.uint32)
    for k in range(len(pairs)):
        a, b = nodes[pairs[k, 0]], nodes[pairs[k, 1]]
        km[k] = geodesic_km(a, b)
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


def pruned(
    shore: Shore, pairs: Ints, gates: Gates, usual: int
) -> tuple[Graph, Ints, NDArray[np.float32]]:
    """Return the graph that is used, its nodes' numbers among all, and km from places to each.

    A corner stays if ways from places spread over all coasts bend at it on to another corner.
    """
    large = _large_bodies(len(shore.nodes), pairs)
    pairs = pairs[large[pairs[:, 0]]]
    km, mask = _measure(shore.nodes, pairs, gates)
    whole = graph_of(shore.nodes, pairs, km, mask)
    candidates = np.flatnonzero(large)
    sources = candidates[_spread(shore.nodes[candidates], SOURCES)]
    best, parent = np.empty(len(shore.nodes)), np.empty(len(shore.nodes), np.int32)
    tables = np.empty((VIEWED, len(shore.nodes)), np.float32)
    keys = pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1]
    order = np.argsort(keys)
    used = np.zeros(len(pairs), np.bool_)
    bends = np.zeros(len(shore.nodes), np.bool_)
    for k, source in enumerate(sources):
        for closed in (usual, ALL_OPEN) if k % 4 == 0 else (usual,):
            distances(whole, int(source), closed, best, parent)
            tree = np.flatnonzero(parent >= 0)
            bends[parent[tree]] = True
            ends = np.sort(np.stack([tree, parent[tree]]), axis=0).astype(np.int64)
            used[order[np.searchsorted(keys, ends[0] << 32 | ends[1], sorter=order)]] = True
            if closed == usual and k < VIEWED:
                tables[k] = best
    keep = (used | (km < LOCAL_KM)) & bends[pairs[:, 0]] & bends[pairs[:, 1]]
    kept = np.unique(pairs[keep])
    number = np.full(len(shore.nodes), -1, np.int32)
    number[kept] = np.arange(len(kept))
    graph = graph_of(shore.nodes[kept], number[pairs[keep]], km[keep], mask[keep])
    return graph, kept.astype(np.int32), tables[:, kept]


def lattice(obstacle: BaseGeometry) -> tuple[Floats, Floats]:
    """Return latitudes and longitudes of an even lattice's points that lie in the water."""
    rows = -90 + (np.arange(LATTICE_ROWS) + 0.5) * LATTICE_DEG
    columns = np.ceil(360 * np.cos(np.radians(rows)) / LATTICE_DEG).astype(int)
    lats = np.repeat(rows, columns)
    lons = np.concatenate([-180 + (np.arange(n) + 0.5) * 360 / n for n in columns])
    wet = ~shapely.contains_xy(obstacle, lons, lats)
    return lats[wet], lons[wet]


@njit(cache=True)
def _first_sights(  # noqa: C901
    coast: Coast, here: Floats, nodes: Floats, tips: Floats, before: Floats, after: Floats,
    near: Floats, seen_km: NDArray[np.float32], found: Ints, ahead: Floats,
) -> int:  # fmt: skip
    """Write the nodes that ways from a point start for, to any of the sources; return how many."""
    count = 0
    for j in range(len(nodes)):
        cosine = dot(here, nodes[j])
        if cosine < near[j, 0] and cosine < near[j, 1]:
            continue
        cone = cone_of(tips[j], before[j], after[j], here)
        if cone >= 0 and cosine >= near[j, cone] and sees(coast, here, nodes[j]):
            found[count], ahead[count] = j, geodesic_km(here, nodes[j])
            count += 1
    chosen = np.zeros(count, np.bool_)
    for k in range(len(seen_km)):
        least, which = np.inf, -1
        for i in range(count):
            km = ahead[i] + seen_km[k, found[i]]
            if km < least:
                least, which = km, i
        if which >= 0 and least > ahead[which]:
            chosen[which] = True
    kept = 0
    for i in range(count):
        if chosen[i]:
            found[kept] = found[i]
            kept += 1
    return kept


def useful_sights(
    coast: Coast,
    shore: Shore,
    kept: Ints,
    points: tuple[Floats, Floats],
    reach: Floats,
    seen_km: NDArray[np.float32],
) -> Sights:
    """Return for each lattice point the nodes it sees and a shortest way starts for."""
    places = directions(*points)
    around = [part[kept] for part in shore]
    near = np.cos(np.minimum(reach[kept], np.pi))
    found, ahead = np.empty(len(kept), np.int32), np.empty(len(kept))
    first, to = [0], []
    for place in places:
        count = _first_sights(coast, place, *around, near, seen_km, found, ahead)
        to.append(found[:count].copy())
        first.append(first[-1] + count)
    return Sights(points[0], points[1], np.array(first, np.int32), np.concatenate(to))


def landmarks(graph: Graph, closed: int) -> NDArray[np.uint16]:
    """Return whole km, rounded down, from landmarks to every node; 65535 where no way leads."""
    count = len(graph.nodes)
    best, parent = np.empty(count), np.empty(count, np.int32)
    nearest = np.zeros(count)
    for start in range(0, count, max(1, count // 8)):
        distances(graph, start, closed, best, parent)
        if np.isfinite(best).sum() > np.isfinite(nearest).sum() or not nearest.any():
            nearest = best.copy()
    rows = []
    while len(rows) < LANDMARKS:
        mark = int(np.argmax(np.where(np.isfinite(nearest), nearest, -1.0)))
        distances(graph, mark, closed, best, parent)
        rows.append(np.where(np.isfinite(best), np.floor(best), 65535).astype(np.uint16))
        nearest = np.minimum(nearest, best) if len(rows) > 1 else best.copy()
    return np.stack(rows)
