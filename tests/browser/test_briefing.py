"""An analyst has a briefing made in the app, with a judgement, a marking and call-outs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from corridors.atlas import build_atlas
from corridors.dates import PartialDate
from corridors.routing.ways import find_ways
from corridors.sources import describe_date
from corridors.wording import THIN_SPACE, days_figures, number_text, term, when_text
from tests.browser.axe import findings_by_day_and_night
from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script, small_atlas
from tests.browser.serving import new_context, serve_app
from tests.hostile import HOSTILE
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld
from tests.unit.test_briefing_files import closed_up, read, read_pdf

STREAMLITS = "st-emotion-cache"  # what axe finds there is not ours
JUDGEMENT = f"The ferry is the only way. {HOSTILE['image']}"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an app with a small atlas and a store of its own: a briefing pins its link."""
    monkeypatch.setenv("CORRIDORS_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("CORRIDORS_DATABASE_URL", raising=False)
    catalog = SmallWorld(tmp_path / "world").load()
    atlas = build_atlas(catalog, ways=find_ways(catalog, straight_ways()))
    file = tmp_path / "atlas.json"
    file.write_bytes(atlas.as_bytes)
    with serve_app("", "--atlas", str(file)) as address:
        yield address


def test_a_briefing_is_made_of_the_view_with_what_the_analyst_writes(
    browser: Browser, app: str
) -> None:
    context = new_context(browser)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{app}/?asof=2025-06-01#map=5/41/31")
    seen = MapPage(page).ready()
    seen.root.get_by_role("button", name="Take along").click()
    seen.root.get_by_role("button", name="Make a briefing…").click()
    form = seen.root.get_by_role("dialog", name="Briefing")
    form.get_by_label("Judgement, in one sentence").fill(JUDGEMENT)
    form.get_by_label("Marking on every page").select_option("in your own words")
    form.get_by_label("Marking in your own words").fill("For the desk only")
    _put_callouts(seen, form)
    expect(form.get_by_label("Judgement, in one sentence")).to_have_value(JUDGEMENT)
    found = findings_by_day_and_night(page, seen.root)
    assert [one for one in found if STREAMLITS not in one] == []
    (pdf, document) = (_made(page, form, name) for name in ("PDF", "Word"))
    pages = [closed_up(one) for one in read_pdf(pdf)]
    for text in (JUDGEMENT, "As of 1 June 2025", "Aport – Beport", "pin="):
        assert closed_up(text) in pages[0]
    assert [one.count("Forthedeskonly") for one in pages] == [2] * len(pages)
    assert closed_up(JUDGEMENT) in closed_up(read("docx", document))
    assert faults == []
    context.close()


def _put_callouts(seen: MapPage, form: Locator) -> None:
    """One at a place of the map, one at a point that is clicked; each may be taken away again."""
    text = form.get_by_label("Text of the call-out")
    where = form.get_by_label("Where the call-out points")
    for words in ("Ice in winter", "A slip of the pen"):
        text.fill(words)
        where.select_option(label="Beport")
        form.get_by_role("button", name="Add").click()
    form.get_by_role("button", name="Take away: A slip of the pen").click()
    text.fill("Open water")
    where.select_option(label="a point of the map …")
    form.get_by_role("button", name="Add").click()
    expect(form).to_be_hidden()
    expect(seen.root.locator(".briefing-hint")).to_contain_text("“Open water”")
    seen.root.locator(".map").click(position={"x": 300, "y": 200})
    expect(form.get_by_role("listitem")).to_have_text(["Ice in winter×", "Open water×"])


def _made(page: Page, form: Locator, name: str) -> bytes:
    with page.expect_download() as started:
        form.get_by_role("button", name=name, exact=True).click()
        said = re.compile(rf"^{name} is made: \d+ kB\.$")
        expect(form.get_by_role("status")).to_have_text(said, timeout=30_000)
    return Path(started.value.path()).read_bytes()


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """A page from which the script's modules can be imported."""
    with serve_script(small_atlas()) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def test_figures_dates_and_words_are_the_same_on_paper_as_on_screen(script: Page) -> None:
    numbers = [0.5, 999, 9999, 10_000, -1234567.5]
    spans = [[2.1, 4.9], [0.44, 0.96], [4.5, 12.7], [16.2, 25.8], [3.0, 3.0]]
    dates = ["2025-12-04", "2025-11", "2025-Q1", "2025", "2014/2017"]
    words = [["mode", "not-stated"], ["status", "not-known"], ["cargo", "lcl"], ["node", "class"]]
    shown = script.evaluate(
        """async ({ numbers, spans, dates, words }) => {
          const { makeT, makeTerms, numberText } = await import("/script/words.js");
          const { daysText } = await import("/script/measures.js");
          const { whenText } = await import("/script/when.js");
          const t = makeT({});
          const terms = makeTerms(t);
          return {
            numbers: numbers.map(numberText), days: spans.map((span) => daysText(t, span)),
            dates: dates.map((date) => whenText(t, date)), words: words.map((one) => terms(...one)),
          };
        }""",
        {"numbers": numbers, "spans": spans, "dates": dates, "words": words},
    )
    printed: dict[str, Any] = {
        "numbers": [number_text(one).replace(THIN_SPACE, "\u2009") for one in numbers],
        "dates": [when_text(describe_date(PartialDate.parse(one))) for one in dates],
        "words": [term(*one) for one in words],
    }
    assert {key: shown[key] for key in printed} == printed
    figures = [days_figures((low, high)) for low, high in spans]
    assert [re.sub(r"^about | days$", "", one) for one in shown["days"]] == figures
