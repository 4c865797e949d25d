"""Well-known text of one geometry, as My Maps and QGIS write it into a column, read by shapely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import shapely

from corridors.importing.coordinates import position_at
from corridors.importing.features import MOST_DEPTH, Vertex
from corridors.importing.where import Where, shown

_SYSTEM = re.compile(r"\s*SRID\s*=\s*(\d{1,6})\s*;", re.IGNORECASE)
_LOOKS = re.compile(
    r"\s*(?:SRID\s*=\s*\d{1,6}\s*;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYC)", re.I
)
_WGS84 = 4326

Shapes = tuple[tuple[tuple[Vertex, ...], ...], tuple[Vertex, ...]]


def looks_like_wkt(text: str) -> bool:
    """Whether a text begins as well-known text does."""
    return _LOOKS.match(text) is not None


def read_wkt(text: str, where: Where) -> Shapes:
    """The lines and points of a geometry; areas are refused.

    Raises ImportFault, with the value, for what is no well-known text in WGS 84.
    """
    system = _SYSTEM.match(text)
    if system and int(system[1]) != _WGS84:
        raise where.fault(f"SRID {system[1]} is another coordinate system", "export in EPSG:4326")
    words = text[system.end() :] if system else text
    if _depth(words) > MOST_DEPTH:  # the parser below calls itself for each
        raise where.fault(f"brackets are nested more than {MOST_DEPTH} deep", "export single lines")
    try:
        geometry = shapely.from_wkt(words)
    except (shapely.errors.ShapelyError, ValueError):
        raise where.fault(f"{shown(text)} is no well-known text", "export it anew as WKT") from None
    lines: list[tuple[Vertex, ...]] = []
    points: list[Vertex] = []
    for single in _single(geometry):
        if single.geom_type not in {"Point", "LineString"}:
            raise where.fault(f"{single.geom_type.upper()} is no line", "export lines or points")
        vertices = tuple(
            Vertex(position_at(float(lat), float(lon), where, at))
            for at, (lon, lat) in enumerate(shapely.get_coordinates(single), 1)
        )
        if single.geom_type == "Point":
            points += vertices
        elif vertices:
            lines.append(vertices)
    return tuple(lines), tuple(points)


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"[()]", text):
        depth += 1 if bracket == "(" else -1
        deepest = max(deepest, depth)
    return deepest


def _single(geometry: Any) -> Iterator[Any]:
    for part in getattr(geometry, "geoms", (geometry,)):
        if hasattr(part, "geoms"):
            yield from _single(part)
        else:
            yield part
