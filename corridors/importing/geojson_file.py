"""GeoJSON in (RFC 7946), and uMap's own file, which is a list of GeoJSON layers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from corridors.errors import ImportFault
from corridors.importing.coordinates import position_at
from corridors.importing.features import (
    MOST_DEPTH,
    Allowance,
    Drawing,
    Feature,
    Vertex,
    label_of,
    name_of,
    text_of,
)
from corridors.importing.where import Where, shown
from corridors.position import Position
from corridors.reading.stored import decode

GEOMETRIES = frozenset(
    "Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection".split()
)
_AREAS = frozenset({"Polygon", "MultiPolygon"})
# How deep the positions of a geometry lie in its coordinates.
_LEVELS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2}
_WGS84 = ("CRS84", ":4326", "::4326", "84")
_LAYER_OPTIONS = ("_umap_options", "_storage")
_NAMES = ("name", "Name", "title", "label")
_DESCRIPTIONS = ("description", "Description", "desc", "notes")
_LONGEST_WHOLE = 15  # digits that a whole number of JSON is read with; longer ones as fractions

Json = Mapping[str, Any]


def read_geojson(file: str, data: bytes) -> Drawing:
    """The features of a GeoJSON or uMap file; those that cannot be read are named in `faults`.

    Raises ImportFault for what is no such file, is in another coordinate system, or is too large.
    """
    where = Where(file)
    document = _parse(where, data)
    reader = _Reader(where)
    form = "umap" if document.get("type") == "umap" else "geojson"
    features = tuple(reader.read(document))
    return Drawing(file, form, features, tuple(reader.faults), tuple(dict.fromkeys(reader.notes)))


def _parse(where: Where, data: bytes) -> Json:
    text, _ = decode(where.file, data)

    def refuse(constant: str) -> NoReturn:
        raise where.fault(f"it holds {constant}, which is no number", "mend the program's export")

    def whole(digits: str) -> int | float:
        return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)

    try:
        document = json.loads(text, parse_constant=refuse, parse_int=whole)
    except RecursionError:
        raise where.fault("it is nested too deeply", "export single lines") from None
    except ValueError as error:
        said = str(error)[:120]
        raise where.fault(f"it is no JSON ({said})", "export it anew as GeoJSON") from None
    if not isinstance(document, dict):
        raise where.fault("it is no GeoJSON object", "give a file exported as GeoJSON")
    if document.get("type") == "Topology":
        raise where.fault("it is TopoJSON", "export it as GeoJSON")
    _check_system(document, where)
    return document


def _check_system(document: Json, where: Where) -> None:
    """The coordinate system that older programs name; RFC 7946 knows WGS 84 alone."""
    system = document.get("crs")
    if system is None:
        return
    named = system.get("properties") if isinstance(system, dict) else None
    name = named.get("name") if isinstance(named, dict) else system
    if not str(name).endswith(_WGS84):
        raise where.at("crs").fault(
            f"{shown(name)} is another coordinate system", "export in WGS 84 (EPSG:4326)"
        )


class _Reader:
    """Walks one file; what is left out is gathered on the way."""

    def __init__(self, where: Where) -> None:
        self._where, self._allowance = where, Allowance(where)
        self._number = 0
        self.faults: list[ImportFault] = []
        self.notes: list[str] = []

    def read(self, document: Json) -> Iterator[Feature]:
        """The features in the file's order."""
        kind = document.get("type")
        if kind == "umap":
            for layer in _list(document, "layers", self._where):
                yield from self._layer(layer, _layer_name(layer))
        elif kind in GEOMETRIES:
            yield from self._feature({"type": "Feature", "geometry": document}, None)
        else:
            yield from self._layer(document, name_of(document.get("name")))

    def _layer(self, layer: Any, folder: str | None) -> Iterator[Feature]:
        kind = layer.get("type") if isinstance(layer, dict) else layer
        if kind == "Feature":
            yield from self._feature(layer, folder)
        elif kind == "FeatureCollection":
            for feature in _list(layer, "features", self._where):
                yield from self._feature(feature, folder)
        else:
            raise self._where.at("type").fault(
                f"{shown(kind)} is no type of GeoJSON", "give a FeatureCollection"
            )

    def _feature(self, feature: Any, folder: str | None) -> Iterator[Feature]:
        self._number += 1
        self._allowance.take_feature()
        given = feature.get("properties") if isinstance(feature, dict) else None
        properties = (
            {k: v for k, v in given.items() if v is not None} if isinstance(given, dict) else {}
        )
        name = next((name_of(properties[key]) for key in _NAMES if key in properties), None)
        where = self._where.of(label_of("feature", self._number, name))
        try:
            lines, points = self._shapes(feature, where)
        except ImportFault as fault:
            if fault.field == "":  # the file's own bounds
                raise
            self.faults.append(fault)
            return
        described = next((properties[key] for key in _DESCRIPTIONS if key in properties), None)
        yield Feature(
            where.feature, name, text_of(described), folder, _plain(properties), lines, points
        )

    def _shapes(
        self, feature: Any, where: Where
    ) -> tuple[tuple[tuple[Vertex, ...], ...], tuple[Vertex, ...]]:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise where.at("type").fault(f"{shown(feature)} is no Feature", "wrap it in a Feature")
        geometry = feature.get("geometry")
        if geometry is None:
            self.notes.append(f"{where.feature}: it has no geometry; left out")
            return (), ()
        lines: list[tuple[Vertex, ...]] = []
        points: list[Vertex] = []
        for kind, coordinates, at in _single(geometry, where.at("geometry")):
            if kind in _AREAS:
                self.notes.append(f"{where.feature}: an area ({kind}) is no line; left out")
                continue
            groups = list(self._groups(coordinates, _LEVELS[kind], at))
            if kind in {"Point", "MultiPoint"}:
                points += [vertex for group in groups for vertex in group]
            else:
                lines += groups
        return tuple(lines), tuple(points)

    def _groups(self, coordinates: Any, levels: int, where: Where) -> Iterator[tuple[Vertex, ...]]:
        """The lists of positions in coordinates: one for a line, several for many."""
        if levels == 2:
            for at, part in enumerate(_sequence(coordinates, where)):
                yield from self._groups(part, 1, where.at(f"[{at}]"))
            return
        positions = [coordinates] if levels == 0 else _sequence(coordinates, where)
        self._allowance.take_vertices(len(positions))
        yield tuple(
            Vertex(_position(position, where, at if levels else None))
            for at, position in enumerate(positions)
        )


