"""Lays the lines of the patch files: tracks that the source lacks, shapes that it lost.

`land-lines.csv` has a row a line: what it is, its source and the reason; `land-points.csv` its
points in order. Kinds of line:

- `track`: is there and missing in the source; joined at both ends to what is near, or at the first
  alone if its ends are `open`;
- `proposed`: likewise, but not built;
- `shape`: the run of a link that the source has as its two ends, which are the first and the last
  point; the source's km stay, and what lies far between two points is a chord still;
- `cut`: a link of the source, by its two ends, that is not there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from land_links import (
    DRAWN,
    PROPOSED,
    Links,
    chords,
    geodesic_km,
    joined,
    links_of,
)

JOIN_KM = 6.0
SAME_KM = 0.2
KINDS = ("track", "proposed", "shape", "cut")
# Points of our own leave bends out: a line of unknown length is taken to be this much longer.
BENDS = 1.05


class PatchError(ValueError):
    """A row of the patch files does not fit the network."""


@dataclass(frozen=True)
class Line:
    """A line of the patch files: its points are (lat, lon); `km` and `gauge` 0 if not known."""

    name: str
    mode: str
    kind: str
    gauge: int
    km: float
    points: tuple[tuple[float, float], ...]
    joined: bool  # at its last point too


def read_lines(folder: Path) -> list[Line]:
    """Return all lines; raises PatchError for a kind that is not known, or too few points."""
    points: dict[str, list[tuple[float, float]]] = {}
    with (folder / "land-points.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            points.setdefault(row["line"], []).append((float(row["lat"]), float(row["lon"])))
    lines = []
    with (folder / "land-lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["line"]
            if row["kind"] not in KINDS:
                raise PatchError(
                    f"land-lines.csv: {name}: kind {row['kind']!r}: use one of {KINDS}"
                )
            if len(points.get(name, [])) < 2:
                raise PatchError(f"land-points.csv: {name} needs two points or more")
            lines.append(
                Line(
                    name, row["mode"], row["kind"], int(row["gauge_mm"] or 0),
                    float(row["km"] or 0), tuple(points[name]), row["ends"] != "open",
                )
            )  # fmt: skip
    stray = set(points) - {line.name for line in lines}
    if stray:
        raise PatchError(f"land-points.csv: {sorted(stray)} are no lines of land-lines.csv")
    return lines


def _nearest(links: Links, point: tuple[float, float], limit_km: float, line: str) -> int:
    lat, lon = point
    used = np.zeros(len(links.lat), bool)
    used[links.u] = used[links.v] = True
    box = used & (np.abs(links.lat - lat) < 0.2) & (np.abs(links.lon - lon) < 0.5)
    near = np.flatnonzero(box)
    if len(near):
        gap = geodesic_km(
            links.lat[near], links.lon[near], np.full(len(near), lat), np.full(len(near), lon)
        )
        if gap.min() <= limit_km:
            return int(near[np.argmin(gap)])
    raise PatchError(f"{line}: no node within {limit_km} km of {lat}, {lon}")


def _link_between(links: Links, a: int, b: int, line: str) -> int:
    found = np.flatnonzero(((links.u == a) & (links.v == b)) | ((links.u == b) & (links.v == a)))
    if len(found) != 1:
        raise PatchError(f"{line}: the source has no link between its first and last point")
    return int(found[0])


def _laid(links: Links, line: Line, ends: tuple[int, int], km: float, kind: int) -> Links:
    """Add a line through its points, from node to node; without km of its own by its points."""
    inner = line.points[1:-1] if line.kind == "shape" else line.points
    lat = np.concatenate([links.lat, [p[0] for p in inner]])
    lon = np.concatenate([links.lon, [p[1] for p in inner]])
    new = len(links.lat) + np.arange(len(inner))
    way = np.concatenate([[ends[0]], new, [ends[1]]])
    way = way[way >= 0].astype(np.int32)
    along = geodesic_km(lat[way[:-1]], lon[way[:-1]], lat[way[1:]], lon[way[1:]])
    total = max(km or along.sum() * BENDS, along.sum())
    pieces = along * (total / along.sum())
    kinds = chords(along, pieces) | np.uint8(kind)
    more = links_of(lat, lon, way[:-1], way[1:], pieces, kinds)
    return joined(links, replace(more, gauge=np.full(len(more), line.gauge, np.int16)))


def _shaped(links: Links, line: Line) -> Links:
    a = _nearest(links, line.points[0], SAME_KM, line.name)
    b = _nearest(links, line.points[-1], SAME_KM, line.name)
    at = _link_between(links, a, b, line.name)
    drawn = np.array(line.points)
    straight = geodesic_km(drawn[:-1, 0], drawn[:-1, 1], drawn[1:, 0], drawn[1:, 1]).sum()
    if straight > links.km[at] * 1.02:
        raise PatchError(
            f"{line.name}: its points are {straight:.0f} km, the source's line "
            f"{links.km[at]:.0f} km: some point is off"
        )
    others = np.arange(len(links)) != at
    return _laid(links.kept(others), line, (a, b), float(links.km[at]), DRAWN)


def _new(links: Links, line: Line) -> Links:
    a = _nearest(links, line.points[0], JOIN_KM, line.name)
    b = _nearest(links, line.points[-1], JOIN_KM, line.name) if line.joined else -1
    kind = DRAWN | (PROPOSED if line.kind == "proposed" else 0)
    return _laid(links, line, (a, b), line.km, kind)


def patched(links: Links, lines: list[Line]) -> Links:
    """Return links with every line of the patch files laid, in their order.

    Raises PatchError with the line's name where one does not fit.
    """
    for line in lines:
        if line.kind == "shape":
            links = _shaped(links, line)
        elif line.kind == "cut":
            a, b = (_nearest(links, p, SAME_KM, line.name) for p in line.points[:2])
            links = links.kept(np.arange(len(links)) != _link_between(links, a, b, line.name))
        else:
            links = _new(links, line)
    return links
