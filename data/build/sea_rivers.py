"""Builds data/networks/sea-rivers.csv: the waterways that lead ports to the base coast's sea.

Run `python data/build/sea_rivers.py`; it fetches Debian's gmt-gshhg-full and npm's world-atlas,
or reads them where --gshhg and --world say. sea_rivers_wanted.csv names the windows in which
rivers are followed as far as they lead, and the places that they must lead to.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from basemap import WORLD_ATLAS  # noqa: E402
from npm_package import unpacked  # noqa: E402
from sea_land import read_land  # noqa: E402
from sea_rivers_grid import BaseLand, Grid, grid_of, widest_km  # noqa: E402
from sea_rivers_paths import (  # noqa: E402
    MOST_LAND_KM,
    NAVIGABLE_KM,
    Field,
    Port,
    Way,
    between,
    field_of,
    is_at_sea,
    way_of,
)
from sea_rivers_source import GSHHG, Rivers, Shores, unpacked_gshhg  # noqa: E402
from sea_rivers_tree import Line, tree  # noqa: E402
from sea_rivers_wanted import (  # noqa: E402
    Task,
    Wanted,
    is_inside,
    listed_ports,
    read_wanted,
    tasks,
    tiles,
)

TARGET = ROOT / "data" / "networks" / "sea-rivers.csv"
HALF_WIDTH_KM = 0.5
# Ports this close to water of the base coast need no line.
AT_SEA_KM = 2.0


@dataclass
class Found:
    """Lines by window, ports that are served, why others are not, and what is wanted in vain."""

    lines: list[tuple[str, Line]] = field(default_factory=list)
    settled: set[Port] = field(default_factory=set)
    left: dict[Port, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def _refusal(port: Port, way: Way | None) -> str | None:
    if way is None:
        return "no water that leads to the sea is near"
    if way.land_km > MOST_LAND_KM:
        return f"{way.land_km:.0f} km of its way are over land"
    if way.line_km > port.small_river_km:
        return f"{way.line_km:.0f} km of its way are by a small river"
    return None


def search(
    world: Path, gshhg: Path, wanted: list[Wanted], ports: list[Port], only: str = ""
) -> Found:
    """Find the lines of all windows, or of those whose names match a pattern."""
    base = BaseLand(read_land(world))
    shores = Shores(gshhg / "binned_GSHHS_f.nc")
    rivers = Rivers(gshhg / "binned_river_f.nc")
    own = [[w.points for w in wanted if w.kind == kind] for kind in ("link", "barrier")]
    found = Found()

    def search_in(task: Task, group: list[Port]) -> None:
        if not re.search(only, task.name):
            return
        began = time.monotonic()
        before = len(found.lines)
        _search_window(task, group, grid_of(task.window, base, shores, rivers, *own), found)
        count = len(found.lines) - before
        took = time.monotonic() - began
        print(f"{task.name}: {len(group)} ports, {count} lines, {took:.0f} s", flush=True)

    ports = [p for p in ports if widest_km(base, p.lat, p.lon, AT_SEA_KM) < NAVIGABLE_KM]
    print(f"{len(ports)} ports are not by the base coast's water", flush=True)
    rest = set(ports)
    for task in tasks(wanted):
        group = [p for p in ports if p not in found.settled and is_inside(task, p)]
        rest -= set(group)
        search_in(task, group)
    for name, frame, group in tiles([p for p in ports if p in rest]):
        search_in(Task(name, frame, [], []), group)
    return found


def _search_window(task: Task, ports: list[Port], grid: Grid, found: Found) -> None:
    searched = field_of(grid)
    known = np.zeros(grid.cost.shape, bool)
    heads = []
    for head in task.heads:
        way = way_of(searched, head, known)
        if way is None or way.land_km > MOST_LAND_KM:
            found.faults.append(f"{task.name}: no way to the sea from {head.name}")
        else:
            heads.append(way)
    for way in heads:
        known[way.cells[:, 0], way.cells[:, 1]] = True
    ways = _port_ways(searched, ports, known, found)
    heads.sort(key=lambda w: -len(w.cells))
    ways.sort(key=lambda w: -len(w.cells))
    through = _through(task, searched, found)
    found.lines += [(task.name, line) for line in tree(searched, through, [*heads, *ways])]


def _through(task: Task, searched: Field, found: Found) -> list[Way]:
    ways = []
    for first, second in (pair for places in task.throughs for pair in pairwise(places)):
        way = between(searched, first, second)
        if way is None or way.land_km > MOST_LAND_KM:
            found.faults.append(
                f"{task.name}: {first.name} has no water from {first.lat:.2f} {first.lon:.2f} "
                f"to {second.lat:.2f} {second.lon:.2f}"
            )
        else:
            ways.append(way)
    return ways


def _port_ways(
    searched: Field, ports: list[Port], known: NDArray[np.bool_], found: Found
) -> list[Way]:
    ways = []
    for port in ports:
        if is_at_sea(searched, port, AT_SEA_KM):
            found.settled.add(port)
            continue
        way = way_of(searched, port, known)
        refusal = _refusal(port, way)
        if refusal:
            found.left[port] = refusal
        elif way:
            found.left.pop(port, None)
            found.settled.add(port)
            ways.append(way)
    return ways


def write(target: Path, lines: list[tuple[str, Line]]) -> None:
    """Write the lines as rows of the patch file's columns."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "kind", "half_width_km", "points", "basis"])
        count: Counter[str] = Counter()
        for name, line in lines:
            count[name] += 1
            points = ";".join(f"{lat:.3f} {lon:.3f}" for lat, lon in line.points)
            basis = f"to {line.port.name}: shores and rivers of GSHHG {GSHHG.version}"
            if line.is_schematic:
                basis += "; schematic, by our own points, where these have no water"
            writer.writerow([f"{name}-{count[name]}", "river", HALF_WIDTH_KM, points, basis])


def main() -> None:
    """Fetch what is not given, and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, help="an unpacked countries-10m.json")
    parser.add_argument("--gshhg", type=Path, help="the folder of binned_GSHHS_f.nc")
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--left", type=Path, help="write the ports without a line, and why")
    parser.add_argument("--only", default="", help="windows whose names match this pattern")
    given = parser.parse_args()
    with ExitStack() as stack:
        gshhg = given.gshhg or stack.enter_context(unpacked_gshhg())
        world = given.world or stack.enter_context(unpacked(WORLD_ATLAS)) / "countries-10m.json"
        wanted = read_wanted(HERE / "sea_rivers_wanted.csv")
        found = search(world, gshhg, wanted, listed_ports(wanted), given.only)
    write(given.to, found.lines)
    if given.left:
        with given.left.open("w", encoding="utf-8", newline="") as file:
            rows = ([p.name, p.lat, p.lon, reason] for p, reason in found.left.items())
            csv.writer(file, lineterminator="\n").writerows(rows)
    if found.faults:
        sys.exit("\n".join(["sea_rivers_wanted.csv asks for what is not found:", *found.faults]))


if __name__ == "__main__":
    main()
