"""What goes out of the atlas as data: documented, the same each time, quotes but never articles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from corridors.articles import CONTEXT_CHARS
from corridors.atlas import Atlas, build_atlas
from corridors.catalog import Catalog, load_catalog
from corridors.commands.export import DATA_FORMATS
from corridors.dataout.datafields import FIELDS
from corridors.dataout.lookups import PLACE_COLUMNS, SOURCE_COLUMNS
from corridors.dataout.tables import (
    CLAIM_COLUMNS,
    CORRIDOR_COLUMNS,
    LEG_COLUMNS,
    frame_claims,
    frame_corridors,
    frame_legs,
)
from corridors.exports import FORMATS, write_export
from corridors.fold import Fold
from corridors.mapview.page import write_page
from corridors.view import View
from tests.file_texts import texts_of_file

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
WAYS_OUT = ("html", *FORMATS)


def _texts_of(atlas: Atlas, way: str) -> set[str]:
    """Every text that a file holds, each as a reader of the format gets it."""
    if way == "html":
        page = write_page(atlas, link="", strings={}, title="Atlas")
        return texts_of_file("atlas.html", page.encode())
    return texts_of_file(FORMATS[way].ending, write_export(atlas, None, way))


def _runs(text: str, length: int) -> set[str]:
    return {text[at : at + length] for at in range(len(text) - length + 1)}


def _shared(texts: set[str], runs: set[str], length: int) -> set[str]:
    return {run for text in texts for run in _runs(text, length) if run in runs}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_file_holds_more_of_an_article_than_a_quote_nor_any_of_its_furniture(
    way: str, atlas: Atlas, catalog: Catalog
) -> None:
    quotes = [c["quote"] for c in atlas.document["claims"].values() if "quote" in c]
    titles = [article.record.title for article in catalog.articles.values()]
    longest = max(map(len, (*quotes, *titles)))
    assert longest < 400
    texts = _texts_of(atlas, way)
    assert any(quotes[0] in text for text in texts)
    for article in catalog.articles.values():
        assert _shared(texts, _runs(article.text, longest + 1), longest + 1) == set()
        for span in article.record.furniture:
            runs = _runs(article.text[span.start : span.end], CONTEXT_CHARS + 1)
            leaked = _shared(texts, runs, CONTEXT_CHARS + 1)
            assert {run for run in leaked if not any(run in own for own in (*quotes, *titles))} == (
                set()
            ), span


def test_the_comparison_with_the_articles_finds_what_it_looks_for(catalog: Catalog) -> None:
    article = next(iter(catalog.articles.values()))
    runs = _runs(article.text, 200)
    assert _shared({f"… {article.text[50:260]} …"}, runs, 200)
    assert not _shared({article.text[50:249]}, runs, 200)


@pytest.fixture(scope="module")
def again() -> Atlas:
    """The real atlas, built once more."""
    return build_atlas(load_catalog())


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_the_same_bytes_each_time(name: str, atlas: Atlas, again: Atlas) -> None:
    view = View(corridors=("northern-sea-route", "kolyadichi-novorossiysk-gebze"))
    assert write_export(again, view, name) == write_export(atlas, view, name)


def test_where_the_map_stands_and_how_it_looks_changes_no_data(atlas: Atlas) -> None:
    looks = View(language="be", base="osm", selected="suez-red-sea", others=("embed=true",))
    assert write_export(atlas, looks, "geojson") == write_export(atlas, View(), "geojson")


def test_the_command_line_offers_each_format() -> None:
    assert tuple(FORMATS) == DATA_FORMATS


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Legs", LEG_COLUMNS),
        ("Claims", CLAIM_COLUMNS),
        ("Corridors", CORRIDOR_COLUMNS),
        ("Places", PLACE_COLUMNS),
        ("Sources", SOURCE_COLUMNS),
    ],
)
def test_the_docs_list_every_column_in_order(heading: str, columns: list[str]) -> None:
    section = DOCS.read_text(encoding="utf-8").split(f"\n### {heading}")[1].split("\n#")[0]
    told = {
        name: what
        for row, what in re.findall(r"^\| (`.+?`) \| (.+?) \|$", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert list(told) == columns
    assert told == FIELDS[heading.lower()]


def test_the_docs_name_every_property_of_a_feature(atlas: Atlas) -> None:
    text = DOCS.read_text(encoding="utf-8")
    features = json.loads(write_export(atlas, None, "geojson"))["features"]
    named = {name for feature in features for name in feature["properties"]}
    assert {name for name in named if f"`{name}`" not in text} == set()


def test_the_legs_table_has_a_row_for_each_item_and_numbers_where_there_are_lengths(
    atlas: Atlas,
) -> None:
    fold = Fold(atlas.document, View())
    legs = frame_legs(fold)
    assert list(legs["id"]) == [item.id for item, _ in fold.shown]
    assert legs["id"].is_unique
    assert pd.api.types.is_float_dtype(legs["assumed_path_km"])
    drawn = legs["basis"].isin(["schematic", "routed"])
    assert (legs["assumed_path_km"] > 0).equals(drawn)
    by_sea = legs[(legs["modes"] == "sea") & drawn]
    assert len(by_sea) > 5
    ratio = by_sea["assumed_path_km"] / by_sea["assumed_path_nmi"]
    assert ratio.between(1.85, 1.854).all()


def test_the_claims_table_holds_every_claim_of_the_whole_atlas_and_fewer_of_a_view(
    atlas: Atlas,
) -> None:
    claims = frame_claims(Fold(atlas.document, View(), whole=True))
    assert set(claims["id"]) == set(atlas.document["claims"])
    some = frame_claims(Fold(atlas.document, View(corridors=("northern-sea-route",))))
    assert 0 < len(some) < len(claims)
    off = frame_claims(Fold(atlas.document, View(off=("britpanorama-2025-12-04",))))
    assert "britpanorama-2025-12-04" not in set(off["source"])


def test_the_corridors_table_counts_what_is_on_the_map(atlas: Atlas) -> None:
    fold = Fold(atlas.document, View())
    corridors = frame_corridors(fold).set_index("id")
    assert list(corridors.index) == [corridor["id"] for corridor in atlas.document["corridors"]]
    assert corridors["legs"].sum() + corridors["stops"].sum() == len(fold.shown)
    assert frame_corridors(Fold(atlas.document, View(corridors=()))).empty
