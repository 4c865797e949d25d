"""An analyst pins what she sees; later her reader sees the same, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corridors.atlas import build_atlas
from corridors.routing.ways import find_ways
from tests.browser.axe import findings_by_day_and_night
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context, serve_app
from tests.hostile import HOSTILE
from tests.made_networks import straight_ways
from tests.small_world import EDITOR, SmallWorld

HURTFUL = HOSTILE["image"]
STREAMLITS = "st-emotion-cache"  # what axe finds there is not ours


def _write(world: SmallWorld, path: Path) -> Path:
    """The atlas of a small world as a file that the app can serve."""
    catalog = world.load()
    path.write_bytes(build_atlas(catalog, ways=find_ways(catalog, straight_ways())).as_bytes)
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An atlas; and the next: the ferry is suspended, the wire's leg is gone, a leg is new."""
    folder = tmp_path_factory.mktemp("atlases")
    world = SmallWorld(folder / "world")
    before = _write(world, folder / "before.json")
    world.leg("sea")["status"][0]["value"] = "suspended"
    world.definition["legs"][1] = {
        "id": "road",
        "from": "beport",
        "to": "inland",
        "stated": [EDITOR],
        "mode": [{"value": "road", **EDITOR, "reason": HURTFUL}],
    }
    world.definition["stops"][2]["stated"] = [EDITOR]
    return before, _write(world, folder / "after.json")


@pytest.fixture(scope="module", autouse=True)
def _store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store that outlives the app."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRIDORS_STORE", str(tmp_path_factory.mktemp("store")))
        patch.delenv("CORRIDORS_DATABASE_URL", raising=False)
        yield


@contextmanager
def _reading(browser: Browser, atlas: Path) -> Iterator[tuple[Page, str]]:
    """A reader's page, in which nothing may go wrong, and the address of an app with an atlas."""
    faults: list[str] = []
    with ExitStack() as stack:
        address = stack.enter_context(serve_app("", "--atlas", str(atlas)))
        context = new_context(browser)
        stack.callback(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page, address
    assert faults == []


def test_a_pinned_link_shows_the_atlas_as_it_was_and_what_has_changed_since(
    browser: Browser, files: tuple[Path, Path]
) -> None:
    before, after = files
    with _reading(browser, before) as (page, address):
        page.goto(f"{address}/#map=5/41/31")
        seen = MapPage(page).ready()
        was = seen.visible()
        seen.root.get_by_role("button", name="Copy pinned link").click()
        link = seen.root.get_by_label("Pinned link").input_value().removeprefix(address)
        assert page.evaluate("() => navigator.clipboard.readText()") == address + link
    assert link.startswith("/?pin=")
    with _reading(browser, after) as (page, address):
        _read_pinned(page, address, link, was)
        _read_news(page, address, link)
        page.goto(f"{address}/?pin={'0' * 64}")
        unknown = MapPage(page).ready()
        expect(unknown.root.locator(".past")).to_contain_text("which is not kept here")
        assert "ferry.road" in unknown.visible()


def _read_pinned(page: Page, address: str, link: str, was: set[str]) -> None:
    page.goto(address + link)
    seen = MapPage(page).ready()
    assert seen.visible() == was == {"ferry.sea", "ferry.rail"}
    assert seen.inspect()["leads"]["ferry.sea"] == "operating"
    strip, changes = seen.root.locator(".past"), seen.root.locator(".past-list")
    expect(strip).to_have_class("past is-pinned")
    expect(strip).to_contain_text("things have changed since. 1 source has been withdrawn.")
    strip.get_by_role("button", name="What has changed").click()
    gone = changes.locator("details.change[data-kind=removed][data-what=leg]")
    expect(gone.locator("summary")).to_contain_text("Aport – Inland")
    expect(changes).to_contain_text("Source withdrawn: The Wire, [Rails planned]")
    gone.locator("summary").click()
    gone.get_by_role("button", name="Show it on the map").click()
    expect(seen.details.locator(".details-title")).to_have_text("Aport – Inland")
    expect(seen.details.locator(".quote-gone").first).to_contain_text("Withdrawn since")
    mended = changes.locator("details.change", has_text="Aport – Beport: status")
    mended.locator("summary").click()
    expect(mended.locator("figure")).to_have_count(2)
    expect(mended).to_contain_text("A ferry now sails from Aport to Beport every week.")
    new = changes.locator("details.change[data-kind=added][data-what=leg]")
    new.locator("summary").click()
    to_live = new.get_by_role("link", name="Open it in the live map")
    found = findings_by_day_and_night(page, seen.root)
    assert [one for one in found if STREAMLITS not in one] == []
    to_live.click()
    live = MapPage(page).ready()
    assert live.visible() == {"ferry.sea", "ferry.road"}
    expect(live.details.locator(".details-title")).to_have_text("Beport – Inland")
    expect(live.root.locator(".past")).to_be_hidden()
    live.follow(link.removeprefix("/"))  # as Back does within the page: another atlas has to come
    expect(page.locator(".past.is-pinned")).to_be_visible()
    assert MapPage(page).ready().visible() == was
    page.go_back()
    expect(page.locator(".past")).to_be_hidden()


def _read_news(page: Page, address: str, link: str) -> None:
    pin = link.removeprefix("/?pin=").partition("#")[0]
    page.goto(f"{address}/?since={pin[:12]}")
    seen = MapPage(page).ready()
    changes = seen.root.locator(".past-list")
    expect(changes.locator("details.change[data-kind=added][data-what=leg]")).to_have_count(1)
    hurtful = changes.locator("details.change", has_text="Beport – Inland")
    expect(hurtful).to_have_count(1)
    assert page.evaluate("() => window.hurt") is None
    seen.root.get_by_role("button", name="All off").first.click()
    expect(changes.locator("details.change", has_text="Beport – Inland")).to_have_count(0)
    seen.root.get_by_role("button", name="Close what is new").click()
    expect(seen.root.locator(".past")).to_be_hidden()
    seen.root.get_by_role("button", name="What’s new").click()
    expect(seen.root.get_by_role("link", name="Atom feed")).to_have_attribute(
        "href", "/atlas/past/feed.atom?c="
    )
