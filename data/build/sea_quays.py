"""Of all coasts that ships could come to, those from which the network is in sight."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corridors.routing.attach import Entries, off_piece, room_for_entries, seen_from
from corridors.routing.sea_network import Finder, SeaNetwork
from corridors.routing.sight import Coast
from corridors.routing.sphere import Floats


@njit(cache=True)
def _in_touch(
    coast: Coast, finder: Finder, nodes: Floats, quays: NDArray[np.bool_], entries: Entries
) -> NDArray[np.bool_]:
    found = np.zeros(len(quays), np.bool_)
    for piece in range(len(quays)):
        if quays[piece]:
            middle = coast.start[piece] + coast.end[piece]
            water = off_piece(coast, piece, middle / np.sqrt((middle * middle).sum()))
            found[piece] = seen_from(coast, finder, nodes, water, entries, piece + 1) > 0
    return found


def quays_in_touch(network: SeaNetwork) -> NDArray[np.bool_]:
    """Say for each piece of coast whether ways can start off it: an end is brought to no other."""
    entries = room_for_entries(len(network.graph.nodes))
    found: NDArray[np.bool_] = _in_touch(
        network.coast, network.finder, network.graph.nodes, network.quays, entries
    )
    return found
