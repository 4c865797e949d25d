"""An analyst's way from an article to the map, and the ways that don't lead there."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from corridors import paths
from tests.browser.map_page import MapPage
from tests.browser.review_desk import WHO
from tests.browser.review_page import OpenReview, ReviewPage, open_reviews
from tests.browser.serving import serve_app
from tests.hostile import HOSTILE

BY_HAND = (
    "A new line for timber\n"
    "Since March 2025 trains carry timber from Brest to Gomel, says the railway.\n"
)
LINE = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Drawn line</name>
<LineString><coordinates>27.5667,53.9,0 30.9754,52.4345,0</coordinates></LineString>
</Placemark></Document></kml>"""


def _seed() -> str:
    (path,) = paths.SEEDS.glob("000_*.txt")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a store of its own, so that no other test meets what is accepted here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRIDORS_STORE", str(tmp_path_factory.mktemp("store")))
        patch.delenv("CORRIDORS_DATABASE_URL", raising=False)
        with serve_app() as address:
            yield address


@pytest.fixture
def review(browser: Browser, address: str) -> Iterator[OpenReview]:
    """Opens the review page; it must not log an error or call a stranger."""
    with open_reviews(browser, address) as opened:
        yield opened


def _served_atlas(address: str) -> dict[str, Any]:
    """The atlas that a reader who comes now is given."""
    with urllib.request.urlopen(f"{address}/") as answer:  # noqa: S310 — our own address
        (path,) = (
            part.split(">")[0].lstrip(" <")
            for part in answer.headers["link"].split(",")
            if "/atlas/data/" in part
        )
    with urllib.request.urlopen(f"{address}{path}") as answer:  # noqa: S310
        atlas: dict[str, Any] = json.load(answer)
    return atlas


def test_from_a_pasted_article_to_the_map_with_its_citation(
    review: OpenReview, address: str
) -> None:
    page = review(who=None).give_text(_seed(), find=True).say_who(WHO).opened()
    title = page.proposal.locator(".details-title")
    if "Minsk" not in title.inner_text():  # the article names other corridors too
        page.root.get_by_role("link", name="All proposals").click()
        page.root.get_by_role("link", name="Minsk").first.click()
    expect(title).to_contain_text("Minsk")
    stop = page.unfold(page.item("Kolyadichi"))
    page.unfold(stop, "Another place")
    page.choose_place(stop, "53.84, 27.6", "53.84, 27.60")
    mended = page.item("53.84, 27.60")
    expect(mended).to_contain_text("mended")
    expect(mended).to_contain_text("Proposed was: Kolyadichi")
    page.proposal.get_by_label("This is").select_option("")
    expect(page.proposal).not_to_contain_text("What speaks for it")
    page.rest_modes_on_their_legs().accept()
    expect(page.proposal.locator(".details-title")).to_be_focused()
    page.on_map.click()
    seen = MapPage(page.page).ready()
    expect(seen.details.locator(".details-title")).to_contain_text("Minsk")
    quote = seen.details.locator(
        "figure.quote", has_text="hub at Kolyadichi near Minsk will travel"
    ).first
    expect(quote).to_contain_text("Brit Panorama")
    told = quote.locator(".quote-review")
    expect(told).to_contain_text("Grade F6 – the source: cannot be judged")
    expect(told).to_contain_text(f"Accepted by {WHO}")
    (made,) = (one for one in _served_atlas(address)["corridors"] if one["group"] == 100)
    assert {one for one in seen.visible() if one.startswith(made["id"])}
    page.page.go_back()
    history = page.opened().proposal.locator(".review-history")
    expect(history).to_contain_text(f"{WHO} accepted")
    expect(history).to_contain_text("Kolyadichi place: Kolyadichi, BY → 53.84, 27.60")


def test_rejecting_leaves_the_map_as_it_was(review: OpenReview, address: str) -> None:
    before = _served_atlas(address)["hash"]
    text = "Lorries carry cement by road from Mogilev to Smolensk every day, the plant says.\n"
    page = review().give_text(text, find=True).opened()
    page.proposal.get_by_role("button", name="Reject", exact=True).click()
    expect(page.state).to_have_attribute("data-state", "rejected")
    expect(page.state).to_contain_text(WHO)
    assert _served_atlas(address)["hash"] == before
    page.proposal.locator(".review-decide").get_by_role("button", name="Undo").click()
    expect(page.state).to_have_attribute("data-state", "undone")
    expect(page.proposal.get_by_role("button", name="Accept", exact=True)).to_be_visible()


