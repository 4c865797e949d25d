"""How quick routes are, beside searoute, scgraph, scipy and igraph: `make bench-routing`.

Pairs of ports are drawn afresh each run, of those that water reaches; none is asked twice, and no
result is kept. Everyone does the same work: bring both ends to the network, find the shortest way
with the given passages closed, its coordinates and its length. Writes its tables into
`docs/routing.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.routing_atlas import closures, exactness
from bench.routing_growth import part_of
from corridors.position import Position
from corridors.routing import land
from corridors.routing.passages import CLOSED_BY_DEFAULT, mask_of
from corridors.routing.sea import Pair, SeaRoute, route, routes
from corridors.routing.sea_network import passage_slugs, sea_network
from corridors.routing.sea_search import room_for
from corridors.routing.sea_ways import find_ways

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "routing.md"
BEGIN, END = "<!-- written by `make bench-routing` -->", "<!-- so far -->"
PEER_PYTHON = ROOT / ".venv-bench-routing" / "bin" / "python"
PEERS = ("searoute", "searoute, igraph", "scgraph", "scipy", "igraph")
# Ours, and what searoute's lanes call the same.
CLOSED = {"nothing more": ((), ()), "suez": (("suez",), ("suez",))}
HARBOUR = Position(51.98, 4.05)
MINSK, NOVOROSSIYSK = Position(53.8, 27.6), Position(44.7, 37.8)
FIRST = {
    "sea": "sea.route(Position(51.98, 4.05), Position(1.26, 103.84))",
    "land": "land.route('rail', Position(53.8, 27.6), Position(44.7, 37.8))",
}
FRESH = """
import time; began = time.perf_counter()
from corridors.position import Position
from corridors.routing import {module}
{call}
seconds = time.perf_counter() - began
# The most that this program held: a process started by another counts the other's in ru_maxrss.
status = dict(line.split(":") for line in open("/proc/self/status"))
print(seconds, time.process_time(), int(status["VmHWM"].split()[0]) / 1024)
"""
Rows = Iterator[tuple[str, ...]]


def ask_peer(peer: str, **asked: Any) -> Any:
    """What a peer's process answers."""
    done = subprocess.run(  # noqa: S603
        [str(PEER_PYTHON), str(ROOT / "bench" / "routing_peer.py")],
        input=json.dumps({"peer": peer, **asked}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def draw_pairs(count: int) -> list[Pair]:
    """Draw pairs of ports that have a way to one another by sea."""
    rng = np.random.default_rng()
    ports = [Position(lat, lon) for lon, lat in ask_peer("ports")]
    reached = routes([(HARBOUR, port) for port in ports])
    wet = [port for port, way in zip(ports, reached, strict=True) if isinstance(way, SeaRoute)]
    drawn = rng.permuted(np.tile(np.arange(len(wet)), (count, 1)), axis=1)[:, :2]
    return [(wet[a], wet[b]) for a, b in drawn]


def our_rate(pairs: Sequence[Pair], closed: tuple[str, ...], workers: int) -> tuple[float, int]:
    """Routes a second in one batch, and how many had a way."""
    routes(pairs[:50], avoid=closed, workers=workers)
    began = time.perf_counter()
    found = routes(pairs, avoid=closed, workers=workers)
    seconds = time.perf_counter() - began
    return len(pairs) / seconds, sum(isinstance(way, SeaRoute) for way in found)


def batches(pairs: Sequence[Pair], seconds: float) -> Rows:
    """Routes a second, ours and the peers', with and without a closure."""
    places = [[[end.lon, end.lat] for end in pair] for pair in pairs]
    for name, (ours, theirs) in CLOSED.items():
        for workers in (2, 1):
            rate, ways = our_rate(pairs, ours, workers)
            threads = f"ours, {workers} thread{'s' if workers > 1 else ''}"
            yield name, threads, f"{rate:,.0f}", f"{ways:,} of {len(pairs):,}"
        for peer in PEERS:
            told = ask_peer(peer, pairs=places, closed=["northwest", *theirs], seconds=seconds)
            yield name, peer, f"{told['rate']:,.0f}", f"{told['ways']:,} of {told['done']:,}"


def singles(pairs: Sequence[Pair]) -> Rows:
    """One warm route's milliseconds: median, 90th percentile, longest."""
    for name, (closed, _) in CLOSED.items():
        times = []
        for pair in pairs:
            began = time.perf_counter()
            route(*pair, avoid=closed)
            times.append(1000 * (time.perf_counter() - began))
        yield (f"sea, closed: {name}", *(f"{np.percentile(times, p):.2f}" for p in (50, 90, 100)))
    yield ("rail, Minsk–Novorossiysk, again and again", *_rail())


def _rail() -> tuple[str, ...]:
    times = []
    for _ in range(51):
        began = time.perf_counter()
        land.route("rail", MINSK, NOVOROSSIYSK)
        times.append(1000 * (time.perf_counter() - began))
    return tuple(f"{np.percentile(times[1:], p):.2f}" for p in (50, 90, 100))


def first_routes() -> Rows:
    """Seconds and MB of a fresh process for import and first route, five times over.

    The processor's own seconds, Python's start included, tell what a busy machine hides.
    """
    for module, call in FIRST.items():
        code = FRESH.format(module=module, call=call)
        seconds, busy, megabytes = zip(*(_fresh(code) for _ in range(5)), strict=True)
        least, most = f"{min(seconds):.2f}", f"{max(seconds):.2f}"
        yield module, least, most, f"{min(busy):.2f}", f"{max(megabytes):.0f}"


def _fresh(code: str) -> tuple[float, ...]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(map(float, done.stdout.split()))


def growth(count: int) -> Rows:
    """Routes a second by one thread over a quarter, a half and all of the network."""
    usual = mask_of(passage_slugs(), CLOSED_BY_DEFAULT)
    rng, whole = np.random.default_rng(), sea_network()
    for share in (0.25, 0.5, 1.0):
        network = whole if share == 1.0 else part_of(whole, share, usual)
        chosen = rng.integers(len(network.lats), size=(2, count))
        ends = [column[k] for k in chosen for column in (network.lats, network.lons)]
        pairs = np.stack(ends, axis=1)
        room = room_for(network)
        find_ways(network, room, usual, usual, pairs[:50])
        began = time.perf_counter()
        ways = find_ways(network, room, usual, usual, pairs)
        rate = count / (time.perf_counter() - began)
        corners, sights = len(network.lats), len(network.graph.to) // 2
        hubs = len(network.labels.hub) / max(corners, 1)
        found = f"{int((ways.what == 0).sum()):,} of {count:,}"
        yield f"{corners:,}", f"{sights:,}", f"{hubs:.0f}", f"{rate:,.0f}", found


class Report:
    """What is measured, in Markdown: printed line by line, and put into a page at the end."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)
        print(line, flush=True)

    def table(self, title: str, heads: Sequence[str], rows: Rows) -> None:
        """Add a table, each row as soon as it is measured."""
        self.tell(f"\n### {title}\n")
        self.tell(f"| {' | '.join(heads)} |")
        self.tell(f"|{' --- |' * len(heads)}")
        for row in rows:
            self.tell(f"| {' | '.join(row)} |")

    def write(self, page: Path) -> None:
        """Put the lines between the page's two marks. Raises ValueError if it lacks them."""
        before, rest = page.read_text(encoding="utf-8").split(BEGIN)
        _, after = rest.split(END)
        told = "\n".join(self.lines)
        page.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print the tables and write them."""
    parser = argparse.ArgumentParser(prog="bench.routing", description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--peer-seconds", type=float, default=15, help="at most, for each peer")
    options = parser.parse_args()
    if not PEER_PYTHON.exists():
        parser.error("the peers' environment is missing; use `make bench-routing`")
    report = Report()
    when = f"Measured on {date.today()}: {os.cpu_count()} cores, Python {platform.python_version()}"
    report.tell(f"{when}, load {os.getloadavg()[0]:.1f} at the beginning.")
    if not len(sea_network().labels.first):
        report.tell("The network has no labels: `python -m corridors.routing.warm --labels` first.")
    pairs = draw_pairs(options.pairs)
    heads = ("who", "median %", "75 % of rows", "90 % of rows", "with a way")
    report.table("How far off published distances", heads, exactness(PEERS, ask_peer))
    heads = ("closed, with nsr and nwp", "who", "routes a second", "with a way")
    report.table("A batch", heads, batches(pairs, options.peer_seconds))
    report.table("One route, ms", ("what", "median", "90 %", "longest"), singles(pairs[:300]))
    heads = ("router", "least s", "most s", "processor s", "MB")
    report.table("Import and first route, a fresh process", heads, first_routes())
    heads = ("closed, one at a time", "how many", "median ms", "longest ms")
    report.table("The whole atlas, until all that follows is told", heads, closures())
    heads = ("corners", "sight lines", "hubs a corner", "routes a second", "with a way")
    report.table("As the network grows, one thread", heads, growth(options.pairs))
    report.tell(f"\nLoad {os.getloadavg()[0]:.1f} at the end.")
    report.write(PAGE)


if __name__ == "__main__":
    main()
