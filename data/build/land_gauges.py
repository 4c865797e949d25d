"""Gives every rail link its gauge, and parts tracks of two gauges but where cargo changes.

`land-gauges.csv` has the usual gauge of a country; `land-gauge-exceptions.csv` lines of another,
each a few points with a width; a country in neither has gauge 0: not known.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
from land_links import BREAK, Links
from numpy.typing import NDArray

KM_PER_DEGREE = 111.2
Gauges = NDArray[np.int16]


def _usual(links: Links, codes: list[str], folder: Path) -> Gauges:
    by_code = np.zeros(len(codes), np.int16)
    with (folder / "land-gauges.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_code[codes.index(row["country"])] = int(row["gauge_mm"])
    return by_code[links.country]


def _near(links: Links, points: list[tuple[float, float]], km: float) -> NDArray[np.bool_]:
    """Return the links whose middle lies within some km of a line of (lat, lon)."""
    shrink = np.cos(np.radians(points[0][0]))
    x = (links.lon[links.u] + links.lon[links.v]) / 2 * shrink
    y = (links.lat[links.u] + links.lat[links.v]) / 2
    line = shapely.LineString([(lon * shrink, lat) for lat, lon in points])
    return np.asarray(shapely.dwithin(shapely.points(x, y), line, km / KM_PER_DEGREE))


def _with_exceptions(links: Links, gauge: Gauges, codes: list[str], folder: Path) -> Gauges:
    lines: dict[tuple[str, int, float, str], list[tuple[float, float]]] = {}
    with (folder / "land-gauge-exceptions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["line"], int(row["gauge_mm"]), float(row["within_km"]), row["country"])
            lines.setdefault(key, []).append((float(row["lat"]), float(row["lon"])))
    changed = gauge.copy()
    for (_, gauge_mm, km, country), points in lines.items():
        there = links.country == codes.index(country)
        there[there] = _near(links.kept(there), points, km)
        changed[there] = gauge_mm
    return np.where(links.gauge > 0, links.gauge, changed).astype(np.int16)


def with_gauges(links: Links, codes: list[str], folder: Path) -> Links:
    """Return rail links with their gauge in mm; a line of the patch files keeps its own."""
    usual = _usual(links, codes, folder)
    return replace(links, gauge=_with_exceptions(links, usual, codes, folder))


def parted(links: Links) -> Links:
    """Return links whose nodes each have tracks of one gauge.

    Where two gauges meet the node becomes two, which a link without length joins: a break of gauge.
    Tracks of a gauge that is not known go with the first.
    """
    ends = np.concatenate([links.u, links.v])
    gauges = np.concatenate([links.gauge, links.gauge])
    known = gauges > 0
    least = np.full(len(links.lat), 32767, np.int16)
    most = np.zeros(len(links.lat), np.int16)
    np.minimum.at(least, ends[known], gauges[known])
    np.maximum.at(most, ends[known], gauges[known])
    mixed = np.flatnonzero((most > 0) & (least < most))
    copy_of = np.full(len(links.lat), -1, np.int64)
    copy_of[mixed] = len(links.lat) + np.arange(len(mixed))

    def moved(end: NDArray[np.int32]) -> NDArray[np.int32]:
        away = (copy_of[end] >= 0) & (links.gauge == most[end])
        return np.where(away, copy_of[end], end).astype(np.int32)

    country = np.full(len(links.lat), -1, np.int16)
    country[links.u] = links.country
    country[links.v] = links.country
    return Links(
        np.concatenate([links.lat, links.lat[mixed]]),
        np.concatenate([links.lon, links.lon[mixed]]),
        np.concatenate([moved(links.u), mixed]).astype(np.int32),
        np.concatenate([moved(links.v), copy_of[mixed]]).astype(np.int32),
        np.concatenate([links.km, np.zeros(len(mixed))]),
        np.concatenate([links.kind, np.full(len(mixed), BREAK, np.uint8)]),
        np.concatenate([links.country, country[mixed]]),
        np.concatenate([links.gauge, np.zeros(len(mixed), np.int16)]),
    )
