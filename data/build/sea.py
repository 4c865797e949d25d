"""Builds data/networks/sea.npz: coasts, corners and sight lines that ships' shortest ways need.

Run `python data/build/sea.py`; it needs npm once. docs/routing.md says how the network is made.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from basemap import WORLD_ATLAS  # noqa: E402
from npm_package import unpacked  # noqa: E402
from sea_coast import coast_of, corners, navigable, rings_of  # noqa: E402
from sea_land import obstacles, read_channels, read_land  # noqa: E402
from sea_prune import ALL_OPEN, landmarks, lattice, pruned, useful_sights  # noqa: E402
from sea_visibility import all_sight_lines, reaches, shores  # noqa: E402
from sea_write import channel_of, write  # noqa: E402

from corridors.routing.passages import CLOSED_BY_DEFAULT, mask_of, read_gates  # noqa: E402

NETWORKS = ROOT / "data" / "networks"


def build(world: Path, target: Path) -> None:
    """Build the network from world-atlas' countries-10m.json and write it to a file."""
    began = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", flush=True)

    channels = read_channels(NETWORKS / "sea-channels.csv")
    slugs, gates = read_gates(NETWORKS / "sea-gates.csv")
    grounds = obstacles(read_land(world), channels)
    tell("clearances")
    rings = rings_of(grounds.offing)
    coast = coast_of(rings)
    corner, lats, lons = corners(rings, grounds.offing)
    tell(f"{len(rings.lats)} points of clearances, {len(corner)} corners")
    shore = shores(rings, corner, lats, lons)
    reach = reaches(coast, shore)
    pairs = all_sight_lines(coast, shore, reach)
    tell(f"{len(pairs)} sight lines")
    usual = mask_of(slugs, CLOSED_BY_DEFAULT)
    graph, kept, seen_km = pruned(shore, pairs, gates, usual)
    tell(f"{len(kept)} corners and {len(graph.to) // 2} sight lines are used")
    sights = useful_sights(coast, shore, kept, lattice(grounds.offing), reach, seen_km)
    tell(f"{len(sights.to)} first sights from open water")
    tables = [landmarks(graph, closed) for closed in (usual, ALL_OPEN)]
    channel = channel_of(channels, lats[kept], lons[kept])
    shown = rings_of(grounds.shore)
    quays = navigable(shown, grounds.tight)
    tell(f"{len(shown.lats)} points of coast")
    places = (lats[kept], lons[kept])
    write(target, shown, coast_of(shown), quays, places, graph, sights, tables, channel)
    tell(f"{target.stat().st_size / 1e6:.1f} MB written")


def main() -> None:
    """Fetch world-atlas, or read an unpacked one, and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, help="an unpacked countries-10m.json")
    parser.add_argument("--to", type=Path, default=NETWORKS / "sea.npz")
    wanted = parser.parse_args()
    if wanted.world:
        build(wanted.world, wanted.to)
        return
    with unpacked(WORLD_ATLAS) as folder:
        build(folder / "countries-10m.json", wanted.to)


if __name__ == "__main__":
    main()
