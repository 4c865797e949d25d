"""Writes tests/data/world-land-10m.npz: Natural Earth's 10m land, to hold ways by sea against.

Run `python data/build/land_outline.py`; it needs npm once. The land is the union of world-atlas
2.0.2's countries (public domain): the base data of the sea network, before anything was widened,
simplified, closed or cut out of it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import shapely
from basemap import WORLD_ATLAS
from npm_package import unpacked
from sea_land import read_land

GRID = 1e-4  # degrees, about 11 m: finer than the source's own grid
TARGET = Path(__file__).resolve().parents[2] / "tests" / "data" / "world-land-10m.npz"


def write_land(source: Path, target: Path) -> None:
    """Write the land of a countries-10m.json as rings of grid steps, each from the one before.

    `polygon` counts the rings of each polygon, the outer one first; `ring` the points of each ring.
    """
    land = shapely.union_all(read_land(source))
    parts = [part for part in shapely.get_parts(land) if part.geom_type == "Polygon"]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    points = np.round(np.concatenate([shapely.get_coordinates(ring) for ring in rings]) / GRID)
    np.savez_compressed(
        target,
        polygon=np.array([1 + len(part.interiors) for part in parts], np.int32),
        ring=np.array([len(ring.coords) for ring in rings], np.int32),
        steps=np.diff(points.astype(np.int32), axis=0, prepend=np.zeros((1, 2), np.int32)),
    )


def main() -> None:
    """Fetch world-atlas, or read an unpacked one, and write its land."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, help="an unpacked countries-10m.json")
    wanted = parser.parse_args()
    if wanted.world:
        write_land(wanted.world, TARGET)
        return
    with unpacked(WORLD_ATLAS) as folder:
        write_land(folder / "countries-10m.json", TARGET)


if __name__ == "__main__":
    main()
