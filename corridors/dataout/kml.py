"""A view as KML 2.2, for Google Earth and its like; written by fastkml.

A corridor is a folder in its colour, a leg a line cut at ±180°, a place a point. KML knows no
dashes: what is schematic is thinner and paler. Nothing in the file is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from fastkml import KML, Data, Document, ExtendedData, Folder, Placemark, Style, StyleUrl
from fastkml.geometry import Coordinates, LineString, MultiGeometry, Point
from fastkml.styles import LabelStyle, LineStyle

from corridors.antimeridian import Line
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
from corridors.placing import assumed_length_km, licence_notice, pieces_of, place_name, point_of

Json = Mapping[str, Any]

_PLACE = "place"
_WIDTHS = {"routed": 3.0, "schematic": 1.5}
_SEEN, _PALE = "ff", "a0"  # how opaque, in hex


def write_kml(fold: Fold, about: Mapping[str, str]) -> bytes:
    """The view as KML; `about` are texts of the file as a whole, by name."""
    groups = groupby(fold.shown, key=lambda pair: pair[0].corridor["id"])
    folders = [_corridor(fold, [*pairs]) for _, pairs in groups]
    document = Document(
        name=NAME,
        description=_paragraphs(tell_file(about)),
        isopen=True,
        styles=[*_styles(fold), _point_style()],
        features=[*folders, _places(fold)],
    )
    text = KML(features=[document]).to_string(precision=DECIMALS)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _styles(fold: Fold) -> Iterator[Style]:
    for corridor in {item.corridor["id"]: item.corridor for item, _ in fold.shown}.values():
        for basis, width in _WIDTHS.items():
            opacity = _SEEN if basis == "routed" else _PALE
            line = LineStyle(color=_colour(corridor["colour"], opacity), width=width)
            yield Style(id=_style_id(corridor, basis), styles=[line])


def _point_style() -> Style:
    return Style(id=_PLACE, styles=[LabelStyle(scale=0.8)])


def _style_id(corridor: Json, basis: str) -> str:
    return f"{basis}-{corridor['id']}"


def _colour(colour: str, opacity: str) -> str:
    """A colour #rrggbb as KML has it: aabbggrr."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{opacity}{blue}{green}{red}"


def _corridor(fold: Fold, pairs: Sequence[tuple[Item, State]]) -> Folder:
    corridor = pairs[0][0].corridor
    marks = [_item(fold, item, state) for item, state in pairs]
    return Folder(name=xml_text(corridor["name"]), features=marks)


def _item(fold: Fold, item: Item, state: State) -> Placemark:
    basis = item.thing.get("basis")
    style = _style_id(item.corridor, basis) if basis in _WIDTHS else _PLACE
    return Placemark(
        name=xml_text(item_name(fold, item)),
        description=_described(describe_item(fold, item, state), cite_item(fold, item)),
        style_url=StyleUrl(url=f"#{style}"),
        extended_data=_data(
            {
                "id": item.id,
                "corridor": item.corridor["id"],
                "modes": "; ".join(state.modes),
                "status": state.lead,
                "as_of": fold.calendar.day.isoformat(),
                "evidence": state.stated,
                "basis": basis,
                "assumed_path_km": assumed_length_km(item),
                "licence_notice": licence_notice(item, fold.document),
            }
        ),
        kml_geometry=_geometry(pieces_of(item, fold.document)),
    )


def _places(fold: Fold) -> Folder:
    nodes = [place for place in fold.places if place in fold.document["nodes"]]
    return Folder(name="Places", features=[_place(fold, place) for place in nodes])


def _place(fold: Fold, place: str) -> Placemark:
    return Placemark(
        name=xml_text(place_name(place, fold.document)),
        description=_described(describe_place(fold, place), cite_place(fold, place)),
        style_url=StyleUrl(url=f"#{_PLACE}"),
        extended_data=_data({"id": place, "kind": fold.document["nodes"][place]["kind"]}),
        kml_geometry=_geometry(point_of(place, fold.document)),
    )


def _geometry(pieces: Sequence[Line]) -> MultiGeometry | Point | None:
    """The pieces as KML: nothing, one point, or all of them together, lines laid on the ground."""
    shapes = [_shape(piece) for piece in pieces]
    if len(shapes) == 1 and isinstance(shapes[0], Point):
        return shapes[0]
    return MultiGeometry(kml_geometries=shapes) if shapes else None


def _shape(piece: Line) -> LineString | Point:
    points = Coordinates(coords=[(point.lon, point.lat) for point in piece])
    if len(piece) == 1:
        return Point(kml_coordinates=points)
    return LineString(kml_coordinates=points, tessellate=True)


def _data(values: Mapping[str, object]) -> ExtendedData:
    given = {name: value for name, value in values.items() if value is not None}
    return ExtendedData(
        elements=[Data(name=name, value=xml_text(str(value))) for name, value in given.items()]
    )


def _described(lines: Iterable[str], sources: Iterable[Json]) -> str:
    """The HTML of a description: the lines, then each source with a link to its page."""
    return _paragraphs(lines) + "".join(map(_source, sources))


def _source(source: Json) -> str:
    line = _paragraphs([source_line(source)])
    if not source["url"]:
        return line
    return f'{line}<p><a href="{escape(xml_text(source["url"]))}">Open the page</a></p>'


def _paragraphs(lines: Iterable[str]) -> str:
    """Lines as the HTML that a description is read as: each a paragraph, nothing in it markup."""
    return "".join(f"<p>{escape(xml_text(line))}</p>" for line in lines)
