"""Builds data/basemap/ from Natural Earth 4.1, as the npm package world-atlas carries it.

Run `python data/build/basemap.py`; it needs npm once. docs/basemap-format.md has the format,
docs/boundaries.md the boundary policy. Points are (lon, lat) in degrees on WGS84.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from basemap_antimeridian import mend_seam, unwrap
from basemap_boundaries import (
    WESTERN_SAHARA_LINE,
    apply_policy,
    crimea_polygon,
    cut_at_disputes,
    sort_lines,
)
from basemap_labels import country_labels, english_name, iso2_of, note_labels, sea_labels
from basemap_simplify import Tolerance, extent_deg, pixel_deg, simplify
from basemap_topology import (
    Arc,
    Country,
    Point,
    Ring,
    RingSet,
    Topology,
    quantised,
    read_topology,
    ring_points,
    write_topology,
)
from npm_package import NpmPackage, unpacked

WORLD_ATLAS = NpmPackage(
    name="world-atlas",
    version="2.0.2",
    sha256="032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)
TARGET = Path(__file__).resolve().parents[1] / "basemap"

# The source's own grid is 0.0036° by 0.0017°; a finer step would keep noise.
WORLD_STEP_DEG = 0.002
DETAIL_STEP_DEG = 0.001

# Boxes (west, south, east, north) in which corridors run close to the shore, to be looked at to
# zoom 9: the Bosphorus and Marmara, the Black Sea and the Caucasus, the Caspian, Hormuz, Suez, the
# eastern Baltic.
CLOSE_UP = [
    (25.5, 39.8, 30.5, 41.5),
    (27.0, 40.8, 42.5, 47.6),
    (46.0, 36.0, 55.5, 47.5),
    (53.0, 24.5, 59.0, 28.0),
    (32.0, 27.5, 35.2, 31.6),
    (18.0, 53.8, 31.0, 60.8),
]
# Where corridors run at all: Europe to China's coast, the Red Sea to India, the Arctic coast.
REGION = [(-11.0, 34.0, 60.0, 66.0), (30.0, 5.0, 125.0, 56.0), (27.0, 64.0, 192.0, 82.0)]
ARCTIC_LAT = 66.0


def _inside(point: Point, boxes: list[tuple[float, float, float, float]]) -> bool:
    lon, lat = point
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in boxes)


def world_tolerance(_: Point) -> float:
    """Return a third of a pixel at zoom 5, the last zoom at which the world file is drawn."""
    return pixel_deg(5) / 3


def detail_tolerance(point: Point) -> float:
    """Return how far the detailed file may be off: by what is likely to be looked at there."""
    if _inside(point, CLOSE_UP):
        return pixel_deg(8) / 2
    if not _inside(point, REGION):
        return pixel_deg(5)
    # Mercator blows the Arctic up: the same pixels are fewer kilometres there.
    return pixel_deg(6) if point[1] > ARCTIC_LAT else pixel_deg(7)


def _read(folder: Path, scale: str) -> Any:
    return json.loads((folder / f"countries-{scale}.json").read_text(encoding="utf-8"))


def prepare(document: dict[str, Any]) -> tuple[Topology, set[int], Arc]:
    """Return the topology under our policy, the arcs no coast runs along, and Crimea's outline."""
    topology, closing = unwrap(read_topology(document))
    topology, seam = mend_seam(topology)
    crimea = ring_points(topology.arcs, crimea_polygon(topology)[0])
    return cut_at_disputes(apply_policy(topology)), closing | seam, crimea


def _is_speck(arcs: list[Arc], ring: Ring, tolerance: Tolerance) -> bool:
    if len(ring) > 1:
        return False
    points = ring_points(arcs, ring)
    return extent_deg(points) < 3 * tolerance(points[0])


