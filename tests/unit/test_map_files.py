"""KML, GPX, GeoPackage and data package, read back by GDAL and by Frictionless' own validator."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import frictionless
import pyogrio
import pytest
import shapely

from corridors.atlas import Atlas
from corridors.exports import FORMATS, write_export
from corridors.fold import Fold
from corridors.placing import pieces_of
from corridors.view import View

NORTH = "northern-sea-route"
NOTICE = "OpenStreetMap"


@pytest.fixture(scope="module")
def written(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Writes the whole atlas in a format, once, and gives the file."""
    folder = tmp_path_factory.mktemp("files")

    @cache
    def write(name: str) -> Path:
        file = folder / f"atlas{FORMATS[name].ending}"
        file.write_bytes(write_export(atlas, None, name))
        return file

    return write


def rows(file: Path, layer: str) -> list[dict[str, Any]]:
    """A layer's rows, each with its geometry as `shape`."""
    meta, _, shapes, columns = pyogrio.raw.read(file, layer=layer)
    found = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*columns, strict=True)]
    given = shapes if shapes is not None else [None] * len(found)
    for row, shape in zip(found, given, strict=True):
        row["shape"] = None if shape is None else shapely.from_wkb(shape)
    return found


def drawn(atlas: Atlas) -> dict[str, list[list[tuple[float, float]]]]:
    """The pieces (lon, lat) of each leg with a way."""
    shown = Fold(atlas.document, View(), whole=True).shown
    return {
        item.id: [[(p.lon, p.lat) for p in piece] for piece in pieces_of(item, atlas.document)]
        for item, _ in shown
        if item.kind == "leg" and item.thing["basis"] in ("routed", "schematic")
    }


def test_gdal_reads_every_leg_of_the_geopackage_where_the_map_draws_it(
    written: Any, atlas: Atlas
) -> None:
    legs = {row["id"]: row for row in rows(written("gpkg"), "legs")}
    wanted = drawn(atlas)
    assert {name for name, row in legs.items() if row["shape"] is not None} == set(wanted)
    for name, pieces in wanted.items():
        shape = legs[name]["shape"]
        assert shape.geom_type == "MultiLineString"
        assert shape.equals_exact(shapely.MultiLineString(pieces), 1e-4)
        assert max(abs(edge) for edge in shape.bounds[::2]) <= 180


def test_the_geopackage_has_its_tables_with_numbers_and_yes_or_no(
    written: Any, atlas: Atlas
) -> None:
    file = written("gpkg")
    assert [name for name, _ in pyogrio.list_layers(file)] == [
        "legs",
        "flows",
        "stops",
        "places",
        "corridors",
        "claims",
        "sources",
        "about",
    ]
    assert {row["id"] for row in rows(file, "claims")} == set(atlas.document["claims"])
    info = pyogrio.read_info(file, layer="legs")
    assert info["crs"] == "EPSG:4326"
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert (kinds["assumed_path_km"], kinds["one_way"], kinds["id"]) == (
        "float64",
        "bool",
        "object",
    )
    assert any(NOTICE in row["text"] for row in rows(file, "about"))
    areas = [row for row in rows(file, "places") if row["what"] == "area"]
    assert areas
    assert all(row["shape"] is None for row in areas)
    flows = rows(file, "flows")
    assert flows
    assert all(len(row["shape"].geoms) == 2 for row in flows)


def test_gdal_reads_every_leg_of_the_kml_in_the_colour_of_its_corridor(
    written: Any, atlas: Atlas
) -> None:
    file, wanted = written("kml"), drawn(atlas)
    names = [corridor["name"] for corridor in atlas.document["corridors"]]
    assert [name for name, _ in pyogrio.list_layers(file)] == [*names, "Places"]
    tree = ElementTree.parse(file)  # noqa: S314 — written by us
    space = {"k": "http://www.opengis.net/kml/2.2"}
    colours = {
        style.get("id"): style.findtext(".//k:color", namespaces=space)
        for style in tree.iterfind(".//k:Style", space)
    }
    found = {}
    for mark in tree.iterfind(".//k:Placemark", space):
        data = {
            one.get("name"): one.findtext("k:value", namespaces=space)
            for one in mark.iterfind(".//k:Data", space)
        }
        lines = mark.findall(".//k:LineString/k:coordinates", space)
        if not lines:
            continue
        found[data["id"]] = [
            [tuple(map(float, point.split(","))) for point in (line.text or "").split()]
            for line in lines
        ]
        style = mark.findtext("k:styleUrl", namespaces=space) or ""
        corridor = next(c for c in atlas.document["corridors"] if c["id"] == data["corridor"])
        red, green, blue = (corridor["colour"][at : at + 2] for at in (1, 3, 5))
        assert (colours[style[1:]] or "")[2:] == f"{blue}{green}{red}".lower()
    assert set(found) == set(wanted)
    for name, pieces in wanted.items():
        ours, theirs = shapely.MultiLineString(pieces), shapely.MultiLineString(found[name])
        assert theirs.equals_exact(ours, 1e-4), name


def test_a_leg_over_the_antimeridian_is_cut_in_every_file(written: Any, atlas: Atlas) -> None:
    cut = next(
        name for name, pieces in drawn(atlas).items() if name.startswith(NORTH) and len(pieces) > 1
    )
    (track,) = [
        row
        for row in rows(written("gpx"), "tracks")
        if len(row["shape"].geoms) > 1 and NOTICE not in row["desc"]
    ][:1]
    (leg,) = [row for row in rows(written("gpkg"), "legs") if row["id"] == cut]
    for shape in (track["shape"], leg["shape"]):
        edges = sorted(edge for piece in shape.geoms for edge in piece.bounds[::2])
        assert (edges[0], edges[-1]) == (-180, 180)


def test_gdal_reads_the_ways_and_places_of_the_gpx(written: Any, atlas: Atlas) -> None:
    file, wanted = written("gpx"), drawn(atlas)
    tracks = [row["shape"] for row in rows(file, "tracks")]
    assert len(tracks) == len(wanted)
    for shape, pieces in zip(tracks, wanted.values(), strict=True):
        assert shape.equals_exact(shapely.MultiLineString(pieces), 1e-4)
    fold = Fold(atlas.document, View(), whole=True)
    nodes = [place for place in fold.places if place in atlas.document["nodes"]]
    assert len(rows(file, "waypoints")) == len(nodes)
    tracks_told = [row["desc"] for row in rows(file, "tracks")]
    railways = [text for text in tracks_told if "Mode: rail" in text and "shortest way" in text]
    assert railways
    assert all(NOTICE in text for text in railways)


@pytest.mark.parametrize("view", [None, View(corridors=(NORTH,)), View(corridors=())])
def test_frictionless_finds_no_fault_in_the_data_package(
    view: View | None, atlas: Atlas, tmp_path: Path
) -> None:
    content = write_export(atlas, view, "datapackage")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["version"] == atlas.hash
    assert [one["path"] for one in package["licenses"]] == [
        notice["url"] for notice in atlas.document["notices"]
    ]
    claims = next(one for one in package["resources"] if one["name"] == "claims")
    assert len(claims["schema"]["foreignKeys"]) == 1


def test_the_validator_would_find_a_claim_without_its_source(atlas: Atlas, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(write_export(atlas, None, "datapackage"))) as packed:
        packed.extractall(tmp_path)
    sources = tmp_path / "sources.csv"
    lines = sources.read_bytes().splitlines(keepends=True)
    sources.write_bytes(b"".join([lines[0], *lines[2:]]))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {error[0] for error in report.flatten(["type"])} == {"foreign-key"}
