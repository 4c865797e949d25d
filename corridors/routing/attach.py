"""Brings the ends of a way to the water: nodes in sight, or an approach from a port inland."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled
from corridors.routing.sea_network import LATTICE_DEG, LATTICE_ROWS, Finder
from corridors.routing.sight import CELL_DEG, ROWS, Coast, Ints, sees
from corridors.routing.sphere import EARTH_RADIUS_KM, Floats, angle, dot, geodesic_km

# A port on land is first brought this far off the nearest coast that ships can come to.
QUAY_KM = 0.30
# How far inland a port may lie; every port 30 km up a river that the data lacks is to be found.
INLAND_KM = 60.0
NEAR_KM = (5.0, 12.0, 25.0, INLAND_KM)
ENOUGH = 10
# Coasts tried, the nearest first, until one is found whose water leads anywhere.
TRIES = 12
# Stamps of one end's tries are this far apart.
TURNS = 1 << 24
MOST = 512
KM_PER_DEGREE = 111.0
IN_WATER, INLAND, NOWHERE = 0, 1, 2
Flags = NDArray[np.bool_]


class Entries(NamedTuple):
    """Nodes through which a way may start or end, and the km to each; room for MOST."""

    node: Ints
    km: Floats
    seen: Ints


def room_for_entries(count: int) -> Entries:
    """Make room for the entries of one end, in a graph of `count` nodes."""
    return Entries(np.empty(MOST, np.int32), np.empty(MOST), np.full(count, -1, np.int32))


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
    """Add the nodes for which ways start from lattice points round about, if they are in sight."""
    for k in range(count):
        entries.seen[entries.node[k]] = turn
    middle = min(max(int((lat + 90) / LATTICE_DEG), 0), LATTICE_ROWS - 1)
    for row in range(max(middle - 1, 0), min(middle + 2, LATTICE_ROWS)):
        n = finder.lattice_columns[row]
        column = int((lon + 180) / 360 * n)
        for c in range(column - 1, column + 2):
            cell = finder.lattice_first[row] + c % n
            for k in range(finder.sight_first[cell], finder.sight_first[cell + 1]):
                node = finder.sight_to[k]
                if entries.seen[node] == turn or count == MOST:
                    continue
                entries.seen[node] = turn
                if sees(coast, here, nodes[node]):
                    entries.node[count] = node
                    entries.km[count] = geodesic_km(here, nodes[node])
                    count += 1
    return count


@compiled
def _seen(
    coast: Coast, finder: Finder, nodes: Floats, lat: float, lon: float, here: Floats,
    entries: Entries, turn: int,
) -> int:  # fmt: skip
    """Write the nodes that a place sees, as near as ways need them; returns how many."""
    count = 0
    for within_km in NEAR_KM:
        count = _near(coast, finder, nodes, lat, lon, here, within_km, entries)
        if count == 0:
            continue
        full = count == MOST
        count = _seen_of(coast, nodes, here, entries, count)
        if count >= ENOUGH or full:
            break
    return _far(coast, finder, nodes, lat, lon, here, entries, count, turn)


@compiled
def _on_piece(p: Floats, q: Floats, here: Floats) -> Floats:
    """Return the place on a piece of coast that is nearest to a place."""
    along = q - p
    share = dot(here - p, along) / max(dot(along, along), 1e-18)
    foot = p + along * min(1.0, max(0.0, share))
    return foot / math.sqrt(dot(foot, foot))


@compiled
def _nearest_quay(
    coast: Coast, quays: Flags, lat: float, lon: float, here: Floats, beyond_km: float
) -> tuple[int, float]:
    """Return the navigable piece of coast nearest to a place, but farther than some km; or -1."""
    for within_km in NEAR_KM:
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
                    foot = _on_piece(coast.start[i], coast.end[i], here)
                    km = angle(here, foot) * EARTH_RADIUS_KM
                    if beyond_km < km < least_km:
                        found, least_km = i, km
        if found >= 0:
            return found, least_km
    return -1, 0.0


@compiled
def _off(coast: Coast, piece: int, here: Floats) -> Floats:
    """Return the place QUAY_KM off a piece of coast, over its water, nearest to a place on land."""
    p, q = coast.start[piece], coast.end[piece]
    foot = _on_piece(p, q, here)
    left = np.cross(p, q)
    left /= max(math.sqrt(dot(left, left)), 1e-18)
    off = foot - left * (QUAY_KM / EARTH_RADIUS_KM)
    return off / math.sqrt(dot(off, off))


@compiled
def attach(
    coast: Coast, quays: Flags, finder: Finder, nodes: Floats, lat: float, lon: float,
    here: Floats, entries: Entries, turn: int,
) -> tuple[int, int, Floats]:  # fmt: skip
    """Write the entries of an end; returns how many, IN_WATER, INLAND or NOWHERE, and its water.

    An end that sees nodes is in their water. One that sees none is brought, over land, to the
    nearest coast within INLAND_KM that ships can come to: an approach.
    """
    count = _seen(coast, finder, nodes, lat, lon, here, entries, turn)
    if count:
        return count, IN_WATER, here
    beyond_km = -1.0
    for tried in range(TRIES):
        piece, km = _nearest_quay(coast, quays, lat, lon, here, beyond_km)
        if piece < 0:
            break
        water = _off(coast, piece, here)
        at_lat = math.degrees(math.asin(water[2]))
        at_lon = math.degrees(math.atan2(water[1], water[0]))
        mark = turn + (tried + 1) * TURNS
        count = _seen(coast, finder, nodes, at_lat, at_lon, water, entries, mark)
        if count:
            return count, INLAND, water
        beyond_km = km + 0.2 * (tried + 1)
    return 0, NOWHERE, here
