"""A reader without a mouse, with a screen reader, a small screen, large text, or a finger."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from corridors.atlas import Atlas
from corridors.mapview.page import write_page
from tests.browser.axe import findings, findings_by_day_and_night
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context

Open = Callable[..., MapPage]
LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
WIDE, NARROW, NARROWEST = (1440, 900), (390, 844), (320, 480)
VIEWS: dict[str, tuple[tuple[int, int], str, str | None]] = {
    "the map": (WIDE, "", None),
    "a leg's details": (WIDE, f"#sel={LEG}", None),
    "a place's details": (WIDE, "#sel=node/novorossiysk", None),
    "an actor's details": (WIDE, "#sel=actor/beltamozhservice", None),
    "a closure": (WIDE, "?close=suez#sel=suez-red-sea.port-said-mumbai", None),
    "the list": (WIDE, "", "List"),
    "the narrow list": (NARROW, "", "List"),
    "messages": (WIDE, "?c=nothing&mode=what&off=nobody", None),
    "an empty map": (WIDE, "?asof=1950-01-01", None),
    "the question for tiles": (WIDE, "?base=opentopomap", None),
    "a narrow map": (NARROW, "", None),
    "the narrow sheet": (NARROW, f"#sel={LEG}", None),
    "the narrow filters": (NARROW, "", "Filters"),
    "large text": (NARROWEST, f"#sel={LEG}", None),
}
# Streamlit's own link to the main content stands outside every landmark.
STREAMLITS = "st-emotion-cache"
SKIP_LINK = "Skip to main content"
FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const label = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 2);
  const top = at.getRootNode().elementFromPoint(x, y);
  return {
    name: (label ?? "").trim().slice(0, 60), tag: at.tagName,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    seen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
      && (at.contains(top) || top?.contains(at) || at.labels?.[0]?.contains(top)),
  };
}"""


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_by_day_or_by_night_in(open_unwatched: Open, view: str) -> None:
    size, link, button = VIEWS[view]
    page = open_unwatched(link, size, reduced_motion="reduce")
    if button:
        page.root.get_by_role("button", name=button, exact=True).click()
    found = findings_by_day_and_night(page.page, page.root)
    assert [one for one in found if STREAMLITS not in one] == []


def test_night_is_darker_than_day(open_map: Open) -> None:
    page = open_map(color_scheme="light")
    grounds = {}
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        expect(page.root).to_have_attribute("data-theme", scheme)
        color = page.root.evaluate("element => getComputedStyle(element).backgroundColor")
        grounds[scheme] = sum(int(part) for part in re.findall(r"\d+", color)[:3])
    assert grounds["dark"] < 200 < 600 < grounds["light"]


def test_axe_finds_nothing_while_searching(open_unwatched: Open) -> None:
    page = open_unwatched()
    page.root.get_by_role("combobox", name="Search").first.fill("Gebze")
    found = page.root.get_by_role("listbox").get_by_role("option", name="Gebze")
    expect(found.first).to_be_visible()
    assert [one for one in findings(page.page) if STREAMLITS not in one] == []


def test_axe_finds_nothing_in_the_exported_file(
    context: BrowserContext, tmp_path: Path, atlas: Atlas
) -> None:
    path = tmp_path / "atlas.html"
    path.write_text(write_page(atlas, link="", strings={}, title="Atlas"), encoding="utf-8")
    page = context.new_page()
    page.goto(f"{path.as_uri()}#sel={LEG}")
    MapPage(page).ready()
    assert findings(page) == []


@pytest.mark.parametrize(("size", "link"), [(WIDE, f"#sel={LEG}"), (NARROW, f"#sel={LEG}")])
def test_what_has_the_focus_is_seen_and_marked(
    open_map: Open, size: tuple[int, int], link: str
) -> None:
    page = open_map(link, size)
    names = set()
    for _ in range(70):
        page.page.keyboard.press("Tab")
        at = page.page.evaluate(FOCUS)
        if at["tag"] == "BODY" or at["name"] == SKIP_LINK:
            continue
        assert at["name"] or at["tag"] == "MAIN", at  # the skip link's target, Streamlit's own
        assert at["outlined"], at
        assert at["seen"], at
        names.add(at["name"])
    assert len(names) > 10


