"""The basemap's files: arcs of coasts and borders, and what they make (docs/basemap-format.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors import paths
from corridors.picture.projection import Array

LAYERS = ("coast", "border", "disputed")
_FOLDER = paths.DATA / "basemap"


@dataclass(frozen=True)
class Topology:
    """A basemap file: all arcs' points in one array, where each begins, and what they make.

    `rings` of land and of each country are lists of arcs, ~n meaning arc n backwards; `lines` are
    the arcs of each layer of lines.
    """

    lats: Array
    lons: Array
    starts: NDArray[np.int64]
    land: Sequence[Sequence[int]]
    countries: Mapping[str, Sequence[Sequence[int]]]
    lines: Mapping[str, Sequence[int]]


@lru_cache(maxsize=2)
def read_topology(name: str) -> Topology:
    """The basemap file of a name, such as `world-50m`."""
    content = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    arcs = content["arcs"]
    counts = [len(arc) for arc in arcs]
    starts = np.concatenate([[0], np.cumsum(counts)])
    steps = np.array([step for arc in arcs for step in arc], dtype=np.int64)
    sums = np.cumsum(steps, axis=0)
    before = np.repeat(sums[starts[:-1]] - steps[starts[:-1]], counts, axis=0)
    points = (sums - before) * content["transform"]["scale"]
    objects = content["objects"]
    return Topology(
        lats=points[:, 1].astype(float),
        lons=points[:, 0].astype(float),
        starts=starts,
        land=_rings(objects["land"]["geometries"]),
        countries={
            country["id"]: _rings([country])
            for country in objects["countries"]["geometries"]
            if "id" in country
        },
        lines={
            layer: [arc for one in objects[layer]["geometries"] for (arc,) in one["arcs"]]
            for layer in LAYERS
        },
    )


def _rings(geometries: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    rings: list[list[int]] = []
    for geometry in geometries:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings.extend(ring for polygon in polygons for ring in polygon)
    return rings


@lru_cache(maxsize=1)
def read_outlines() -> dict[str, list[Array]]:
    """The rings [lon, lat] of each region that sources name, by its ISO 3166-2 code."""
    content = json.loads((_FOLDER / "areas.json").read_text(encoding="utf-8"))
    return {
        area["id"]: [np.array(ring, dtype=float) for ring in area["geometry"]["coordinates"]]
        for area in content["features"]
    }
