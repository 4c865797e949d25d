"""Builds data/networks/rail.npz and road.npz from OpenStreetMap's lines and our patches.

Run `python data/build/land.py`; it needs npm once. docs/routing-land.md says how it is made.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from basemap import WORLD_ATLAS
from land_borders import with_countries
from land_chains import chains
from land_costs import LONELY_SHARE, extra_km
from land_countries import Countries, read_crossings
from land_gauges import parted, with_gauges
from land_landmarks import landmarks
from land_links import Links
from land_mend import Mend, close_ends, join_parts, with_mends, write_mends
from land_patches import patched, read_lines
from land_register import write_register
from land_source import package_folder, read
from land_write import bounds_table, ordered, tables, write
from npm_package import unpacked

NETWORKS = Path(__file__).resolve().parents[1] / "networks"
MODES = ("rail", "road")
LANDMARKS = {"rail": (16, 2.0), "road": (8, 4.0)}  # how many, and km a step


def _links(mode: str, source: Path, countries: Countries, target: Path) -> Links:
    """Return a mode's links, patched, mended, cut at borders, with countries and gauges."""
    lines = [line for line in read_lines(target) if line.mode == mode]
    links = patched(read(mode, source), lines)
    mends: list[Mend] = []
    for step in (join_parts, close_ends):
        more = step(links, countries)
        links, mends = with_mends(links, more), mends + more
    write_mends(target / f"land-mends-{mode}.csv", links, mends)
    links = with_countries(links, countries)
    return parted(with_gauges(links, countries.codes, target)) if mode == "rail" else links


def build(mode: str, source: Path, countries: Countries, target: Path) -> None:
    """Build one mode's network and write it into the folder `target`."""
    began = time.monotonic()
    countries.crossings = read_crossings(target / "land-crossings.csv", mode, countries.codes)
    links = _links(mode, source, countries, target)
    edges, junctions = ordered(links, chains(links, extra_km(links, LONELY_SHARE[mode])))
    content = tables(links, edges, junctions)
    u = np.cumsum(content["u"])
    number, step_km = LANDMARKS[mode]
    cost = content["metres"] / 1000 + content["extra"]
    bounds = landmarks(u, u + content["v"], cost, len(junctions), number, step_km)
    file = target / f"{mode}.npz"
    write(file, countries.codes, content, bounds=bounds_table(bounds), bound_step=np.array(step_km))
    print(
        f"{mode}: {len(junctions)} junctions, {len(edges.km)} edges, {edges.km.sum():,.0f} km, "
        f"{file.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s",
        flush=True,
    )


def main() -> None:
    """Fetch world-atlas, or read an unpacked one, and build both networks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, help="an unpacked countries-10m.json")
    parser.add_argument("--source", type=Path, help="an unpacked scgraph_data")
    parser.add_argument("--to", type=Path, default=NETWORKS)
    parser.add_argument("--mode", choices=MODES, action="append")
    wanted = parser.parse_args()
    source = wanted.source or package_folder()
    if wanted.world:
        countries = Countries(wanted.world)
    else:
        with unpacked(WORLD_ATLAS) as folder:
            countries = Countries(folder / "countries-10m.json")
    write_register(wanted.to / "land-places.csv")
    for mode in wanted.mode or MODES:
        build(mode, source, countries, wanted.to)


if __name__ == "__main__":
    main()
