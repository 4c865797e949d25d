"""A part of the sea network, as large as is asked for: what routes cost as the network grows."""

from __future__ import annotations

import numpy as np

from corridors.routing.bounds import measure_bounds
from corridors.routing.label_making import make_labels
from corridors.routing.sea_network import Finder, SeaNetwork
from corridors.routing.search import Graph
from corridors.routing.sight import Ints


def _rows(first: Ints, to: Ints, number: Ints, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Some rows of lists of nodes, only kept nodes in them: first, renumbered, and their places."""
    row = np.repeat(np.arange(len(first) - 1), np.diff(first))
    place = np.full(len(first) - 1, -1)
    place[rows] = np.arange(len(rows))
    kept = np.flatnonzero((number[to] >= 0) & (place[row] >= 0))
    counts = np.bincount(place[row[kept]], minlength=len(rows))
    firsts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return firsts, number[to[kept]].astype(np.int32), kept.astype(np.int32)


def part_of(network: SeaNetwork, share: float, usual: int) -> SeaNetwork:
    """The network of the westernmost share of all corners, with labels and bounds of its own."""
    whole = network.graph
    corners = np.sort(np.argsort(network.lons)[: int(len(network.lons) * share)])
    number = np.full(len(network.lons), -1, np.int32)
    number[corners] = np.arange(len(corners))
    first, to, kept = _rows(whole.first, whole.to, number, corners)
    empty = np.empty((0, 0), np.uint16)
    graph = Graph(whole.nodes[corners], first, to, whole.km[kept], whole.mask[kept], empty)
    bounds, lines = measure_bounds(graph, network.gates)
    graph = graph._replace(bounds=bounds)
    finder = network.finder
    cells = np.arange(len(finder.offset) - 1)
    offset, node, _ = _rows(finder.offset, finder.node, number, cells)
    lattice = np.arange(len(finder.sight_first) - 1)
    sight_first, sight_to, _ = _rows(finder.sight_first, finder.sight_to, number, lattice)
    return network._replace(
        graph=graph,
        lines=lines,
        finder=Finder(offset, node, sight_first, sight_to, *finder[4:]),
        lats=network.lats[corners],
        lons=network.lons[corners],
        channel=network.channel[corners],
        labels=make_labels(graph, usual),
    )
