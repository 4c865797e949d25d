"""The office files of a briefing open in LibreOffice, and show all their texts there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from corridors.atlas import Atlas
from corridors.briefing.making import make_briefing
from corridors.briefing.request import read_request
from tests.documents.install import find_office
from tests.unit.test_briefing_files import ASKED, closed_up, read_pdf, shown_texts
from tests.unit.test_briefing_record import KOLYADICHI, MADE, compose

pytestmark = pytest.mark.skipif(find_office() is None, reason="no LibreOffice is installed")


@pytest.fixture(params=["docx", "pptx"])
def pages(request: pytest.FixtureRequest, atlas: Atlas, tmp_path: Path) -> list[str]:
    """The texts of the pages as LibreOffice shows them."""
    file = tmp_path / f"briefing.{request.param}"
    file.write_bytes(make_briefing(atlas, read_request(ASKED), request.param, MADE).content)
    office = [str(find_office()), "--headless", f"-env:UserInstallation=file://{tmp_path}/office"]
    convert = ["--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run([*office, *convert], check=True, capture_output=True, timeout=300)
    return [closed_up(one) for one in read_pdf((tmp_path / "briefing.pdf").read_bytes())]


def test_libreoffice_shows_every_text_and_the_marking_on_each_page(
    pages: list[str], atlas: Atlas
) -> None:
    asked = {name: value for name, value in ASKED.items() if name != "link"}
    briefing = compose(atlas, KOLYADICHI, **asked)
    found = "".join(pages)
    assert [text for text in shown_texts(briefing) if closed_up(text) not in found] == []
    assert [page.count("TLP:AMBER") for page in pages] == [2] * len(pages)


def test_a_corridor_of_two_legs_is_one_page_of_word_before_its_quotes(
    request: pytest.FixtureRequest, pages: list[str], atlas: Atlas
) -> None:
    if "pptx" in request.node.name:
        pytest.skip("slides are not pages")
    assert atlas.hash in pages[0]
    assert "Sourcesandquotes" in pages[1]
