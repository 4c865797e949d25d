"""Railways and roads as they are read from their files, ready to be searched."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.paths import DATA
from corridors.routing.compiled import compiled
from corridors.routing.kept import Arrays, kept_arrays

NETWORKS = DATA / "networks"
MODES = ("rail", "road")
GRID = 1e-3  # degrees a step in the file
BLOCK = 64  # edges that share a box
NO_BOUND = 65535

# What an edge is, as bits; none of them: as OpenStreetMap has it.
MENDED = 1
CHORD = 2
DRAWN = 4
PROPOSED = 8
FERRY = 16
BREAK = 32

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Singles = NDArray[np.float32]


class Lines(NamedTuple):
    """Edge e runs through points `first[e]` to `first[e + 1]`, ends included, in grid steps.

    `boxes[e]` and `blocks[k]` (of BLOCK edges) are least and greatest latitude and longitude.
    """

    first: Ints
    lat: Ints
    lon: Ints
    boxes: Ints
    blocks: Ints


class Graph(NamedTuple):
    """Edge e joins junctions `u[e]` and `v[e]`; what leaves node i is `edge[first[i]:first[i+1]]`.

    `km` is measured along the source's line; `cost` is km with what makes a way less likely.
    `country` counts the network's codes, `kind` is bits, `gauge` counts the network's gauges.
    `bounds[i, k]` is the cost from node i to landmark k of its own part of the network, in steps
    of `bound_step` rounded down; NO_BOUND where there is none.
    """

    u: Ints
    v: Ints
    first: Ints
    edge: Ints
    km: Singles
    cost: Singles
    country: Bytes
    kind: Bytes
    gauge: Bytes
    bounds: NDArray[np.uint16]
    bound_step: float


class LandNetwork(NamedTuple):
    """All that a route by rail or road needs; edges count `codes` and `gauges` (in mm)."""

    mode: str
    codes: tuple[str, ...]
    gauges: tuple[int, ...]
    lines: Lines
    graph: Graph


@compiled
def _boxes(first: Ints, lat: Ints, lon: Ints) -> Ints:
    boxes = np.empty((len(first) - 1, 4), np.int32)
    for e in range(len(first) - 1):
        south = north = lat[first[e]]
        west = east = lon[first[e]]
        for k in range(first[e] + 1, first[e + 1]):
            south, north = min(south, lat[k]), max(north, lat[k])
            west, east = min(west, lon[k]), max(east, lon[k])
        boxes[e, 0], boxes[e, 1], boxes[e, 2], boxes[e, 3] = south, north, west, east
    return boxes


@compiled
def _blocks(boxes: Ints) -> Ints:
    count = (len(boxes) + BLOCK - 1) // BLOCK
    blocks = np.empty((count, 4), np.int32)
    for b in range(count):
        part = boxes[b * BLOCK : (b + 1) * BLOCK]
        blocks[b, 0], blocks[b, 1] = part[:, 0].min(), part[:, 1].max()
        blocks[b, 2], blocks[b, 3] = part[:, 2].min(), part[:, 3].max()
    return blocks


@compiled
def _rows(u: Ints, v: Ints, nodes: int) -> tuple[Ints, Ints]:
    """Return edges by the node they leave, both ways."""
    first = np.zeros(nodes + 2, np.int32)
    for e in range(len(u)):
        first[u[e] + 2] += 1
        first[v[e] + 2] += 1
    for i in range(2, len(first)):
        first[i] += first[i - 1]
    edge = np.empty(2 * len(u), np.int32)
    for e in range(len(u)):
        edge[first[u[e] + 1]] = e
        first[u[e] + 1] += 1
        edge[first[v[e] + 1]] = e
        first[v[e] + 1] += 1
    return first[:-1], edge


def _along(steps: NDArray[np.generic]) -> Ints:
    return np.cumsum(steps, dtype=np.int32)


def work_out(path: Path) -> Arrays:
    """Read a network's file and work out all that its numbers stand for, as plain arrays."""
    with np.load(path) as file:
        held = dict(file)
    first = np.concatenate([[0], np.cumsum(held["count"], dtype=np.int64)]).astype(np.int32)
    lat, lon = _along(held["lat"]), _along(held["lon"])
    u = _along(held["u"])
    v = u + held["v"]
    boxes = _boxes(first, lat, lon)
    lines = Lines(first, lat, lon, boxes, _blocks(boxes))
    rows, edge = _rows(u, v, int(max(u.max(), v.max())) + 1)
    km = held["metres"].astype(np.float32) / np.float32(1000)
    graph = Graph(
        u, v, rows, edge, km, km + held["extra"].astype(np.float32),
        held["country"], held["kind"], held["gauge"],
        np.cumsum(held["bounds"], axis=0, dtype=np.uint16), held["bound_step"],
    )  # fmt: skip
    return {
        **{f"lines_{name}": array for name, array in lines._asdict().items()},
        **{f"graph_{name}": array for name, array in graph._asdict().items()},
        "codes": held["codes"],
        "gauges": held["gauges"],
    }


@lru_cache(maxsize=len(MODES))
def land_network(mode: str) -> LandNetwork:
    """Read the network of a mode; raises ValueError if it is neither rail nor road."""
    if mode not in MODES:
        raise ValueError(f"mode {mode!r}: land routes are for rail or road")
    arrays = kept_arrays(NETWORKS / f"{mode}.npz", "network", work_out)
    lines = Lines(*(arrays[f"lines_{name}"] for name in Lines._fields))
    graph = Graph(*(arrays[f"graph_{name}"] for name in Graph._fields))
    return LandNetwork(
        mode,
        tuple(arrays["codes"].tolist()),
        tuple(arrays["gauges"].tolist()),
        lines,
        graph._replace(bound_step=float(graph.bound_step)),
    )
