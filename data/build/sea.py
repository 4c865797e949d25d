"""Builds data/networks/sea.npz: coasts, corners and sight lines that ships' shortest ways need.

Run `python data/build/sea.py`; it needs npm once. docs/routing.md says how the network is made.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from basemap import WORLD_ATLAS  # noqa: E402
from npm_package import unpacked  # noqa: E402
from sea_channels import FAIRWAY, INLAND, SLOW, joined, number_of, read_channels  # noqa: E402
from sea_coast import coast_of, corners, navigable, rings_of  # noqa: E402
from sea_land import obstacles, read_land  # noqa: E402
from sea_prune import far_ways, pruned, rejoin, whole_graph  # noqa: E402
from sea_quays import quays_in_touch  # noqa: E402
from sea_spanner import with_sights  # noqa: E402
from sea_views import Around, lattice, renumbered, views  # noqa: E402
from sea_visibility import all_sight_lines, reaches, shores  # noqa: E402
from sea_write import write  # noqa: E402

from corridors.routing.passages import CLOSED_BY_DEFAULT, mask_of, read_gates  # noqa: E402
from corridors.routing.sea_network import load_network  # noqa: E402

NETWORKS = ROOT / "data" / "networks"
CHANNELS = ("sea-channels.csv", "sea-rivers.csv")


def build(world: Path, target: Path) -> None:
    """Build the network from world-atlas' countries-10m.json and write it to a file."""
    began = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", flush=True)

    land = read_land(world)
    channels = joined([row for name in CHANNELS for row in read_channels(NETWORKS / name)], land)
    slugs, gates = read_gates(NETWORKS / "sea-gates.csv")
    grounds = obstacles(land, channels)
    tell("clearances")
    rings = rings_of(grounds.offing)
    coast = coast_of(rings)
    corner, lats, lons = corners(rings, grounds.offing)
    tell(f"{len(rings.lats)} points of clearances, {len(corner)} corners")
    shore = shores(rings, corner, lats, lons)
    channel = number_of(channels, INLAND, lats, lons)
    reach = reaches(coast, shore, channel)
    pairs = all_sight_lines(coast, shore, reach)
    tell(f"{len(pairs)} sight lines")
    slow = number_of(channels, SLOW, lats, lons)
    usual = mask_of(slugs, CLOSED_BY_DEFAULT)
    whole, large = whole_graph(shore, pairs, gates, slow)
    trees, tables = far_ways(whole, large, usual)
    tell(f"{trees.bends.sum()} corners on far ways")
    around = Around(coast, shore, np.cos(np.minimum(reach, np.pi)))
    seen = views(around, whole, usual, tables, lattice(grounds.offing), trees.bends)
    tell(f"{len(seen.to)} first sights from open water")
    rejoin(whole, trees.bends)
    graph, kept = pruned(whole, trees.used, trees.bends)
    tell(f"{len(kept)} corners and {len(graph.to) // 2} sight lines are used")
    shown = rings_of(grounds.shore)
    shown_coast = coast_of(shown)
    quays = navigable(shown, grounds.tight)
    tell(f"{len(shown.lats)} points of coast")
    graph = with_sights(graph, coast, gates, slow[kept], usual)
    tell(f"{len(graph.to) // 2} sight lines with those that were lacking")
    sights = renumbered(seen, kept, len(whole.nodes))
    places = (lats[kept], lons[kept])
    fairway = number_of(channels, FAIRWAY, lats[kept], lons[kept]) >= 0
    rivers = (channel[kept], slow[kept], np.array([row.drawn for row in channels]), fairway)
    rest = (places, graph, sights, *rivers)
    write(target, shown, shown_coast, quays, *rest)
    # What is written is read again, to see from which coasts it is in sight.
    quays = quays_in_touch(load_network(target, NETWORKS / "sea-gates.csv"))
    write(target, shown, shown_coast, quays, *rest)
    tell(f"{quays.sum()} pieces of coast that ships come to")
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
