"""Writes the sea network in few bytes: numbers as differences from the one before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sea_coast import Rings
from sea_views import Views

from corridors.routing.search import Graph
from corridors.routing.sight import Coast, Ints
from corridors.routing.sphere import Floats

GRID = 1e-5  # degrees: a metre


def _steps(values: Floats | Ints) -> NDArray[np.int32]:
    return np.diff(np.asarray(values), prepend=0).astype(np.int32)


def _on_grid(degrees: Floats) -> NDArray[np.int32]:
    return _steps(np.round(degrees / GRID).astype(np.int64))


def write(
    target: Path,
    rings: Rings,
    coast: Coast,
    quays: NDArray[np.bool_],
    nodes: tuple[Floats, Floats],
    graph: Graph,
    sights: Views,
    channel: NDArray[np.int16],
    slow: NDArray[np.int16],
    drawn: NDArray[np.bool_],
    fairway: NDArray[np.bool_],
) -> None:
    """Write all that the router reads; points in grid steps, edges once, tables whole."""
    tail = np.repeat(np.arange(len(graph.nodes)), np.diff(graph.first))
    once = tail < graph.to
    masked = np.flatnonzero(graph.mask[once])
    np.savez_compressed(
        target,
        ring_lats=_on_grid(rings.lats),
        ring_lons=_on_grid(rings.lons),
        ring_next=(rings.following - np.arange(len(rings.following))).astype(np.int32),
        clear=coast.clear,
        quays=np.packbits(quays),
        node_lats=_on_grid(nodes[0]),
        node_lons=_on_grid(nodes[1]),
        degree=np.bincount(tail[once], minlength=len(graph.nodes)).astype(np.uint16),
        to=_steps(graph.to[once]),
        masked=_steps(masked),
        mask=graph.mask[once][masked],
        sight_lats=_on_grid(sights.lats),
        sight_lons=_on_grid(sights.lons),
        sight_count=np.diff(sights.first).astype(np.uint16),
        sight_to=_steps(sights.to),
        channel=channel,
        slow=slow,
        drawn=drawn,
        fairway=np.packbits(fairway),
    )
