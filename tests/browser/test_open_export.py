"""A reader opens the exported file from disk, with no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from corridors.atlas import Atlas, build_atlas
from corridors.mapview.page import write_page
from tests.browser.axe import findings
from tests.browser.map_page import MapPage
from tests.small_world import SmallWorld

OpenFile = Callable[..., MapPage]
HOSTILE = (
    "<img src=x onerror=window.hurt=1>",
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "${window.hurt=1}",
    "`window.hurt=1`",
    "</script><script>window.hurt=1</script>",
)


@pytest.fixture
def open_file(context: BrowserContext, tmp_path: Path) -> Iterator[OpenFile]:
    """Writes an export and opens it from disk; it must ask for nothing but itself."""
    faults: list[str] = []

    def open_it(atlas: Atlas, link: str = "", start: str = "") -> MapPage:
        path = tmp_path / "atlas.html"
        path.write_text(write_page(atlas, link=start, strings={}, title="Atlas"), encoding="utf-8")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:")) else faults.append(r.url),
        )
        page.goto(path.as_uri() + link)
        return MapPage(page).ready()

    yield open_it
    assert faults == []


def test_the_file_shows_what_the_app_shows(
    open_file: OpenFile, open_map: Callable[..., MapPage], atlas: Atlas
) -> None:
    link = "?off=charter97-2025-04-29&asof=2025-12-10#map=5/45/33"
    in_app, in_file = open_map(link), open_file(atlas, link)
    assert in_file.inspect() == in_app.inspect()


def test_the_file_keeps_layers_panel_and_citations(open_file: OpenFile, atlas: Atlas) -> None:
    page = open_file(atlas, "#map=6/42/33")
    leg = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
    page.click_leg(leg)
    expect(page.details).to_contain_text("has begun operating regular LCL cargo shipments")
    page.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    assert leg not in page.visible()


def test_the_file_opens_with_the_view_it_was_written_with(
    open_file: OpenFile, atlas: Atlas
) -> None:
    page = open_file(atlas, start="?c=northern-sea-route#map=3/70/150")
    assert page.position() == pytest.approx([3, 70, 150], abs=1e-3)
    assert {item.split(".")[0].split("/")[0] for item in page.visible()} == {"northern-sea-route"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_definition_is_read_and_never_run(
    open_file: OpenFile, world: SmallWorld, text: str
) -> None:
    world.definition["name"] = world.definition["short"] = text
    world.nodes[0]["name"] = text
    world.references[0]["publisher"] = world.references[0]["title"] = text
    world.leg("sea")["status"][0]["service"] = text
    page = open_file(build_atlas(world.load()), "#sel=ferry.sea")
    expect(page.root).to_contain_text(text)
    assert page.page.evaluate("() => window.hurt") is None
    assert page.root.locator("img").count() == 0


def test_a_file_that_was_cut_short_says_so_and_what_may_help(
    context: BrowserContext, tmp_path: Path, atlas: Atlas
) -> None:
    whole = write_page(atlas, link="", strings={}, title="Atlas")
    start = whole.index('id="atlas-data">') + len('id="atlas-data">')
    end = whole.index("</script>", start)
    path = tmp_path / "atlas.html"
    path.write_text(whole[: start + 2_000] + whole[end:], encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri())
    broken = page.get_by_role("alert")
    expect(broken).to_contain_text("The data in this file could not be unpacked.")
    expect(broken).to_contain_text("ask for it once more")
    expect(broken.get_by_role("button", name="Try again")).to_be_focused()
    assert findings(page) == []
