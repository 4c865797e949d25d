"""Which entries of an end a way may start by: in sight, through nothing closed, short enough."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from corridors.routing.attach import MOST, Entries
from corridors.routing.compiled import compiled
from corridors.routing.passages import Gates, crossed
from corridors.routing.sea_network import SeaNetwork
from corridors.routing.search import Aim, remaining_km
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import Floats


class Chosen(NamedTuple):
    """Entries of one end through which the shortest way may lead, and the km to each."""

    node: Ints
    km: Floats


def room_for_chosen() -> Chosen:
    """Make room for what is chosen of one end's entries."""
    return Chosen(np.empty(MOST, np.int32), np.empty(MOST))


@compiled
def _is_open(
    coast: Coast, gates: Gates, here: Floats, roads: Floats, place: Floats, closed: int,
    is_direct: bool, is_sure: bool,
) -> bool:  # fmt: skip
    """Say whether an entry is in sight, and reached through no closed passage."""
    if not is_direct:
        if crossed(gates, here, roads) & closed:
            return False
        here = roads
    return not crossed(gates, here, place) & closed and (is_sure or sees(coast, here, place))


@compiled
def opened(network: SeaNetwork, here: Floats, entries: Entries, n: int, closed: int) -> int:
    """Keep the entries that are open; returns how many."""
    coast, gates, nodes = network.coast, network.gates, network.graph.nodes
    kept, kept_direct, direct, sure = 0, 0, entries.direct[0], entries.sure[0]
    for k in range(n):
        place = nodes[entries.node[k]]
        if _is_open(coast, gates, here, entries.roads, place, closed, k < direct, k < sure):
            entries.node[kept], entries.km[kept] = entries.node[k], entries.km[k]
            kept += 1
            kept_direct += k < direct
    entries.direct[0], entries.sure[0] = kept_direct, kept
    return kept


@compiled
def least_entry(
    network: SeaNetwork, aim: Aim, here: Floats, entries: Entries, n: int, closed: int
) -> int:
    """Bound the ways through each entry from below; return the least that is sure, or -1."""
    coast, gates, nodes, bounds = (
        network.coast, network.gates, network.graph.nodes, network.graph.bounds
    )  # fmt: skip
    for k in range(n):
        left = remaining_km(bounds, aim.near, aim.far, aim.beyond, entries.node[k])
        entries.least[k] = entries.km[k] + left
    found, direct = -1, entries.direct[0]
    for k in range(entries.sure[0]):
        place = nodes[entries.node[k]]
        if (found < 0 or entries.least[k] < entries.least[found]) and _is_open(
            coast, gates, here, entries.roads, place, closed, k < direct, True
        ):
            found = k
    return found


@compiled
def promising(
    network: SeaNetwork, here: Floats, entries: Entries, n: int, closed: int, limit_km: float,
    chosen: Chosen,
) -> int:  # fmt: skip
    """Choose the open entries through which a way may be as short as a limit; returns how many."""
    coast, gates, nodes = network.coast, network.gates, network.graph.nodes
    count, direct, sure = 0, entries.direct[0], entries.sure[0]
    for k in range(n):
        place = nodes[entries.node[k]]
        if entries.least[k] <= limit_km and _is_open(
            coast, gates, here, entries.roads, place, closed, k < direct, k < sure
        ):
            chosen.node[count], chosen.km[count] = entries.node[k], entries.km[k]
            count += 1
    return count
