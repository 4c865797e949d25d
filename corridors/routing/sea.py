"""Sea routes between any two places over the network of sight lines, passages closed at will."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corridors.position import Position
from corridors.routing.noroute import NoRoute
from corridors.routing.passages import CLOSED_BY_DEFAULT, in_order, mask_of
from corridors.routing.sea_network import SeaNetwork, passage_slugs, sea_network
from corridors.routing.sea_search import (
    FOUND,
    NO_WATER_AT_DESTINATION,
    NO_WATER_AT_ORIGIN,
    NO_WAY,
    Room,
    find_way,
    lengths_km,
    line_of,
    room_for,
    stand_off,
)
from corridors.routing.sphere import Floats

KM_PER_NMI = 1.852
WORKERS = 2
Pair = tuple[Position, Position]


@dataclass(frozen=True)
class SeaRoute:
    """A way by sea: its turning points, lengths in km on WGS84, passages in the order crossed.

    `channel_km` is what runs in canals, rivers and lakes drawn from our own points; `approach_km`
    is what leads over land at the origin and at the destination, where the data has a port inland.
    """

    waypoints: tuple[Position, ...]
    length_km: float
    passages: tuple[str, ...]
    channel_km: float
    approach_km: tuple[float, float]

    @property
    def nmi(self) -> float:
        """Length in nautical miles."""
        return self.length_km / KM_PER_NMI

    @property
    def schematic_share(self) -> float:
        """Share of the length that no coast data shows: channels and approaches."""
        if self.length_km == 0:
            return 0.0
        return (self.channel_km + sum(self.approach_km)) / self.length_km


@lru_cache(maxsize=1)
def _room() -> Room:
    return room_for(sea_network())


def closed_mask(avoid: Iterable[str], allow: Iterable[str]) -> int:
    """Return the bits of closed passages; raises KeyError with a slug that is not known."""
    slugs = passage_slugs()
    mask_of(slugs, frozenset(allow))
    closed = (CLOSED_BY_DEFAULT - frozenset(allow)) | frozenset(avoid)
    return mask_of(slugs, closed)


def route(
    origin: Position,
    destination: Position,
    *,
    avoid: Iterable[str] = frozenset(),
    allow: Iterable[str] = frozenset(),
) -> SeaRoute | NoRoute:
    """Return the shortest way by sea between two places, or why there is none.

    `avoid` closes passages by slug, `allow` opens those closed by default (nsr, nwp); what is in
    both is closed. Raises KeyError with a slug that is not known.
    """
    return _route(sea_network(), _room(), (origin, destination), closed_mask(avoid, allow))


def routes(
    pairs: Sequence[Pair],
    *,
    avoid: Iterable[str] = frozenset(),
    allow: Iterable[str] = frozenset(),
    workers: int = WORKERS,
) -> list[SeaRoute | NoRoute]:
    """Return a route for each pair, in order, found by several threads at once."""
    network, closed = sea_network(), closed_mask(avoid, allow)
    chunks = [pairs[k::workers] for k in range(workers)]

    def work(chunk: Sequence[Pair]) -> list[SeaRoute | NoRoute]:
        room = room_for(network)
        return [_route(network, room, pair, closed) for pair in chunk]

    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(work, chunks))
    found: list[SeaRoute | NoRoute] = [NoRoute("")] * len(pairs)
    for k, part in enumerate(done):
        found[k::workers] = part
    return found


def _within(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _find(network: SeaNetwork, room: Room, pair: Pair, closed: int) -> tuple[int, int, int, int]:
    origin, destination = pair
    usual = mask_of(passage_slugs(), CLOSED_BY_DEFAULT)
    graph = network.usual if closed & usual == usual else network.opened
    found: tuple[int, int, int, int] = find_way(
        network.coast, network.quays, graph, network.gates, network.finder, room, closed,
        origin.lat, _within(origin.lon), destination.lat, _within(destination.lon),
    )  # fmt: skip
    return found


def _route(network: SeaNetwork, room: Room, pair: Pair, closed: int) -> SeaRoute | NoRoute:
    """Search from the southern end, so that a way and its way back are the same."""
    turned = (pair[1].lat, pair[1].lon) < (pair[0].lat, pair[0].lon)
    asked = pair[::-1] if turned else pair
    what, count, *_ = _find(network, room, asked, closed)
    if what != FOUND:
        return NoRoute(_reason(network, room, asked, turned, closed, what))
    line = _line(network, room, asked, count)
    stand_off(network.coast, network.gates, line, room.way[:count], network.channel)
    total_km, channel_km, *ends = lengths_km(line, room.way[:count], network.channel)
    if turned:
        line, ends = line[::-1].copy(), ends[::-1]
    bits = in_order(network.gates, line)
    return SeaRoute(
        _waypoints(pair, line, (ends[0], ends[1])),
        total_km,
        tuple(passage_slugs()[bit] for bit in bits),
        channel_km,
        (ends[0], ends[1]),
    )


def _reason(
    network: SeaNetwork, room: Room, pair: Pair, turned: bool, closed: int, what: int
) -> str:
    if what in (NO_WATER_AT_ORIGIN, NO_WATER_AT_DESTINATION):
        end = "origin" if (what == NO_WATER_AT_ORIGIN) != turned else "destination"
        return f"inland: no navigable water within reach of the {end}"
    what, count, *_ = _find(network, room, pair, 0)
    if what == NO_WAY:
        return "no water joins the two ends"
    slugs = passage_slugs()
    bits = in_order(network.gates, _line(network, room, pair, count))
    names = ", ".join(slugs[bit] for bit in bits if closed >> int(bit) & 1)
    return f"closed: {names}"


def _line(network: SeaNetwork, room: Room, pair: Pair, count: int) -> Floats:
    origin, destination = pair
    return line_of(
        network.usual.nodes, room, count, origin.lat, origin.lon, destination.lat, destination.lon
    )


def _waypoints(pair: Pair, line: Floats, ends: tuple[float, float]) -> tuple[Position, ...]:
    """Turn a line into positions whose longitudes run on, both ends as they were asked for."""
    inner = line[1 if ends[0] else 2 : len(line) - (1 if ends[1] else 2)]
    lats = np.degrees(np.arcsin(np.clip(inner[:, 2], -1, 1))).round(5).tolist()
    lons = np.degrees(np.arctan2(inner[:, 1], inner[:, 0])).round(5).tolist()
    lats = [pair[0].lat, *lats, pair[1].lat]
    lons = [pair[0].lon, *lons, pair[1].lon]
    for k in range(1, len(lons)):
        lons[k] -= 360 * round((lons[k] - lons[k - 1]) / 360)
    return tuple(Position(lat, lon) for lat, lon in zip(lats, lons, strict=True))
