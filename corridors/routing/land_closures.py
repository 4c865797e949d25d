"""What is closed to a route by land: countries, border crossings, places, lines not built."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from corridors.routing.land_attach import near
from corridors.routing.land_crossings import crossing_nodes, named_crossings
from corridors.routing.land_network import (
    BREAK,
    FERRY,
    PROPOSED,
    Bytes,
    LandNetwork,
    land_network,
)
from corridors.routing.land_places import places

PAIR = re.compile(r"^[A-Z]{2}-[A-Z]{2}$")
PLACE_KM = 1.0  # track within this of a closed place is closed with it


class Closures(NamedTuple):
    """Edges that may be used, nodes that may not be passed, and what that is in words.

    `boarded` are the edges that a way may begin and end on: of the usable, not breaks of gauge.
    """

    usable: Bytes
    boarded: Bytes
    nodes: Bytes
    what: str


def _close_countries(network: LandNetwork, avoid: frozenset[str], usable: Bytes) -> None:
    for code in sorted(avoid):
        if code not in network.codes:
            raise ValueError(
                f"avoid_countries: {code!r} is no country the network knows; "
                "give ISO 3166-1 alpha-2 codes such as UA"
            )
        usable[network.graph.country == network.codes.index(code)] = 0


def _close_pair(network: LandNetwork, mode: str, pair: str, nodes: Bytes) -> None:
    ends = pair.split("-")
    for code in ends:
        if code not in network.codes:
            raise ValueError(
                f"closed: {pair!r} names {code!r}, which is no country the network knows"
            )
    wanted = {network.codes.index(code) for code in ends}
    for node, countries in crossing_nodes(mode).items():
        if set(countries) == wanted:
            nodes[node] = 1


def _close_place(network: LandNetwork, mode: str, name: str, usable: Bytes, nodes: Bytes) -> None:
    place = places().get(name)
    if place is None:
        raise ValueError(
            f"closed: {name!r} is neither a place of the registers nor a pair of countries "
            "such as BY-PL"
        )
    for node in named_crossings(mode).get(name, ()):
        nodes[node] = 1
    if not place.is_crossing:
        usable[near(network.lines, *place.position, PLACE_KM)] = 0


@lru_cache(maxsize=16)
def closures(
    mode: str, avoid_countries: frozenset[str], closed: frozenset[str], proposed: bool
) -> Closures:
    """Return what a route may use; raises ValueError with a country or place that is not known."""
    network = land_network(mode)
    graph = network.graph
    usable = np.ones(len(graph.u), np.uint8)
    nodes = np.zeros(len(graph.first) - 1, np.uint8)
    if not proposed:
        usable[(graph.kind & PROPOSED) > 0] = 0
    _close_countries(network, avoid_countries, usable)
    for name in sorted(closed):
        if PAIR.match(name):
            _close_pair(network, mode, name, nodes)
        else:
            _close_place(network, mode, name, usable, nodes)
    parts = []
    if avoid_countries:
        parts.append(f"outside {', '.join(sorted(avoid_countries))}")
    if closed:
        parts.append(f"with {', '.join(sorted(closed))} closed")
    if not proposed:
        parts.append("over lines that are built")
    boarded = (usable & ((graph.kind & (BREAK | FERRY)) == 0)).astype(np.uint8)
    return Closures(usable, boarded, nodes, " ".join(parts))
