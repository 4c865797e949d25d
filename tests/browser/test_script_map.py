"""The map script mounted alone: what a reader does, and what a stranger may try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.script_page import serve_script, small_atlas
from tests.browser.serving import new_context


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page with the small atlas."""
    with serve_script(small_atlas()) as address:
        yield address


@pytest.fixture
def open_at(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Opens the page at a link; it must run without an error and never execute what it is told."""
    context = new_context(browser, viewport={"width": 1280, "height": 800})
    errors: list[str] = []

    def opened(link: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(f"{address}/{link}")
        until(page, "window.atlas")
        return page

    yield opened
    for page in context.pages:
        assert page.evaluate("window.hurt") is None
    context.close()
    assert errors == []


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds; unlike wait_for_function it needs no eval in the page."""
    deadline = monotonic() + 5
    while not page.evaluate(f"() => Boolean({expression})"):
        assert monotonic() < deadline, expression
        page.wait_for_timeout(50)


def inspect(page: Page) -> Any:
    """What is on the map."""
    return page.evaluate("window.atlas.inspect()")


def test_switching_a_source_off_takes_its_legs_away_and_keeps_the_view(open_at: Any) -> None:
    page = open_at("#map=4/55/40")
    page.evaluate("window.before = document.querySelector('.leaflet-container')")
    page.get_by_role("checkbox", name="Publisher One").click()
    assert "flow.cargo" not in inspect(page)["visible"]
    assert inspect(page)["position"] == pytest.approx([4, 55, 40])
    assert page.evaluate("window.before === document.querySelector('.leaflet-container')")
    until(page, "location.search === '?off=art-one'")


def test_mounting_again_keeps_the_map_and_its_view(open_at: Any) -> None:
    page = open_at("#map=5/54/30&sel=south.rail")
    page.evaluate("window.before = document.querySelector('.leaflet-container'); window.mountMap()")
    assert page.evaluate("window.before === document.querySelector('.leaflet-container')")
    assert inspect(page)["position"] == pytest.approx([5, 54, 30])
    assert inspect(page)["selected"] == "south.rail"


def test_clicking_a_leg_shows_its_evidence(open_at: Any) -> None:
    page = open_at("#map=5/50/33")
    x, y = page.evaluate("window.atlas.pointOn('south.rail')")
    page.mouse.click(x, y)
    details = page.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Schematic")
    expect(details).to_contain_text("words of south.rail")
    expect(details).to_contain_text("sources differ")
    expect(details).to_contain_text("Primary document not held.")
    expect(details).to_contain_text("Linija")
    expect(details.get_by_role("button", name="Copy citation").first).to_be_visible()
    assert "#:~:text=" in (
        details.get_by_role("link", name="Open at the quote").first.get_attribute("href") or ""
    )


def test_a_leg_can_be_reached_with_the_keyboard_alone(open_at: Any) -> None:
    page = open_at("")
    page.get_by_role("button", name="Legs of South").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.className") != "leg-line":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert inspect(page)["selected"] == "south.rail"
    assert page.evaluate("document.activeElement.className") == "details-title"
    page.keyboard.press("Escape")
    assert inspect(page)["selected"] is None


def test_a_negative_statement_is_shown_with_its_flow(open_at: Any) -> None:
    page = open_at("#sel=flow.cargo")
    expect(page.locator(".negative")).to_contain_text("No weapons were recorded.")


def test_back_and_forward_restore_what_was_selected(open_at: Any) -> None:
    page = open_at("#map=4/55/40")
    page.get_by_role("button", name="South", exact=True).click()
    until(page, "location.hash.includes('sel=south')")
    page.get_by_role("button", name="North", exact=True).click()
    until(page, "location.hash.includes('sel=north')")
    page.go_back()
    until(page, "window.atlas.inspect().selected === 'south'")
    page.go_back()
    until(page, "window.atlas.inspect().selected === null")
    assert inspect(page)["position"] == pytest.approx([4, 55, 40])
    page.go_forward()
    until(page, "window.atlas.inspect().selected === 'south'")


def test_reloading_restores_the_view(open_at: Any) -> None:
    page = open_at("?off=ref-two&mode=rail&asof=2025-05-01&embed=true#map=5/50/33&sel=south.rail")
    before = inspect(page)
    page.wait_for_timeout(400)
    page.reload()
    until(page, "window.atlas")
    assert inspect(page) == before
    assert "embed=true" in page.url


def test_a_link_of_garbage_is_named_and_the_map_stays(open_at: Any) -> None:
    page = open_at("?c=gone,<b>x</b>&asof=tomorrow&off=%zz#map=a/b/c&sel=nobody")
    notice = page.locator(".notice[data-kind=problems]")
    for word in ("gone", "<b>x</b>", "tomorrow", "%zz", "a/b/c", "nobody"):
        expect(notice).to_contain_text(word)
    assert len(inspect(page)["visible"]) == 6


def test_an_earlier_name_of_a_corridor_still_leads_there(open_at: Any) -> None:
    page = open_at("?c=meridian#sel=meridian.rail")
    assert inspect(page)["selected"] == "south.rail"
    until(page, "location.search === '?c=south'")


def test_names_with_markup_are_shown_as_they_are_and_never_run(open_at: Any) -> None:
    page = open_at("#sel=south.rail")
    expect(page.locator(".details-title")).to_contain_text("<img src=x onerror=")
    assert page.locator(".atlas img").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_all_sources_off_says_so_and_offers_the_way_back(open_at: Any) -> None:
    page = open_at("?off=art-one,ref-two,ed-itor")
    page.get_by_role("button", name="All sources on").click()
    assert len(inspect(page)["visible"]) == 6


def test_only_this_one_leaves_one_source_on(open_at: Any) -> None:
    page = open_at("")
    page.get_by_role("button", name="Only the source Inference").focus()
    page.keyboard.press("Enter")
    assert inspect(page)["visible"] == ["north.own"]


def test_a_line_over_180_degrees_is_drawn_on_either_side_of_the_map(open_at: Any) -> None:
    for place in ("#map=4/63/178", "#map=4/63/-178"):
        page = open_at(place)
        assert page.evaluate("window.atlas.pointOn('north.sea')") is not None


def test_the_host_is_told_the_link_once_it_changes(open_at: Any) -> None:
    page = open_at("#map=4/55/40")
    page.get_by_role("checkbox", name="Publisher One").click()
    until(page, "window.told.at(-1)?.startsWith('?off=art-one#map=4/55/40')")


def test_a_phone_gets_sheets(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/")
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Publisher One").click()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Filters").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
