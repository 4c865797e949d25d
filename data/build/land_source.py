"""Reads railways and roads of OpenStreetMap as scgraph-data 2.0.0 carries them.

The package needs another package to be imported, and is a megabyte of program around each list: so
its modules are read as text.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from land_links import Floats, Links, chords, geodesic_km, links_of

MODULES = {"rail": "world_railways", "road": "world_highways"}
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
# The package measured along the full line on a sphere of this radius, then left the bends out.
SPHERE_KM = 6371.0088


def package_folder() -> Path:
    """Return where scgraph-data is installed; raises ModuleNotFoundError if it is not."""
    spec = find_spec("scgraph_data")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("scgraph-data 2.0.0 is not installed: run `make data`")
    return Path(next(iter(spec.submodule_search_locations)))


def _line_after(text: str, start: str) -> str:
    begin = text.index(start) + len(start)
    return text[begin : text.index("\n", begin)]


def _edges(row_of_dicts: str) -> tuple[list[int], list[int], list[float]]:
    u: list[int] = []
    v: list[int] = []
    km: list[float] = []
    for here, entries in enumerate(re.findall(r"\{([^}]*)\}", row_of_dicts)):
        for entry in entries.split(",") if entries else ():
            there, length = entry.split(":")
            if here < int(there):
                u.append(here)
                v.append(int(there))
                km.append(float(length))
    return u, v, km


def _on_sphere_km(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    a, b = np.radians(lat1), np.radians(lat2)
    half = np.radians(lon2 - lon1) / 2
    chord = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(half) ** 2
    return np.asarray(2 * SPHERE_KM * np.arcsin(np.sqrt(chord)))


def read(mode: str, folder: Path) -> Links:
    """Return the whole network of a mode; km are measured along the source's line, on WGS84.

    The source's km are on a sphere: each is turned by what ellipsoid and sphere differ by between
    the link's ends. A link is never shorter than the geodesic between its ends.
    """
    text = (folder / f"{MODULES[mode]}.py").read_text(encoding="utf-8")
    u, v, along = (np.array(part) for part in _edges(_line_after(text, "graph=")))
    nodes = np.array(NUMBER.findall(_line_after(text, "nodes=")), float).reshape(-1, 2)
    lat, lon = nodes[:, 0].copy(), nodes[:, 1].copy()
    ends = lat[u], lon[u], lat[v], lon[v]
    straight, round_km = geodesic_km(*ends), _on_sphere_km(*ends)
    turned = along * np.where(round_km > 0.5, straight / np.maximum(round_km, 0.5), 1.0)
    km = np.maximum(turned, straight)
    return links_of(lat, lon, u, v, km, chords(straight, km))
