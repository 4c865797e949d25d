"""Citations: CSL-JSON, and the footnotes and records that follow from it, each read back."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from pylatexenc.latex2text import LatexNodes2Text

from corridors.atlas import Atlas, build_atlas
from corridors.citations.chicago import write_notes
from corridors.citations.fragments import quote_address
from corridors.citations.items import cite_view
from corridors.evidence import claims_of_view
from corridors.exports import write_export
from corridors.fold import Fold
from corridors.view import View
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "fragment_vectors.json").read_text("utf-8")
)
GEBZE = View(corridors=("kolyadichi-novorossiysk-gebze",))
PANORAMA = "britpanorama-2025-12-04"
# https://github.com/citation-style-language/schema, csl-data.json 1.0.2: what an item may have.
CSL_FIELDS = set(
    "id type title container-title issued accessed URL archive archive_location language version "
    "custom".split()
)


def items_of(atlas: Atlas, view: View = GEBZE) -> list[dict[str, Any]]:
    fold = Fold(atlas.document, view)
    return cite_view(fold, claims_of_view(fold), "?c=x")


def an_item(**given: Any) -> dict[str, Any]:
    base = {"id": "one", "type": "webpage", "title": "A line opens", "container-title": "Gazette"}
    return {**base, "language": "en", "custom": {"quotes": []}, **given}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_link_to_a_quote_is_the_one_that_the_map_makes(vector: dict[str, Any]) -> None:
    assert quote_address(vector["address"], vector["quote"]) == vector["wanted"]


def test_each_source_of_the_view_is_an_item_with_its_quotes(atlas: Atlas) -> None:
    items = items_of(atlas)
    fold = Fold(atlas.document, GEBZE)
    claims = claims_of_view(fold)
    sources = {
        c["source"] for c in claims if atlas.document["sources"][c["source"]]["kind"] != "editor"
    }
    assert {item["id"] for item in items} == sources | {"corridor-atlas"}
    (panorama,) = [item for item in items if item["id"] == PANORAMA]
    assert panorama["issued"] == {"date-parts": [[2025, 12, 4]]}
    assert panorama["container-title"] == "Brit Panorama"
    quoted = {c["quote"] for c in claims if c["source"] == PANORAMA and "quote" in c}
    assert {quote["quote"] for quote in panorama["custom"]["quotes"]} == quoted
    for quote in panorama["custom"]["quotes"]:
        assert quote["address"].startswith(f"{panorama['URL']}#:~:text=")
    for item in items:
        assert set(item) <= CSL_FIELDS


def test_the_atlas_is_cited_with_its_hash_and_the_day(atlas: Atlas) -> None:
    atlas_item = items_of(atlas)[0]
    assert (atlas_item["type"], atlas_item["version"]) == ("map", atlas.hash)
    assert atlas_item["custom"]["as_of"] == atlas.document["cutoff"]


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2025-12-04", [[2025, 12, 4]]),
        ("2025-11", [[2025, 11]]),
        ("2025", [[2025]]),
        ("2025-Q3", [[2025, 7], [2025, 9]]),
        ("2014/2017", [[2014], [2017]]),
    ],
)
def test_a_date_is_as_precise_as_its_source(
    world: SmallWorld, published: str, parts: list[list[int]]
) -> None:
    world.references[0] |= {"published": published, "published_inferred": True}
    world.references[0] |= {"published_note": "From the address."}
    item = next(i for i in items_of(build_atlas(world.load()), View()) if i["id"] == "wire")
    assert item["issued"] == {"date-parts": parts, "circa": True}


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (
            an_item(issued={"date-parts": [[2025, 12, 4]]}, URL="https://example.org/a_b"),
            "“A Line Opens,” Gazette, December 4, 2025, https://example.org/a_b.",
        ),
        (
            an_item(
                issued={"date-parts": [[2025, 12]], "circa": True},
                accessed={"date-parts": [[2026, 1, 5]]},
                URL="https://example.org/",
            ),
            "“A Line Opens,” Gazette, December 2025, accessed January 5, 2026, https://example.org/.",
        ),
        (
            an_item(title="Поезд пошёл", language="ru", issued={"date-parts": [[2014], [2017]]}),
            "“Поезд пошёл,” Gazette, 2014–2017.",
        ),
        (
            an_item(title="[Ferry, first voyage]", issued={"date-parts": [[2025]]}),
            "[Ferry, first voyage], Gazette, 2025.",
        ),
        (an_item(title="He said “Go”"), "“He Said ‘Go,’” Gazette."),
    ],
)
def test_a_footnote_is_as_the_manual_has_it(item: dict[str, Any], note: str) -> None:
    assert write_notes([item]) == [note]


def test_the_notes_of_a_view_have_every_source_and_quote_once(atlas: Atlas) -> None:
    items = items_of(atlas)
    text = write_export(atlas, GEBZE, "chicago").decode()
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(n + 1) for n in range(len(items))]
    for item in items[1:]:
        for quote in item["custom"]["quotes"]:
            assert text.count(f"“{quote['quote']}” {quote['address']}") >= 1


def test_a_parser_reads_the_ris_back(atlas: Atlas) -> None:
    records = rispy.loads(write_export(atlas, GEBZE, "ris").decode())
    items = items_of(atlas)
    assert [record["id"] for record in records] == [item["id"] for item in items]
    record = next(one for one in records if one["id"] == PANORAMA)
    item = next(one for one in items if one["id"] == PANORAMA)
    assert record["type_of_reference"] == "ELEC"
    assert record["title"] == item["title"]
    assert record["secondary_title"] == "Brit Panorama"
    assert (record["year"], record["date"]) == ("2025", "2025/12/04/")
    assert record["urls"] == [item["URL"]]
    assert len(record["notes"]) == len(item["custom"]["quotes"])


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """The entries by their keys, the texts as TeX would print them."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    plain = LatexNodes2Text(math_mode="verbatim").latex_to_text
    return {
        entry.key: {
            field.key: field.value if field.key == "url" else plain(field.value)
            for field in entry.fields
        }
        for entry in library.entries
    }


def test_a_parser_reads_the_bibtex_back(atlas: Atlas) -> None:
    entries = read_bibtex(write_export(atlas, GEBZE, "bibtex").decode())
    items = items_of(atlas)
    assert list(entries) == [item["id"] for item in items]
    item = next(one for one in items if one["id"] == PANORAMA)
    entry = entries[PANORAMA]
    assert entry["title"] == item["title"]
    assert (entry["year"], entry["date"]) == ("2025", "2025-12-04")
    assert entry["url"] == item["URL"]
    assert entry["howpublished"] == "Brit Panorama"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_ends_its_field_nor_becomes_another(
    text: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    atlas = build_atlas(say_everywhere(SmallWorld(tmp_path), text).load())
    with caplog.at_level(logging.WARNING):
        csl = json.loads(write_export(atlas, None, "csl"))
        records = rispy.loads(write_export(atlas, None, "ris").decode())
        entries = read_bibtex(write_export(atlas, None, "bibtex").decode())
        notes = write_export(atlas, None, "chicago").decode()
    wanted = ["corridor-atlas", "gazette", "wire"]
    assert [item["id"] for item in csl] == [one["id"] for one in records] == list(entries) == wanted
    assert {item["title"] for item in csl[1:]} == {text}
    one_line = " ".join(text.split())
    assert {record["title"] for record in records[1:]} == {one_line}
    assert {" ".join(entries[name]["title"].split()) for name in wanted[1:]} == {one_line}
    assert len(re.findall(r"^\d+\. ", notes, re.MULTILINE)) == len(wanted)
    assert caplog.records == []
