"""The app under a path of its own."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.browser.map_page import MapPage
from tests.browser.serving import serve_app


def test_the_app_works_under_a_path_behind_a_proxy(context: BrowserContext) -> None:
    with serve_app("desk/atlas") as address:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/?c=northern-sea-route")
        seen = MapPage(page).ready()
        assert seen.visible()
        page.reload()
        assert MapPage(page).ready().visible() == seen.visible()
        own = [url for url in asked if url.startswith("http")]
        assert all("/desk/atlas/" in url for url in own if "/atlas/" in url)
