"""One sea route, compiled: both ends to the water, the shortest way, pulled straight."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.attach import NOWHERE, Entries, attach, room_for_entries
from corridors.routing.compiled import compiled
from corridors.routing.entering import Chosen, least_entry, opened, promising, room_for_chosen
from corridors.routing.labels import NO_WAY as NO_LABELLED_WAY
from corridors.routing.labels import Tally, km_between, labelled_way, tally_for
from corridors.routing.passages import crossed
from corridors.routing.sea_network import SeaNetwork
from corridors.routing.search import Desk, aim_at, desk_for, shortest
from corridors.routing.sight import Ints, sees, sees_past
from corridors.routing.sphere import Floats, direction, geodesic_km

FOUND, NO_WATER_AT_ORIGIN, NO_WATER_AT_DESTINATION, NO_WAY = 0, 1, 2, 3
LONGEST = 4096
SAME = 1e-6  # sums of single precision in another order differ by less than this share
ROADS_AT_ORIGIN, ROADS_AT_DESTINATION = -1, -2  # in a way, among nodes
BETWEEN_KM = 100.0  # a longer way from channel to channel, or from an end to one, is open water


class Room(NamedTuple):
    """What one search at a time needs to write in; `way` takes the nodes of the route found.

    `turn` counts the ways looked for.
    """

    desk: Desk
    tally: Tally
    starts: Entries
    goals: Entries
    first: Chosen
    last: Chosen
    way: Ints
    water: Floats
    turn: Ints


def room_for(network: SeaNetwork) -> Room:
    """Make room for searches, one at a time."""
    count = len(network.lats)
    return Room(
        desk_for(network.graph),
        tally_for(network.graph),
        room_for_entries(count),
        room_for_entries(count),
        room_for_chosen(),
        room_for_chosen(),
        np.empty(LONGEST, np.int32),
        np.empty((2, 3)),
        np.zeros(1, np.int32),
    )


@compiled
def _labelled(
    network: SeaNetwork, room: Room, closed: int, usual: int, n1: int, n2: int
) -> tuple[int, int]:
    """Write the shortest way with the usual passages closed to `room.way`, by labels.

    Some way through entries in sight is soon known; what cannot be as short is not looked at.
    """
    graph, lines, starts, goals = network.graph, network.lines, room.starts, room.goals
    a, b = room.water[0], room.water[1]
    back = aim_at(graph, lines, usual, starts.node[:n1], starts.km[:n1])
    ahead = aim_at(graph, lines, usual, goals.node[:n2], goals.km[:n2])
    k = least_entry(network, ahead, a, starts, n1, closed)
    j = least_entry(network, back, b, goals, n2, closed)
    limit_km = np.inf
    if k >= 0 and j >= 0:
        between_km = km_between(network.labels, starts.node[k], goals.node[j])
        limit_km = (starts.km[k] + between_km + goals.km[j]) * (1 + SAME)
    m1 = promising(network, a, starts, n1, closed, limit_km, room.first)
    m2 = promising(network, b, goals, n2, closed, limit_km, room.last)
    return labelled_way(
        graph, lines, network.labels, room.tally, room.first.node[:m1], room.first.km[:m1],
        room.last.node[:m2], room.last.km[:m2], room.way,
    )  # fmt: skip


@compiled
def _is_by_roads(entries: Entries, n: int, node: int) -> bool:
    """Say whether a way takes an entry from the roadstead."""
    for k in range(entries.direct[0]):
        if entries.node[k] == node:
            return False
    return bool(n > entries.direct[0])


@compiled
def _with_roads(room: Room, n1: int, n2: int, n: int) -> int:
    """Put the roadsteads into a way that needs them; returns how many places it has then."""
    way = room.way
    if n == 0 or n + 2 > len(way):
        return n
    last = _is_by_roads(room.goals, n2, way[n - 1])
    if _is_by_roads(room.starts, n1, way[0]):
        way[1 : n + 1] = way[:n].copy()
        way[0] = ROADS_AT_ORIGIN
        n += 1
    if last:
        way[n] = ROADS_AT_DESTINATION
        n += 1
    return n


@compiled
def _place_of(nodes: Floats, origin_roads: Floats, goal_roads: Floats, node: int) -> Floats:
    """Return where a node of a way is, or one of its roadsteads."""
    if node == ROADS_AT_ORIGIN:
        return origin_roads
    if node == ROADS_AT_DESTINATION:
        return goal_roads
    place: Floats = nodes[node]
    return place


@compiled
def _channel_at(channel: NDArray[np.int16], node: int) -> int:
    return int(channel[node]) if node >= 0 else -1


@compiled
def _read_back(desk: Desk, last: int, way: Ints) -> int:
    count = 0
    while last >= 0 and count < len(way):
        way[count] = last
        count += 1
        last = desk.parent[last]
    way[:count] = way[:count][::-1].copy()
    return count


@compiled
def _tightened(network: SeaNetwork, room: Room, closed: int, n: int) -> int:
    """Leave out every node whose neighbours on the way see each other, until none is left.

    A node left out may free the one before it, and that the one before.
    """
    coast, gates, nodes, way = network.coast, network.gates, network.graph.nodes, room.way
    a, b, roads, far_roads = room.water[0], room.water[1], room.starts.roads, room.goals.roads
    kept = 0
    for k in range(n):
        way[kept] = way[k]
        kept += 1
        after = _place_of(nodes, roads, far_roads, way[k + 1]) if k + 1 < n else b
        while kept:
            before = _place_of(nodes, roads, far_roads, way[kept - 2]) if kept > 1 else a
            here = _place_of(nodes, roads, far_roads, way[kept - 1])
            if not sees_past(coast, before, here, after) or crossed(gates, before, after) & closed:
                break
            kept -= 1
    return kept


@compiled
def _shortest_way(
    network: SeaNetwork, room: Room, closed: int, usual: int, n1: int, n2: int
) -> int:
    """Write the shortest way between entries to `room.way`; return how many nodes, -1 for none.

    Labels have it at once, unless it meets what is closed: then it is searched for.
    """
    starts, goals = room.starts, room.goals
    if len(network.labels.first) and closed & usual == usual:
        n, met = _labelled(network, room, closed, usual, n1, n2)
        if n == NO_LABELLED_WAY:
            return -1
        if n >= 0 and not met & closed:
            return n
    n1 = opened(network, room.water[0], starts, n1, closed)
    n2 = opened(network, room.water[1], goals, n2, closed)
    last = shortest(
        network.graph, network.lines, room.desk, closed,
        starts.node[:n1], starts.km[:n1], goals.node[:n2], goals.km[:n2],
    )  # fmt: skip
    return _read_back(room.desk, last, room.way) if last >= 0 else -1


@compiled
def find_way(
    network: SeaNetwork, room: Room, closed: int, usual: int,
    lat1: float, lon1: float, lat2: float, lon2: float,
) -> tuple[int, int]:  # fmt: skip
    """Find a route: what came of it, and how many nodes are in `room.way`.

    Where either end's water is, is written to `room.water`. `usual` are the bits of the passages
    that labels take as closed.
    """
    room.turn[0] += 1
    turn = room.turn[0]
    coast, gates, nodes = network.coast, network.gates, network.graph.nodes
    here, there = direction(lat1, lon1), direction(lat2, lon2)
    n1, kind1, a = attach(
        coast, network.quays, network.finder, nodes, lat1, lon1, here, room.starts, turn
    )
    if kind1 == NOWHERE:
        return NO_WATER_AT_ORIGIN, 0
    n2, kind2, b = attach(
        coast, network.quays, network.finder, nodes, lat2, lon2, there, room.goals, turn
    )
    if kind2 == NOWHERE:
        return NO_WATER_AT_DESTINATION, 0
    room.water[0], room.water[1] = a, b
    if not crossed(gates, a, b) & closed and sees(coast, a, b):
        return FOUND, 0
    n = _shortest_way(network, room, closed, usual, n1, n2)
    if n < 0:
        return NO_WAY, 0
    return FOUND, _tightened(network, room, closed, _with_roads(room, n1, n2, n))


@compiled
def line_of(
    nodes: Floats, room: Room, n: int, lat1: float, lon1: float, lat2: float, lon2: float
) -> Floats:
    """Return a way as a line of directions: an end, its water, nodes, and the same at its goal."""
    line = np.empty((n + 4, 3))
    line[0], line[1] = direction(lat1, lon1), room.water[0]
    line[n + 2], line[n + 3] = room.water[1], direction(lat2, lon2)
    for k in range(n):
        line[k + 2] = _place_of(nodes, room.starts.roads, room.goals.roads, room.way[k])
    return line


@compiled
def lengths_km(
    line: Floats, way: Ints, channel: NDArray[np.int16], drawn: NDArray[np.bool_]
) -> tuple[float, float, float, float, float]:
    """Return the km of a line in all, in channels, in drawn ones, and of either end's approach."""
    total_km, channel_km, drawn_km = 0.0, 0.0, 0.0
    last = len(line) - 1
    for k in range(last):
        km = geodesic_km(line[k], line[k + 1])
        total_km += km
        # Points 2 to last - 2 are nodes; 0 and last are the ends, next to them their waters.
        if len(way) and 0 < k < last - 1:
            before = _channel_at(channel, way[max(k - 2, 0)])
            after = _channel_at(channel, way[min(k - 1, len(way) - 1)])
            within = k > 1 and k < last - 2 and before == after
            if before >= 0 and after >= 0 and (within or km <= BETWEEN_KM):
                channel_km += km
                drawn_km += km if drawn[before] or drawn[after] else 0.0
    first_km = geodesic_km(line[0], line[1])
    return total_km, channel_km, drawn_km, first_km, geodesic_km(line[last - 1], line[last])
