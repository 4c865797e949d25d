"""What a path by land passes: countries with km, border crossings, changes of gauge."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridors.position import Position
from corridors.routing.land_crossings import crossing_id
from corridors.routing.land_network import (
    CHORD,
    DRAWN,
    MENDED,
    PROPOSED,
    Ints,
    LandNetwork,
)
from corridors.routing.land_path import Path

Floats = NDArray[np.float64]
Crossing = tuple[str | None, str, str, Position]
GaugeBreak = tuple[int, int, Position]
SCHEMATIC = MENDED | CHORD


class Told(NamedTuple):
    """What there is to say of a path; lengths in km, approaches apart."""

    km: float
    countries: tuple[tuple[str, float], ...]
    crossings: tuple[Crossing, ...]
    gauge_breaks: tuple[GaugeBreak, ...]
    schematic_km: float
    drawn_km: float
    proposed_km: float


def _changes(values: NDArray[np.generic]) -> Ints:
    """Return the places in a row at which a value differs from the one before."""
    return (np.flatnonzero(values[1:] != values[:-1]) + 1).astype(np.int32)


def _countries(
    codes: tuple[str, ...], country: NDArray[np.uint8], km: Floats
) -> tuple[tuple[str, float], ...]:
    in_order = dict.fromkeys(country.tolist())
    sums = np.bincount(country, km)
    return tuple((codes[k], float(sums[k])) for k in in_order)


def _place(lats: Floats, lons: Floats, at: int) -> Position:
    return Position(float(lats[at]), float(lons[at]))


def told(network: LandNetwork, path: Path, lats: Floats, lons: Floats, starts: Ints) -> Told:
    """Return what a path passes; `starts` says at which point each of its edges begins."""
    graph = network.graph
    km = graph.km[path.edge].astype(np.float64) * np.abs(path.there - path.here)
    kind = graph.kind[path.edge]
    country = graph.country[path.edge]
    crossings = tuple(
        (
            crossing_id(network, path, int(k)),
            network.codes[country[k - 1]],
            network.codes[country[k]],
            _place(lats, lons, starts[k]),
        )
        for k in _changes(country)
    )
    known = np.flatnonzero(graph.gauge[path.edge] > 0)
    gauge = [network.gauges[k] for k in graph.gauge[path.edge[known]]]
    breaks = tuple(
        (gauge[k - 1], gauge[k], _place(lats, lons, starts[known[k]]))
        for k in _changes(np.array(gauge))
    )
    return Told(
        float(km.sum()),
        _countries(network.codes, country, km),
        crossings,
        breaks,
        float(km[(kind & SCHEMATIC) > 0].sum()),
        float(km[(kind & DRAWN) > 0].sum()),
        float(km[(kind & PROPOSED) > 0].sum()),
    )
