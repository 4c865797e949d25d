"""A reader opens a leg, reads the sentence it rests on, and copies the citation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from corridors.atlas import Atlas
from corridors.catalog import Catalog
from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
SEA_LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"


def _quotes_of(atlas: Atlas, leg: str, field: str) -> list[str]:
    corridor_id, leg_id = leg.split(".")
    corridor = next(c for c in atlas.document["corridors"] if c["id"] == corridor_id)
    ids = next(one for one in corridor["legs"] if one["id"] == leg_id)[field]
    return [atlas.document["claims"][i]["quote"] for i in ids]


def test_a_click_on_a_leg_opens_the_words_it_rests_on(
    open_map: Open, atlas: Atlas, catalog: Catalog
) -> None:
    page = open_map("#map=6/42/33")
    page.click_leg(SEA_LEG)
    expect(page.details).to_be_visible()
    for quote in _quotes_of(atlas, SEA_LEG, "status"):
        expect(page.details).to_contain_text(quote)
    article = catalog.articles["britpanorama-2025-12-04"]
    for claim in atlas.document["claims"].values():
        if claim["about"] == SEA_LEG and claim["kind"] == "quoted":
            assert article.text[claim["start"] : claim["end"]] == claim["quote"]
    expect(page.details).to_contain_text("Brit Panorama")
    expect(page.details).to_contain_text("4 December 2025")


def test_the_two_services_stand_with_their_own_statuses(open_map: Open) -> None:
    details = open_map(f"#sel={SEA_LEG}").details
    expect(details).to_contain_text("container trains")
    expect(details).to_contain_text("Announced")
    expect(details).to_contain_text("LCL (groupage)")
    expect(details).to_contain_text("Operating")


def test_the_operator_is_shown_with_its_other_names(open_map: Open) -> None:
    details = open_map(f"#sel={SEA_LEG}").details
    expect(details).to_contain_text("Beltamozhservice")
    expect(details).to_contain_text("Biełmytservis")


def test_the_link_to_the_page_leads_to_the_quote(open_map: Open) -> None:
    link = open_map(f"#sel={SEA_LEG}").details.get_by_role("link", name="Open at the quote").first
    address = link.get_attribute("href") or ""
    assert address.startswith("https://britpanorama.co.uk/")
    assert "#:~:text=" in address
    assert "noopener" in (link.get_attribute("rel") or "")


def test_copy_citation_puts_publisher_title_address_and_quote_on_the_clipboard(
    open_map: Open, atlas: Atlas
) -> None:
    page = open_map(f"#sel={SEA_LEG}")
    page.details.get_by_role("button", name="Copy citation").first.click()
    page.wait_until("navigator.clipboard.readText().then((text) => text.includes('Brit Panorama'))")
    text = page.page.evaluate("() => navigator.clipboard.readText()")
    assert "“Belarus turns to Russia and Turkey to bypass Western sanctions”" in text
    assert "https://britpanorama.co.uk/" in text
    quotes = [c["quote"] for c in atlas.document["claims"].values() if c["kind"] == "quoted"]
    assert any(quote in text for quote in quotes)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("#sel=north-south-corridor.astara-rasht-rail", "Primary document not held"),
        ("#sel=north-south-corridor.tehran-bandar-abbas", "Editor"),
    ],
)
def test_what_is_not_quoted_says_what_it_is(open_map: Open, link: str, words: str) -> None:
    expect(open_map(link).details).to_contain_text(words, ignore_case=True)


def test_by_keyboard_alone_a_reader_gets_from_a_link_to_a_leg_and_copies_its_citation(
    open_map: Open,
) -> None:
    page = open_map("?off=charter97-2025-04-29#map=5/45/33")
    press = page.page.keyboard.press

    def tab_to(name: str, role: str) -> None:
        for _ in range(200):
            press("Tab")
            if page.focused() == (role, name):
                return
        raise AssertionError(f"{role} {name!r} cannot be reached with Tab")

    tab_to("Legs of Kolyadichi–Gebze", "button")
    press("Enter")
    press("Tab")
    while "Novorossiysk" not in page.focused()[1]:
        press("Tab")
    press("Enter")
    expect(page.details).to_be_visible()
    tab_to("Copy citation", "button")
    press("Enter")
    page.wait_until("navigator.clipboard.readText().then((text) => text.includes('Brit Panorama'))")
