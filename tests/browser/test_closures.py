"""A reader closes a passage, a border or a country, and sees what breaks."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script, small_atlas

Open = Callable[..., MapPage]
VIEW = "#map=3/40/50"


def _close(page: MapPage, name: str) -> None:
    """Close something by the name it is offered under, and wait for the outcome."""
    section = page.root.locator(".section-closures")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    section.get_by_role("combobox").select_option(label=name)
    expect(section.locator(".close-sum").last).to_be_visible()


def test_closing_shows_what_breaks_and_what_the_detour_costs(open_map: Open) -> None:
    page = open_map(VIEW)
    result = page.root.locator(".close-result")
    for name, link, outcome, leg in (
        ("Strait of Hormuz", "hormuz", "no way left", "Mumbai"),
        ("Bosphorus", "bosphorus", "no way left", "Novorossiysk"),
        ("Suez Canal", "suez", "km more", "Mumbai"),
        ("Belarus – Poland", "crossing:BY-PL", "", "Brest"),
    ):
        _close(page, name)
        expect(result, name).to_contain_text(outcome)
        expect(result, name).to_contain_text(leg)
        page.wait_for_address(f"?close={link}{VIEW}")
        page.root.get_by_role("button", name=f"Open {name} again").click()
        expect(page.root.locator(".close-chips li"), name).to_have_count(0)
        expect(result, name).to_be_empty()
        page.wait_for_address(VIEW)


def test_a_closed_link_opens_closed_and_the_leg_tells_its_detour(open_map: Open) -> None:
    page = open_map("?close=suez#map=3/40/50&sel=suez-red-sea")
    expect(page.root.locator(".close-chips li")).to_have_text(["Suez Canal×"])
    rerouted = page.root.locator(".close-legs .is-rerouted").first
    expect(rerouted).to_contain_text("km more")
    rerouted.click()
    expect(page.details.locator(".path-fate")).to_contain_text("km more")
    expect(page.details.locator(".path-facts")).to_contain_text("Cape of Good Hope")


def test_what_is_not_known_is_named_and_the_rest_is_closed(open_map: Open) -> None:
    page = open_map("?close=atlantis,suez" + VIEW)
    expect(page.root.locator(".close-unknown")).to_contain_text("atlantis")
    expect(page.root.locator(".close-sum")).to_contain_text("rerouted")


def test_a_leg_tells_its_way_and_its_time_follows_the_readers_own_figures(open_map: Open) -> None:
    page = open_map("#sel=kolyadichi-novorossiysk-gebze.novorossiysk-gebze")
    way = page.details.locator(".field-path")
    expect(way).to_contain_text("Bosphorus")
    expect(way).to_contain_text("nmi")
    before = way.locator(".path-facts").inner_text()
    way.locator(".path-parts summary").click()
    speed = way.get_by_role("spinbutton").first
    speed.fill(str(float(speed.input_value()) / 2))
    speed.press("Tab")
    expect(way).to_contain_text("on your own figures")
    assert way.locator(".path-facts").inner_text() != before
    way.get_by_role("button", name="Back to the figures given").click()
    expect(way).not_to_contain_text("on your own figures")
    assert way.locator(".path-facts").inner_text() == before


def test_a_detour_takes_longer_on_the_readers_own_figures_too(open_map: Open) -> None:
    page = open_map("?close=suez#map=3/40/50&sel=suez-red-sea.port-said-mumbai")
    way = page.details.locator(".field-path")
    listed = page.root.locator(".close-legs button", has_text="Port Said – Mumbai")
    expect(way.locator(".path-fate")).to_contain_text("days more")
    before = way.locator(".path-fate").inner_text(), listed.inner_text()
    way.locator(".path-parts summary").click()
    speed = way.get_by_role("spinbutton").first
    speed.fill(str(float(speed.input_value()) / 2))
    speed.press("Tab")
    expect(way).to_contain_text("on your own figures")
    after = way.locator(".path-fate").inner_text(), listed.inner_text()
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[1].splitlines()[-1] in after[0]


def test_where_nobody_can_answer_nothing_is_offered_and_a_link_s_closure_can_be_taken_back(
    browser: Browser,
) -> None:
    with serve_script(small_atlas()) as address:
        page = browser.new_page()
        page.goto(address)
        section = page.locator(".section-closures")
        expect(page.locator(".section-corridors")).to_be_visible()
        expect(section).to_be_hidden()
        page.goto(f"{address}/?close=suez")
        expect(page.locator(".notices")).to_contain_text("cannot look for other ways")
        expect(section.get_by_role("combobox")).to_be_hidden()
        section.get_by_role("button", name="again").click()
        expect(section).to_be_hidden()
        page.close()
