"""Which known places lie near a point: the atlas's own nodes, and the gazetteer's places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corridors.places import gazetteer
from corridors.places.gazetteer import Gazetteer
from corridors.places.placenames import bare_keys, fold
from corridors.places.resolution import load_gazetteer
from corridors.position import Position
from corridors.register_model import Node
from corridors.review.atlas_places import of_node
from corridors.review.draft import Place
from corridors.review.places import from_gazetteer

Numbers = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
_KM_PER_DEGREE = 111.2
_MOST_SCORED = 100
# In powers of ten of inhabitants. A node of the atlas is meant before any town beside it.
_NODE, _CARGO, _PER_REACH = 8.0, 0.5, 4.0
CARGO_KINDS = frozenset("port harbour terminal station border border-crossing".split())
_SAME_PLACE_KM = 10.0


@dataclass(frozen=True, slots=True)
class Near:
    """A place near a point: how far in km, and how likely it is the one that was meant.

    `keys` are its names, folded; `weight` is the gazetteer's, 0 for a node of the atlas.
    """

    place: Place
    distance_km: float
    score: float
    keys: frozenset[str]
    weight: int = 0

    @property
    def position(self) -> Position:
        return Position(*self.place.position) if self.place.position else Position(0, 0)


def distances_km(at: Position, lats: Numbers, lons: Numbers) -> Numbers:
    """Great-circle distances in km from a point to others, all in degrees."""
    a, b = math.radians(at.lat), np.radians(lats)
    across = np.radians(lons - at.lon)
    h = np.sin((b - a) / 2) ** 2 + math.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0))))


def distance_km(one: Position, other: Position) -> float:
    """Great-circle distance in km."""
    return float(distances_km(one, np.array([other.lat]), np.array([other.lon]))[0])


class Surroundings:
    """The places that a point can be matched to: some nodes, and the whole gazetteer."""

    def __init__(self, nodes: Iterable[Node] = (), shipped: Gazetteer | None = None) -> None:
        self._nodes = list(nodes)
        self._gazetteer = shipped or load_gazetteer()

    def near(self, at: Position, reach_km: float) -> tuple[Near, ...]:
        """The places within reach, likeliest first: a node, then the weightier and the nearer."""
        found = [*self._near_nodes(at, reach_km), *self._near_places(at, reach_km)]
        found.sort(key=lambda near: (-near.score, near.distance_km))
        return _distinct(found)

    def _near_nodes(self, at: Position, reach_km: float) -> list[Near]:
        near = []
        for node in self._nodes:
            if abs(node.position[0] - at.lat) * _KM_PER_DEGREE <= reach_km:
                km = distance_km(at, Position(*node.position))
                if km <= reach_km:
                    score = _NODE - _PER_REACH * km / reach_km
                    keys = keys_of(node.name, *node.names.values())
                    near.append(Near(of_node(node), km, score, keys))
        return near

    def _near_places(self, at: Position, reach_km: float) -> list[Near]:
        index = _index(self._gazetteer)
        margin = reach_km / _KM_PER_DEGREE
        first, end = np.searchsorted(index.lats, (at.lat - margin, at.lat + margin))
        km = distances_km(at, index.lats[first:end], index.lons[first:end])
        hits = np.flatnonzero(km <= reach_km)
        if len(hits) > _MOST_SCORED:
            score = index.weights[first:end][hits] - _PER_REACH * km[hits] / reach_km
            hits = hits[np.argsort(-score, kind="stable")[:_MOST_SCORED]]
        return [
            _near_place(
                self._gazetteer.place(int(index.numbers[first + hit])), float(km[hit]), reach_km
            )
            for hit in hits
        ]


def _near_place(named: gazetteer.Place, km: float, reach_km: float) -> Near:
    score = math.log10(max(named.weight, 1)) - _PER_REACH * km / reach_km
    score += _CARGO * (named.kind in CARGO_KINDS)
    return Near(from_gazetteer(named), km, score, keys_of(named.name), named.weight)


def keys_of(*names: str) -> frozenset[str]:
    """The folded names, with and without words such as “port of”."""
    return frozenset(key for name in names for key in (fold(name), *bare_keys(name)) if key)


def _distinct(found: Sequence[Near]) -> tuple[Near, ...]:
    """Each place once: the likeliest of those that share a name and lie side by side."""
    kept: list[Near] = []
    for near in found:
        if not any(near.keys & one.keys and _is_beside(near, one) for one in kept):
            kept.append(near)
    return tuple(kept)


def _is_beside(one: Near, other: Near) -> bool:
    return distance_km(one.position, other.position) <= _SAME_PLACE_KM


@dataclass(frozen=True, slots=True)
class _Index:
    """All places by latitude: positions, weights in powers of ten, numbers in the gazetteer."""

    lats: Numbers
    lons: Numbers
    weights: Numbers
    numbers: NDArray[np.int32]


@lru_cache(maxsize=2)
def _index(shipped: Gazetteer) -> _Index:
    table = np.array(list(shipped.positions()), dtype=np.float64).reshape(-1, 3)
    order = np.argsort(table[:, 0], kind="stable")
    lats, lons, weights = table[order].T
    return _Index(lats, lons, np.log10(np.maximum(weights, 1)), order.astype(np.int32))
