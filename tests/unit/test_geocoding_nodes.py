"""The hand-kept nodes, areas and aliases: whole, honest about their basis, and found by name."""

from __future__ import annotations

import csv
import re

import pytest

from corridors.places.areas import AREAS_FILE, load_areas
from corridors.places.gazetteer import GAZETTEER_FILE
from corridors.places.placenames import fold
from corridors.places.resolution import resolve

FOLDER = GAZETTEER_FILE.parent
KINDS = frozenset("country region range sea continent group route".split())
COLUMNS = [
    "id",
    "name",
    "kind",
    "lat",
    "lon",
    "country",
    "locode",
    "precision_km",
    "aliases",
    "basis",
    "note",
]


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NODES = rows_of("nodes.csv")


def test_every_node_has_all_its_fields_in_range() -> None:
    assert list(NODES[0]) == COLUMNS
    assert len({node["id"] for node in NODES}) == len(NODES)
    countries = load_areas().countries
    for node in NODES:
        assert re.fullmatch(r"[a-z0-9-]+", node["id"]), node
        assert -90 <= float(node["lat"]) <= 90, node
        assert -180 <= float(node["lon"]) <= 180, node
        assert node["country"] in {"", *countries}, node
        assert 0 < float(node["precision_km"]) <= 300, node
        assert re.fullmatch(r"(?:[A-Z]{2}[A-Z2-9]{3})?", node["locode"]), node
        assert node["basis"].startswith(("editor's own", "position of ")), node


def test_no_name_mixes_scripts() -> None:
    rows = [*NODES, *rows_of("aliases.csv")]
    for row in rows:
        for name in (row["name"], *row["aliases"].split(";")):
            latin = re.search("[A-Za-z]", name)
            assert not (latin and re.search("[А-Яа-яЁёІіЎў]", name)), name


@pytest.mark.parametrize("node", NODES, ids=[node["id"] for node in NODES])
def test_every_node_is_found_by_name_and_alias_in_its_country(node: dict[str, str]) -> None:
    for name in filter(None, (node["name"], *node["aliases"].split(";"))):
        resolution = resolve(name, node["country"] or None)
        positions = {(round(p.lat, 3), round(p.lon, 3)) for p in resolution.candidates}
        expected = round(float(node["lat"]), 3), round(float(node["lon"]), 3)
        assert expected in positions, (name, resolution)


def test_every_alias_row_leads_to_a_place() -> None:
    for row in rows_of("aliases.csv"):
        for name in (row["name"], *row["aliases"].split(";")):
            assert resolve(name, row["country"]).place is not None, (name, row)


def test_areas_have_one_meaning_a_name() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows_of(AREAS_FILE.name):
        assert row["kind"] in KINDS, row
        assert row["names"], row
        for name in row["names"].split(";"):
            owners.setdefault(fold(name), set()).add(row["id"])
    shared = {key: ids for key, ids in owners.items() if len(ids) > 1}
    assert shared == {}
