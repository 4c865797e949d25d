"""A reader opens a published folder, served by a plain static server, at live and pinned links."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from corridors.atlas import Atlas, build_atlas
from corridors.exports import FORMATS, write_export
from corridors.publishing import files
from corridors.publishing.folder import publish_folder
from tests.browser.axe import findings
from tests.browser.map_page import MapPage
from tests.small_world import SmallWorld

FRAMED = """<!doctype html><html lang="en"><title>A page of somebody else</title>
<link rel="icon" href="data:,">
<h1>Their text</h1>{snippet}</html>"""


class Site(NamedTuple):
    """A published folder under a path of a host, and the two atlases that it has shown."""

    address: str
    folder: Path
    before: Atlas
    after: Atlas


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A folder that was published twice: the second time without the railway and its source."""
    root = tmp_path_factory.mktemp("host")
    world = SmallWorld(root / "world")
    before = build_atlas(world.load())
    world.definition["legs"] = [leg for leg in world.definition["legs"] if leg["id"] == "sea"]
    world.definition["routes"] = []
    after = build_atlas(world.load())
    folder = root / "www" / "maps" / "atlas"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "FORMATS", {"csv": FORMATS["csv"]})
        publish_folder(folder, before, now=datetime(2026, 1, 2, tzinfo=UTC))
        publish_folder(folder, after, now=datetime(2026, 3, 4, tzinfo=UTC))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "www")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.server_port}/maps/atlas/", folder, before, after)
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """A page that must log no error, miss no file and ask nobody but the host."""
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: None if _is_own(r.url, site) else faults.append(f"asked {r.url}"))
    page.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
    yield page
    assert faults == []


def _is_own(address: str, site: Site) -> bool:
    return address.startswith((site.address.removesuffix("atlas/"), "data:"))


def test_the_folder_shows_the_map_and_its_pinned_links_what_it_was(page: Page, site: Site) -> None:
    page.goto(f"{site.address}?mode=sea,rail#map=5/45/33")
    live = MapPage(page).ready()
    assert live.visible() == {"ferry.sea"}
    expect(live.root.locator(".past")).to_be_hidden()
    live.root.get_by_role("button", name="Copy pinned link").click()
    field = live.root.get_by_role("textbox", name="Pinned link")
    assert f"pin={site.after.hash}" in field.input_value()

    page.goto(f"{site.address}?pin={site.before.hash[:12]}")
    pinned = MapPage(page).ready()
    assert pinned.visible() == {"ferry.sea", "ferry.rail"}
    strip = pinned.root.locator(".past")
    expect(strip).to_contain_text("The atlas as it was on 2 January 2026")
    strip.get_by_role("button", name="What has changed").click()
    leg = site.before.document["corridors"][0]["legs"][1]
    assert leg["id"] == "rail"
    expect(pinned.root.locator(".past-list")).to_contain_text("Inland")
    strip.get_by_role("link", name="Open the live map").click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(site.address)}(#|$)"))
    assert "ferry.rail" not in MapPage(page).ready().visible()


def test_on_a_narrow_screen_files_are_offered_and_the_snippet_shows_the_map_alone(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site.address}?mode=sea#map=5/45/33")
    live = MapPage(page).ready()
    live.root.get_by_role("button", name="Filters").click()
    live.root.get_by_role("button", name="Take along").click()
    sheet = live.root.get_by_role("dialog", name="Take along")
    with page.expect_download() as started:
        sheet.get_by_role("link", name="CSV, legs").click()
    assert Path(started.value.path()).read_bytes() == write_export(site.after, None, "csv")
    expect(sheet).to_contain_text("Nobody else can open this link")
    assert findings(page) == []

    snippet = sheet.get_by_role("textbox").input_value()
    (site.folder.parent / "theirs.html").write_text(FRAMED.format(snippet=snippet))
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto(f"{site.address}../theirs.html")
    framed = page.frame_locator("iframe").locator(".atlas")
    whole = framed.get_by_role("link", name="Open the whole atlas")
    expect(whole).to_have_attribute("href", f"{site.address}?mode=sea#map=5/45/33", timeout=30_000)
    expect(framed.get_by_role("button", name="Take along")).to_be_hidden()
    expect(framed.get_by_role("searchbox")).to_be_hidden()
    expect(framed.get_by_role("button", name="About this map")).to_be_visible()
