"""Joins what the source leaves apart by a short gap, where a line plausibly runs on.

A link is laid only within one country and over land: never across a border or a strait. Every link
is listed with its reason in data/networks/land-mends.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from land_countries import Countries, Numbers
from land_links import MENDED, WGS84, Floats, Ints, Links, geodesic_km, joined, links_of
from land_reach import Rows, rows_of, within
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

PARTS_KM = 10.0
ENDS_KM = 3.0
# Two parts that come this near need no dead end there: the source rounds to about 110 m.
TOUCH_KM = 1.0
TURN_DEG = 75.0
ROUND_KM = 25.0  # a gap is one only if the way round it is at least this long
RUNS_ON = f"runs on: the way round is over {ROUND_KM:.0f} km"
SAMPLE_KM = 0.5
WATER_KM = 1.0  # the outlines may be off by this much at a shore
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Mend:
    """A link laid over a gap: two nodes, the gap in km, and why."""

    u: int
    v: int
    km: float
    reason: str


def _directions(links: Links) -> NDArray[np.float64]:
    lat, lon = np.radians(links.lat), np.radians(links.lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _parts(links: Links) -> tuple[Ints, Floats]:
    """Return the part of the network each node is in, and the km of each part."""
    count = len(links.lat)
    graph = coo_array((np.ones(len(links)), (links.u, links.v)), (count, count))
    parts, part = connected_components(graph, directed=False)
    return part.astype(np.int32), np.bincount(part[links.u], links.km, parts)


@dataclass(frozen=True)
class Ground:
    """What says whether a link may be laid: countries of nodes, dead ends and their neighbours."""

    links: Links
    countries: Countries
    owner: Numbers
    dead_end: NDArray[np.bool_]
    rows: Rows

    def turn_deg(self, node: int, towards: int) -> float:
        """Return by how much a link turns from the line that ends at a node; 0 at a junction."""
        if not self.dead_end[node]:
            return 0.0
        before = self.rows.node[self.rows.first[node]]
        lat, lon = self.links.lat, self.links.lon
        (a, b), _, _ = WGS84.inv(
            [lon[before], lon[node]], [lat[before], lat[node]],
            [lon[node], lon[towards]], [lat[node], lat[towards]],
        )  # fmt: skip
        return float(abs((b - a + 180) % 360 - 180))

    def over_land(self, u: int, v: int, km: float) -> bool:
        """Return whether a link stays in the country of its ends, but for a shore's width."""
        count = max(2, int(km / SAMPLE_KM))
        lat, lon = self.links.lat, self.links.lon
        points = WGS84.npts(lon[u], lat[u], lon[v], lat[v], count)
        held = self.countries.holding(
            np.array([y for _, y in points]), np.array([x for x, _ in points])
        )
        at_sea = (held < 0).sum() * km / (count + 1)
        return bool(((held == self.owner[u]) | (held < 0)).all() and at_sea <= WATER_KM)

    def allows(self, u: int, v: int, km: float) -> bool:
        """Return whether a link may be laid between two nodes."""
        if self.owner[u] != self.owner[v]:
            return False
        if km > TOUCH_KM:
            if not (self.dead_end[u] or self.dead_end[v]):
                return False
            if max(self.turn_deg(u, v), self.turn_deg(v, u)) > TURN_DEG:
                return False
        return self.over_land(u, v, km)


def _ground(links: Links, countries: Countries) -> Ground:
    owner = countries.nearest(links.lat, links.lon)
    return Ground(links, countries, owner, links.degree() == 1, rows_of(links))


def _near_pairs(
    links: Links, of: NDArray[np.intp], km: float
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield nodes of `of` with the nodes within some km of each, and the gaps in km."""
    tree = cKDTree(_directions(links))
    for chunk in np.array_split(of, max(1, len(of) // 5000)):
        found = tree.query_ball_point(tree.data[chunk], km / EARTH_KM * 1.005)
        u = np.repeat(chunk, [len(row) for row in found])
        v = np.array([node for row in found for node in row], np.int64)
        gap = geodesic_km(links.lat[u], links.lon[u], links.lat[v], links.lon[v])
        fit = (gap <= km) & (u != v)
        yield u[fit].astype(np.int32), v[fit].astype(np.int32), gap[fit]


def _gaps_between_parts(links: Links, ground: Ground, part: Ints) -> list[tuple[float, int, int]]:
    """Return the gaps between parts, shortest first: for each two parts a few, from dead ends."""
    least = np.bincount(part)
    small = np.flatnonzero(part != np.argmax(least))
    gaps: list[tuple[float, int, int]] = []
    for u, v, gap in _near_pairs(links, small, PARTS_KM):
        fit = (part[u] != part[v]) & (ground.dead_end[u] | ground.dead_end[v] | (gap <= TOUCH_KM))
        gaps += zip(gap[fit].tolist(), u[fit].tolist(), v[fit].tolist(), strict=True)
    return sorted(gaps)


def join_parts(links: Links, countries: Countries) -> list[Mend]:
    """Return links that join parts of the network, each pair of parts at its narrowest gap."""
    ground = _ground(links, countries)
    part, size = _parts(links)
    root = list(range(len(size)))

    def top(k: int) -> int:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    refused: dict[tuple[int, int], int] = {}
    mends: list[Mend] = []
    for gap, u, v in _gaps_between_parts(links, ground, part):
        a, b = top(int(part[u])), top(int(part[v]))
        pair = (min(a, b), max(a, b))
        if a == b or refused.get(pair, 0) >= 40:
            continue
        if not ground.allows(u, v, gap):
            refused[pair] = refused.get(pair, 0) + 1
            continue
        km = min(size[a], size[b])
        mends.append(Mend(u, v, gap, f"joins a part of {km:.0f} km that stands apart"))
        size[a] = size[b] = size[a] + size[b]
        root[a] = b
    return mends


def close_ends(links: Links, countries: Countries) -> list[Mend]:
    """Return links from dead ends to a line near by that is far along the network."""
    ground = _ground(links, countries)
    mends: list[Mend] = []
    joined_ends: set[int] = set()
    nearest: dict[int, list[tuple[float, int]]] = {}
    for u, v, gap in _near_pairs(links, np.flatnonzero(ground.dead_end), ENDS_KM):
        for here, there, km in zip(u.tolist(), v.tolist(), gap.tolist(), strict=True):
            nearest.setdefault(here, []).append((km, there))
    for here in sorted(nearest):
        if here in joined_ends:
            continue
        known = within(ground.rows, here, ROUND_KM)
        far = [n for n in sorted(nearest[here]) if n[1] not in known]
        for km, there in far[:12]:
            if ground.allows(here, there, km):
                mends.append(
                    Mend(here, there, km, f"runs on: the way round is over {ROUND_KM:.0f} km")
                )
                joined_ends |= {here, there}
                break
    return mends


def with_mends(links: Links, mends: list[Mend]) -> Links:
    """Return links with those laid over gaps."""
    more = links_of(
        links.lat,
        links.lon,
        np.array([m.u for m in mends], np.int32),
        np.array([m.v for m in mends], np.int32),
        np.array([m.km for m in mends]),
        MENDED,
    )
    return joined(links, more)


def write_mends(target: Path, links: Links, mends: list[Mend]) -> None:
    """Write each link laid over a gap with its place and reason."""
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["from_lat", "from_lon", "to_lat", "to_lon", "km", "reason"])
        for mend in mends:
            ends = (f"{x[k]:.3f}" for k in (mend.u, mend.v) for x in (links.lat, links.lon))
            rows.writerow([*ends, f"{mend.km:.2f}", mend.reason])
