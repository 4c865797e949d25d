"""Measures sea routes: errors against a table of distances, and speed beside searoute.

    python data/build/sea_bench.py DISTANCES.csv [--peer PYTHON_WITH_SEAROUTE]

Pairs are drawn afresh each run from the network's corners, and none is cached. Prints Markdown.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from corridors.model import Position  # noqa: E402
from corridors.routing.sea import Pair, SeaRoute, route, routes  # noqa: E402
from corridors.routing.sea_network import sea_network  # noqa: E402

FIRST = """
import time; began = time.perf_counter()
from corridors.model import Position
from corridors.routing.sea import route
route(Position(51.98, 4.05), Position(1.26, 103.84))
import resource
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import searoute
pairs = json.load(sys.stdin)
searoute.searoute(pairs[0][0], pairs[0][1])
began = time.perf_counter()
for a, b in pairs:
    searoute.searoute(a, b)
print(len(pairs) / (time.perf_counter() - began))
"""


def errors(table: Path) -> list[tuple[str, float, float]]:
    """Return for each sea row of confidence A and A-sum its name, nmi, and error in per cent."""
    found = []
    with table.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["mode"] == "sea"]
    for row in rows:
        if row["confidence"] not in ("A", "A-sum"):
            continue
        way = route(
            Position(float(row["from_lat"]), float(row["from_lon"])),
            Position(float(row["to_lat"]), float(row["to_lon"])),
            avoid=[slug for slug in row["avoid"].split(";") if slug],
            allow=[slug for slug in row["allow"].split(";") if slug],
        )
        nmi = way.nmi if isinstance(way, SeaRoute) else float("nan")
        name = f"{row['from']} – {row['to']} ({row['confidence']})"
        found.append((name, nmi, (nmi / float(row["nmi"]) - 1) * 100))
    return found


def drawn(count: int) -> list[Pair]:
    """Draw pairs of corners of the coast."""
    network, rng = sea_network(), np.random.default_rng()
    numbers = rng.integers(len(network.lats), size=(count, 2))
    places = [
        [Position(float(network.lats[k]), float(network.lons[k])) for k in p] for p in numbers
    ]
    return [(origin, destination) for origin, destination in places]


def speeds(pairs: list[Pair]) -> list[tuple[str, float]]:
    """Return routes a second in a batch by one and two threads, and a warm route's ms."""
    rows = []
    routes(pairs[:50])
    for workers in (1, 2):
        began = time.perf_counter()
        routes(pairs, workers=workers)
        rows.append((f"routes/s, {workers} threads", len(pairs) / (time.perf_counter() - began)))
    times = []
    for pair in pairs[:300]:
        began = time.perf_counter()
        route(*pair)
        times.append(1000 * (time.perf_counter() - began))
    rows.extend(
        (f"warm route, ms, percentile {share}", float(np.percentile(times, share)))
        for share in (50, 90, 100)
    )
    return rows


def first_route() -> tuple[float, float]:
    """Return seconds and MB of a fresh process for import and its first route."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST], env=environment, capture_output=True, text=True, check=True
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def peer_speed(python: Path, pairs: list[Pair]) -> float:
    """Return searoute's routes a second on the first of the pairs."""
    asked = json.dumps([[[p.lon, p.lat] for p in pair] for pair in pairs[:60]])
    done = subprocess.run(
        [str(python), "-c", PEER], input=asked, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--peer", type=Path, help="a Python that has searoute")
    wanted = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| route | ours, nmi | error, % |\n| --- | --- | --- |")
    found = errors(wanted.table)
    for name, nmi, error in found:
        print(f"| {name} | {nmi:.0f} | {error:+.2f} |")
    size = np.abs([error for _, _, error in found])
    shares = ", ".join(f"p{p} {np.percentile(size, p):.2f} %" for p in (50, 75, 90, 100))
    print(f"\nAbsolute error: {shares}\n\n| speed | |\n| --- | --- |")
    pairs = drawn(1000)
    rows = speeds(pairs)
    seconds, megabytes = first_route()
    rows += [("import and first route, s", seconds), ("the same, MB", megabytes)]
    if wanted.peer:
        rows.append(("searoute, routes/s, 1 thread", peer_speed(wanted.peer, pairs)))
    for name, value in rows:
        print(f"| {name} | {value:.4g} |")
    print(f"| this process, MB | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} |")


if __name__ == "__main__":
    main()
