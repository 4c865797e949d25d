"""`corridors export` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corridors.__main__ import main
from corridors.atlas import Atlas
from corridors.exports import FORMATS, write_export
from corridors.view import View


@pytest.mark.parametrize("name", FORMATS)
def test_a_view_is_written_to_a_file(name: str, atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "out"
    view = "?mode=sea#map=3/50/30"
    assert main(["export", "--format", name, "--view", view, "--output", str(file)]) == 0
    assert file.read_bytes() == write_export(atlas, View(modes=("sea",)), name)


def test_without_a_view_the_whole_atlas_is_written_and_csv_may_go_without_its_mark(
    atlas: Atlas, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--format", "csv", "--no-bom"]) == 0
    written = capfdbinary.readouterr().out
    assert written == write_export(atlas, None, "csv", bom=False)
    assert written.startswith(b'"id"')


def test_what_a_link_names_and_the_atlas_has_not_is_told_on_the_side(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export", "--format", "geojson", "--view", "?c=nowhere&mode=sea"]) == 0
    out, err = capsys.readouterr()
    assert err == "link: c: 'nowhere' is unknown\n"
    assert json.loads(out)["view"] == "?mode=sea"
