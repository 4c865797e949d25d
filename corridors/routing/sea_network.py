"""The sea network as it is read from its file: coast, sight lines, and what finds nodes near by."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.paths import DATA
from corridors.routing.bounds import measure_bounds
from corridors.routing.compiled import compiled
from corridors.routing.kept import Arrays, arrays_at_hand, kept_arrays
from corridors.routing.labels import NO_LABELS, Labels
from corridors.routing.passages import Gates, read_gates
from corridors.routing.search import Graph, Lines
from corridors.routing.sight import Coast, Ints, cell_at, cell_rows, register
from corridors.routing.sphere import Floats, directions, geodesic_km

SEA_FILE = DATA / "networks" / "sea.npz"
GATES_FILE = DATA / "networks" / "sea-gates.csv"
GRID = 1e-5  # degrees a step in the file
# On rivers ships go at some 10 km/h, at sea at 25: a way by river is chosen only if it is far less.
SLOWNESS = 2.5
LATTICE_DEG = 1.5
LATTICE_ROWS = 120


class Finder(NamedTuple):
    """Nodes by the cell they lie in, and the first sights by the cell of a lattice."""

    offset: Ints
    node: Ints
    sight_first: Ints
    sight_to: Ints
    lattice_first: Ints
    lattice_columns: Ints


class SeaNetwork(NamedTuple):
    """All that a sea route needs. `lats` and `lons` of nodes are in degrees.

    `quays` says which pieces of coast have navigable water off them; `channel` is the number of the
    channel a node lies in, or -1; `drawn` says of each channel that no source has it; `fairway`
    says of each node that it keeps to a channel or a strait. `labels` are of the graph with nsr and
    nwp closed, if they have been made.
    """

    coast: Coast
    quays: NDArray[np.bool_]
    graph: Graph
    lines: Lines
    gates: Gates
    finder: Finder
    lats: Floats
    lons: Floats
    channel: NDArray[np.int16]
    drawn: NDArray[np.bool_]
    fairway: NDArray[np.bool_]
    labels: Labels


@compiled
def slowness(slow: NDArray[np.int16], a: int, b: int) -> float:
    """Return as how many km one km between two nodes counts; `slow` is a node's river, or -1."""
    return SLOWNESS if slow[a] >= 0 and slow[a] == slow[b] else 1.0


@compiled
def _both_ways(
    nodes: Floats, degree: Ints, to: Ints, once: NDArray[np.uint32], slow: NDArray[np.int16]
) -> tuple[Ints, Ints, NDArray[np.float32], NDArray[np.uint32]]:
    """Turn edges kept once, from the lower node, into rows of edges both ways, with lengths."""
    first = np.zeros(len(nodes) + 2, np.int32)
    k = 0
    for i in range(len(nodes)):
        for _ in range(degree[i]):
            first[i + 2] += 1
            first[to[k] + 2] += 1
            k += 1
    for i in range(2, len(first)):
        first[i] += first[i - 1]
    head = np.empty(2 * len(to), np.int32)
    km = np.empty(2 * len(to), np.float32)
    mask = np.empty(2 * len(to), np.uint32)
    k = 0
    for i in range(len(nodes)):
        for _ in range(degree[i]):
            j = to[k]
            length = geodesic_km(nodes[i], nodes[j]) * slowness(slow, i, j)
            for e, there in ((first[i + 1], j), (first[j + 1], np.int32(i))):
                head[e], km[e], mask[e] = there, length, once[k]
            first[i + 1] += 1
            first[j + 1] += 1
            k += 1
    return first[:-1], head, km, mask


@compiled
def _by_cell(lats: Floats, lons: Floats, first: Ints, columns: Ints) -> tuple[Ints, Ints]:
    """List the points in each cell: offsets by cell, and the points."""
    offset = np.zeros(first[-1] + columns[-1] + 1, np.int32)
    cells = np.empty(len(lats), np.int32)
    for i in range(len(lats)):
        cells[i] = cell_at(lats[i], lons[i], first, columns)
        offset[cells[i]] += 1
    for cell in range(1, len(offset)):
        offset[cell] += offset[cell - 1]
    points = np.empty(len(lats), np.int32)
    for i in range(len(lats)):
        offset[cells[i]] -= 1
        points[offset[cells[i]]] = i
    return offset, points


def _summed(steps: Any) -> Ints:
    return np.cumsum(steps, dtype=np.int32)