def _single(geometry: Any, where: Where, depth: int = 0) -> Iterator[tuple[str, Any, Where]]:
    """The single geometries of one: type, coordinates, and where those stand."""
    kind = geometry.get("type") if isinstance(geometry, dict) else geometry
    if not isinstance(kind, str) or kind not in GEOMETRIES:
        raise where.at("type").fault(f"{shown(kind)} is no type of geometry", "export it anew")
    if depth > MOST_DEPTH:
        raise where.fault(
            f"geometries are nested more than {MOST_DEPTH} deep", "export single lines"
        )
    if kind != "GeometryCollection":
        yield kind, geometry.get("coordinates"), where.at("coordinates")
        return
    for at, inner in enumerate(_list(geometry, "geometries", where)):
        yield from _single(inner, where.at(f"geometries[{at}]"), depth + 1)


def _position(position: Any, where: Where, at: int | None) -> Position:
    if not isinstance(position, list) or not 2 <= len(position) <= 4:
        message, mend = f"{shown(position)} is no position", "write [longitude, latitude]"
    elif any(isinstance(number, str) for number in position):
        message, mend = f"{shown(position)} holds text", "write numbers without quotes"
    else:
        return position_at(position[1], position[0], where, at)
    raise (where if at is None else where.at(f"[{at}]")).fault(message, mend)


def _sequence(value: Any, where: Where) -> Sequence[Any]:
    if not isinstance(value, list):
        raise where.fault(f"{shown(value)} is no list of positions", "export it anew")
    return value


def _list(thing: Any, key: str, where: Where) -> list[Any]:
    found = thing.get(key) if isinstance(thing, dict) else None
    if not isinstance(found, list):
        raise where.at(key).fault(f"{shown(found)} is no list", "export it anew")
    return found


def _layer_name(layer: Any) -> str | None:
    options = [layer.get(key) for key in _LAYER_OPTIONS] if isinstance(layer, dict) else []
    return next((name_of(one.get("name")) for one in options if isinstance(one, dict)), None)


def _plain(properties: Mapping[Any, Any]) -> dict[str, str]:
    """The properties that are texts, numbers, or lists of texts, as texts."""
    found = {}
    for key, value in properties.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = ", ".join(value)
        name, text = name_of(key), text_of(value) if isinstance(value, str | int | float) else None
        if name and text:
            found[name] = text
    return found
