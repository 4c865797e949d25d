"""Brings the ends of a way to the water: nodes in sight, or an approach from a port inland."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.sea_network import LATTICE_DEG, LATTICE_ROWS, Finder
from corridors.routing.sight import CELL_DEG, ROWS, Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, angle, dot, geodesic_km, lat_lon, side

# A port on land is first brought this far off the nearest coast that ships can come to.
QUAY_KM = 0.30
# How far inland a port may lie; every port 30 km up a river that the data lacks is to be found.
INLAND_KM = 60.0
QUAYS_KM = (5.0, 12.0, 25.0, INLAND_KM)
# Nodes so near are looked for round about, until some are found; farther ones come with the views.
NEAR_KM = (5.0, 12.0, 30.0)
ENOUGH = 5
# Coasts tried, the nearest first, until one is found whose water leads anywhere.
TRIES = 12
# Stamps of one end's tries are this far apart.
TURNS = 1 << 24
ROADS_TURN = 32 * TURNS
MOST = 512
# Off a port, at one of these distances, ships come to open water, from which they see farther.
ROADS_KM = (8.0, 4.0, 2.0)
SECTORS = 16
KM_PER_DEGREE = 111.0
IN_WATER, INLAND, NOWHERE = 0, 1, 2
Flags = NDArray[np.bool_]


class Entries(NamedTuple):
    """Nodes through which a way may start or end, and the km to each; room for MOST.

    The first `direct[0]` are reached straight, those that follow by the roadstead at `roads`. The
    first `sure[0]` are known to be in sight; whether the others are is left to who needs them.
    `least` takes km that no way through an entry can be under.
    """

    node: Ints
    km: Floats
    least: Floats
    seen: Ints
    direct: Ints
    sure: Ints
    roads: Floats


def room_for_entries(count: int) -> Entries:
    """Make room for the entries of one end, in a graph of `count` nodes."""
    return Entries(
        np.empty(MOST, np.int32),
        np.empty(MOST),
        np.empty(MOST),
        np.full(count, -1, np.int32),
        np.zeros(1, np.int32),
        np.zeros(1, np.int32),
        np.zeros(3),
    )


@compiled
def _rows_near(lat: float, within_km: float) -> tuple[int, int]:
    """Return the first and the last row of cells within some km of a latitude."""
    pad = within_km / KM_PER_DEGREE
    return (
        max(int((lat - pad + 90) / CELL_DEG), 0),
        min(int((lat + pad + 90) / CELL_DEG), ROWS - 1),
    )


@compiled
def _columns_near(row: int, n: int, lon: float, within_km: float) -> tuple[int, int]:
    """Return the first and the last column of a row's n cells within some km; they may run on."""
    edge = min(89.5, max(abs(row * CELL_DEG - 90), abs((row + 1) * CELL_DEG - 90)))
    wide = within_km / KM_PER_DEGREE / math.cos(math.radians(edge))
    west = math.floor((lon - wide + 180) / 360 * n)
    return west, min(math.floor((lon + wide + 180) / 360 * n), west + n - 1)


@compiled
def _near(
    coast: Coast, finder: Finder, nodes: Floats, lat: float, lon: float, here: Floats,
    within_km: float, entries: Entries,
) -> int:  # fmt: skip
    """Write the nodes within some km of a point, and how far they are; returns how many."""
    count = 0
    low, high = _rows_near(lat, within_km)
    for row in range(low, high + 1):
        n = coast.columns[row]
        west, east = _columns_near(row, n, lon, within_km)
        for column in range(west, east + 1):
            cell = coast.first_cell[row] + column % n
            for k in range(finder.offset[cell], finder.offset[cell + 1]):
                km = geodesic_km(here, nodes[finder.node[k]])
                if km <= within_km and count < MOST:
                    entries.node[count], entries.km[count] = finder.node[k], km
                    count += 1
    return count


