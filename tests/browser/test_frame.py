"""A reader looks at the map's edge: the frame is one quiet line, the key is whole and true."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from corridors.atlas import Atlas
from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
CROSSINGS = "?c=eu-border-crossings&asof=2025-09-15#map=6.5/53.6/24.5"
WIDTHS = {1440: 900, 1024: 768, 390: 844}
ONE_LINE_PX = 44


@pytest.fixture
def at_width(open_map: Open) -> Open:
    """Opens the app in a window of a width."""
    return lambda width, link="": open_map(link, (width, WIDTHS[width]))


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_frame_is_one_line_with_scale_and_day(at_width: Open, width: int) -> None:
    page = at_width(width)
    assert _box(page.root.locator(".frame"))["height"] <= ONE_LINE_PX
    expect(page.root.locator(".scale-bar").first).to_have_text(re.compile("^[125]0*\u2009km$"))
    for part in (".scale-bar >> nth=0", ".scale-bar >> nth=1", ".frame-day", ".frame-about"):
        box, frame = _box(page.root.locator(part)), _box(page.root.locator(".frame"))
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


@pytest.mark.parametrize("width", WIDTHS)
def test_what_the_map_is_made_of_is_one_key_away(at_width: Open, width: int) -> None:
    page = at_width(width, f"#sel={LEG}")
    about = page.root.get_by_role("button", name="About this map")
    sheet = page.root.get_by_role("group", name="About this map")
    expect(sheet.get_by_text("Natural Earth")).to_be_hidden()
    about.press("Enter")
    expect(about).to_have_attribute("aria-expanded", "true")
    expect(sheet.get_by_text("Ground: Natural Earth")).to_be_visible()
    expect(sheet.get_by_text("no opinion on the status of any territory")).to_be_visible()
    expect(sheet.get_by_label("Light or dark")).to_be_visible()
    box = _box(sheet)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Escape")
    expect(sheet.get_by_label("Light or dark")).to_be_hidden()
    assert page.focused() == ("button", "About this map")
    expect(page.details).to_be_visible()


def test_a_licence_that_must_be_named_is_named(at_width: Open, atlas: Atlas) -> None:
    page = at_width(1024)
    notices = atlas.document.get("notices", [])
    shown = page.root.locator(".frame-credit")
    for notice in notices:
        expect(shown.get_by_role("link", name=notice["text"])).to_have_attribute(
            "href", notice["url"]
        )
    if not notices:
        expect(shown).to_have_text("Ground: Natural Earth")


@pytest.mark.parametrize("width", [1440, 1024])
@pytest.mark.parametrize("link", [f"#sel={LEG}", "#sel=northern-sea-route"])
def test_the_key_never_lies_under_the_details(at_width: Open, width: int, link: str) -> None:
    page = at_width(width, link)
    key = page.root.locator("details.legend")
    if key.get_attribute("open") is None:
        key.locator("> summary").click()
    box = _box(key)
    assert box["x"] + box["width"] <= _box(page.details)["x"]
    assert key.evaluate("(key) => key.scrollWidth - key.clientWidth") <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_key_of_places_alone_is_whole(at_width: Open, width: int) -> None:
    page = at_width(width, CROSSINGS)
    key = page.root.locator("details.legend")
    if key.get_attribute("open") is None:
        key.locator("> summary").click()
    expect(key.get_by_text("Border crossing", exact=True)).to_be_visible()
    expect(key.get_by_label("Colour by")).to_be_hidden()
    outer = _box(key)
    for line in key.locator("li").all():
        box = _box(line)
        assert outer["x"] <= box["x"]
        assert box["x"] + box["width"] <= outer["x"] + outer["width"]


def test_key_and_list_say_how_many_legs_are_told_in_words(open_map: Open, atlas: Atlas) -> None:
    link = "?c=belarus-russia-military-rail,belarus-azerbaijan"
    page = open_map(link)
    shown = page.visible()
    told = [
        f"{corridor['id']}.{leg['id']}"
        for corridor in atlas.document["corridors"]
        for leg in corridor["legs"]
        if leg["line"] is None and f"{corridor['id']}.{leg['id']}" in shown
    ]
    assert len(told) > 1
    text = f"{len(told)} legs told in words, not drawn"
    expect(page.root.locator("details.legend")).to_contain_text(text)
    page.root.get_by_role("button", name="List", exact=True).click()
    expect(page.root.locator(".list-day")).to_contain_text(f"{len(told)} legs are told in words")


def test_an_actor_keeps_its_legs_in_colour_and_the_rest_fades(open_map: Open) -> None:
    page = open_map("#map=4/47/35")
    faded = page.root.locator(".atlas-sheet.is-faded")
    expect(faded).to_have_count(0)
    all_signs = {sign["id"] for sign in page.inspect()["signs"]}
    chosen = open_map("#sel=actor/beltamozhservice&map=4/47/35")
    assert chosen.root.locator(".atlas-sheet.is-faded").count() > 0
    signs = {sign["id"] for sign in chosen.inspect()["signs"]}
    assert {"kolyadichi", "novorossiysk"} <= signs
    assert not {"murmansk", "odesa"} & signs
    assert len(signs) < len(all_signs)
