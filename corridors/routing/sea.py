"""Sea routes between any two places over the network of sight lines, passages closed at will."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corridors.position import Position
from corridors.routing.noroute import NoRoute
from corridors.routing.passages import CLOSED_BY_DEFAULT, mask_of
from corridors.routing.rooms import Rooms
from corridors.routing.sea_network import passage_slugs, sea_network
from corridors.routing.sea_search import (
    FOUND,
    NO_WATER_AT_DESTINATION,
    NO_WATER_AT_ORIGIN,
    NO_WAY,
    Room,
    room_for,
)
from corridors.routing.sea_ways import NO_BIT, Ways, find_ways

KM_PER_NMI = 1.852
WORKERS = 2
# Pairs that a thread takes at a time, so that none waits long for another's last ones.
SHARE = 64
# A room's stamps run out after some millions of searches: it is left before.
MOST_TURNS = 1 << 22
Pair = tuple[Position, Position]


@dataclass(frozen=True)
class SeaRoute:
    """A way by sea: its turning points, lengths in km on WGS84, passages in the order crossed.

    `channel_km` is what runs in canals, rivers and lakes, `drawn_km` what of it follows points of
    our own and no source's; `approach_km` is what leads over land at the origin and at the
    destination, where the data has a port inland.
    """

    waypoints: tuple[Position, ...]
    length_km: float
    passages: tuple[str, ...]
    channel_km: float
    drawn_km: float
    approach_km: tuple[float, float]

    @property
    def nmi(self) -> float:
        """Length in nautical miles."""
        return self.length_km / KM_PER_NMI

    @property
    def schematic_share(self) -> float:
        """Share of the length that no data shows: drawn channels and approaches."""
        if self.length_km == 0:
            return 0.0
        return (self.drawn_km + sum(self.approach_km)) / self.length_km


@lru_cache(maxsize=1)
def _rooms() -> Rooms[Room]:
    network = sea_network()
    return Rooms(lambda: room_for(network), lambda room: int(room.turn[0]) > MOST_TURNS)


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
    return _told([(origin, destination)], closed_mask(avoid, allow))[0]


def routes(
    pairs: Sequence[Pair],
    *,
    avoid: Iterable[str] = frozenset(),
    allow: Iterable[str] = frozenset(),
    workers: int = WORKERS,
) -> list[SeaRoute | NoRoute]:
    """Return a route for each pair, in order, found by several threads at once."""
    closed = closed_mask(avoid, allow)
    shares = [pairs[k : k + SHARE] for k in range(0, len(pairs), SHARE)]
    with ThreadPoolExecutor(workers) as pool:
        done = pool.map(lambda share: _told(share, closed), shares)
        return [one for part in done for one in part]


def _found(pairs: Sequence[Pair], closed: int) -> Ways:
    ends = np.array([(*origin, *destination) for origin, destination in pairs], np.float64)
    usual = mask_of(passage_slugs(), CLOSED_BY_DEFAULT)
    with _rooms().lent() as room:
        ways: Ways = find_ways(sea_network(), room, closed, usual, ends.reshape(-1, 4))
    return ways


def _told(pairs: Sequence[Pair], closed: int) -> list[SeaRoute | NoRoute]:
    ways = _found(pairs, closed)
    lines = list(map(Position._make, ways.points[: ways.first[-1]].tolist()))
    first, what, km = ways.first.tolist(), ways.what.tolist(), ways.km.tolist()
    return [
        _route(tuple(lines[first[k] : first[k + 1]]), km[k], _crossed(ways, k))
        if what[k] == FOUND
        else NoRoute(_reason(pairs[k], closed, what[k]))
        for k in range(len(pairs))
    ]


def _route(line: tuple[Position, ...], km: list[float], passages: tuple[str, ...]) -> SeaRoute:
    total_km, channel_km, drawn_km, *ends = km
    return SeaRoute(line, total_km, passages, channel_km, drawn_km, (ends[0], ends[1]))


def _crossed(ways: Ways, k: int) -> tuple[str, ...]:
    slugs = passage_slugs()
    return tuple(slugs[bit] for bit in ways.bits[k].tolist() if bit != NO_BIT)


def _reason(pair: Pair, closed: int, what: int) -> str:
    if what in (NO_WATER_AT_ORIGIN, NO_WATER_AT_DESTINATION):
        end = "origin" if what == NO_WATER_AT_ORIGIN else "destination"
        return f"inland: no navigable water within reach of the {end}"
    # What is closed by default may join them alone; else the usual way tells what bars it.
    ways = _found([pair], mask_of(passage_slugs(), CLOSED_BY_DEFAULT))
    if ways.what[0] == NO_WAY:
        ways = _found([pair], 0)
    if ways.what[0] == NO_WAY:
        return "no water joins the two ends"
    shut = [slug for slug in _crossed(ways, 0) if closed >> passage_slugs().index(slug) & 1]
    return f"closed: {', '.join(shut)}"