def thin(topology: Topology, tolerance: Tolerance, step_deg: float) -> Topology:
    """Simplify arcs and drop specks: islands and lakes smaller than three tolerances."""
    used = {max(n, ~n) for c in topology.countries for p in c.polygons for r in p for n in r}
    specks = {
        max(ring[0], ~ring[0])
        for country in topology.countries
        for rings in country.polygons
        for ring in rings
        if _is_speck(topology.arcs, ring, tolerance)
    }
    arcs = [
        simplify(arc, tolerance) if number in used and number not in specks else arc[:1]
        for number, arc in enumerate(topology.arcs)
    ]
    thinned = replace(topology, arcs=arcs)

    def solid(ring: Ring) -> bool:
        if max(ring[0], ~ring[0]) in specks:
            return False
        return len(quantised(ring_points(arcs, ring), step_deg)) > 3

    def kept(polygons: list[RingSet]) -> list[RingSet]:
        return [[ring for ring in rings if solid(ring)] for rings in polygons if solid(rings[0])]

    countries = [replace(c, polygons=kept(c.polygons)) for c in thinned.countries]
    return replace(thinned, countries=countries, land=kept(thinned.land))


def _lines(numbers: list[int]) -> list[dict[str, Any]]:
    return [{"type": "MultiLineString", "arcs": [[number] for number in numbers]}]


def _country_geometry(country: Country) -> dict[str, Any]:
    code = iso2_of(country)
    known = {} if code is None else {"id": code}
    properties = {"name": english_name(country)}
    return {
        "type": "MultiPolygon",
        **known,
        "properties": properties,
        "arcs": country.polygons,
    }


def ground(topology: Topology, not_coast: set[int], step_deg: float) -> dict[str, Any]:
    """Encode land, coast, border and disputed lines, and the countries, over shared arcs."""
    coast, border, disputed = sort_lines(topology, not_coast)
    arcs = [*topology.arcs, WESTERN_SAHARA_LINE]
    countries = [_country_geometry(country) for country in topology.countries if country.polygons]
    objects = {
        "land": [{"type": "MultiPolygon", "arcs": topology.land}],
        "coast": _lines(coast),
        "border": _lines(border),
        "disputed": _lines([*disputed, len(topology.arcs)]),
        "countries": sorted(countries, key=lambda c: (c.get("id", ""), c["properties"]["name"])),
    }
    return write_topology(arcs, objects, step_deg)


def _outline(points: Arc, step_deg: float) -> list[list[float]]:
    steps = quantised(points, step_deg)
    return [[round(x * step_deg, 3), round(y * step_deg, 3)] for x, y in steps]


def _kaliningrad(topology: Topology) -> Arc:
    """Return the ring of Russia that holds Kaliningrad's longitudes, 19.6 to 22.9 E."""
    russia = next(c for c in topology.countries if c.name == "Russia")
    rings = [ring_points(topology.arcs, rings[0]) for rings in russia.polygons]
    return next(
        ring
        for ring in rings
        if all(19 < lon < 24 and 54 < lat < 56 for lon, lat in ring) and len(ring) > 20
    )


def areas(topology: Topology, crimea: Arc) -> dict[str, Any]:
    """Return the outlines of regions that sources name, by their ISO 3166-2 codes."""
    regions = (
        ("RU-KGD", "Kaliningrad region", _kaliningrad(topology)),
        ("UA-43", "Crimea (occupied)", crimea),
    )
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [_outline(simplify(ring, detail_tolerance), DETAIL_STEP_DEG)],
            },
        }
        for code, name, ring in regions
    ]
    return {"type": "FeatureCollection", "features": features}


def _write(folder: Path, name: str, document: Any) -> None:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (folder / name).write_text(text + "\n", encoding="utf-8")


def build(package: Path, folder: Path) -> None:
    """Write the basemap's four files, and the package's licence, from an unpacked world-atlas."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package / "LICENSE", folder / "world-atlas-LICENSE.txt")
    world, world_not_coast, _ = prepare(_read(package, "50m"))
    detail, detail_not_coast, crimea = prepare(_read(package, "10m"))
    thin_world = thin(world, world_tolerance, WORLD_STEP_DEG)
    thin_detail = thin(detail, detail_tolerance, DETAIL_STEP_DEG)
    labels = [*note_labels(), *country_labels(world), *sea_labels()]
    _write(folder, "world-50m.json", ground(thin_world, world_not_coast, WORLD_STEP_DEG))
    _write(folder, "eurasia-10m.json", ground(thin_detail, detail_not_coast, DETAIL_STEP_DEG))
    _write(folder, "areas.json", areas(detail, crimea))
    _write(folder, "labels.json", labels)


def main() -> None:
    """Fetch world-atlas and write the basemap."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write to")
    folder = parser.parse_args().out
    with unpacked(WORLD_ATLAS) as package:
        build(package, folder)
    for path in sorted(folder.glob("*.json")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