@compiled
def _seen_of(coast: Coast, nodes: Floats, here: Floats, entries: Entries, count: int) -> int:
    kept = 0
    for k in range(count):
        if sees(coast, here, nodes[entries.node[k]]):
            entries.node[kept], entries.km[kept] = entries.node[k], entries.km[k]
            kept += 1
    return kept


@compiled
def _far(
    coast: Coast, finder: Finder, nodes: Floats, lat: float, lon: float, here: Floats,
    entries: Entries, count: int, turn: int,
) -> int:  # fmt: skip
    """Add the nodes for which ways start from the four cells round about, if any is in sight.

    The first of those added is in sight; whether the others are is not looked at.
    """
    for k in range(count):
        entries.seen[entries.node[k]] = turn
    any_seen, added = False, count
    south = math.floor((lat + 90) / LATTICE_DEG - 0.5)
    for row in range(max(south, 0), min(south + 2, LATTICE_ROWS)):
        n = finder.lattice_columns[row]
        west = math.floor((lon + 180) / 360 * n - 0.5)
        for c in range(west, west + 2):
            cell = finder.lattice_first[row] + c % n
            for k in range(finder.sight_first[cell], finder.sight_first[cell + 1]):
                node = finder.sight_to[k]
                if entries.seen[node] == turn or added == MOST:
                    continue
                entries.seen[node] = turn
                any_seen = any_seen or sees(coast, here, nodes[node])
                if any_seen:
                    entries.node[added] = node
                    entries.km[added] = geodesic_km(here, nodes[node])
                    added += 1
    return added


@compiled
def _near_seen(
    coast: Coast, finder: Finder, nodes: Floats, lat: float, lon: float, here: Floats,
    entries: Entries,
) -> int:  # fmt: skip
    """Write the nodes round about that a place sees, as many as ways need; returns how many."""
    count = 0
    for within_km in NEAR_KM:
        count = _near(coast, finder, nodes, lat, lon, here, within_km, entries)
        if count == 0:
            continue
        full = count == MOST
        count = _seen_of(coast, nodes, here, entries, count)
        if count >= ENOUGH or full:
            break
    return count


@compiled
def _on_piece(p: Floats, q: Floats, here: Floats, foot: Floats) -> None:
    """Write the place on a piece of coast that is nearest to a place."""
    x, y, z = q[0] - p[0], q[1] - p[1], q[2] - p[2]
    share = (here[0] - p[0]) * x + (here[1] - p[1]) * y + (here[2] - p[2]) * z
    share = min(1.0, max(0.0, share / max(x * x + y * y + z * z, 1e-18)))
    foot[0], foot[1], foot[2] = p[0] + x * share, p[1] + y * share, p[2] + z * share
    foot /= math.sqrt(dot(foot, foot))


@compiled
def _nearest_quay(
    coast: Coast, quays: Flags, lat: float, lon: float, here: Floats, beyond_km: float
) -> tuple[int, float]:
    """Return the navigable piece of coast nearest to a place, but farther than some km; or -1."""
    foot = np.empty(3)
    for within_km in QUAYS_KM:
        found, least_km = -1, within_km
        low, high = _rows_near(lat, within_km)
        for row in range(low, high + 1):
            n = coast.columns[row]
            west, east = _columns_near(row, n, lon, within_km)
            for column in range(west, east + 1):
                cell = coast.first_cell[row] + column % n
                for k in range(coast.offset[cell], coast.offset[cell + 1]):
                    i = coast.pieces[k]
                    if not quays[i]:
                        continue
                    _on_piece(coast.start[i], coast.end[i], here, foot)
                    km = angle(here, foot) * EARTH_RADIUS_KM
                    if beyond_km < km < least_km:
                        found, least_km = i, km
        if found >= 0:
            return found, least_km
    return -1, 0.0


@compiled
def _is_ashore(coast: Coast, quays: Flags, lat: float, lon: float, here: Floats) -> bool:
    """Say whether a place lies on the land's side of the coast that is nearest to it."""
    piece, _ = _nearest_quay(coast, quays, lat, lon, here, -1.0)
    return piece >= 0 and side(coast.start[piece], coast.end[piece], here) > 0


