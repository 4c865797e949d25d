"""Many sea routes by one compiled call: lines in degrees, lengths, passages in order."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import borrowed, compiled
from corridors.routing.passages import in_order
from corridors.routing.sea_network import SeaNetwork
from corridors.routing.sea_search import (
    FOUND,
    NO_WATER_AT_DESTINATION,
    NO_WATER_AT_ORIGIN,
    Room,
    find_way,
    lengths_km,
    line_of,
)
from corridors.routing.sight import Ints
from corridors.routing.sphere import Floats
from corridors.routing.standing_off import stand_off

DECIMALS = 1e5  # of a degree: a metre
BITS = 32
NO_BIT = -1


class Ways(NamedTuple):
    """What came of each pair of places, a row each.

    `what` is FOUND or why not. Way i goes through `points[first[i]:first[i + 1]]`, (lat, lon) in
    degrees, longitudes running on. `km` holds the length, the km in channels, of these in drawn
    ones, and the approaches at origin and destination; `bits` the numbers of the passages crossed,
    in order, then NO_BIT.
    """

    what: Ints
    first: Ints
    points: Floats
    km: Floats
    bits: NDArray[np.int8]


@compiled
def _within(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


@compiled
def _is_turned(pair: Floats) -> bool:
    """Say whether the destination is the southern end: ways are looked for from there."""
    return bool(pair[2] < pair[0] or (pair[2] == pair[0] and pair[3] < pair[1]))


@compiled
def _other_end(what: int) -> int:
    if what == NO_WATER_AT_ORIGIN:
        return NO_WATER_AT_DESTINATION
    return NO_WATER_AT_ORIGIN if what == NO_WATER_AT_DESTINATION else what


@compiled
def _put_points(pair: Floats, line: Floats, km: Floats, points: Floats, count: int) -> int:
    """Write a line's points in degrees, both ends as they were asked for; return the new count."""
    points[count] = pair[:2]
    count += 1
    # Next to an end is its water, which is the end itself where there is no approach.
    for k in range(1 if km[3] else 2, len(line) - (1 if km[4] else 2)):
        lat = math.degrees(math.asin(min(1.0, max(-1.0, line[k, 2]))))
        lon = math.degrees(math.atan2(line[k, 1], line[k, 0]))
        lon -= 360.0 * round((lon - points[count - 1, 1]) / 360.0)
        points[count, 0] = round(lat * DECIMALS) / DECIMALS
        points[count, 1] = round(lon * DECIMALS) / DECIMALS
        count += 1
    points[count, 0] = pair[2]
    points[count, 1] = pair[3] - 360.0 * round((pair[3] - points[count - 1, 1]) / 360.0)
    return count + 1


@compiled
def _line(
    network: SeaNetwork, room: Room, closed: int, usual: int, pair: Floats, km: Floats
) -> tuple[int, Floats]:
    """Find the way of a pair: what came of it, its line from the origin on; its km into `km`."""
    lat1, lon1, lat2, lon2 = pair[0], _within(pair[1]), pair[2], _within(pair[3])
    turned = _is_turned(pair)
    if turned:
        lat1, lon1, lat2, lon2 = lat2, lon2, lat1, lon1
    what, n = find_way(network, room, closed, usual, lat1, lon1, lat2, lon2)
    if what != FOUND:
        return (_other_end(what) if turned else what), np.empty((0, 3))
    line = line_of(network.graph.nodes, room, n, lat1, lon1, lat2, lon2)
    stand_off(network.coast, network.gates, line, room.way[:n], network.fairway)
    km[:] = lengths_km(line, room.way[:n], network.channel, network.drawn)
    if turned:
        km[3], km[4] = km[4], km[3]
        line = line[::-1].copy()
    return what, line


@compiled
def find_ways(network: SeaNetwork, room: Room, closed: int, usual: int, pairs: Floats) -> Ways:
    """Find the way of each pair, a row of lat, lon, lat, lon in degrees.

    `closed` are the bits of closed passages, `usual` of those that labels take as closed.
    """
    network, room, count = borrowed(network), borrowed(room), len(pairs)
    what, first = np.empty(count, np.int32), np.zeros(count + 1, np.int32)
    km, bits = np.zeros((count, 5)), np.full((count, BITS), NO_BIT, np.int8)
    points = np.empty((64 * count + 64, 2))
    for i in range(count):
        first[i + 1] = first[i]
        what[i], line = _line(network, room, closed, usual, pairs[i], km[i])
        if what[i] != FOUND:
            continue
        if first[i] + len(line) > len(points):
            more = np.empty((2 * len(points) + len(line), 2))
            more[: first[i]] = points[: first[i]]
            points = more
        first[i + 1] = _put_points(pairs[i], line, km[i], points, first[i])
        order = in_order(network.gates, line)
        bits[i, : len(order)] = order
    return Ways(what, first, points, km, bits)
