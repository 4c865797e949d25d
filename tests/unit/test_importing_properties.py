"""Whatever file comes in, there are drafts that hold together, or a fault that names the file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corridors.errors import ImportFault
from corridors.importing import Imported, import_lines
from corridors.importing.features import MOST_BYTES
from corridors.importing.lines import nearest_on
from corridors.position import Position
from corridors.review.draft import Draft
from tests.fuzzing import EXAMPLES, fuzz

ENDINGS = ["a.kml", "a.kmz", "a.geojson", "a.json", "a.umap", "a.csv", "a.txt", "a", "a.shp"]
NUMBERS = [
    "27.56", "53.9", "-0", "1e3", "1e999", "NaN", "-Infinity", "181", "-181", "540", "541", "90.1",
    "53,9", "53°54'N", "", " ", "0x1", "١", "９", "1" * 400, "+.5", "5.", "--1", "null",
]  # fmt: skip
XML = [
    "<kml>", "</kml>", "<Document>", "<Folder>", "</Folder>", "<Placemark>", "</Placemark>",
    "<name>", "</name>", "<description>", "</description>", "<![CDATA[", "]]>", "<LineString>",
    "</LineString>", "<Point>", "</Point>", "<MultiGeometry>", "</MultiGeometry>", "<coordinates>",
    "</coordinates>", "<gx:Track>", "<when/>", "<!DOCTYPE kml>", "<!ENTITY a 'b'>", "&a;", "&amp;",
    "<?xml version='1.0' encoding='utf-7'?>", "<!--", "-->", "<x:y xmlns:x='z'>", "Minsk", ",", " ",
    "\n", "\0", "\ufffe", "\ud800",
]  # fmt: skip
CELLS = [
    "name", "lat", "lon", "WKT", "mode", "line", "order", "Minsk", "Poti", "rail", ",", ";", "\t",
    "|", '"', '""', "\n", "\r\n", "\r", "sep=;", "LINESTRING (1 2, 3 4)", "POINT EMPTY",
    "POINT (1 2)", "LINESTRING Z (1 2 3, 4 5 6)", "SRID=4326;", "GEOMETRYCOLLECTION (", "((", "))",
    "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", "POLYGON ((0 0,1 1,1 0,0 0))", "\ufeff", "\0",
]  # fmt: skip


def unless_refused(name: str, read: Callable[[], Imported]) -> Imported | None:
    """What `read` gives, or None where it raises the fault that names the file and a mend."""
    try:
        return read()
    except ImportFault as fault:
        told = fault
    assert told.file == name
    assert told.message
    assert told.mend
    return None


def holds_together(draft: Draft) -> None:
    """Legs join stops that are there, in order; nothing has a quote; the picture stays on earth."""
    keys = [stop.key for stop in draft.stops]
    assert len(set(keys)) == len(keys)
    for leg in draft.legs:
        assert {leg.start, leg.end} <= set(keys)
        assert leg.start != leg.end
        assert leg.stated == ()
    for one, other in pairwise(draft.legs):
        assert one.end == other.start
    for stop in draft.stops:
        assert stop.candidates[-1].source == "coordinates"
    for piece in draft.picture:
        assert len(piece) >= 2
        assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in piece)
    assert draft.asks
    assert Draft.model_validate(json.loads(draft.model_dump_json())) == draft


def tried(name: str, data: bytes) -> None:
    for swap in (False, True):
        found = unless_refused(name, lambda swap=swap: import_lines(name, data, swap=swap))  # type: ignore[misc]
        for draft in found.drafts if found else ():
            holds_together(draft)


LINE = b"<kml><Placemark><LineString><coordinates>%s</coordinates></LineString></Placemark></kml>"
DESCRIBED = b"<kml><Placemark><description><![CDATA[%s]]></description></Placemark></kml>"


def zigzag(count: int) -> bytes:
    """Positions of a line that never goes straight on."""
    return b" ".join(b"%d.%d,%d" % (k % 170, k % 7, k % 80) for k in range(count))


def pieces(of: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(of + NUMBERS) | st.text(max_size=6), max_size=40).map("".join)


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass" if "utf" in encoding else "replace")


@fuzz()
@given(st.sampled_from(ENDINGS), st.binary(max_size=300))
@example("a.kmz", b"PK\x03\x04")
@example("a.csv", b"lat,lon\n1,2\n3,4")
def test_any_bytes_are_drafts_or_a_fault(name: str, data: bytes) -> None:
    tried(name, data)


@fuzz()
@given(pieces(XML), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_any_xml_is_drafts_or_a_fault(text: str, encoding: str) -> None:
    tried("a.kml", encoded(text, encoding))
    body = encoded(f"<kml><Placemark>{text}</Placemark></kml>", encoding)
    tried("a.kml", body)


@fuzz()
@given(st.lists(st.sampled_from(NUMBERS), max_size=12), st.sampled_from([" ", ",", " , ", "\n"]))
def test_any_coordinates_of_a_kml_are_drafts_or_a_fault(numbers: list[str], between: str) -> None:
    line = between.join(numbers).replace("'", "")
    tried("a.kml", LINE % line.encode())


@fuzz()
@given(pieces(CELLS), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_any_table_is_drafts_or_a_fault(text: str, encoding: str) -> None:
    tried("a.csv", encoded(text, encoding))
    tried("a.csv", encoded(f"name,lat,lon,mode,line,order\n{text}", encoding))
    tried("a.csv", encoded(f'WKT,name\n"{text}",A\n', encoding))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*NUMBERS, "Point"]),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)
GEOMETRIES = st.recursive(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["Point", "LineString", "MultiLineString", "Polygon", "X", None]
            ),
            "coordinates": VALUES
            | st.lists(st.lists(st.floats(-200, 200), min_size=2, max_size=3), max_size=6),
        }
    ),
    lambda inner: st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3) | VALUES}
    ),
    max_leaves=6,
)
FEATURES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Feature", "Feature", "x", None]),
        "properties": st.none() | st.dictionaries(st.sampled_from(["name", "mode"]), VALUES),
        "geometry": st.none() | GEOMETRIES | VALUES,
    }
)  # fmt: skip


@fuzz()
@given(
    st.lists(FEATURES | VALUES, max_size=4), st.sampled_from(["FeatureCollection", "umap", None])
)
def test_any_json_is_drafts_or_a_fault(features: list[object], kind: str | None) -> None:
    layer = {"type": "FeatureCollection", "features": features}
    whole = {**layer, "type": kind, "layers": [layer, features]}
    tried("a.geojson", json.dumps(whole).encode())


LINES = st.lists(st.tuples(st.floats(-90, 90), st.floats(-540, 540)), min_size=2, max_size=60)


POINTS = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=5)


@fuzz(0.25)
@given(st.lists(LINES, min_size=1, max_size=3), POINTS, st.floats(0.5, 200))
@example([[(0.0, 539.9999999999999), (0.0, -1.0)]], [], 1.0)
def test_any_line_on_earth_is_a_draft(
    lines: list[list[tuple[float, float]]], points: list[tuple[float, float]], reach_km: float
) -> None:
    shapes = [{"type": "LineString", "coordinates": [[b, a] for a, b in line]} for line in lines]
    shapes += [{"type": "Point", "coordinates": [b, a]} for a, b in points]  # type: ignore[list-item]
    features = [
        {"type": "Feature", "properties": {"name": f"N{n}"}, "geometry": shape}
        for n, shape in enumerate(shapes)
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = unless_refused("a.json", lambda: import_lines("a.json", data, reach_km=reach_km))
    assert found is not None
    assert 1 <= len(found.drafts) <= len(lines)
    for draft in found.drafts:
        holds_together(draft)


@fuzz()
@given(LINES, st.tuples(st.floats(-89, 89), st.floats(-180, 180)))
def test_a_point_of_a_line_lies_on_it(
    line: list[tuple[float, float]], other: tuple[float, float]
) -> None:
    vertices = np.array(line)
    vertices[:, 1] = np.rad2deg(np.unwrap(np.deg2rad(vertices[:, 1])))
    assume(abs(line[0][0]) < 89)
    _, off_km = nearest_on(vertices, Position(line[0][0], line[0][1]))
    assert off_km < 1e-6
    at, off_km = nearest_on(vertices, Position(*other))
    assert 0 <= at <= len(line) - 1
    assert off_km >= 0


SLOW: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "one long line": ("a.kml", lambda n: LINE % zigzag(n // 60)),
    "blanks before commas": ("a.kml", lambda n: LINE % (b"1" + b" " * n + b"2,3")),
    "comments never closed": ("a.kml", lambda n: b"<!--" * (n // 4)),
    "instructions never closed": ("a.kml", lambda n: b"<?" * (n // 2)),
    "comments before the root": ("a.kml", lambda n: b" <!-- -->" * (n // 9)),
    "a description of tags": ("a.kml", lambda n: DESCRIBED % (b"<p><b>" * (n // 6))),
    "brackets": ("a.json", lambda n: b'{"type":"Feature","geometry":' + b"[" * n),
    "digits": ("a.json", lambda n: b'{"type":"Point","coordinates":[' + b"1" * n + b",2]}"),
    "empty rows": ("a.csv", lambda n: b"lat,lon\n" + b"\n" * n + b"1,2\n3,4\n"),
    "quotation marks": ("a.csv", lambda n: b'lat,lon\n"' + b'""' * (n // 2)),
    "one heading": ("a.csv", lambda n: b"lat" * (n // 3)),
    "well-known text": ("a.csv", lambda n: b'WKT\n"LINESTRING (%s3 4)"\n' % (b"1 2, " * (n // 60))),
    "rows of one line": ("a.csv", lambda n: b"lon,lat\n" + zigzag(n // 60).replace(b" ", b"\n")),
    "bytes of no kind": ("a.csv", lambda n: bytes(range(128, 256)) * (n // 128)),
}  # fmt: skip
LARGEST = MOST_BYTES - 1_000
WHOLE = EXAMPLES >= 10_000
"""In `make fuzz` the largest file that is taken, else a tenth of it."""


@pytest.mark.parametrize("kind", SLOW)
def test_the_largest_file_takes_seconds_and_not_hours(kind: str) -> None:
    name, make = SLOW[kind]
    begun = time.process_time()
    tried(name, make(LARGEST if WHOLE else LARGEST // 10))
    assert time.process_time() - begun < (60 if WHOLE else 20)
