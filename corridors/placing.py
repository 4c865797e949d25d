"""Where things are, in the words and figures of an export: names, pieces of lines, assumed ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corridors.antimeridian import Line, cut_line
from corridors.fold import Item
from corridors.geometry import length_km
from corridors.model import Position
from corridors.strings import ENGLISH
from corridors.wording import country_name

Json = Mapping[str, Any]

KM_PER_NMI = 1.852


def place_name(place: str, document: Json) -> str:
    """A place's label, else its name; an id that the atlas doesn't have stands as it is."""
    record = document["nodes"].get(place) or document["areas"].get(place)
    return str(record.get("label") or record["name"]) if record else place


def in_language(document: Json, language: str | None) -> Json:
    """The atlas with its places called as a language calls them, where it is known.

    Twin of `inLanguage` in the map script.
    """
    if not language or language == ENGLISH:
        return document
    nodes = {key: _node_in(node, language) for key, node in document["nodes"].items()}
    areas = {key: _area_in(area, language) for key, area in document["areas"].items()}
    return {**document, "nodes": nodes, "areas": areas}


def _node_in(node: Json, language: str) -> Json:
    name, label = (node.get("names") or {}).get(language), node.get("label")
    if not name:
        return node
    if label and label.startswith(node["name"]):
        label = name + label.removeprefix(node["name"])
    return {**node, "name": name, "label": label}


def _area_in(area: Json, language: str) -> Json:
    countries: Sequence[str] = area.get("countries") or ()
    if area["kind"] != "country" or len(countries) != 1:
        return area
    return {**area, "name": country_name(countries[0], language)}


def pieces_of(item: Item, document: Json) -> list[Line]:
    """What is drawn of a leg or a stop, longitudes within ±180°: a line's pieces, or points.

    A flow is its two ends, each a piece of one point; what is told in words has no piece.
    """
    if item.kind == "stop":
        return point_of(item.thing["at"], document)
    line = [Position(*point) for point in item.thing.get("line") or ()]
    if item.thing.get("basis") == "arc":
        return [_wrapped(point) for point in line[:1] + line[-1:]]
    return cut_line(line) if line else []


def point_of(place: str, document: Json) -> list[Line]:
    """A node as one piece of one point; an area is never made one."""
    node = document["nodes"].get(place)
    return [_wrapped(Position(*node["at"]))] if node else []


def _wrapped(point: Position) -> Line:
    within = abs(point.lon) <= 180
    return [point if within else Position(point.lat, (point.lon + 180) % 360 - 180)]


def assumed_length_km(item: Item) -> float | None:
    """Length in km of a leg's assumed path, routed or schematic; None for flows, areas and stops.

    It is that of the whole way, not of the simplified line; of an atlas without paths, the line's.
    """
    line = item.thing.get("line")
    if item.kind != "leg" or not line or item.thing.get("basis") == "arc":
        return None
    path = item.thing.get("path")
    return path["km"] if path else round(length_km([Position(*point) for point in line]), 1)


def assumed_path(item: Item) -> Json:
    """The path of a leg, as docs/atlas-format.md has it; empty for what has none."""
    return item.thing.get("path") or {}


def licence_notice(item: Item, document: Json) -> str | None:
    """The notice that must go with a leg's line; None if it is made from nobody's data."""
    notices = document.get("notices") or ()
    if not assumed_path(item).get("osm"):
        return None
    return "; ".join(f"{notice['text']}, {notice['url']}" for notice in notices) or None
