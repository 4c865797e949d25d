"""The review page in its harder states: a changed article, a machine that fails, no mouse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import findings_by_day_and_night
from tests.browser.review_desk import ADDRESS, CALLED, ENDING, OPENING, STORY, WEEKLY, ReviewDesk
from tests.browser.review_page import SLOW_MS, OpenReview, ReviewPage, open_reviews
from tests.browser.serving import SIZE, free_port, start_python, until_stopped
from tests.browser.test_reach import FOCUS, NARROW, SKIP_LINK, STREAMLITS
from tests.unit.test_proposing import Stub, corridor, leg, said, sent, started

APP = Path(__file__).parent / "archived_app.py"
REWORDED = "Forty wagons leave Brest every Monday evening, according to the plan."
CHANGED = f"Timber by rail\n{OPENING}\n{REWORDED}\n{ENDING}\n"
FRUIT = "From Minsk the apples go by rail to Baku.\n"


class Served(NamedTuple):
    """An app, and the services that it may ask: a language model and a web archive."""

    address: str
    model: Stub
    archive: Stub


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a store of its own, with a model and an archive on this machine."""
    port = free_port()
    with started() as model, started() as archive, pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "CORRIDORS_STORE": str(tmp_path_factory.mktemp("store")),
            "CORRIDORS_LLM_MODEL": "stub-1",
            "CORRIDORS_LLM_URL": model.url,
            "CORRIDORS_WEB_ARCHIVE": "wayback",
            "CORRIDORS_WEB_ARCHIVE_URL": f"http://archive.test:{archive.server_address[1]}",
        }.items():
            patch.setenv(name, value)
        patch.delenv("CORRIDORS_DATABASE_URL", raising=False)
        options = [f"--server.port={port}", "--server.headless=true"]
        with until_stopped(
            start_python(["-m", "streamlit", "run", str(APP), *options], port)
        ) as at:
            yield Served(at, model, archive)


@pytest.fixture
def review(browser: Browser, served: Served) -> Iterator[OpenReview]:
    """Opens the review page; it must not log an error or call a stranger."""
    with open_reviews(browser, served.address) as opened:
        yield opened


@pytest.fixture
def desk(served: Served) -> ReviewDesk:
    """The same desk, asked without a page."""
    return ReviewDesk(served.address)


def test_of_an_article_that_has_changed_each_accepted_quote_is_told_and_none_is_moved(
    review: OpenReview, desk: ReviewDesk
) -> None:
    first = desk.give(STORY, url=ADDRESS)
    accepted = desk.draft_story("Timber by rail", first)
    before = desk.decide(accepted, "accept")
    page = review()
    page.unfold(page.root.locator(".review-give"), "About the article")
    page.root.get_by_label("Its address", exact=True).fill(ADDRESS)
    page.give_text(CHANGED, find=False).opened()
    box = page.root.locator(".review-message-again")
    expect(box).to_contain_text("This article has changed since it was given before.")
    expect(box).to_contain_text("2 unchanged, 1 moved, 1 reworded, 1 lost")
    page.unfold(box, "Show these words")
    for state, quote in (("moved", ENDING), ("reworded", WEEKLY), ("lost", CALLED)):
        expect(box.locator(f"[data-state={state}]")).to_contain_text(quote)
    reworded = box.locator("[data-state=reworded]")
    expect(reworded).to_contain_text(f"Nearest now: “{REWORDED}”")
    reworded.get_by_role("button", name="Show where").click()
    expect(page.text.locator(".is-shown")).to_have_text([REWORDED])
    expect(page.text.locator("mark[data-ref]")).to_have_count(0)
    box.get_by_role("link", name="Timber by rail").first.click()
    expect(page.state).to_have_attribute("data-state", "accepted")
    expect(page.text).to_contain_text(CALLED)
    expect(box).to_contain_text("given again later, with other words")
    expect(box).to_contain_text("2 unchanged, 1 moved, 1 reworded, 1 lost")
    assert desk.reviewed(accepted)["draft"] == before["draft"]


