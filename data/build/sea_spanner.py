"""Gives the network the sights it lacks: two corners in sight are not far apart over it."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray
from sea_prune import graph_of, measured

from corridors.routing.heap import pop, push
from corridors.routing.passages import Gates
from corridors.routing.search import Graph
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, dot, geodesic_km

Slow = NDArray[np.int16]
STRETCH, SLACK_KM = 1.008, 1.0  # over the network, of the way that two corners in sight see
REACH_KM = 450.0  # farther apart, the ways that were measured over all coasts stand for the rest


@njit(cache=True)
def _spread(
    graph: Graph, head: Ints, following: Ints, to: Ints, km: Floats, source: int, closed: int,
    limit_km: float, best: Floats, touched: Ints, keys: Floats, heap: Ints,
) -> int:  # fmt: skip
    """Write the km from a node to all within a limit; returns how many nodes were touched."""
    best[source] = 0.0
    touched[0] = source
    count = 1
    size = push(keys, heap, 0, 0.0, source)
    while size:
        key, here = keys[0], heap[0]
        size = pop(keys, heap, size)
        if key > best[here]:
            continue
        if key > limit_km:
            break
        e, extra = graph.first[here], head[here]
        while e < graph.first[here + 1] or extra >= 0:
            if e < graph.first[here + 1]:
                there, length, shut = graph.to[e], float(graph.km[e]), graph.mask[e] & closed
                e += 1
            else:
                there, length, shut = to[extra], km[extra], np.uint32(0)
                extra = following[extra]
            if shut or key + length >= best[there] or key + length > limit_km:
                continue
            if best[there] == np.inf:
                touched[count] = there
                count += 1
            best[there] = key + length
            size = push(keys, heap, size, best[there], there)
    return count


@njit(cache=True)
def _lacking(  # noqa: C901
    coast: Coast, graph: Graph, closed: int, most: int
) -> tuple[Ints, Ints, int]:
    count = len(graph.nodes)
    head = np.full(count, -1, np.int32)
    following, to = np.empty(2 * most, np.int32), np.empty(2 * most, np.int32)
    km, tail = np.empty(2 * most), np.empty(2 * most, np.int32)
    best = np.full(count, np.inf)
    touched = np.empty(count, np.int32)
    keys, heap = np.empty(8 * len(graph.to)), np.empty(8 * len(graph.to), np.int32)
    near, ahead = np.empty(count, np.int32), np.empty(count)
    least = np.cos(REACH_KM / EARTH_RADIUS_KM)
    added = 0
    for i in range(count):
        reached = _spread(
            graph, head, following, to, km, i, closed, REACH_KM * STRETCH, best, touched, keys, heap
        )
        found = 0
        for j in range(np.int64(i) + 1, count):
            if dot(graph.nodes[i], graph.nodes[j]) > least:
                near[found], ahead[found] = j, geodesic_km(graph.nodes[i], graph.nodes[j])
                found += 1
        for place in np.argsort(ahead[:found]):
            j = np.int64(near[place])
            if best[j] <= STRETCH * ahead[place] + SLACK_KM or added >= most:
                continue
            if not sees(coast, graph.nodes[i], graph.nodes[j]):
                continue
            for slot in range(2 * added, 2 * added + 2):
                one, two = (i, j) if slot % 2 == 0 else (j, i)
                to[slot], tail[slot], km[slot] = two, one, ahead[place]
                following[slot] = head[one]
                head[one] = slot
            added += 1
            best[j] = min(best[j], ahead[place])
            # What lies behind the new sight is nearer now, too.
            for e in range(graph.first[j], graph.first[j + 1]):
                beyond = graph.to[e]
                if best[beyond] < np.inf and not graph.mask[e] & closed:
                    best[beyond] = min(best[beyond], ahead[place] + graph.km[e])
        for k in range(reached):
            best[touched[k]] = np.inf
        for k in range(found):
            best[near[k]] = np.inf
    return tail[: 2 * added : 2].copy(), to[: 2 * added : 2].copy(), added


def lacking_sights(coast: Coast, graph: Graph, closed: int, most: int = 4_000_000) -> Ints:
    """Pairs of nodes, (n, 2), each the lower first, that see each other but are far apart by graph.

    `closed` are the bits of passages that may not be used as a way round.
    """
    tail, to, count = _lacking(coast, graph, closed, most)
    if count >= most:
        raise ValueError(f"more than {most} sights are lacking: make room for more")
    return np.stack([tail, to], axis=1)


def with_sights(graph: Graph, coast: Coast, gates: Gates, slow: Slow, closed: int) -> Graph:
    """Return a graph with the sights it lacks, each measured and with the passages it crosses."""
    sights = lacking_sights(coast, graph, closed)
    tail = np.repeat(np.arange(len(graph.nodes)), np.diff(graph.first))
    once = tail < graph.to
    both = np.concatenate([np.stack([tail[once], graph.to[once]], axis=1), sights])
    keys = np.unique(both[:, 0].astype(np.int64) << 32 | both[:, 1])
    pairs = np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).astype(np.int32)
    return graph_of(graph.nodes, pairs, *measured(graph.nodes, pairs, gates, slow))
