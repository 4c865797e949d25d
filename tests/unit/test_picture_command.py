"""`corridors picture` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.__main__ import main
from corridors.atlas import Atlas
from corridors.fold import Fold
from corridors.picture import Callout, Frame, as_png, draw_map
from corridors.position import Position
from corridors.view import View

LINK = "?c=kolyadichi-novorossiysk-gebze"
VIEW = View(corridors=("kolyadichi-novorossiysk-gebze",))


def test_a_view_is_written_as_svg_and_told_in_words(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "map.svg"
    options = ["--width-mm", "90", "--callout", "44.72,37.78 Rail to sea here"]
    options += ["--frame", "38,25,57,45", "--projection", "eurasia", "--no-key"]
    assert main(["picture", LINK, "--output", str(file), *options]) == 0
    expected = draw_map(
        Fold(atlas.document, VIEW),
        width_mm=90,
        projection="eurasia",
        frame=Frame(38, 25, 57, 45),
        callouts=[Callout("Rail to sea here", Position(44.72, 37.78))],
        key=False,
    )
    assert file.read_text(encoding="utf-8") == expected.svg
    told = capsys.readouterr().err
    assert expected.alt in told
    assert all(note in told for note in expected.notes)


def test_a_view_is_written_as_png_with_its_resolution(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "map"
    options = ["--format", "png", "--dpi", "72", "--width-mm", "60", "--no-notes"]
    assert main(["picture", LINK, "--output", str(file), *options]) == 0
    picture = draw_map(Fold(atlas.document, VIEW), width_mm=60, notes=False)
    assert file.read_bytes() == as_png(picture, 72)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--output", "map.gif"], "map.gif ends in neither .svg nor .png — give --format"),
        (["--output", "map.svg", "--callout", "here"], "write it like '41.1,29.1 Bosphorus'"),
        (["--output", "map.svg", "--frame", "1,2,3"], "write it like 40,20,60,50"),
        (["--output", "map.svg", "--width-mm", "nan"], "width: nan mm — give 30 to 1200 mm"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_the_mend(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", LINK, *options]) == 1
    assert told in capsys.readouterr().err
