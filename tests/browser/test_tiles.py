"""A reader chooses online tiles: asked before anyone is called, and left with our ground if not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from corridors.atlas import Atlas
from corridors.mapview import tiles
from corridors.mapview.page import write_page
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context, serve_app

Open = Callable[[str], MapPage]
PINK = (250, 10, 250)
ATTRIBUTION = "© The desk & <b>nobody</b> else"


@pytest.fixture(scope="module")
def tile_host() -> Iterator[str]:
    """A tile server on this machine: every tile is pink."""
    picture = BytesIO()
    Image.new("RGB", (256, 256), PINK).save(picture, "PNG")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(picture.getvalue())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(tile_host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app, offering that tile server, and one that does not answer."""
    shared = {"subdomains": "", "attribution": ATTRIBUTION, "max_zoom": 12}
    path = "{z}/{x}/{y}.png"
    offered = [
        {"id": "desk", "name": "Desk", "url": f"http://{tile_host}/{path}", **shared},
        {"id": "gone", "name": "Gone", "url": f"http://127.0.0.1:9/{path}", **shared},
    ]
    file = tmp_path_factory.mktemp("tiles") / "tiles.json"
    file.write_text(json.dumps(offered), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(tiles.SETTING, str(file))
        with serve_app() as address:
            yield address


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what it has fetched of that app; what was allowed goes with its page."""
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture
def asked() -> list[str]:
    """The tiles that the page has asked for."""
    return []


@pytest.fixture
def open_desk(visitor: BrowserContext, desk: str, asked: list[str]) -> Iterator[Open]:
    """Opens that app at a link."""
    page = visitor.new_page()
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith(".png") else None)

    def open_at(link: str) -> MapPage:
        page.goto(f"{desk}/{link}")
        return MapPage(page).ready()

    yield open_at
    page.close()


def _question(page: MapPage) -> Locator:
    return page.root.get_by_role("dialog")


def _tiles_of(asked: list[str]) -> list[str]:
    return [url for url in asked if "127.0.0.1" in url]


def _shows_pink(page: Page) -> bool:
    """Whether the sea off West Africa, where nothing of ours is drawn, is no longer ours."""
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    red, green, blue = shot.getpixel((700, 450))  # type: ignore[misc]
    return red > 140 and blue > 140 and green < 100  # paler than pink: tiles are toned down


def test_a_link_that_names_tiles_asks_before_it_calls_anyone(
    open_desk: Open, asked: list[str], tile_host: str
) -> None:
    page = open_desk("?base=desk#map=5/0/-20")
    question = _question(page)
    expect(question).to_be_visible()
    expect(question).to_contain_text(tile_host)
    expect(question).to_contain_text("your internet address")
    page.page.wait_for_load_state("networkidle")
    assert _tiles_of(asked) == []
    assert not _shows_pink(page.page)

    question.get_by_role("button", name="Allow once").click()
    expect(page.root.locator(".leaflet-tile-loaded").first).to_be_visible()
    page.page.wait_for_load_state("networkidle")
    assert _tiles_of(asked)
    assert all(f"//{tile_host}/" in url for url in _tiles_of(asked))
    assert _shows_pink(page.page)
    expect(page.root.get_by_text(ATTRIBUTION)).to_be_visible()
    assert "base=desk" in page.address


def test_tiles_that_are_refused_leave_our_ground_and_the_link(
    open_desk: Open, asked: list[str]
) -> None:
    page = open_desk("?base=desk#map=5/0/-20")
    _question(page).get_by_role("button", name="Keep our own ground").click()
    expect(_question(page)).to_have_count(0)
    page.wait_until("location.search === ''")
    assert _tiles_of(asked) == []
    assert not _shows_pink(page.page)


def test_the_choice_in_the_frame_asks_too_and_escape_is_no(
    open_desk: Open, asked: list[str]
) -> None:
    page = open_desk("#map=5/0/-20&sel=suez-red-sea")
    page.open_about()
    choice = page.root.get_by_label("Online tiles:")
    choice.select_option("Desk")
    expect(_question(page)).to_be_visible()
    assert page.focused() == ("button", "Keep our own ground")
    page.page.keyboard.press("Escape")
    expect(_question(page)).to_have_count(0)
    expect(choice).to_have_value("")
    expect(page.details).to_be_visible()
    assert _tiles_of(asked) == []

    choice.select_option("Desk")
    _question(page).get_by_role("button", name="Allow once").click()
    expect(page.root.locator(".leaflet-tile-loaded").first).to_be_visible()
    page.page.wait_for_url("**/?base=desk#**")
    choice.select_option("none")
    expect(page.root.locator(".leaflet-tile")).to_have_count(0)
    assert not _shows_pink(page.page)


def test_what_was_allowed_is_forgotten_with_the_visit(open_desk: Open, asked: list[str]) -> None:
    page = open_desk("?base=desk#map=5/0/-20")
    _question(page).get_by_role("button", name="Allow once").click()
    expect(page.root.locator(".leaflet-tile-loaded").first).to_be_visible()
    page.page.reload()
    asked.clear()
    page.ready()
    expect(_question(page)).to_be_visible()
    assert _tiles_of(asked) == []


def test_a_host_that_does_not_answer_leaves_our_ground_and_says_so(open_desk: Open) -> None:
    page = open_desk("?base=gone#map=5/0/-20")
    _question(page).get_by_role("button", name="Allow once").click()
    expect(page.root.locator(".notice")).to_contain_text("127.0.0.1:9 does not answer")
    assert page.visible()


def test_tiles_that_nobody_offers_are_named_and_not_asked_for(
    open_desk: Open, asked: list[str]
) -> None:
    page = open_desk("?base=stranger#map=5/0/-20")
    expect(page.root.locator(".notice")).to_contain_text("“stranger”")
    expect(_question(page)).to_have_count(0)
    assert _tiles_of(asked) == []


def test_tiles_switched_off_are_not_offered(
    context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(tiles.SETTING, "off")
    with serve_app() as address:
        page = context.new_page()
        page.goto(f"{address}/?base=openstreetmap-mapnik")
        seen = MapPage(page).ready()
        seen.open_about()
        expect(seen.root.get_by_label("Light or dark")).to_be_visible()
        expect(seen.root.get_by_label("Online tiles:")).to_be_hidden()
        expect(_question(seen)).to_have_count(0)


def test_the_exported_file_offers_none(
    context: BrowserContext, tmp_path: Path, atlas: Atlas
) -> None:
    path = tmp_path / "atlas.html"
    path.write_text(write_page(atlas, link="", strings={}, title="Atlas"), encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri() + "?base=openstreetmap-mapnik")
    seen = MapPage(page).ready()
    seen.open_about()
    expect(seen.root.get_by_label("Light or dark")).to_be_visible()
    expect(seen.root.get_by_label("Online tiles:")).to_be_hidden()
    expect(_question(seen)).to_have_count(0)
