"""Makes hub labels: from each node in order of its weight a search that stops where labels know.

Pruned landmark labelling (Akiba, Iwata, Yoshida, SIGMOD 2013), nodes ordered by how many shortest
ways from a spread of places lead through them.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.heap import pop, push
from corridors.routing.labels import Labels
from corridors.routing.search import Graph
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats

SOURCES = 400
BLOCK = 16
WORKERS = 2
FAR_ROOTS = 1024  # from so many first roots searches go far: as few at once as there are threads
# Edges hold single precision: sums of them in another order differ by less than this share.
SAME = 1e-6


@compiled
def _ways_through(graph: Graph, closed: int, sources: Ints) -> Floats:
    """Return for each node how many shortest ways from the sources to all nodes lead through it."""
    count = len(graph.nodes)
    weight, best = np.zeros(count), np.empty(count)
    before, order = np.empty(count, np.int32), np.empty(count, np.int32)
    beyond = np.empty(count)
    keys, heap = np.empty(len(graph.to) + 1), np.empty(len(graph.to) + 1, np.int32)
    for source in sources:
        best[:], before[:], beyond[:] = np.inf, -1, 1.0
        best[source] = 0.0
        size, settled = push(keys, heap, 0, 0.0, source), 0
        while size:
            key, here = keys[0], heap[0]
            size = pop(keys, heap, size)
            if key > best[here]:
                continue
            order[settled] = here
            settled += 1
            for e in range(graph.first[here], graph.first[here + 1]):
                there, km = graph.to[e], key + graph.km[e]
                if km < best[there] and not graph.mask[e] & closed:
                    best[there], before[there] = km, here
                    size = push(keys, heap, size, km, there)
        for k in range(settled - 1, -1, -1):
            here = order[k]
            weight[here] += beyond[here]
            if before[here] >= 0:
                beyond[before[here]] += beyond[here]
    return weight


@compiled
def _twins(graph: Graph) -> NDArray[np.uint16]:
    """Return for each edge the number, in its far end's row, of the same edge the other way."""
    twin = np.empty(len(graph.to), np.uint16)
    for node in range(len(graph.nodes)):
        for e in range(graph.first[node], graph.first[node + 1]):
            there = graph.to[e]
            for back in range(graph.first[there], graph.first[there + 1]):
                if graph.to[back] == node:
                    twin[e] = back - graph.first[there]
                    break
    return twin


class Chains(NamedTuple):
    """Labels while they grow: blocks of BLOCK hubs, a node's chained from `head` to `last`.

    `size` is how many hubs a node has; `used[0]` how many blocks are in use.
    """

    hub: Ints
    km: NDArray[np.float32]
    by: NDArray[np.uint16]
    following: Ints
    head: Ints
    last: Ints
    size: Ints
    used: Ints


@compiled
def _with_room(chains: Chains) -> Chains:
    """Return chains with at least one block that is free."""
    if chains.used[0] < len(chains.hub):
        return chains
    return Chains(
        np.concatenate((chains.hub, np.empty_like(chains.hub))),
        np.concatenate((chains.km, np.empty_like(chains.km))),
        np.concatenate((chains.by, np.empty_like(chains.by))),
        np.concatenate((chains.following, np.full_like(chains.following, -1))),
        chains.head, chains.last, chains.size, chains.used,
    )  # fmt: skip


@compiled
def _add(chains: Chains, node: int, hub: int, km: float, by: int) -> None:
    """Add a hub to a node's label; a block must be free."""
    place = chains.size[node] % BLOCK
    if place == 0:
        block = chains.used[0]
        chains.used[0] += 1
        if chains.size[node]:
            chains.following[chains.last[node]] = block
        else:
            chains.head[node] = block
        chains.last[node] = block
    block = chains.last[node]
    chains.hub[block, place], chains.km[block, place] = hub, km
    chains.by[block, place] = by
    chains.size[node] += 1


@compiled
def _knows(chains: Chains, node: int, known: Floats, limit_km: float) -> bool:
    """Say whether the labels so far have a way from a node that is no longer than a limit."""
    block = chains.head[node]
    for k in range(chains.size[node]):
        if k and k % BLOCK == 0:
            block = chains.following[block]
        if chains.km[block, k % BLOCK] + known[chains.hub[block, k % BLOCK]] <= limit_km:
            return True
    return False


@compiled
def _spread_out(chains: Chains, node: int, known: Floats, forget: bool) -> None:
    """Write the km of a node's hubs, each at its own place, or inf again."""
    block = chains.head[node]
    for k in range(chains.size[node]):
        if k and k % BLOCK == 0:
            block = chains.following[block]
        known[chains.hub[block, k % BLOCK]] = np.inf if forget else chains.km[block, k % BLOCK]


@compiled
def _in_rows(chains: Chains) -> Labels:
    first = np.zeros(len(chains.size) + 1, np.int64)
    for node in range(len(chains.size)):
        first[node + 1] = first[node] + chains.size[node]
    hub, km = np.empty(first[-1], np.int32), np.empty(first[-1], np.float32)
    by = np.empty(first[-1], np.uint16)
    for node in range(len(chains.size)):
        block = chains.head[node]
        for k in range(chains.size[node]):
            if k and k % BLOCK == 0:
                block = chains.following[block]
            at = first[node] + k
            hub[at], km[at] = chains.hub[block, k % BLOCK], chains.km[block, k % BLOCK]
            by[at] = chains.by[block, k % BLOCK]
    return Labels(first, hub, km, by)


