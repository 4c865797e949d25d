"""Says whether a node is near another along the network."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
from land_links import Floats, Ints, Links


class Rows(NamedTuple):
    """Neighbours of node i: `node[first[i]:first[i + 1]]`, `km` away."""

    first: Ints
    node: Ints
    km: Floats


def rows_of(links: Links) -> Rows:
    """Return each node's neighbours."""
    ends = np.concatenate([links.u, links.v])
    others = np.concatenate([links.v, links.u])
    order = np.argsort(ends, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(links.lat)))])
    km = np.concatenate([links.km, links.km])
    return Rows(first.astype(np.int32), others[order].astype(np.int32), km[order])


def within(rows: Rows, start: int, limit_km: float) -> dict[int, float]:
    """Return the nodes within a length of a node along the network, with that length."""
    found: dict[int, float] = {}
    heap = [(0.0, start)]
    while heap:
        km, here = heapq.heappop(heap)
        if here in found:
            continue
        found[here] = km
        for k in range(rows.first[here], rows.first[here + 1]):
            there, longer = int(rows.node[k]), km + float(rows.km[k])
            if there not in found and longer <= limit_km:
                heapq.heappush(heap, (longer, there))
    return found