def test_whatever_may_be_mended_can_be_mended_on_the_page(
    review: OpenReview, desk: ReviewDesk
) -> None:
    proposal = desk.draft_story("Mended", desk.give(f"{STORY}Mended.\n"))
    page = review(f"#p={proposal}")
    names = page.unfold(page.proposal.locator(".review-corridor"), "Words that name it")
    names.get_by_label("Other names").fill("Sawdust Express; Timber Line")
    names.get_by_label("Other names").press("Enter")
    expect(names).to_contain_text("also: Sawdust Express; Timber Line")
    line = page.unfold(page.proposal.locator(".review-legs .review-item").first)
    line.get_by_label("Add: Status").select_option("suspended")
    line.get_by_label("Since when").fill("2025-03")
    line.get_by_label("Since when").press("Tab")
    line.get_by_label("Until when").fill("next year")
    line.get_by_label("Until when").press("Tab")
    wrong = page.proposal.get_by_role("alert")
    expect(wrong).to_contain_text("'next year' is not a date: write YYYY, YYYY-MM")
    line.get_by_label("Until when").fill("2025-06-30")
    line.get_by_label("Until when").press("Tab")
    expect(wrong).to_have_count(0)
    line.get_by_label("Add: Cargo").select_option("timber")
    page.unfold(line, "Add an operator")
    line.get_by_label("Name of an operator").fill("The Railway")
    line.get_by_role("button", name="Add", exact=True).click()
    line.get_by_label("What The Railway does").fill("carrier")
    line.get_by_label("What The Railway does").press("Tab")
    page.unfold(line, "Add a statement")
    line.get_by_label("What it speaks of").last.select_option("volume")
    line.get_by_label("What is told").last.fill("Forty wagons a week.")
    line.get_by_role("button", name="Add", exact=True).last.click()
    for near in ("Status", "Cargo", "The Railway", "Forty wagons"):
        line.get_by_role("button", name=f"Same words as the leg: {near}").click()
    page.unfold(names, "My own, with a reason")
    names.get_by_label("Your reason").first.fill("The railway told us so.")
    names.get_by_role("button", name="Give this reason").first.click()
    page.unfold(line, "Grade: as the whole")
    line.get_by_label("The source is").select_option("A")
    stop = page.unfold(page.proposal.locator(".review-stops .review-item").last)
    page.unfold(stop, "Grade: as the whole")
    stop.get_by_label("What it says is").select_option("2")
    expect(page.needed.filter(has_text="rests on nothing")).to_have_count(0)
    page.accept()
    draft = desk.reviewed(proposal)["draft"]
    (made,) = draft["legs"]
    assert [one["reason"] for one in draft["named"]] == [None, "The railway told us so."]
    assert draft["aliases"] == ["Sawdust Express", "Timber Line"]
    (status,) = made["statuses"]
    assert (status["date"], status["until"]) == ("2025-03", "2025-06-30")
    assert [one["value"] for one in made["cargo"]] == ["timber"]
    assert [(one["name"], one["role"]) for one in made["operators"]] == [("The Railway", "carrier")]
    told = [(one["topic"], one["value"]) for one in made["statements"]]
    assert told == [("volume", "Forty wagons a week.")]
    assert made["grade"] == {"source": "A", "information": 6}
    assert draft["stops"][1]["grade"] == {"source": "F", "information": 2}


def test_a_draft_is_drawn_on_its_ways_and_says_what_has_none(
    review: OpenReview, desk: ReviewDesk
) -> None:
    proposal = desk.draft_story("Drawn", desk.give(f"{STORY}Drawn.\n"))
    page = review(f"#p={proposal}")
    line = page.unfold(page.proposal.locator(".review-legs .review-item").first)
    expect(line).to_contain_text("the shortest over our network")
    way = desk.get(f"proposals/{proposal}/ways.json")["ways"]["s1-s2"]
    assert way["basis"] == "routed"
    assert len(way["line"]) > 10
    line.get_by_label("Mode: ").select_option("sea")
    expect(line).to_contain_text("No way over our network:")
    expect(line).to_contain_text("It is drawn straight.")


def test_a_language_model_is_asked_by_its_button_and_its_failure_loses_nothing(
    review: OpenReview, served: Served
) -> None:
    served.model.answer = said("no such thing as JSON")
    page = review().give_text(FRUIT, find=None)
    ask = page.root.get_by_role("button", name="Send it to the language model stub-1")
    ask.click()
    expect(page.root.get_by_role("alert")).to_contain_text("not of the form", timeout=SLOW_MS)
    expect(page.root.get_by_label("The article’s text")).to_have_value(FRUIT)
    quote = "From Minsk the apples go by rail to Baku"
    made = corridor(leg("Minsk", "Baku", quote, mode="rail", mode_quote="by rail"))
    served.model.answer = said({"corridors": [made]})
    ask.click()
    page.opened()
    expect(page.proposal.locator(".review-stops .review-item")).to_have_count(2)
    expect(page.proposal.locator(".review-history")).to_contain_text(
        "Proposed by a language model: stub-1"
    )
    expect(page.state).to_have_attribute("data-state", "open")


def test_a_web_archive_is_asked_by_its_buttons(
    review: OpenReview, desk: ReviewDesk, served: Served
) -> None:
    copy = f"http://archive.test:{served.archive.server_address[1]}/web/20260115092627/{ADDRESS}"
    served.archive.answer = sent(json.dumps({"archived_snapshots": {}}).encode())
    article = desk.give(f"{STORY}Archived.\n", url=ADDRESS)
    page = review(f"#p={desk.begin(article)}")
    about = page.unfold(page.root.locator(".review-article-head"), "About the article")
    about.get_by_role("button", name="Look for an archived copy").click()
    expect(page.proposal.get_by_role("alert")).to_contain_text("the archive has no copy of")
    about.get_by_role("button", name="Have a copy archived now").click()
    expect(page.proposal.get_by_role("alert")).to_contain_text("only for who has an account")
    closest = {"available": True, "status": "200", "url": copy}
    served.archive.answer = sent(json.dumps({"archived_snapshots": {"closest": closest}}).encode())
    about.get_by_role("button", name="Look for an archived copy").click()
    expect(about.get_by_label("Its address in an archive")).to_have_value(copy)
    assert desk.get(f"articles/{article}.json")["archive_url"] == copy