class Desk(NamedTuple):
    """Room of one thread: per node the km known and the best so far; a heap; what was touched."""

    known: Floats
    best: Floats
    came_by: NDArray[np.uint16]
    touched: Ints
    keys: Floats
    heap: Ints


class Found(NamedTuple):
    """Entries that searches from some roots found: the root's rank, the node, how far, by which."""

    rank: Ints
    node: Ints
    km: NDArray[np.float32]
    by: NDArray[np.uint16]


def _desk(graph: Graph) -> Desk:
    count, room = len(graph.nodes), len(graph.to) + 1
    return Desk(
        np.full(count, np.inf), np.full(count, np.inf), np.zeros(count, np.uint16),
        np.empty(count, np.int32), np.empty(room), np.empty(room, np.int32),
    )  # fmt: skip


@compiled
def _longer(found: Found) -> Found:
    return Found(
        np.concatenate((found.rank, np.empty_like(found.rank))),
        np.concatenate((found.node, np.empty_like(found.node))),
        np.concatenate((found.km, np.empty_like(found.km))),
        np.concatenate((found.by, np.empty_like(found.by))),
    )


@compiled
def _searched(
    graph: Graph, closed: int, order: Ints, low: int, high: int, twin: NDArray[np.uint16],
    chains: Chains, desk: Desk,
) -> Found:  # fmt: skip
    """Search from the roots of some ranks, as far as the labels so far don't know better."""
    known, best, came_by, touched, keys, heap = desk
    found = Found(
        np.empty(1024, np.int32), np.empty(1024, np.int32),
        np.empty(1024, np.float32), np.empty(1024, np.uint16),
    )  # fmt: skip
    count = 0
    for rank in range(low, high):
        root = order[rank]
        _spread_out(chains, root, known, False)
        best[root], touched[0], reached = 0.0, root, 1
        came_by[root] = 0
        size = push(keys, heap, 0, 0.0, root)
        while size:
            key, here = keys[0], heap[0]
            size = pop(keys, heap, size)
            if key > best[here] or _knows(chains, here, known, key * (1 + SAME)):
                continue
            if count == len(found.rank):
                found = _longer(found)
            found.rank[count], found.node[count] = rank, here
            found.km[count], found.by[count] = key, came_by[here]
            count += 1
            for e in range(graph.first[here], graph.first[here + 1]):
                there, km = graph.to[e], key + graph.km[e]
                if km >= best[there] or graph.mask[e] & closed:
                    continue
                if best[there] == np.inf:
                    touched[reached] = there
                    reached += 1
                best[there], came_by[there] = km, twin[e]
                size = push(keys, heap, size, km, there)
        _spread_out(chains, root, known, True)
        best[touched[:reached]] = np.inf
    return Found(found.rank[:count], found.node[:count], found.km[:count], found.by[:count])


@compiled
def _added(chains: Chains, found: Found) -> Chains:
    """Return the chains with what searches found; ranks must rise."""
    for k in range(len(found.rank)):
        chains = _with_room(chains)
        _add(chains, found.node[k], found.rank[k], found.km[k], found.by[k])
    return chains


def _batches(count: int) -> Iterator[tuple[int, int]]:
    """Ranks to be searched from at once: few while each search goes far, more as they go less."""
    low = 0
    while low < count:
        high = min(count, low + (WORKERS if low < FAR_ROOTS else max(WORKERS, low // 64)))
        yield low, high
        low = high


def _labels(graph: Graph, closed: int, order: Ints, twin: NDArray[np.uint16]) -> Labels:
    """Search from all roots, by threads: those of a batch don't see each other's entries.

    So labels hold a few entries more than they need, and are as exact.
    """
    count = len(graph.nodes)
    chains = Chains(
        np.empty((count, BLOCK), np.int32), np.empty((count, BLOCK), np.float32),
        np.empty((count, BLOCK), np.uint16), np.full(count, -1, np.int32),
        np.full(count, -1, np.int32), np.full(count, -1, np.int32),
        np.zeros(count, np.int32), np.zeros(1, np.int32),
    )  # fmt: skip
    desks = [_desk(graph) for _ in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        for low, high in _batches(count):
            cuts = np.linspace(low, high, WORKERS + 1).astype(int).tolist()
            parts = pool.map(
                lambda k, cuts=cuts, chains=chains: _searched(
                    graph, closed, order, cuts[k], cuts[k + 1], twin, chains, desks[k]
                ),
                range(WORKERS),
            )
            for found in list(parts):
                chains = _added(chains, found)
    labels: Labels = _in_rows(chains)
    return labels


def _spread(nodes: Floats, count: int) -> Ints:
    """Pick places far from one another: each the farthest from all before it."""
    picked = [0]
    nearest = np.full(len(nodes), -2.0)
    while len(picked) < min(count, len(nodes)):
        nearest = np.maximum(nearest, nodes @ nodes[picked[-1]])
        picked.append(int(np.argmin(nearest)))
    return np.array(picked, np.int32)


def make_labels(graph: Graph, closed: int) -> Labels:
    """Label a graph's nodes with some passages closed; raises ValueError if a row is too long."""
    if len(graph.to) and np.diff(graph.first).max() > np.iinfo(np.uint16).max:
        raise ValueError("a node has more than 65535 edges: labels number them in two bytes")
    weight = _ways_through(graph, closed, _spread(graph.nodes, SOURCES))
    order = np.argsort(np.negative(weight), kind="stable").astype(np.int32)
    return _labels(graph, closed, order, _twins(graph))
