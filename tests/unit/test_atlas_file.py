"""An atlas given as a file is read as it was made, or its fault is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.made_atlas import make_atlas
from corridors.atlas import FORMAT, build_atlas
from corridors.atlas_file import read_atlas
from corridors.errors import AtlasFault
from corridors.ledger import canonical
from tests.small_world import SmallWorld


def _write(folder: Path, content: object) -> Path:
    path = folder / "atlas.json"
    path.write_bytes(canonical(content))
    return path


def test_a_built_atlas_written_to_a_file_is_read_back_as_it_was(
    world: SmallWorld, tmp_path: Path
) -> None:
    atlas = build_atlas(world.load())
    read = read_atlas(_write(tmp_path, atlas.document))
    assert read.hash == atlas.hash
    assert read.as_bytes == atlas.as_bytes


def test_a_made_up_atlas_is_in_the_real_format_and_the_same_each_time(tmp_path: Path) -> None:
    made = make_atlas(12, points=9)
    assert read_atlas(_write(tmp_path, made)).hash == make_atlas(12, points=9)["hash"]
    assert [len(corridor["legs"][0]["line"]) for corridor in made["corridors"]] == [9] * 12


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"format": FORMAT + 1}, "format"),
        ({"format": 0}, "format"),
        ({"format": "2"}, "format"),
        ({"corridors": {}}, "corridors"),
        ({"claims": None}, "claims"),
        ({"corridors": [{"id": "x"}]}, "corridors.0"),
        ({"cutoff": "2025"}, "cutoff"),
        ({"cutoff": "2024-12-31"}, "hash"),
        ({"hash": None}, "hash"),
    ],
)
def test_a_file_that_is_not_as_an_atlas_was_made_is_refused(
    tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(AtlasFault) as caught:
        read_atlas(_write(tmp_path, {**make_atlas(2, points=5), **changes}))
    assert caught.value.field == field


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", json.dumps("atlas")])
def test_a_file_that_is_no_atlas_at_all_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "atlas.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AtlasFault, match=r"atlas\.json"):
        read_atlas(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasFault, match=r"nothing\.json"):
        read_atlas(tmp_path / "nothing.json")
