"""One sea route, compiled: both ends to the water, the shortest way, pulled straight."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.attach import (
    NOWHERE,
    Entries,
    attach,
    room_for_entries,
)
from corridors.routing.compiled import compiled
from corridors.routing.labels import NO_WAY as NO_LABELLED_WAY
from corridors.routing.labels import Tally, labelled_way, passages_met, tally_for
from corridors.routing.passages import Gates, crossed
from corridors.routing.sea_network import SeaNetwork
from corridors.routing.search import Desk, Graph, are_joined, desk_for, shortest
from corridors.routing.sight import Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, angle, dot, geodesic_km

FOUND, NO_WATER_AT_ORIGIN, NO_WATER_AT_DESTINATION, NO_WAY = 0, 1, 2, 3
LONGEST = 4096
OFF_KM = 17.0  # of capes and coasts, where there is room
ROOM = 2.0  # times as far there must be water: ships keep to the middle between two shores
BLUNT, SHARPER = 0.1, 0.2  # cosines of turns that are no spike, and how much less is one
OFF_SHARE = 0.5  # at most, of how far the nearer end is
TRIED = 4
ROADS_AT_ORIGIN, ROADS_AT_DESTINATION = -1, -2  # in a way, among nodes
BETWEEN_KM = 100.0  # a longer way from channel to channel, or from an end to one, is open water


class Room(NamedTuple):
    """What one search at a time needs to write in; `way` takes the nodes of the route found."""

    desk: Desk
    tally: Tally
    starts: Entries
    goals: Entries
    way: Ints
    water: Floats


def room_for(network: SeaNetwork) -> Room:
    """Make room for searches, one at a time."""
    count = len(network.lats)
    return Room(
        desk_for(network.usual),
        tally_for(network.usual),
        room_for_entries(count),
        room_for_entries(count),
        np.empty(LONGEST, np.int32),
        np.empty((2, 3)),
    )


@compiled
def direction(lat: float, lon: float) -> Floats:
    """Turn a latitude and a longitude in degrees into a direction."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.array((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


@compiled
def _open_entries(
    gates: Gates, nodes: Floats, here: Floats, entries: Entries, n: int, closed: int
) -> int:
    """Keep the entries that are reached through no closed passage; returns how many."""
    direct, kept = entries.direct[0], 0
    roads_met = crossed(gates, here, entries.roads) & closed if n > direct else 0
    entries.direct[0] = 0
    for k in range(n):
        place = nodes[entries.node[k]]
        met = crossed(gates, here, place) if k < direct else crossed(gates, entries.roads, place)
        if met & closed or (k >= direct and roads_met):
            continue
        entries.node[kept], entries.km[kept] = entries.node[k], entries.km[k]
        kept += 1
        if k < direct:
            entries.direct[0] = kept
    return kept


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
def place_of(nodes: Floats, room: Room, node: int) -> Floats:
    """Return where a node of a way is, or one of its roadsteads."""
    if node == ROADS_AT_ORIGIN:
        return room.starts.roads
    if node == ROADS_AT_DESTINATION:
        return room.goals.roads
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
    nodes, way, (a, b) = network.usual.nodes, room.way, (room.water[0], room.water[1])
    kept = 0
    for k in range(n):
        way[kept] = way[k]
        kept += 1
        after = place_of(nodes, room, way[k + 1]) if k + 1 < n else b
        while kept:
            before = place_of(nodes, room, way[kept - 2]) if kept > 1 else a
            if not sees(network.coast, before, after):
                break
            if crossed(network.gates, before, after) & closed:
                break
            kept -= 1
    return kept


@compiled
def _shortest_way(
    network: SeaNetwork, room: Room, closed: int, usual: int, n1: int, n2: int, goal: Floats
) -> int:
    """Write the shortest way between entries to `room.way`; return how many nodes, -1 for none.

    Labels have it at once, unless it meets what is closed: then it is searched for, with bounds
    that know of the first such passage.
    """
    starts, start_km = room.starts.node[:n1], room.starts.km[:n1]
    goals, goal_km = room.goals.node[:n2], room.goals.km[:n2]
    graph = network.usual if closed & usual == usual else network.opened
    if len(network.labels.first) and closed & usual == usual:
        n = labelled_way(
            network.usual, network.labels, room.tally, starts, start_km, goals, goal_km, room.way
        )
        if n == NO_LABELLED_WAY:
            return -1
        met = passages_met(network.usual, room.way, n) & closed if n >= 0 else 0
        if n >= 0 and not met:
            return n
        for bit in range(len(network.detours)):
            if met >> bit & 1:
                graph = Graph(
                    graph.nodes, graph.first, graph.to, graph.km, graph.mask, network.detours[bit]
                )
                break
    if not are_joined(graph, closed, starts, goals):
        return -1
    last = shortest(graph, room.desk, closed, starts, start_km, goals, goal_km, goal)
    return _read_back(room.desk, last, room.way) if last >= 0 else -1