def test_the_filters_that_cover_a_narrow_map_keep_the_focus_to_themselves(open_map: Open) -> None:
    page = open_map(size=NARROW)
    page.root.get_by_role("button", name="Filters").press("Enter")
    for _ in range(12):
        page.page.keyboard.press("Shift+Tab")
        at = page.page.evaluate(FOCUS)
        assert at["seen"] or at["tag"] == "BODY" or at["name"] == SKIP_LINK, at
    page.root.get_by_role("button", name="Done").press("Enter")
    assert page.focused() == ("button", "Filters")


def test_a_screen_reader_hears_how_many_legs_a_change_leaves(open_map: Open) -> None:
    page = open_map()
    page.root.get_by_role("checkbox", name="Northern Sea Route", exact=True).press("Space")
    left = len(page.visible())
    expect(page.root.locator(".announcement")).to_have_text(f"{left} legs on the map")
    assert page.root.locator(".announcement").get_attribute("role") == "status"


def test_regions_and_headings_have_names_in_order(open_map: Open) -> None:
    page = open_map(f"#sel={LEG}")
    expect(page.root.get_by_role("application", name="Map of corridors")).to_be_visible()
    expect(page.root.get_by_role("complementary", name="Filters")).to_be_visible()
    expect(page.root.get_by_role("complementary", name="Details")).to_be_visible()
    levels = page.root.evaluate(
        """(root) => [...root.querySelectorAll("h1, h2, h3, h4")]
          .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_says_its_title_and_its_language(open_map: Open) -> None:
    page = open_map("?lang=xx").page  # nobody has translated it: the texts are English
    assert page.title() == "Corridor Atlas"
    assert page.evaluate("() => document.documentElement.lang") == "en"


def test_foreign_names_say_their_language(open_map: Open) -> None:
    page = open_map(f"#sel={LEG}")
    names = page.details.locator(".other-names [lang]").evaluate_all(
        "(all) => all.map((e) => e.lang)"
    )
    assert names
    assert all(names)
    quotes = page.details.locator("blockquote").evaluate_all("(all) => all.map((e) => e.lang)")
    assert quotes
    assert all(quotes)


def test_nothing_moves_for_who_asked_for_no_motion(open_map: Open) -> None:
    page = open_map("#map=4/45/33", reduced_motion="reduce")
    page.root.get_by_role("button", name="Zoom in").click()
    # With an animation the zoom would only be there some frames later.
    assert page.position()[0] == 5
    moving = page.root.evaluate(
        "(root) => root.getAnimations({ subtree: true }).map((one) => one.constructor.name)"
    )
    assert moving == []


@pytest.mark.parametrize("size", [NARROW, NARROWEST, (640, 450)])
def test_nothing_has_to_be_scrolled_sideways(open_map: Open, size: tuple[int, int]) -> None:
    page = open_map(f"#sel={LEG}", size)
    for scope in ("document.documentElement", "window.atlasHost"):
        wide = page.page.evaluate(f"() => {scope}.scrollWidth - {scope}.clientWidth")
        assert wide <= 0, scope
    cut = page.details.evaluate("(panel) => panel.scrollWidth - panel.clientWidth")
    assert cut <= 0


def test_a_finger_needs_to_come_near_a_leg_only(browser: Browser, served: str) -> None:
    size = {"width": NARROW[0], "height": NARROW[1]}
    context = new_context(browser, viewport=size, has_touch=True, is_mobile=True)
    bare = context.new_page()
    bare.goto(f"{served}/?c=kolyadichi-novorossiysk-gebze#map=6/42/33")
    page = MapPage(bare).ready()
    x, y = bare.evaluate("(id) => window.atlas.pointOn(id)", LEG)
    bare.touchscreen.tap(*_aside(bare, LEG, x, y, 40))
    bare.wait_for_load_state("networkidle")
    assert page.inspect()["selected"] is None
    bare.touchscreen.tap(*_aside(bare, LEG, x, y, 13))
    expect(page.details).to_be_visible()
    assert page.inspect()["selected"] == LEG
    context.close()


def _aside(page: Page, leg: str, x: float, y: float, distance: float) -> tuple[float, float]:
    """The point so many px to one side of a leg, square to it where it passes (x, y)."""
    line = page.evaluate("(id) => window.atlas.lineOnScreen(id)", leg)
    pairs = list(pairwise(line))
    (ax, ay), (bx, by) = min(
        pairs, key=lambda p: abs((p[0][0] + p[1][0]) / 2 - x) + abs((p[0][1] + p[1][1]) / 2 - y)
    )
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
    return x - (by - ay) / length * distance, y + (bx - ax) / length * distance
