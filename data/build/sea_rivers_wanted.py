"""Reads what sea_rivers_wanted.csv asks for, and divides ports and wanted rivers among windows.

Its rows, by kind: `window` (south-west and north-east corner) is an area of wanted rivers; `head` a
place that a wanted river must lead to, which ports far from the sea may lie on; `port` a port that
no list has; `through` a way that joins two seas or rivers; `link` a line of our own where the
shorelines have no water; `barrier` a line that no ship crosses.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gazetteer_sources import harborly, searoute
from sea_channels import read_points
from sea_rivers_grid import CELL_KM, Window, window
from sea_rivers_paths import Port

# Off the wanted rivers no port is looked for farther up a river that is drawn as one line. The
# World Port Index lists ports that ships call at; the other list has towns too.
INDEXED_KM = 250.0
LISTED_KM = 60.0
# A window's ports keep this far from its rim, so that their way to the sea is inside.
RIM_DEG = 0.7
TILE_DEG = 5
MARGIN_DEG = 0.8


class Wanted(NamedTuple):
    """A row of sea_rivers_wanted.csv; points (lon, lat)."""

    kind: str
    id: str
    window: str
    cell_km: float
    points: list[tuple[float, float]]
    note: str


def read_wanted(path: Path) -> list[Wanted]:
    """Read the rows of sea_rivers_wanted.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Wanted(
                r["kind"],
                r["id"],
                r["window"],
                float(r["cell_km"] or CELL_KM),
                read_points(r["points"]),
                r["note"],
            )
            for r in csv.DictReader(file)
        ]


def listed_ports(wanted: list[Wanted]) -> list[Port]:
    """Return wanted ports and those of the World Port Index and searoute, one of each place."""
    records = list(harborly())
    known = {r.locode: r for r in records if r.locode}
    listed = [Port(r.name, r.lat, r.lon, LISTED_KM) for r in searoute(known)]
    listed += [Port(r.name, r.lat, r.lon, INDEXED_KM) for r in records if r.source == "wpi"]
    listed += [Port(w.id, *w.points[0][::-1], INDEXED_KM) for w in wanted if w.kind == "port"]
    ports = {(round(p.lat, 2), round(p.lon, 2)): p for p in listed}
    return list(ports.values())


class Task(NamedTuple):
    """A window to be searched, the heads of its wanted rivers, and ways through it."""

    name: str
    window: Window
    heads: list[Port]
    throughs: list[list[Port]]


def tasks(wanted: list[Wanted]) -> list[Task]:
    """Return the windows of wanted rivers.

    A head belongs to the window that its row names, else to the first that has it inside. Raises
    ValueError where there is none, or none of that name.
    """
    found = [Task(w.id, window(*_box(w), w.cell_km), [], []) for w in wanted if w.kind == "window"]
    named = {task.name: task for task in found}
    for row in wanted:
        if row.window and row.window not in named:
            raise ValueError(f"sea_rivers_wanted.csv: {row.id}: no window is called {row.window}")
        places = [Port(row.id, lat, lon) for lon, lat in row.points]
        if row.kind == "through":
            named[row.window].throughs.append(places)
        if row.kind == "head":
            own = named.get(row.window) or next((t for t in found if is_inside(t, places[0])), None)
            if own is None:
                raise ValueError(f"sea_rivers_wanted.csv: head {row.id} lies in no window")
            own.heads.append(places[0])
    return found


def is_inside(task: Task, port: Port) -> bool:
    """Tell whether a port lies in a window, off its rim."""
    frame = task.window
    return (
        frame.west + RIM_DEG < port.lon < frame.east - RIM_DEG
        and frame.south + RIM_DEG < port.lat < frame.north - RIM_DEG
    )


def _box(wanted: Wanted) -> tuple[int, int, int, int]:
    (west, south), (east, north) = wanted.points
    return int(west), int(south), int(east), int(north)


def tiles(ports: Iterable[Port]) -> Iterator[tuple[str, Window, list[Port]]]:
    """Yield a window about the ports of each square of TILE_DEG, with these."""
    groups: dict[tuple[int, int], list[Port]] = {}
    for port in ports:
        corner = (int(port.lat // TILE_DEG) * TILE_DEG, int(port.lon // TILE_DEG) * TILE_DEG)
        groups.setdefault(corner, []).append(port)
    for (south, west), group in sorted(groups.items()):
        lats, lons = [p.lat for p in group], [p.lon for p in group]
        frame = window(
            max(-180, math.floor(min(lons) - MARGIN_DEG)),
            max(-80, math.floor(min(lats) - MARGIN_DEG)),
            min(180, math.ceil(max(lons) + MARGIN_DEG)),
            min(84, math.ceil(max(lats) + MARGIN_DEG)),
        )
        yield f"tile{south:+d}{west:+d}", frame, group
