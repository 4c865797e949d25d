"""A reader shares what they see, goes back, and reloads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.map_page import MapPage
from tests.browser.serving import new_context

Open = Callable[..., MapPage]
LINK = (
    "?c=kolyadichi-novorossiysk-gebze,northern-sea-route,belarus-pakistan"
    "&off=editor-corridor-atlas&asof=2025-12-10"
    "#map=5/45/33&sel=kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
)


def test_a_copied_link_brings_a_colleague_to_the_same_view(
    open_map: Open, browser: Browser
) -> None:
    page = open_map("#map=5/45/33")
    page.root.get_by_role("button", name="Only Kolyadichi–Gebze").click()
    page.source_row("Charter97").locator("input[type=checkbox]").first.click()
    page.set_date("2025-12-10")
    page.click_leg("kolyadichi-novorossiysk-gebze.novorossiysk-gebze")
    page.root.get_by_role("button", name="Copy link").click()
    page.wait_until("navigator.clipboard.readText().then((text) => text.includes('sel='))")
    link = page.page.evaluate("() => navigator.clipboard.readText()")
    before = page.inspect()
    context = new_context(browser)
    fresh = context.new_page()
    fresh.goto(link)
    colleague = MapPage(fresh).ready()
    assert colleague.inspect() == before
    expect(colleague.details).to_be_visible()
    context.close()


def test_a_link_restores_corridors_sources_date_view_and_selection(open_map: Open) -> None:
    page = open_map(LINK)
    seen = page.inspect()
    assert seen["selected"] == "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
    assert seen["day"] == "2025-12-10"
    assert seen["position"] == pytest.approx([5, 45, 33], abs=1e-3)
    corridors = {item.split(".")[0].split("/")[0] for item in seen["visible"]}
    assert corridors <= {
        "kolyadichi-novorossiysk-gebze",
        "northern-sea-route",
        "belarus-pakistan",
    }
    page.wait_for_address(LINK)


def test_reload_keeps_the_view(open_map: Open) -> None:
    page = open_map(LINK)
    before = page.inspect()
    page.page.reload()
    assert page.ready().inspect() == before


def test_back_and_forward_walk_through_what_was_selected(open_map: Open) -> None:
    page = open_map("#map=5/45/33")
    page.click_leg("kolyadichi-novorossiysk-gebze.novorossiysk-gebze")
    first = page.inspect()["selected"]
    page.click_leg("kolyadichi-novorossiysk-gebze.kolyadichi-novorossiysk")
    second = page.inspect()["selected"]
    assert (first, second) == (
        "kolyadichi-novorossiysk-gebze.novorossiysk-gebze",
        "kolyadichi-novorossiysk-gebze.kolyadichi-novorossiysk",
    )
    page.page.go_back()
    page.wait_until(f"window.atlas.inspect().selected === '{first}'")
    page.page.go_back()
    page.wait_until("window.atlas.inspect().selected === null")
    page.page.go_forward()
    page.wait_until(f"window.atlas.inspect().selected === '{first}'")


def test_a_link_of_garbage_is_named_and_the_rest_is_shown(open_map: Open) -> None:
    page = open_map(
        "?c=northern-sea-route,atlantis&off=%3Cimg%20src=x%20onerror=alert(1)%3E&asof=soon"
        "&mode=teleport#map=99/x/y&sel=nowhere"
    )
    for word in ("atlantis", "<img src=x onerror=alert(1)>", "soon", "teleport", "nowhere"):
        expect(page.root).to_contain_text(word)
    assert page.root.locator("img").count() == 0
    assert {item.split(".")[0].split("/")[0] for item in page.visible()} == {"northern-sea-route"}


def test_a_broken_definition_is_named_with_its_mend_and_the_rest_is_on_the_map(
    open_map: Open,
) -> None:
    page = open_map()
    before = page.visible()
    fault = {
        "file": "definitions/x.yaml",
        "field": "legs.sea",
        "message": "<b onclick=alert(1)>no such stop</b>",
        "mend": "add it to stops",
    }
    page.page.evaluate("(fault) => window.atlas.update({ faults: [fault] })", fault)
    for words in fault.values():
        expect(page.root).to_contain_text(words)
    assert page.visible() == before
