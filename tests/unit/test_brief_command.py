"""`corridors brief` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.__main__ import main
from corridors.atlas import Atlas
from corridors.briefing.making import KINDS
from corridors.commands import brief
from tests.unit.test_briefing_files import closed_up, read
from tests.unit.test_briefing_record import KOLYADICHI


def test_the_command_offers_the_kinds_that_there_are() -> None:
    assert set(brief.KINDS) == set(KINDS)


def test_a_briefing_is_written_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.pdf"
    words = [
        "--judgement",
        "It hangs on one port.",
        "--marking",
        "TLP:AMBER",
        "--made",
        "2026-01-02",
    ]
    words += ["--callout", "44.7,37.8 Listed by the EU", "-o", str(file)]
    assert main(["brief", f"{KOLYADICHI}&off=nobody", *words]) == 0
    found = closed_up(read("pdf", file.read_bytes()))
    for text in ("It hangs on one port.", "TLP:AMBER", "Made on 2 January 2026"):
        assert closed_up(text) in found
    err = capsys.readouterr().err
    assert err.startswith("link: off: 'nobody' is unknown\n")
    assert f"{file}: 0." in err


def test_a_briefing_may_print_a_pinned_link_that_opens_the_same(
    atlas: Atlas, tmp_path: Path
) -> None:
    file = tmp_path / "out.html"
    address = ["--address", "https://atlas.example/"]
    made = ["--made", "2026-01-02", "--format", "html", "-o", str(file)]
    assert main(["brief", KOLYADICHI, "--pin", *address, *made]) == 0
    pinned = f"{KOLYADICHI}&pin={atlas.hash}"
    assert f"https://atlas.example/{pinned}" in read("html", file.read_bytes())
    again = tmp_path / "again.html"
    assert main(["brief", pinned, *address, *made[:-1], str(again)]) == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--callout", "somewhere"], "'somewhere' is not a point and a text"),
        (["--callout", "99,0 Too far north"], "callouts.0.lat: '99.0' cannot be taken"),
        (["--address", "ftp://atlas.example"], "address: 'ftp://atlas.example' cannot be taken"),
        (["--judgement", "x" * 501], "at most 500 characters"),
    ],
)
def test_what_cannot_be_had_is_said_and_no_file_written(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.pdf"
    assert main(["brief", KOLYADICHI, *words, "-o", str(file)]) == 1
    assert message in capsys.readouterr().err
    assert not file.exists()


def test_a_pin_under_which_nothing_is_kept_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-o", str(tmp_path / "out.pdf")]
    assert main(["brief", f"{KOLYADICHI}&pin={'0' * 64}", *words]) == 1
    assert "is not kept here" in capsys.readouterr().err
