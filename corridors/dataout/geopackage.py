"""A view as a GeoPackage 1.3 (OGC 12-128r18), for QGIS and other programs; `docs/exports.md`.

It is an SQLite file with a few tables that the standard names, and SQLAlchemy is here already.
GDAL, which reads it back in the tests, would be a hundred megabytes to install.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    DOUBLE,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    create_engine,
    insert,
)
from sqlalchemy.types import TypeEngine, UserDefinedType

from corridors.antimeridian import Line
from corridors.dataout.lookups import frame_places, frame_sources
from corridors.dataout.tables import frame_claims, frame_corridors, frame_legs
from corridors.fold import Fold
from corridors.geometry import DECIMALS
from corridors.model import Position
from corridors.placing import pieces_of, point_of

APPLICATION_ID, VERSION = 0x47504B47, 10300  # "GPKG"
WGS84 = 4326
KEY, GEOMETRY = "fid", "geom"
_NO_TIME = "1970-01-01T00:00:00.000Z"  # the time of writing would make another file each time
_MAGIC, _LITTLE_ENDIAN = b"GP", 1


class Layer(NamedTuple):
    """A table of a GeoPackage; `shapes`, one a row, are of one `kind`, which is None without."""

    name: str
    what: str
    rows: pd.DataFrame
    kind: str | None = None
    shapes: Sequence[BaseGeometry | None] = ()


class Geometry(UserDefinedType[bytes]):
    """A column of geometries, called by their kind, as the standard has it."""

    cache_ok = True

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get_col_spec(self, **_: Any) -> str:
        """The kind, such as POINT."""
        return self.kind


def _standard(metadata: MetaData) -> tuple[Table, Table, Table]:
    """The tables that every GeoPackage has."""

    def text(name: str) -> Column[str]:
        return Column(name, Text, nullable=False)

    systems = Table(
        "gpkg_spatial_ref_sys",
        metadata,
        text("srs_name"),
        Column("srs_id", Integer, primary_key=True),
        text("organization"),
        Column("organization_coordsys_id", Integer, nullable=False),
        text("definition"),
        Column("description", Text),
    )
    system = "gpkg_spatial_ref_sys.srs_id"
    contents = Table(
        "gpkg_contents",
        metadata,
        Column("table_name", Text, primary_key=True),
        text("data_type"),
        Column("identifier", Text, unique=True),
        Column("description", Text),
        text("last_change"),
        *(Column(name, DOUBLE) for name in ("min_x", "min_y", "max_x", "max_y")),
        Column("srs_id", Integer, ForeignKey(system)),
    )
    geometries = Table(
        "gpkg_geometry_columns",
        metadata,
        Column("table_name", Text, ForeignKey("gpkg_contents.table_name"), primary_key=True),
        Column("column_name", Text, primary_key=True),
        text("geometry_type_name"),
        Column("srs_id", Integer, ForeignKey(system), nullable=False),
        *(Column(name, SmallInteger, nullable=False) for name in ("z", "m")),
    )
    return systems, contents, geometries


def write_geopackage(fold: Fold, about: Mapping[str, str]) -> bytes:
    """The view as the bytes of a GeoPackage; `about` are texts of the file as a whole, by name."""
    texts = pd.DataFrame({"name": list(about), "text": list(about.values())})
    return write_layers([*_layers(fold), Layer("about", "Which view this is; rights", texts)])


def _layers(fold: Fold) -> list[Layer]:
    legs, places = frame_legs(fold), frame_places(fold)
    drawn = [pieces_of(item, fold.document) for item, _ in fold.shown]
    at = [point_of(place, fold.document) for place in places["id"]]
    is_flow, is_stop = legs["basis"] == "arc", legs["what"] == "stop"
    is_leg, all_places = ~is_flow & ~is_stop, places["id"].notna()
    return [
        Layer("legs", "Legs on assumed paths", legs[is_leg], *_lines(drawn, is_leg)),
        Layer("flows", "Ends of flows", legs[is_flow], *_ends(drawn, is_flow)),
        Layer("stops", "Stops that no leg ends at", legs[is_stop], *_points(drawn, is_stop)),
        Layer("places", "Places; areas without position", places, *_points(at, all_places)),
        Layer("corridors", "Corridors", frame_corridors(fold)),
        Layer("claims", "Claims with their quotes", frame_claims(fold)),
        Layer("sources", "Sources of the claims", frame_sources(fold)),
    ]


Shapes = tuple[str, list[BaseGeometry | None]]


def _lines(pieces: Sequence[list[Line]], kept: Iterable[bool]) -> Shapes:
    return "MULTILINESTRING", _made(shapely.MultiLineString, pieces, kept)


def _ends(pieces: Sequence[list[Line]], kept: Iterable[bool]) -> Shapes:
    return "MULTIPOINT", _made(lambda ends: shapely.MultiPoint([*chain(*ends)]), pieces, kept)


def _points(pieces: Sequence[list[Line]], kept: Iterable[bool]) -> Shapes:
    return "POINT", _made(lambda points: shapely.Point(points[0][0]), pieces, kept)


def _made(
    make: Callable[[list[list[tuple[float, float]]]], BaseGeometry],
    pieces: Sequence[list[Line]],
    kept: Iterable[bool],
) -> list[BaseGeometry | None]:
    """The geometry of each that is kept; None where nothing is drawn."""
    return [
        make([[_lon_lat(point) for point in piece] for piece in one]) if one else None
        for one in compress(pieces, kept)
    ]


def _lon_lat(point: Position) -> tuple[float, float]:
    return round(point.lon, DECIMALS), round(point.lat, DECIMALS)


def write_layers(layers: Sequence[Layer]) -> bytes:
    """Layers as the bytes of a GeoPackage, the same each time."""
    metadata = MetaData()
    systems, contents, geometries = _standard(metadata)
    tables = {layer.name: _table(layer, metadata) for layer in layers}
    engine = create_engine("sqlite://")
    with engine.connect() as file:
        file.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        file.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        metadata.create_all(file)
        file.execute(insert(systems), _systems())
        file.execute(insert(contents), [_content(layer) for layer in layers])
        file.execute(insert(geometries), [_geometry(layer) for layer in layers if layer.kind])
        for layer in layers:
            if len(layer.rows):
                file.execute(insert(tables[layer.name]), list(_records(layer)))
        file.commit()
        raw: Any = file.connection.driver_connection
        written: bytes = raw.serialize()
    engine.dispose()
    return written


def _systems() -> list[dict[str, Any]]:
    """The three that the standard asks for: WGS84, and two for what is undefined."""
    definition = CRS.from_epsg(WGS84).to_wkt("WKT1_GDAL")
    named = [
        ("WGS 84 geodetic", WGS84, "EPSG", definition),
        ("Undefined Cartesian SRS", -1, "NONE", "undefined"),
        ("Undefined geographic SRS", 0, "NONE", "undefined"),
    ]
    return [
        {
            "srs_name": name,
            "srs_id": number,
            "organization": organization,
            "organization_coordsys_id": number,
            "definition": definition,
        }
        for name, number, organization, definition in named
    ]


def _content(layer: Layer) -> dict[str, Any]:
    box = shapely.total_bounds([None, *layer.shapes])  # nothing but None: not a number
    edges = [None if np.isnan(edge) else float(edge) for edge in box]
    return {
        "table_name": layer.name,
        "data_type": "features" if layer.kind else "attributes",
        "identifier": layer.name,
        "description": layer.what,
        "last_change": _NO_TIME,
        **dict(zip(("min_x", "min_y", "max_x", "max_y"), edges, strict=True)),
        "srs_id": WGS84 if layer.kind else None,
    }


def _geometry(layer: Layer) -> dict[str, Any]:
    described = {"geometry_type_name": layer.kind, "srs_id": WGS84, "z": 0, "m": 0}
    return {"table_name": layer.name, "column_name": GEOMETRY, **described}


def _table(layer: Layer, metadata: MetaData) -> Table:
    geometry = [Column(GEOMETRY, Geometry(layer.kind))] if layer.kind else []
    columns = [Column(str(name), _type(layer.rows[name])) for name in layer.rows]
    return Table(layer.name, metadata, Column(KEY, Integer, primary_key=True), *geometry, *columns)


def _type(column: pd.Series[Any]) -> TypeEngine[Any]:
    """How a column is declared: by its numbers, else as text."""
    values = column.dropna()
    if values.map(lambda value: isinstance(value, bool | np.bool_)).all() and len(values):
        return Boolean()
    if pd.api.types.is_integer_dtype(column):
        return Integer()
    return DOUBLE() if pd.api.types.is_float_dtype(column) else Text()


def _records(layer: Layer) -> Iterator[dict[str, Any]]:
    """The rows as SQLite takes them: plain values, None for a missing one."""
    names = [str(name) for name in layer.rows]
    values = layer.rows.astype(object).where(layer.rows.notna(), None)
    rows = (dict(zip(names, row, strict=True)) for row in values.itertuples(index=False, name=None))
    if layer.kind is None:
        yield from rows
        return
    for row, shape in zip(rows, layer.shapes, strict=True):
        yield {**row, GEOMETRY: None if shape is None else encode_shape(shape)}


def encode_shape(shape: BaseGeometry) -> bytes:
    """A geometry as the standard's binary (§2.1.3): a header without a box, then WKB."""
    header = struct.pack("<2sBBi", _MAGIC, 0, _LITTLE_ENDIAN, WGS84)
    return header + bytes(shapely.to_wkb(shape, byte_order=1))
