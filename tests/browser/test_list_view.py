"""A reader works with the list: the same view as the map, as tables."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script, small_atlas

Open = Callable[..., MapPage]
SEA_LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
MANY = 700


def show_list(page: MapPage) -> Locator:
    """Turn to the list; its rows."""
    page.root.get_by_role("button", name="List", exact=True).click()
    return rows_of(page.root)


def rows_of(root: Locator | Page) -> Locator:
    """The rows of the table that is shown."""
    return root.locator(".list tbody tr")


def ids(rows: Locator) -> list[str]:
    """What each row stands for."""
    found: list[str] = rows.evaluate_all("(rows) => rows.map((row) => row.dataset.id)")
    return found


def column(page: MapPage, key: str) -> list[str]:
    """The texts of one column, from top to bottom."""
    texts: list[str] = page.root.locator(".list table").evaluate(
        """(table, key) => {
          const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.dataset.key === key);
          return [...table.tBodies[0].rows].map((row) => row.cells[at].textContent);
        }""",
        key,
    )
    return texts


LINKS = (
    "",
    "?mode=sea",
    "?status=announced,not-stated",
    "?asof=2025-06-30",
    "?asof=2026-06-30",
    "?off=britpanorama-2025-12-04",
    "?c=northern-sea-route,eu-border-crossings",
)


def test_the_list_has_exactly_what_is_on_the_map(open_map: Open) -> None:
    page = open_map()
    rows = show_list(page)
    seen = set()
    for link in LINKS:
        page.follow(link)
        listed = ids(rows)
        assert set(listed) == page.visible(), link
        assert len(listed) == len(set(listed)), link
        seen.add(frozenset(listed))
    assert len(seen) == len(LINKS)  # each link shows something else


def test_the_list_follows_a_source_that_is_switched(open_map: Open) -> None:
    page = open_map("#map=5/52/35")
    rows = show_list(page)
    before = rows.count()
    page.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    expect(rows).not_to_have_count(before)
    assert set(ids(rows)) == page.visible()
    page.set_date("2024-12-31")
    page.wait_for_address("?off=britpanorama-2025-12-04&asof=2024-12-31#map=5/52/35")
    assert set(ids(rows)) == page.visible()


def test_a_leg_says_all_that_the_map_shows_of_it(open_map: Open) -> None:
    page = open_map()
    rows = show_list(page)
    row = rows.and_(page.page.locator(f"[data-id='{SEA_LEG}']"))
    for text in (
        *("Novorossiysk", "Gebze", "one way", "Kolyadichi–Gebze", "sea", "containers"),
        *("Announced", "container trains", "reported on 4 December 2025"),
        *("Beltamozhservice", "quoted", re.compile("schematic|assumed path")),
        *(re.compile(r"\d{3} km"), re.compile(r"\d{3} nmi"), re.compile(r"\d–\d.* days")),
    ):
        expect(row).to_contain_text(text)


def test_corridors_are_counted_as_the_map_counts_them(open_map: Open) -> None:
    page = open_map("?mode=rail")
    show_list(page)
    page.root.locator(".list").get_by_role("button", name="Corridors").click()
    shown = dict(zip(ids(rows_of(page.root)), column(page, "shown"), strict=True))
    counts: dict[str, int] = {}
    for item in page.visible():
        corridor = item.split(".")[0].split("/")[0]
        counts[corridor] = counts.get(corridor, 0) + 1
    assert {corridor: int(count) for corridor, count in shown.items()} == counts


def test_places_are_those_of_the_map(open_map: Open) -> None:
    page = open_map("?c=belt-and-road")
    show_list(page)
    page.root.locator(".list").get_by_role("button", name="Places").click()
    assert set(ids(rows_of(page.root))) == set(page.inspect()["nodes"])
    assert "break of gauge" in " ".join(column(page, "signs"))


def test_a_heading_sorts_up_then_down_then_as_the_atlas_has_it(open_map: Open) -> None:
    page = open_map("?c=northern-sea-route,belt-and-road")
    rows = show_list(page)
    as_given = ids(rows)
    head = page.root.locator("th[data-key=corridor]")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert column(page, "corridor") == sorted(column(page, "corridor"))
    assert column(page, "corridor")[0] == "Belt and Road by rail"
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(page, "corridor")[0] == "Northern Sea Route"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert ids(rows) == as_given


def test_ways_sort_by_their_length_and_what_has_none_comes_last(open_map: Open) -> None:
    page = open_map()
    show_list(page)
    page.root.locator("th[data-key=length]").get_by_role("button").click()
    texts = [text.split(" km")[0].replace("\u2009", "") for text in column(page, "length")]
    lengths = [float(text) for text in texts if text]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) > 3
    assert not any(texts[len(lengths) :])


def test_numbers_sort_as_numbers_and_a_status_in_its_own_order(open_map: Open) -> None:
    page = open_map()
    show_list(page)
    page.root.locator("th[data-key=sources]").get_by_role("button").click()
    numbers = [int(text) for text in column(page, "sources")]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 2
    page.root.locator("th[data-key=status]").get_by_role("button").click()
    expect(page.root.locator("th[aria-sort]")).to_have_count(1)
    leads = page.inspect()["leads"]
    order = ["proposed", "announced", "trial", "operating", "constrained", "suspended", "closed"]
    order += ["abandoned", "not-stated", "not-known"]
    places = [order.index(leads[item]) for item in ids(rows_of(page.root))]
    assert places == sorted(places)
    assert len(set(places)) > 3


def test_a_row_opens_the_same_details_as_the_leg_on_the_map(open_map: Open) -> None:
    first = open_map(f"#sel={SEA_LEG}")
    checked = re.compile("Claims checked", re.IGNORECASE)  # comes when the browser is idle
    expect(first.details).to_contain_text(checked)
    on_the_map = first.details.inner_text()
    page = open_map()
    rows = show_list(page)
    row = rows.and_(page.page.locator(f"[data-id='{SEA_LEG}']"))
    row.locator("td").nth(1).click()
    page.wait_for_address(f"sel={SEA_LEG}")
    expect(page.details).to_contain_text(checked)
    assert page.details.inner_text() == on_the_map
    expect(row).to_have_attribute("aria-current", "true")
    expect(page.root.locator(".list tr[aria-current]")).to_have_count(1)


def test_turning_to_the_map_and_back_keeps_both_as_they_were(open_map: Open) -> None:
    page = open_map("#map=5/52/35")
    show_list(page)
    page.root.locator("th[data-key=to]").get_by_role("button").click()
    sorted_ids = ids(rows_of(page.root))
    page.root.get_by_role("button", name="Map", exact=True).click()
    expect(page.root.locator(".list")).to_be_hidden()
    assert page.position() == [5, 52, 35]
    page.root.get_by_role("button", name="List", exact=True).click()
    assert ids(rows_of(page.root)) == sorted_ids


def test_what_is_selected_elsewhere_is_brought_into_sight(open_map: Open) -> None:
    page = open_map()
    rows = show_list(page)
    last = ids(rows)[-1]
    page.root.locator(".search-input").fill("novorossiysk gebze")
    page.root.locator(f"[role=option][data-id='{SEA_LEG}']").click()
    page.wait_for_address(f"sel={SEA_LEG}")
    expect(rows.and_(page.page.locator("[aria-current]"))).to_be_in_viewport()
    page.page.evaluate("(id) => { location.hash = `#sel=${id}`; }", last)
    expect(rows.and_(page.page.locator(f"[data-id='{last}']"))).to_be_in_viewport()


def test_the_list_is_read_by_keyboard_alone(open_map: Open) -> None:
    page = open_map()
    keyboard = page.page.keyboard
    page.root.get_by_role("button", name="List", exact=True).focus()
    keyboard.press("Enter")
    head = page.root.locator("th[data-key=from]").get_by_role("button")
    head.focus()
    keyboard.press("Enter")
    expect(head).to_be_focused()
    picks = page.root.locator(".list tbody button")
    first = ids(rows_of(page.root))[0]
    picks.first.focus()
    keyboard.press("Enter")
    page.wait_for_address(f"sel={first}")
    expect(page.details.locator(".details-title")).to_be_focused()
    keyboard.press("Escape")
    expect(page.details).to_be_hidden()
    expect(picks.first).to_be_focused()


def test_an_empty_list_says_so(open_map: Open) -> None:
    page = open_map("?c=")
    expect(show_list(page)).to_have_count(0)
    expect(page.root.locator(".list")).to_contain_text("Nothing is on the map")


def test_the_downloads_carry_the_present_view(open_map: Open) -> None:
    page = open_map("?mode=sea#map=4/50/40")
    show_list(page)
    for name in ("CSV", "GeoJSON"):
        link = page.root.get_by_role("link", name=f"Download these legs as {name}")
        assert (link.get_attribute("href") or "").endswith("?mode=sea")
    page.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    page.wait_for_address("?off=britpanorama-2025-12-04&mode=sea#map=4/50/40")
    href = page.root.get_by_role("link", name="Download these legs as CSV").get_attribute("href")
    assert (href or "").endswith("?off=britpanorama-2025-12-04&mode=sea")


def test_the_downloads_answer_with_the_legs_of_the_view(open_map: Open) -> None:
    page = open_map("?c=suez-red-sea")
    legs = ids(show_list(page))
    link = page.root.get_by_role("link", name="Download these legs as CSV")
    with page.page.expect_download() as waiting:
        link.click()
    text = waiting.value.path().read_text("utf-8")
    for leg in legs:
        assert leg in text
    assert "northern-sea-route" not in text


def test_on_a_narrow_screen_a_row_can_be_taken(open_map: Open) -> None:
    page = open_map()
    page.page.set_viewport_size({"width": 390, "height": 844})
    rows = show_list(page)
    row = rows.and_(page.page.locator(f"[data-id='{SEA_LEG}']"))
    row.get_by_role("button").click()
    page.wait_for_address(f"sel={SEA_LEG}")
    expect(page.details).to_be_visible()
    expect(row.get_by_role("button")).to_be_in_viewport()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def _many() -> dict[str, Any]:
    """The small atlas with its first corridor many times over."""
    atlas = small_atlas()
    south = atlas["corridors"][0]
    atlas["corridors"] = [
        {**copy.deepcopy(south), "id": f"south-{number}", "short": f"South {number}", "was": []}
        for number in range(MANY)
    ]
    return atlas


@pytest.fixture(scope="module")
def many(browser: Browser) -> Iterator[Page]:
    """A page with hundreds of legs, turned to the list; its host gives no downloads."""
    with serve_script(_many()) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.get_by_role("button", name="List", exact=True).click()
        yield page
        page.close()


def test_hundreds_of_legs_are_shown_a_page_at_a_time(many: Page) -> None:
    rows = rows_of(many)
    expect(many.locator(".pager")).to_contain_text(f"Rows 1–100 of {MANY}")
    first = ids(rows)
    many.get_by_role("button", name="Next rows").click()
    expect(many.locator(".pager")).to_contain_text(f"Rows 101–200 of {MANY}")
    assert not set(first) & set(ids(rows))
    many.evaluate("location.hash = '#sel=south-650.rail'")
    expect(rows.and_(many.locator("[aria-current]"))).to_be_in_viewport()
    expect(many.locator(".pager")).to_contain_text(f"Rows 601–700 of {MANY}")


def test_where_the_host_gives_no_downloads_none_are_offered(many: Page) -> None:
    expect(many.locator(".list")).to_be_visible()
    expect(many.get_by_role("link", name="Download")).to_have_count(0)