def _degrees(steps: Any) -> Floats:
    return np.cumsum(steps, dtype=np.int64).astype(np.float64) * GRID


def _coast(file: Any) -> Coast:
    lats, lons = _degrees(file["ring_lats"]), _degrees(file["ring_lons"])
    following = (file["ring_next"] + np.arange(len(lats))).astype(np.int32)
    first, columns = cell_rows()
    start = directions(lats, lons)
    offset, pieces = register(lats, lons, following, first, columns)
    return Coast(start, start[following], first, columns, offset, pieces, file["clear"])


def _finder(file: Any, coast: Coast, lats: Floats, lons: Floats) -> Finder:
    offset, node = _by_cell(lats, lons, coast.first_cell, coast.columns)
    rows = -90 + (np.arange(LATTICE_ROWS) + 0.5) * LATTICE_DEG
    columns = np.ceil(360 * np.cos(np.radians(rows)) / LATTICE_DEG).astype(np.int32)
    first = np.concatenate([[0], np.cumsum(columns)[:-1]]).astype(np.int32)
    sight_lats, sight_lons = _degrees(file["sight_lats"]), _degrees(file["sight_lons"])
    row = np.floor((sight_lats + 90) / LATTICE_DEG).astype(np.int32)
    cell = first[row] + np.floor((sight_lons + 180) / 360 * columns[row]).astype(np.int32)
    count = np.zeros(int(columns.sum()) + 1, np.int32)
    count[cell + 1] = file["sight_count"]
    sight_first = np.cumsum(count, dtype=np.int32)
    return Finder(offset, node, sight_first, _summed(file["sight_to"]), first, columns)


def work_out(sea: Path, gates: Path = GATES_FILE) -> Arrays:
    """Read a network's file and work out all that its numbers stand for, as plain arrays."""
    with np.load(sea) as file:
        lats, lons = _degrees(file["node_lats"]), _degrees(file["node_lons"])
        nodes = directions(lats, lons)
        to = _summed(file["to"])
        once = np.zeros(len(to), np.uint32)
        once[_summed(file["masked"])] = file["mask"]
        rows = _both_ways(nodes, file["degree"].astype(np.int32), to, once, file["slow"])
        graph = Graph(nodes, *rows, np.empty((len(nodes), 0), np.uint16))
        bounds, lines = measure_bounds(graph, read_gates(gates)[1])
        coast = _coast(file)
        return {
            **{f"coast_{name}": array for name, array in coast._asdict().items()},
            **{f"finder_{k}": a for k, a in _finder(file, coast, lats, lons)._asdict().items()},
            **graph._replace(bounds=bounds)._asdict(),
            **lines._asdict(),
            "quays": np.unpackbits(file["quays"], count=len(coast.start)).astype(np.bool_),
            "lats": lats,
            "lons": lons,
            "channel": file["channel"],
            "drawn": file["drawn"],
            "fairway": np.unpackbits(file["fairway"], count=len(lats)).astype(np.bool_),
        }


def _network(arrays: dict[str, Any], gates: Path, aids: dict[str, Any]) -> SeaNetwork:
    return SeaNetwork(
        Coast(*(arrays[f"coast_{name}"] for name in Coast._fields)),
        arrays["quays"],
        Graph(*(arrays[name] for name in Graph._fields)),
        Lines(*(arrays[name] for name in Lines._fields)),
        read_gates(gates)[1],
        Finder(*(arrays[f"finder_{name}"] for name in Finder._fields)),
        arrays["lats"],
        arrays["lons"],
        arrays["channel"],
        arrays["drawn"],
        arrays["fairway"],
        Labels(*(aids[name] for name in Labels._fields)) if aids else NO_LABELS,
    )


def load_network(sea: Path, gates: Path) -> SeaNetwork:
    """Read a network from its files, without what only makes the search quicker."""
    return _network(work_out(sea, gates), gates, {})


@lru_cache(maxsize=1)
def sea_network() -> SeaNetwork:
    """Return the network that comes with the package, read once."""
    arrays = kept_arrays(SEA_FILE, "network", work_out)
    return _network(arrays, GATES_FILE, arrays_at_hand(SEA_FILE, "aids"))


@lru_cache(maxsize=1)
def passage_slugs() -> tuple[str, ...]:
    """Return the slugs of all passages, in order of their bits."""
    return read_gates(GATES_FILE)[0]