@compiled
def off_piece(coast: Coast, piece: int, here: Floats) -> Floats:
    """Return the place QUAY_KM off a piece of coast, over its water, nearest to a place on land."""
    p, q = coast.start[piece], coast.end[piece]
    foot = np.empty(3)
    _on_piece(p, q, here, foot)
    left = np.cross(p, q)
    left /= max(math.sqrt(dot(left, left)), 1e-18)
    off = foot - left * (QUAY_KM / EARTH_RADIUS_KM)
    return off / math.sqrt(dot(off, off))


@compiled
def _roadstead(coast: Coast, here: Floats, roads: Floats) -> float:
    """Write a place off shore, amid the widest open sector, and return how far it is; or 0."""
    east = np.array((-here[1], here[0], 0.0))
    east /= max(math.sqrt(dot(east, east)), 1e-12)
    north = np.cross(here, east)
    open_to = np.empty(SECTORS, np.bool_)
    for km in ROADS_KM:
        t = km / EARTH_RADIUS_KM
        for k in range(SECTORS):
            turn = 2 * math.pi * k / SECTORS
            along = math.cos(turn) * north + math.sin(turn) * east
            open_to[k] = sees(coast, here, math.cos(t) * here + math.sin(t) * along)
        widest, middle = 0, 0.0
        for k in range(SECTORS):
            run = 0
            while run < SECTORS and open_to[(k + run) % SECTORS]:
                run += 1
            if run > widest:
                widest, middle = run, k + (run - 1) / 2
        if widest:
            turn = 2 * math.pi * middle / SECTORS
            along = math.cos(turn) * north + math.sin(turn) * east
            roads[:] = math.cos(t) * here + math.sin(t) * along
            return km if sees(coast, here, roads) else 0.0
    return 0.0


@compiled
def seen_from(
    coast: Coast, finder: Finder, nodes: Floats, here: Floats, entries: Entries, turn: int
) -> int:
    """Write the nodes through which ways from a place may start.

    Returns how many, 0 if it sees none at all. Those round about are looked for from the place
    itself, those far off from its roadstead.
    """
    lat, lon = lat_lon(here)
    near = _near_seen(coast, finder, nodes, lat, lon, here, entries)
    entries.direct[0] = near
    km = _roadstead(coast, here, entries.roads)
    count = near
    if km > 0.0:
        lat, lon = lat_lon(entries.roads)
        count = _far(coast, finder, nodes, lat, lon, entries.roads, entries, near, turn)
        entries.km[near:count] += km
    if count == near:
        lat, lon = lat_lon(here)
        count = _far(coast, finder, nodes, lat, lon, here, entries, near, turn + ROADS_TURN)
        entries.direct[0] = count
    entries.sure[0] = min(near + 1, count)
    return count


@compiled
def attach(
    coast: Coast, quays: Flags, finder: Finder, nodes: Floats, lat: float, lon: float,
    here: Floats, entries: Entries, turn: int,
) -> tuple[int, int, Floats]:  # fmt: skip
    """Write the entries of an end; returns how many, IN_WATER, INLAND or NOWHERE, and its water.

    An end in the water sees nodes. One that sees none, or is ashore, is brought over land to the
    nearest coast within INLAND_KM that ships can come to: an approach.
    """
    if not _is_ashore(coast, quays, lat, lon, here):
        count = seen_from(coast, finder, nodes, here, entries, turn)
        if count:
            return count, IN_WATER, here
    beyond_km = -1.0
    for tried in range(TRIES):
        piece, km = _nearest_quay(coast, quays, lat, lon, here, beyond_km)
        if piece < 0:
            break
        water = off_piece(coast, piece, here)
        count = seen_from(coast, finder, nodes, water, entries, turn + (tried + 1) * TURNS)
        if count:
            return count, INLAND, water
        beyond_km = km + 0.2 * (tried + 1)
    return 0, NOWHERE, here
