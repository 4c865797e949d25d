"""How exact ways are by published distances, and how long the atlas takes when a passage closes."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corridors.holdings import catalog_now
from corridors.model import Position
from corridors.routing.closing import read_closing
from corridors.routing.closures import answer_closing
from corridors.routing.sea import SeaRoute, route
from corridors.routing.sea_network import passage_slugs
from corridors.routing.ways import find_ways

KM_PER_NMI = 1.852
TABLE = Path(__file__).resolve().parents[1] / "tests" / "data" / "sea-distances.csv"
ARCTIC = {"nsr", "nwp"}  # searoute's lanes call both northwest
BY_LAND = ("crossing:PL", "crossing:BY-PL", "crossing:KZ-RU", "country:KZ", "country:RU")
Rows = Iterator[tuple[str, ...]]


def exactness(peers: Sequence[str], ask: Callable[..., Any]) -> Rows:
    """Errors by the rows of `TABLE`, ours and the peers', in per cent; `ask` runs a peer."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    yield "ours", *_spread([_our_km(row) for row in rows], rows)
    for peer in peers:
        yield peer, *_spread([_peer_km(row, peer, ask) for row in rows], rows)


def _our_km(row: dict[str, str]) -> float:
    allow, avoid = _named(row["allow"]), _named(row["avoid"])
    found = route(*_ends(row), allow=allow, avoid=avoid)
    return found.length_km if isinstance(found, SeaRoute) else 0.0


def _peer_km(row: dict[str, str], peer: str, ask: Callable[..., Any]) -> float:
    closed = [*_named(row["avoid"]), *([] if ARCTIC & {*_named(row["allow"])} else ["northwest"])]
    pair = [[end.lon, end.lat] for end in _ends(row)]
    return float(ask(peer, pairs=[pair], closed=closed, seconds=None)["km"][0])


def _ends(row: dict[str, str]) -> tuple[Position, Position]:
    one, other = (
        Position(float(row[f"{end}_lat"]), float(row[f"{end}_lon"])) for end in ("from", "to")
    )
    return one, other


def _named(text: str) -> list[str]:
    return [slug for slug in text.split(";") if slug]


def _spread(lengths_km: Sequence[float], rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """Median, 75th and 90th percentile of the errors of what has a way; rows with one, of all."""
    errors = [
        abs(km / KM_PER_NMI / float(row["nmi"]) - 1) * 100
        for km, row in zip(lengths_km, rows, strict=True)
        if km
    ]
    shares = (f"{np.percentile(errors, p):.2f}" for p in (50, 75, 90))
    return *shares, f"{len(errors)} of {len(rows)}"


def closures() -> Rows:
    """Milliseconds by the clock until all that follows is told, each closed for the first time."""
    catalog = catalog_now()
    ways = find_ways(catalog)
    nodes = catalog.registers.nodes
    answer_closing(catalog, ways, read_closing("corinth", nodes))  # compiled, files in memory
    for kind, names in (("a passage by sea", passage_slugs()), ("borders, a country", BY_LAND)):
        times = {}
        for name in names:
            began = time.perf_counter()
            answer_closing(catalog, ways, read_closing(name, nodes))
            times[name] = 1000 * (time.perf_counter() - began)
        longest = max(times, key=times.__getitem__)
        median = float(np.median([*times.values()]))
        yield kind, f"{len(times)}", f"{median:.0f}", f"{times[longest]:.0f} ({longest})"