def test_a_review_needs_no_mouse(review: OpenReview, desk: ReviewDesk) -> None:
    proposal = desk.draft_story("By keyboard", desk.give(f"{STORY}By keyboard.\n"))
    page = review(f"#p={proposal}")
    keys = page.page.keyboard
    expect(page.proposal.locator(".details-title")).to_be_focused()
    for _ in range(30):
        keys.press("Tab")
        at = page.page.evaluate(FOCUS)
        if at["tag"] not in ("BODY", "MAIN") and at["name"] != SKIP_LINK:
            assert at["outlined"], at
            assert at["seen"], at
            assert at["name"], at
    stop = page.proposal.locator(".review-stops .review-item", has_text="Gomel")
    stop.locator("summary").first.press("Enter")
    stop.get_by_role("button", name="Up: Gomel").press("Enter")
    expect(page.proposal.locator(".review-stops .review-item").first).to_contain_text("Gomel")
    expect(stop.locator("summary").first).to_be_focused()  # the first stop cannot go up: its head
    history = page.proposal.locator(".review-history")
    expect(history).to_contain_text("stops in order: Brest, Gomel → Gomel, Brest")
    stop.get_by_role("button", name="Down: Gomel").press("Enter")
    page.unfold(stop, "Another place")
    stop.get_by_role("button", name="Or click it on the map").press("Enter")
    expect(page.root.locator(".review-placing")).to_be_visible()
    keys.press("Escape")
    expect(page.root.locator(".review-placing")).to_be_hidden()
    expect(stop.get_by_role("button", name="Or click it on the map")).to_be_focused()
    stop.get_by_role("button", name="Mark more words").press("Enter")
    expect(page.text).to_be_focused()
    keys.press("Escape")
    expect(stop.get_by_role("button", name="Mark more words")).to_be_focused()
    grade = page.proposal.get_by_label("The source is").last
    grade.focus()
    keys.press("ArrowUp")
    expect(page.proposal.get_by_role("button", name="Leave it ungraded")).to_be_visible()
    expect(grade).to_be_focused()
    page.proposal.get_by_role("button", name="Accept", exact=True).press("Enter")
    expect(page.on_map).to_be_visible(timeout=SLOW_MS)
    expect(page.proposal.locator(".details-title")).to_be_focused()


@pytest.mark.parametrize("size", [SIZE, NARROW])
def test_axe_finds_nothing_in_any_state_by_day_or_by_night(
    review: OpenReview, desk: ReviewDesk, size: tuple[int, int]
) -> None:
    text = f"{STORY}Seen at {size[0]}.\n"
    story = desk.draft_story("Axe", desk.give(text))
    bare = desk.begin(desk.give(f"{text}Bare.\n"))
    page = review(size=size, watched=False, reduced_motion="reduce")  # axe tries a style
    found = {"home": _findings(page)}
    _turn(page, f"#p={story}")
    page.unfold(page.proposal.locator(".review-stops .review-item").first)
    line = page.unfold(page.proposal.locator(".review-legs .review-item").first)
    expect(line).to_contain_text("the shortest over our network")
    found["draft"] = _findings(page)
    desk.decide(story, "reject")
    page.proposal.get_by_role("button", name="Accept", exact=True).click()
    expect(page.proposal.get_by_role("alert")).to_contain_text("Anna Reader")
    found["conflict"] = _findings(page)
    _turn(page, f"#p={bare}")
    page.proposal.get_by_role("button", name="Accept", exact=True).click()
    expect(page.proposal.get_by_role("alert")).to_contain_text("cannot be accepted yet")
    page.proposal.get_by_role("button", name="Show what is needed").click()
    expect(page.needed.first).to_be_in_viewport()
    found["objections"] = _findings(page)
    _turn(page, f"#p={bare}&a={_changed_article(desk, text)}")
    if size == NARROW:
        page.root.get_by_role("button", name="Text", exact=True).click()
    box = page.root.locator(".review-message-again")
    page.unfold(box, "Show these words")
    found["changed"] = _findings(page)
    assert {state: told for state, told in found.items() if told} == {}


def _changed_article(desk: ReviewDesk, text: str) -> str:
    """A later text of an article from which something was accepted."""
    address = f"{ADDRESS}?{len(text)}"
    accepted = desk.draft_story("Changed", desk.give(f"{text}Changed.\n", url=address))
    desk.decide(accepted, "accept")
    return desk.give(f"{CHANGED}{text.splitlines()[-1]}\n", url=address)


def _turn(page: ReviewPage, link: str) -> None:
    """Go to another proposal, or another text, on the open page."""
    page.page.evaluate("(link) => { location.hash = link; }", link)
    page.opened()


def _findings(page: ReviewPage) -> list[str]:
    found = findings_by_day_and_night(page.page, page.root)
    return [one for one in found if STREAMLITS not in one]