def test_a_corridor_made_by_hand_with_the_words_marked_for_each_part(
    review: OpenReview, address: str
) -> None:
    page = review().give_text(BY_HAND, find=False).opened()
    page.proposal.get_by_label("Name", exact=True).fill("Timber by rail")
    page.proposal.get_by_label("Name", exact=True).press("Enter")
    expect(page.proposal.locator(".details-title")).to_have_text("Timber by rail")
    told = "trains carry timber from Brest to Gomel"
    for name, found in (("Brest", "Belarus"), ("Gomel", "Belarus")):
        page.mark(page.add_stop(name, found), "Mark the words", told)
    leg = page.unfold(page.proposal.locator(".review-legs .review-item").first)
    page.mark(leg, "Mark the words: the leg", told)
    leg.get_by_label("Add: Mode").select_option("rail")
    leg.get_by_role("button", name="Same words as the leg: Mode").click()
    expect(page.needed.filter(has_text="publish")).to_have_count(1)
    page.proposal.get_by_role("button", name="Accept", exact=True).click()
    expect(page.proposal.locator(".review-message-head")).to_contain_text("cannot be accepted yet")
    page.needed.filter(has_text="publish").get_by_role("button", name="Go there").click()
    publisher = page.root.locator(".review-article-head").get_by_label("Publisher")
    publisher.fill("The Railway Paper")
    publisher.press("Enter")
    expect(page.needed.filter(has_text="publish")).to_have_count(0)
    page.proposal.get_by_label("The source is").select_option("B")
    page.proposal.get_by_label("What it says is").select_option("2")
    page.accept()
    atlas = _served_atlas(address)
    (corridor,) = (one for one in atlas["corridors"] if one["name"] == "Timber by rail")
    (made,) = corridor["legs"]
    claim = atlas["claims"][made["mode"][0]]
    assert (claim["value"], claim["quote"]) == ("rail", told)
    assert claim["grade"] == "B2"


def test_a_drawn_line_is_asked_for_its_words(review: OpenReview) -> None:
    page = review().give_line("<img src=x>.kml", LINE.encode()).opened()
    expect(page.proposal.locator(".review-stops .review-item")).to_have_count(2)
    expect(page.needed.filter(has_text="rests on nothing").first).to_be_visible()
    expect(page.proposal.locator(".review-history")).to_contain_text("<img src=x>.kml")
    room = page.root.locator(".review-pane-text")
    expect(room).to_contain_text("No text to quote from yet")
    page.proposal.get_by_role("button", name="Accept", exact=True).click()
    expect(page.proposal.locator(".review-message-head")).to_contain_text("cannot be accepted yet")
    room.get_by_role("textbox", name="The article’s text").fill(
        "Goods go from Minsk to Gomel by rail."
    )
    room.get_by_role("button", name="Quote from this").click()
    expect(page.text).to_contain_text("Goods go from Minsk")
    stop = page.unfold(page.proposal.locator(".review-stops .review-item").first)
    before = page.needed.count()
    page.mark(stop, "Mark the words", "from Minsk to Gomel")
    expect(page.needed).to_have_count(
        before
    )  # one less, and the publisher of the text is asked for


def test_whatever_a_text_says_it_is_only_read(review: OpenReview) -> None:
    page = review(who=HOSTILE["image"]).give_text("\n".join(HOSTILE.values()), find=False).opened()
    for text in HOSTILE.values():
        expect(page.text).to_contain_text(text.splitlines()[0].strip()[:60])
    for kinds in (("script-end", "attribute", "dollar"), ("braces", "comment", "right-to-left")):
        text = " ".join(HOSTILE[kind] for kind in kinds)
        name = page.proposal.get_by_label("Name", exact=True)
        name.fill(text)
        name.press("Enter")
        expect(page.proposal.locator(".details-title")).to_contain_text(text)
    expect(page.proposal.locator(".review-history")).to_contain_text(f"{HOSTILE['image']} mended")
    assert page.page.evaluate("() => window.hurt") is None
    foreign = "img, iframe, object, embed, script, style, base, form, meta"
    assert page.root.locator(foreign).count() == 0


def test_a_mark_and_its_stop_light_up_together_by_keyboard(
    review: OpenReview,
) -> None:
    page = review().give_text(_seed(), find=True).opened()
    first = page.text.locator("[data-begins][tabindex='0']")
    first.focus()
    page.page.keyboard.press("End")
    page.page.keyboard.press("Home")
    ref = first.get_attribute("data-ref")
    expect(page.proposal.locator(f"[data-ref='{ref}'].is-lit")).to_have_count(1)
    page.page.keyboard.press("Enter")
    opened = page.proposal.locator(f"[data-ref='{ref}'] > details[open]")
    expect(opened).to_have_count(1)
    item = page.proposal.locator(".review-legs .review-item").first
    item.hover()
    expect(page.text.locator(".mark.is-lit").first).to_be_visible()


def test_words_are_marked_by_keyboard_alone(review: OpenReview) -> None:
    page = review().give_text(BY_HAND, find=False).opened()
    stop = page.add_stop("Brest", "Belarus")
    stop.get_by_role("button", name="Mark the words").first.press("Enter")
    expect(page.text).to_be_focused()
    page.page.keyboard.press("Control+Home")
    for _ in range(2):
        page.page.keyboard.press("Control+Shift+ArrowRight")
    page.page.keyboard.press("x")
    expect(page.text).to_contain_text("A new line for timber")
    expect(page.root.locator(".review-chosen")).to_contain_text("“A new”")
    page.page.keyboard.press("Enter")
    expect(stop.locator("blockquote")).to_have_text("“A new”")


def test_the_map_links_to_the_review_and_keeps_its_own_link(
    review: OpenReview, address: str
) -> None:
    page = review().page
    link = "/?c=northern-sea-route#map=3/70/90"
    page.goto(f"{address}{link}")
    seen = MapPage(page).ready()
    seen.wait_for_address(link)
    seen.root.get_by_role("link", name="Add from an article").click()
    ReviewPage(page).ready()
    page.go_back()
    MapPage(page).ready()
    assert page.url.endswith(link)
