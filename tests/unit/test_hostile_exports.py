"""Nothing that a source contains can do more than be read: every payload, every file."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.bidi import close_controls
from corridors.dataout.cells import BOM, could_be_formula, read_cell
from corridors.evidence import safe_address
from corridors.exports import FORMATS, write_export
from corridors.mapview import files, page
from corridors.view import View
from tests.file_texts import texts_of_file
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld
from tests.texts import texts_in

CSV_FORMATS = [name for name in FORMATS if name.endswith("csv")]
_KML, _GPX = "{http://www.opengis.net/kml/2.2}", "{http://www.topografix.com/GPX/1/1}"
_KML_TAGS = (
    "kml Document name open description Style LineStyle LabelStyle color width scale Folder "
    "Placemark styleUrl ExtendedData Data value MultiGeometry LineString Point tessellate "
    "coordinates"
).split()
_GPX_TAGS = "gpx metadata name desc wpt trk link text type trkseg trkpt".split()
TAGS = {"kml": [_KML + tag for tag in _KML_TAGS], "gpx": [_GPX + tag for tag in _GPX_TAGS]}
_DATA = re.compile(r'(?<=id="atlas-data">)[A-Za-z0-9+/=]*(?=</script>)')
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u200b]")


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def text(request: pytest.FixtureRequest) -> str:
    """Each payload in turn."""
    return str(request.param)


@pytest.fixture
def hostile(tmp_path: Path, text: str) -> Atlas:
    """The atlas of a small world that says the payload everywhere."""
    catalog = say_everywhere(SmallWorld(tmp_path), text).load()
    assert catalog.faults == ()
    return build_atlas(catalog)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages without the map's own script, styles and ground, which are the same in every page."""
    monkeypatch.setattr(page, "GROUND_FILES", ())
    monkeypatch.setattr(files, "joined_script", lambda _: '"use strict";')
    monkeypatch.setattr(files, "joined_styles", lambda: "p { margin: 0 }")


def _page(atlas: Atlas) -> str:
    return page.write_page(atlas, link="", strings={}, title="Corridor Atlas")


def _cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode().removeprefix(BOM), newline="")))


@pytest.mark.usefixtures("bare")
def test_the_page_is_the_same_but_for_its_packed_data(
    hostile: Atlas, text: str, tmp_path: Path
) -> None:
    harmless = build_atlas(SmallWorld(tmp_path / "harmless").load())
    written, plain = _page(hostile), _page(harmless)
    ids = r"map_[0-9a-f]{32}"  # folium's own, made anew each time
    assert re.sub(ids, "", _DATA.sub("", written)) == re.sub(ids, "", _DATA.sub("", plain))
    (packed,) = _DATA.findall(written)
    carried = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert carried["atlas"]["corridors"][0]["name"] == text


def test_geojson_carries_the_text_exactly_and_hides_nothing_in_it(
    hostile: Atlas, text: str
) -> None:
    content = write_export(hostile, View(), "geojson").decode()
    leg = next(f for f in json.loads(content)["features"] if f["id"] == "ferry.sea")["properties"]
    said = [claim.get("quote") for source in leg["sources"] for claim in source["claims"]]
    assert leg["corridor_name"] == leg["ends"][0]["name"] == text
    assert leg["statuses"][0]["service"] == leg["operators"][0] == text
    assert text in said
    assert not _HIDDEN.search(content)
    assert "</script" not in content or text in content  # JSON: never read as markup


@pytest.mark.parametrize("name", ["kml", "gpx", "gpkg", "datapackage", "csl"])
def test_what_programs_read_is_the_text_and_no_markup_of_its_own(
    hostile: Atlas, text: str, name: str
) -> None:
    """XML and HTML are parsed: an element or attribute of the payload would fail or be missing."""
    content = write_export(hostile, View(), name)
    texts = texts_of_file(FORMATS[name].ending, content)
    wanted = {text, close_controls(text), text.replace("\r\n", "\n")}
    assert any(one in said for said in texts for one in wanted)
    if name in TAGS:
        tree = ElementTree.fromstring(content)  # noqa: S314 — written by us
        assert {element.tag for element in tree.iter()} <= set(TAGS[name])


@pytest.mark.parametrize("name", CSV_FORMATS)
def test_csv_cells_are_text_and_give_the_text_back(hostile: Atlas, text: str, name: str) -> None:
    rows = _cells(write_export(hostile, View(), name))
    cells = [cell for row in rows for cell in row.values()]
    assert all(len(row) == len(rows[0]) and None not in row for row in rows)
    assert [cell for cell in cells if could_be_formula(cell) and not cell.startswith("'")] == []
    assert [cell for cell in cells if close_controls(cell) != cell] == []
    assert close_controls(text) in map(read_cell, cells)


@pytest.mark.parametrize("where", ["url", "archive_url"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "https://example.org/\u202egnp.exe",
        "https:///no-host",
        "https://[::1",
        "java\nscript:alert(1)",
    ],
)
def test_an_address_that_is_not_plain_http_never_leaves(
    world: SmallWorld, where: str, address: str
) -> None:
    atlas = build_atlas(world.load())
    sources = {**atlas.document["sources"]}
    sources["gazette"] = {**sources["gazette"], where: address}
    given = Atlas({**atlas.document, "sources": sources}, atlas.hash)  # as a file may hold it
    assert safe_address(address) is None
    leg = json.loads(write_export(given, View(), "geojson"))["features"][0]["properties"]
    gazette = next(source for source in leg["sources"] if source["id"] == "gazette")
    assert gazette[where] is None
    assert address not in list(texts_in(leg))
    for name in FORMATS:
        texts = texts_of_file(FORMATS[name].ending, write_export(given, View(), name))
        assert [said for said in texts if address in said] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red;background:url(//x.example)"),
        ("colour", "#12345g"),
        ("id", "ferry/../../x"),
        ("id", "<b>"),
    ],
)
def test_a_definition_with_a_hostile_colour_or_id_is_left_out_and_named(
    world: SmallWorld, field: str, value: str
) -> None:
    world.definition[field] = value
    catalog = world.load()
    assert catalog.corridors == ()
    assert any(fault.field == field for fault in catalog.faults)


def test_an_article_cannot_name_a_file_outside_its_folder(world: SmallWorld) -> None:
    (world.folder / "secret.txt").write_text("secret", encoding="utf-8")
    world.article["file"] = "../secret.txt"
    catalog = world.load()
    assert "gazette" not in catalog.articles
    assert any("secret.txt" in str(fault) for fault in catalog.faults)
