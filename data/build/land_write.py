"""Writes a land network in few bytes: edges in spatial order, points as differences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from land_chains import Chains
from land_links import Ints, Links
from numpy.typing import NDArray

GRID = 1e-3  # degrees: the source's own grid, about 110 m


def _morton(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numbers that lie near each other where points do."""
    mixed = np.zeros(len(x), np.int64)
    for bit in range(20):
        mixed |= ((x >> bit) & 1) << (2 * bit) | ((y >> bit) & 1) << (2 * bit + 1)
    return mixed


def ordered(links: Links, chains: Chains) -> tuple[Chains, Ints]:
    """Return chains in spatial order, and the links' number of each junction, in order of use."""
    head = chains.node[chains.first[:-1]]
    x = np.round((links.lon[head] + 180) / GRID).astype(np.int64)
    y = np.round((links.lat[head] + 90) / GRID).astype(np.int64)
    order = np.argsort(_morton(x, y), kind="stable")
    count = np.diff(chains.first)[order]
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    take = np.repeat(chains.first[:-1][order] - first[:-1], count) + np.arange(first[-1])
    sorted_chains = Chains(
        first,
        chains.node[take],
        chains.km[order],
        chains.extra[order],
        chains.kind[order],
        chains.country[order],
        chains.gauge[order],
    )
    tips = np.stack([sorted_chains.node[first[:-1]], sorted_chains.node[first[1:] - 1]], 1).ravel()
    _, at = np.unique(tips, return_index=True)
    return sorted_chains, tips[np.sort(at)].astype(np.int32)


def _steps(values: NDArray[np.int64]) -> NDArray[np.int32]:
    return np.diff(values, prepend=0).astype(np.int32)


def tables(links: Links, chains: Chains, junctions: Ints) -> dict[str, NDArray[np.generic]]:
    """Return what the file holds, uncompressed."""
    number = np.full(len(links.lat), -1, np.int64)
    number[junctions] = np.arange(len(junctions))
    lat = np.round(links.lat[chains.node] / GRID).astype(np.int64)
    lon = np.round(links.lon[chains.node] / GRID).astype(np.int64)
    u = number[chains.node[chains.first[:-1]]]
    v = number[chains.node[chains.first[1:] - 1]]
    gauges = np.unique(np.concatenate([[0], chains.gauge])).astype(np.int16)
    return {
        "lat": _steps(lat),
        "lon": _steps(lon),
        "count": np.diff(chains.first).astype(np.uint16),
        "u": _steps(u),
        "v": (v - u).astype(np.int32),
        "metres": np.round(chains.km * 1000).astype(np.int32),
        "kind": chains.kind,
        "country": chains.country.astype(np.uint8),
        "gauge": np.searchsorted(gauges, chains.gauge).astype(np.uint8),
        "gauges": gauges,
        "extra": np.minimum(np.round(chains.extra), 255).astype(np.uint8),
    }


def bounds_table(bounds: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Return landmark costs as differences from the node before; sums wrap round and are right."""
    return np.diff(bounds, axis=0, prepend=np.zeros((1, bounds.shape[1]), np.uint16))


def write(
    target: Path,
    codes: list[str],
    content: dict[str, NDArray[np.generic]],
    **more: NDArray[np.generic],
) -> None:
    """Write the network; `codes` are the countries that edges count."""
    np.savez_compressed(target, codes=np.array(codes, "U2"), **content, **more)
