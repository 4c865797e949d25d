"""A view as GPX 1.1 (https://www.topografix.com/GPX/1/1/), for navigation programs and devices.

A leg is a track, cut at ±180°, a place a waypoint. A flow, whose path nobody published, is no
track: its ends are waypoints. What has no position is not in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from corridors.dataout.captions import (
    cite_item,
    cite_place,
    describe_item,
    describe_place,
    item_name,
    source_line,
    tell_file,
)
from corridors.dataout.rights import NAME
from corridors.dataout.xmltext import xml_text
from corridors.fold import Fold, Item, State
from corridors.geometry import DECIMALS
from corridors.model import Position
from corridors.placing import pieces_of, place_name, point_of

Json = Mapping[str, Any]

NAMESPACE = "http://www.topografix.com/GPX/1/1"
_WAYS = ("routed", "schematic")


def write_gpx(fold: Fold, about: Mapping[str, str]) -> bytes:
    """The view as GPX; `about` are texts of the file as a whole, by name."""
    root = Element("gpx", {"xmlns": NAMESPACE, "version": "1.1", "creator": NAME})
    _tell(SubElement(root, "metadata"), NAME, tell_file(about))
    for place in fold.places:
        if place in fold.document["nodes"]:
            _add_place(root, fold, place)
    for item, state in fold.shown:
        if item.kind == "leg" and item.thing.get("basis") in _WAYS:
            _add_leg(root, fold, item, state)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _add_place(root: Element, fold: Fold, place: str) -> None:
    ((at,),) = point_of(place, fold.document)
    sources = cite_place(fold, place)
    point = SubElement(root, "wpt", _where(at))
    _tell(point, place_name(place, fold.document), describe_place(fold, place), sources)
    _text(point, "type", fold.document["nodes"][place]["kind"])


def _add_leg(root: Element, fold: Fold, item: Item, state: State) -> None:
    sources = cite_item(fold, item)
    track = SubElement(root, "trk")
    name = f"{item.corridor['short']}: {item_name(fold, item)}"
    _tell(track, name, describe_item(fold, item, state), sources)
    _text(track, "type", ", ".join(state.modes))
    for piece in pieces_of(item, fold.document):
        segment = SubElement(track, "trkseg")
        for point in piece:
            SubElement(segment, "trkpt", _where(point))


def _tell(thing: Element, name: str, lines: Iterable[str], sources: Sequence[Json] = ()) -> None:
    """Name, description and links, in the order that the schema asks for."""
    _text(thing, "name", name)
    _text(thing, "desc", "\n".join([*lines, *map(source_line, sources)]))
    for source in sources:
        if source["url"]:
            _text(
                SubElement(thing, "link", {"href": xml_text(source["url"])}),
                "text",
                source["title"],
            )


def _text(thing: Element, tag: str, text: str) -> None:
    SubElement(thing, tag).text = xml_text(text)


def _where(point: Position) -> dict[str, str]:
    return {"lat": f"{point.lat:.{DECIMALS}f}", "lon": f"{point.lon:.{DECIMALS}f}"}
