"""One peer's sea routes, timed: run by bench/routing.py with the peers' own Python.

Reads {"peer", "pairs", "closed", "seconds"} as JSON from its input, pairs as [[lon, lat], [lon,
lat]]; prints JSON with the routes a second and how many had a way, or, where seconds is null, with
the km of each pair (0 for none). All peers but searoute itself
search the lanes that searoute ships. Each does the same work: snap both ends, shortest path with
the closed passages left out, coordinates, length.
"""

from __future__ import annotations

import json
import math
import sys
import time
import warnings
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from typing import Any

Place = list[float]
Find = Callable[[Place, Place], float]
EARTH_RADIUS_KM = 6371.0088


def km_between(one: Place, other: Place) -> float:
    """The great circle's length between two places, lon before lat."""
    phi1, phi2 = math.radians(one[1]), math.radians(other[1])
    half = math.sin((phi2 - phi1) / 2) ** 2
    turn = math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half + math.cos(phi1) * math.cos(phi2) * turn))


def lines_of(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The lines of a GeoJSON geometry, longitudes from -180 to 180."""
    parts = geometry["coordinates"]
    if geometry["type"] == "LineString":
        parts = [parts]
    return [[(round((lon + 180) % 360 - 180, 6), lat) for lon, lat, *_ in part] for part in parts]


def lanes(closed: list[str]) -> tuple[list[Place], list[tuple[int, int, float]]]:
    """The nodes of searoute's lanes, and its edges with their km, without those that are closed."""
    text = (files("searoute") / "data" / "marnet_searoute.geojson").read_text(encoding="utf-8")
    number: dict[tuple[float, float], int] = {}
    edges: dict[tuple[int, int], float] = {}
    for feature in json.loads(text)["features"]:
        open_ = feature["properties"].get("passage") not in closed
        for line in lines_of(feature["geometry"]):
            ends = [number.setdefault(place, len(number)) for place in line]
            for (a, one), (b, other) in pairwise(zip(ends, line, strict=True)):
                if open_ and a != b:
                    edges[min(a, b), max(a, b)] = km_between([*one], [*other])
    return [list(place) for place in number], [(a, b, km) for (a, b), km in edges.items()]


def snapping(nodes: list[Place]) -> Callable[[Place], int]:
    """What finds the node nearest to a place, by a tree of directions."""
    import numpy as np
    from scipy.spatial import cKDTree

    def direction(places: Any) -> Any:
        lon, lat = np.radians(np.asarray(places, float)).T
        return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)

    tree = cKDTree(direction(nodes))
    return lambda place: int(tree.query(direction([place])[0])[1])


def length_km(line: list[Place]) -> float:
    """The length of a line, 0 if it has one point or none."""
    return sum(km_between(one, other) for one, other in pairwise(line))


def by_searoute(closed: list[str], backend: str) -> Find:
    """Searoute itself."""
    import searoute

    return lambda one, other: float(
        searoute.searoute(one, other, restrictions=closed, backend=backend)["properties"]["length"]
    )


def by_scgraph(closed: list[str]) -> Find:
    """Scgraph's GeoGraph with its defaults."""
    from scgraph import GeoGraph

    nodes, edges = lanes(closed)
    graph: list[dict[int, float]] = [{} for _ in nodes]
    for a, b, km in edges:
        graph[a][b] = graph[b][a] = km
    geograph = GeoGraph(graph=graph, nodes=[[lat, lon] for lon, lat in nodes])

    def find(one: Place, other: Place) -> float:
        ends = [{"latitude": lat, "longitude": lon} for lon, lat in (one, other)]
        try:
            return float(
                geograph.get_shortest_path(*ends, output_units="km", silent=True)["length"]
            )
        except RuntimeError:  # the two ends are not connected
            return 0.0

    return find


def by_scipy(closed: list[str]) -> Find:
    """A plain search by scipy."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    nodes, edges = lanes(closed)
    a, b, km = zip(*edges, strict=True)
    graph = coo_matrix((km, (a, b)), (len(nodes), len(nodes))).tocsr()
    snap = snapping(nodes)

    def find(one: Place, other: Place) -> float:
        start, goal = snap(one), snap(other)
        _, before = dijkstra(graph, False, indices=start, return_predecessors=True)
        line = [other]
        while goal >= 0:
            line.append(nodes[goal])
            goal = int(before[goal])
        return length_km([*line, one]) if line[-1] == nodes[start] else 0.0

    return find


def by_igraph(closed: list[str]) -> Find:
    """A plain search by igraph."""
    import igraph

    nodes, edges = lanes(closed)
    graph = igraph.Graph(len(nodes), [(a, b) for a, b, _ in edges])
    weights = [km for _, _, km in edges]
    snap = snapping(nodes)

    def find(one: Place, other: Place) -> float:
        way = graph.get_shortest_path(snap(one), snap(other), weights=weights)
        return length_km([one, *(nodes[k] for k in way), other]) if way else 0.0

    return find


PEERS: dict[str, Callable[[list[str]], Find]] = {
    "searoute": lambda closed: by_searoute(closed, "networkx"),
    "searoute, igraph": lambda closed: by_searoute(closed, "igraph"),
    "scgraph": by_scgraph,
    "scipy": by_scipy,
    "igraph": by_igraph,
}


def main() -> None:
    """Measure one peer."""
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    if asked["peer"] == "ports":
        text = (files("searoute") / "data" / "ports.geojson").read_text(encoding="utf-8")
        places = [one["geometry"]["coordinates"][:2] for one in json.loads(text)["features"]]
        print(json.dumps([place for place in places if abs(place[1]) < 90]))
        return
    find = PEERS[asked["peer"]](asked["closed"])
    if asked["seconds"] is None:
        print(json.dumps({"km": [find(one, other) for one, other in asked["pairs"]]}))
        return
    find(*asked["pairs"][0])
    done, ways, began = 0, 0, time.perf_counter()
    for one, other in asked["pairs"]:
        ways += find(one, other) > 0
        done += 1
        if time.perf_counter() - began > asked["seconds"]:
            break
    print(json.dumps({"rate": done / (time.perf_counter() - began), "done": done, "ways": ways}))


if __name__ == "__main__":
    main()
