"""KML in: placemarks with their lines and points, by lxml with nothing of it switched on.

No document type is taken, so there are no entities to expand; nothing is ever fetched (network
links are named and left out); the parser's own bounds on depth and on a text's length stay on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from corridors.errors import ImportFault
from corridors.importing.coordinates import position_at
from corridors.importing.features import (
    LONGEST_TEXT,
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
from corridors.reading.stored import decode

_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_BLANKS, _CLOSING = "\ufeff \t\r\n", {"<?": "?>", "<!--": "-->"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AROUND_COMMA = re.compile(r"(?<![ \t])[ \t]*,[ \t]*")
_LEFT_OUT = {
    "NetworkLink": "a network link is not followed",
    "GroundOverlay": "a picture is no line",
    "ScreenOverlay": "a picture is no line",
    "PhotoOverlay": "a picture is no line",
}
_NO_LINES = {"Polygon": "an area", "LinearRing": "a ring", "Model": "a model"}


def read_kml(file: str, data: bytes) -> Drawing:
    """The placemarks of a KML file; those that cannot be read are named in `faults`.

    Raises ImportFault for what is no well-formed KML, has a document type, or is too large.
    """
    where = Where(file)
    root = _parse(where, data)
    reader = _Reader(where)
    features = tuple(reader.read(root))
    return Drawing(file, "kml", features, tuple(reader.faults), tuple(dict.fromkeys(reader.notes)))


def _parse(where: Where, data: bytes) -> Any:
    found = _DECLARED.search(data[:400])
    text, _ = decode(where.file, data, found[1].decode("ascii") if found else None)
    text = _NO_XML.sub(" ", text)
    begin = _root(text)
    if text[begin : begin + 9].upper() == "<!DOCTYPE":
        raise _document_type(where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_XML_HEAD.sub("", text).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        said = str(error).partition("\n")[0][:120]
        raise where.fault(f"it is no well-formed XML ({said})", "export it anew as KML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(where)
    if _tag(root) not in {"kml", "Document", "Folder", "Placemark"}:
        raise where.fault(f"its root is <{_tag(root)[:40]}>, no KML", "give a file exported as KML")
    return root


def _document_type(where: Where) -> ImportFault:
    return where.fault("it has a document type (DOCTYPE)", "save it as plain KML, without one")


def _root(text: str) -> int:
    """Where the root begins, or a document type before it: behind comments and instructions."""
    at = len(text) - len(text.lstrip(_BLANKS))
    while opening := next((mark for mark in _CLOSING if text.startswith(mark, at)), None):
        end = text.find(_CLOSING[opening], at + len(opening))
        if end < 0:
            break
        at = end + len(_CLOSING[opening])
        while text[at : at + 1] in _BLANKS and at < len(text):
            at += 1
    return at


class _Reader:
    """Walks one file; what is left out is gathered on the way."""

    def __init__(self, where: Where) -> None:
        self._where, self._allowance = where, Allowance(where)
        self.faults: list[ImportFault] = []
        self.notes: list[str] = []

    def read(self, root: Any) -> Iterator[Feature]:
        """The placemarks in the file's order, each with the names of the folders around it."""
        number = 0
        for element, folder in _walk(root, ()):
            tag = _tag(element)
            if tag in _LEFT_OUT:
                self.notes.append(f"{tag}: {_LEFT_OUT[tag]}; it is left out")
            if tag != "Placemark":
                continue
            number += 1
            self._allowance.take_feature()
            name = name_of(_text(element, "name"))
            label = label_of("Placemark", number, name)
            try:
                lines, points = self._shapes(element, self._where.of(label))
            except ImportFault as fault:
                if fault.field == "":  # the file's own bounds
                    raise
                self.faults.append(fault)
                continue
            yield Feature(
                label, name, _description(element), " / ".join(folder) or None,
                _properties(element), tuple(lines), tuple(points),
            )  # fmt: skip

    def _shapes(self, placemark: Any, where: Where) -> tuple[list[Any], list[Any]]:
        lines: list[tuple[Vertex, ...]] = []
        points: list[Vertex] = []
        for shape in _geometries(placemark, where):
            tag = _tag(shape)
            if tag in _NO_LINES:
                self.notes.append(f"{where.feature}: {_NO_LINES[tag]} ({tag}) is no line; left out")
                continue
            vertices = tuple(self._vertices(shape, where.at(tag)))
            if tag == "Point" and len(vertices) != 1:
                raise where.at("Point.coordinates").fault(
                    f"it has {len(vertices)} positions", "give one"
                )
            if tag == "Point":
                points += vertices
            elif vertices:
                lines.append(vertices)
        return lines, points

    def _vertices(self, shape: Any, where: Where) -> Iterator[Vertex]:
        if _tag(shape) == "Track":
            positions = [(_own(child) or "") for child in shape if _tag(child) == "coord"]
            separator = None
        else:
            positions = _AROUND_COMMA.sub(",", _text(shape, "coordinates") or "").split()
            where, separator = where.at("coordinates"), ","
        self._allowance.take_vertices(len(positions))
        for at, position in enumerate(positions, 1):
            numbers = position.strip(",").split(separator)
            if not 2 <= len(numbers) <= 3:
                raise where.at(f"[{at}]").fault(
                    f"{shown(position)} is no position", "write longitude,latitude"
                )
            yield Vertex(position_at(numbers[1], numbers[0], where, at))


def _walk(element: Any, folder: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The features of a document in order; the parser lets no element lie deeper than 256."""
    yield element, folder
    if _tag(element) in {"Document", "Folder"}:
        name = name_of(_text(element, "name"))
        folder = (*folder, name) if name else folder
    if _tag(element) in {"kml", "Document", "Folder"}:
        for child in element:
            yield from _walk(child, folder)


def _geometries(element: Any, where: Where, depth: int = 0) -> Iterator[Any]:
    """The single geometries of a placemark, those inside collections too."""
    if depth > MOST_DEPTH:
        raise where.at("MultiGeometry").fault(
            f"geometries are nested more than {MOST_DEPTH} deep", "export single lines"
        )
    for child in element:
        tag = _tag(child)
        if tag in {"MultiGeometry", "MultiTrack"}:
            yield from _geometries(child, where, depth + 1)
        elif tag in {"LineString", "Point", "Track", *_NO_LINES}:
            yield child


def _properties(placemark: Any) -> dict[str, str]:
    """ExtendedData, of both kinds."""
    found = {}
    for entry in placemark.iter("{*}Data", "{*}SimpleData"):
        key = name_of(entry.get("name"))
        value = text_of(_text(entry, "value") if _tag(entry) == "Data" else _own(entry))
        if key and value:
            found[key] = value
    return found


def _description(placemark: Any) -> str | None:
    return words_of_markup(_text(placemark, "description"))


def words_of_markup(text: str | None) -> str | None:
    """The words of a description that may be HTML."""
    if text is None or "<" not in text:
        return text_of(text)
    try:
        tree = html.fromstring(f"<div>{text[: 4 * LONGEST_TEXT]}</div>")
    except (etree.LxmlError, ValueError):
        return text_of(text)
    for line_break in tree.iter("br", "p", "div", "tr", "li"):
        line_break.tail = "\n" + (line_break.tail or "")
    for unseen in tree.xpath("//script | //style"):
        unseen.text = None
    return text_of("".join(tree.itertext()))


def _tag(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: Any, child: str) -> str | None:
    return next((_own(one) for one in element if _tag(one) == child), None)


def _own(element: Any) -> str | None:
    text = "".join(element.itertext())
    return text or None
