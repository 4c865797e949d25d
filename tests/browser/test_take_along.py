"""A reader takes the view along: files of it, or of one corridor, where a link leads nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from corridors.atlas import Atlas
from corridors.exports import FORMATS, write_export
from corridors.view import View
from tests.browser.map_page import MapPage


def test_every_file_is_offered_of_the_view_and_of_the_corridor_that_is_open(
    open_map: Callable[..., MapPage], atlas: Atlas
) -> None:
    page = open_map("?c=northern-sea-route,suez-red-sea&mode=sea#sel=northern-sea-route")
    page.root.get_by_role("button", name="Copy link").click()
    said = page.root.locator(".pass-on")
    expect(said).to_contain_text("Nobody else can open this link")
    said.get_by_role("button", name="Other ways to pass it on").click()
    sheet = page.root.get_by_role("dialog", name="Take along")
    links = sheet.locator("a[download]")
    query, base = "?c=northern-sea-route,suez-red-sea&mode=sea", f"/atlas/export/{atlas.hash}"
    offered = {str(link.get_attribute("href")) for link in links.all()}
    endings = [*(kind.ending for kind in FORMATS.values()), "-folder.zip"]
    assert {f"{base}{ending}{query}" for ending in endings} <= offered
    sheet.get_by_role("button", name="Northern Sea Route").click()
    with page.page.expect_download() as started:
        sheet.get_by_role("link", name="BibTeX").click()
    view = View(corridors=("northern-sea-route",), modes=("sea",))
    assert Path(started.value.path()).read_bytes() == write_export(atlas, view, "bibtex")
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
    expect(page.details).to_be_visible()
