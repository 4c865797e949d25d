"""Border crossings of the land networks, and which of them the registers name."""

from __future__ import annotations

import csv
from functools import lru_cache

import numpy as np

from corridors.routing.land_measure import short_km
from corridors.routing.land_network import GRID, MODES, NETWORKS, LandNetwork, land_network
from corridors.routing.land_path import Path

NAMED = NETWORKS / "land-crossings.csv"
WIDTH_KM = 3.0  # tracks of one crossing lie within this of each other


@lru_cache(maxsize=len(MODES))
def crossing_nodes(mode: str) -> dict[int, tuple[int, int]]:
    """Return the nodes of a network at which two countries meet, with the two (by number)."""
    graph = land_network(mode).graph
    country = graph.country.astype(np.int32)
    count = len(graph.first) - 1
    least, most = np.full(count, 255, np.int32), np.full(count, -1, np.int32)
    for end in (graph.u, graph.v):
        np.minimum.at(least, end, country)
        np.maximum.at(most, end, country)
    return {int(k): (int(least[k]), int(most[k])) for k in np.flatnonzero(least != most)}


def node_position(network: LandNetwork, node: int) -> tuple[float, float]:
    """Return where a node lies: latitude, longitude in degrees."""
    edge = network.graph.edge[network.graph.first[node]]
    lines = network.lines
    at = lines.first[edge] if network.graph.u[edge] == node else lines.first[edge + 1] - 1
    return float(lines.lat[at] * GRID), float(lines.lon[at] * GRID)


@lru_cache(maxsize=len(MODES))
def named_crossings(mode: str) -> dict[str, tuple[int, ...]]:
    """Return the nodes of each crossing of the registers that a network has, by id.

    A crossing may have several tracks or bridges side by side: it is all nodes near the named place
    that join the same two countries as the nearest.
    """
    network, joins = land_network(mode), crossing_nodes(mode)
    places = {node: node_position(network, node) for node in joins}
    named: dict[str, tuple[int, ...]] = {}
    with NAMED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["mode"] == mode:
                here = float(row["lat"]), float(row["lon"])
                gaps = {node: short_km(*here, *place) for node, place in places.items()}
                nearest = min(gaps, key=lambda node: gaps[node])
                named[row["id"]] = tuple(
                    node
                    for node, gap in gaps.items()
                    if gap <= gaps[nearest] + WIDTH_KM and joins[node] == joins[nearest]
                )
    return named


@lru_cache(maxsize=len(MODES))
def _names(mode: str) -> dict[int, str]:
    names: dict[int, str] = {}
    for name, nodes in named_crossings(mode).items():
        for node in nodes:
            names.setdefault(node, name)
    return names


def crossing_id(network: LandNetwork, path: Path, at: int) -> str | None:
    """Return the register's id of the crossing where edge `at` of a path begins, if it has one."""
    graph = network.graph
    edge = path.edge[at]
    node = int(graph.u[edge] if path.here[at] == 0 else graph.v[edge])
    return _names(network.mode).get(node)
