"""A reader prints the map: an A4 page, landscape, legible in grey."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
PAGE_PX = {"width": 1047, "height": 718}  # A4 landscape less 10 mm all round, at 96 px an inch


@pytest.fixture
def print_at(open_map: Open) -> Open:
    """Opens the app at a link and lays it out as for printing."""

    def open_it(link: str = "", press: str | None = None) -> MapPage:
        page = open_map(link)
        if press:
            page.root.get_by_role("button", name=press, exact=True).click()
        page.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        page.page.emulate_media(media="print")
        page.page.set_viewport_size(PAGE_PX)
        return page

    return open_it


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize("link", ["", "?c=northern-sea-route#map=2.5/66/150"])
def test_map_key_and_corridors_in_sight_stand_on_one_page(print_at: Open, link: str) -> None:
    page = print_at(link)
    for part in (".map", ".legend", ".frame-day"):
        box = _box(page.root.locator(part))
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= PAGE_PX["width"] + 1
        assert box["y"] + box["height"] <= PAGE_PX["height"] + 1
    assert _box(page.root.locator(".map"))["width"] > PAGE_PX["width"] / 2
    assert _box(page.root.locator(".legend"))["x"] >= _box(page.root.locator(".map"))["width"]
    corridors = page.root.locator(".legend-corridors li")
    expect(corridors.filter(has_text="Northern Sea Route")).to_be_visible()
    expect(page.root.get_by_label("Show as")).to_be_hidden()
    expect(page.root.get_by_role("button", name="Copy link")).to_be_hidden()


def test_a_grey_printer_leaves_every_corridor_its_name_on_the_map(print_at: Open) -> None:
    page = print_at("#map=2.75/57.4/90.7")
    texts = page.inspect()["texts"]
    on_map = {text["text"] for text in texts if text["kind"] == "corridor"}
    in_key = page.root.locator(".legend-corridors li").all_inner_texts()
    assert len(in_key) > 8
    assert on_map == {name.strip() for name in in_key}


def test_scale_and_map_shrink_alike(print_at: Open) -> None:
    page = print_at()
    shrunk = page.root.locator(".map").evaluate(
        "(map) => map.getBoundingClientRect().width / map.clientWidth"
    )
    rule = page.root.locator(".scale-rule").first
    assert rule.evaluate("(r) => r.getBoundingClientRect().width / r.offsetWidth") == pytest.approx(
        shrunk, rel=0.02
    )


def test_the_details_that_are_open_are_printed_after_the_map(print_at: Open) -> None:
    page = print_at("#sel=kolyadichi-novorossiysk-gebze.novorossiysk-gebze")
    details, map_box = _box(page.details), _box(page.root.locator(".map"))
    assert details["y"] >= map_box["y"] + map_box["height"]
    assert page.details.evaluate("(panel) => getComputedStyle(panel).breakBefore") == "page"
    expect(page.details).to_contain_text("before being shipped to the Turkish port of Gebze")


def test_after_printing_the_page_is_as_it_was(print_at: Open) -> None:
    page = print_at("#map=4/50/40")
    expect(page.root.locator(".legend-corridors")).to_have_attribute("open", "")
    page.page.emulate_media(media="screen")
    page.page.set_viewport_size({"width": 1440, "height": 900})
    page.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.root.locator(".legend-corridors").get_attribute("open") is None
    expect(page.root.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.root).not_to_have_class(re.compile("is-printing"))
    assert page.position() == pytest.approx([4, 50, 40], abs=0.1)