@compiled
def find_way(
    network: SeaNetwork, room: Room, closed: int, usual: int,
    lat1: float, lon1: float, lat2: float, lon2: float,
) -> tuple[int, int]:  # fmt: skip
    """Find a route: what came of it, and how many nodes are in `room.way`.

    Where either end's water is, is written to `room.water`. `usual` are the bits of the passages
    that `network.usual` was measured without.
    """
    room.desk.turn[0] += 1
    turn = room.desk.turn[0]
    coast, gates, nodes = network.coast, network.gates, network.usual.nodes
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
    n1 = _open_entries(gates, nodes, a, room.starts, n1, closed)
    n2 = _open_entries(gates, nodes, b, room.goals, n2, closed)
    n = _shortest_way(network, room, closed, usual, n1, n2, b)
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
        line[k + 2] = place_of(nodes, room, room.way[k])
    return line


@compiled
def _turn(before: Floats, here: Floats, after: Floats) -> float:
    """Return the cosine of how far a line turns at a place: 1 straight on, -1 back again."""
    come, go = here - before, after - here
    size = math.sqrt(dot(come, come) * dot(go, go))
    return dot(come, go) / size if size > 1e-15 else 1.0


@compiled
def _without_spikes(coast: Coast, gates: Gates, line: Floats, taut: Floats) -> None:
    """Draw back corners that were pushed so far that the line turns far sharper than it did."""
    for k in range(2, len(line) - 2):
        was = _turn(taut[k - 1], taut[k], taut[k + 1])
        for _ in range(TRIED):
            here, before, after = line[k], line[k - 1], line[k + 1]
            if _turn(before, here, after) >= min(was, BLUNT) - SHARPER:
                break
            nearer = here + taut[k]
            nearer /= math.sqrt(dot(nearer, nearer))
            if not sees(coast, before, nearer) or not sees(coast, nearer, after):
                break
            passed = crossed(gates, before, here) | crossed(gates, here, after)
            if crossed(gates, before, nearer) | crossed(gates, nearer, after) != passed:
                break
            line[k] = nearer


@compiled
def _is_free(way: Ints, k: int, fairway: NDArray[np.bool_]) -> bool:
    """Say whether a corner may be pushed: it is no roadstead, in no fairway, nor next to one."""
    if way[k] < 0:
        return False
    for near in range(max(k - 1, 0), min(k + 2, len(way))):
        if way[near] >= 0 and fairway[way[near]]:
            return False
    return True


@compiled
def stand_off(
    coast: Coast, gates: Gates, line: Floats, way: Ints, fairway: NDArray[np.bool_]
) -> None:
    """Push a line's corners out to sea, as far off the coast as ships keep, where there is room.

    A corner goes straight away from the shore that the line bends round, by OFF_KM or the half, the
    quarter or the eighth of it: as far as its neighbours still see it and no other passage is met.
    Roadsteads stay, and corners in channels and straits or next on the way to them.
    """
    taut = line.copy()
    for k in range(2, len(line) - 2):
        if not _is_free(way, k - 2, fairway):
            continue
        here, before, after = line[k].copy(), line[k - 1], line[k + 1]
        # Away from both neighbours, each counted alike however far it is.
        back, ahead = max(angle(before, here), 1e-9), max(angle(here, after), 1e-9)
        out = (here - before) / back + (here - after) / ahead
        out -= here * dot(out, here)
        size = math.sqrt(dot(out, out))
        if size < 1e-9:
            continue
        passed = crossed(gates, before, here) | crossed(gates, here, after)
        to_end = min(angle(line[0], here), angle(here, line[len(line) - 1]))
        far = min(OFF_KM / EARTH_RADIUS_KM, OFF_SHARE * to_end)
        for part in range(TRIED):
            off = here + out / size * (far / 2.0**part)
            off /= math.sqrt(dot(off, off))
            beyond = here + out / size * (far / 2.0**part * ROOM)
            beyond /= math.sqrt(dot(beyond, beyond))
            if (
                sees(coast, here, beyond)
                and sees(coast, before, off)
                and sees(coast, off, after)
                and crossed(gates, before, off) | crossed(gates, off, after) == passed
            ):
                line[k] = off
                break
    _without_spikes(coast, gates, line, taut)


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
