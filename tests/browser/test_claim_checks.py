"""An analyst opens a claim check, moves what is assumed, and sees the verdict turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from corridors.atlas import Atlas
from corridors.checking.document import checks_of
from corridors.checking.evaluate import values_of, verdicts_of
from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script, small_atlas

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "check_vectors.json").read_text("utf-8")
)["vectors"]
_JUDGED = """async (asked) => {
  const { checkValues, checkVerdicts } = await import("/script/checksum.js");
  return asked.map(([check, own]) => [checkValues(check, own), checkVerdicts(check, own)]);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page from which the modules can be imported."""
    with serve_script(small_atlas()) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def _at_ends(check: dict[str, Any]) -> list[dict[str, float]]:
    """A reader's own figures: none, and each assumption at both of its ends."""
    moved = [one for one in check["inputs"] if one["low"] is not None]
    return [{}, *({one["id"]: one[end]} for one in moved for end in ("low", "high"))]


def test_python_and_the_script_judge_every_check_alike(page: Page, atlas: Atlas) -> None:
    asked = [[one["check"], one["own"]] for one in VECTORS]
    asked += [[check, own] for check in checks_of(atlas)["checks"] for own in _at_ends(check)]
    assert len(asked) > 40
    for (check, own), (values, verdicts) in zip(asked, page.evaluate(_JUDGED, asked), strict=True):
        assert values == values_of(check, own)
        assert verdicts == [
            {**one._asdict(), "hinges": [*one.hinges]} for one in verdicts_of(check, own)
        ]


def _verdict(sheet: Locator, baseline: str) -> Locator:
    return sheet.locator(".check-verdict", has_text=baseline).locator(".check-result")


def test_a_verdict_turns_with_the_assumption_that_it_names(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map("#sel=actor/beltamozhservice")
    page.details.get_by_role("button", name="listed shortly after the invasion").click()
    sheet = page.root.locator(".check-sheet")
    expect(sheet.locator("blockquote")).to_contain_text("included in EU and US sanctions lists")
    expect(sheet).to_contain_text("2022-06-03 − 2022-02-24")
    expect(_verdict(sheet, "EU list")).to_have_text("consistent")
    expect(_verdict(sheet, "US list")).to_have_text("inconsistent")
    slider = sheet.get_by_role("slider", name="shortly after")
    slider.fill(slider.get_attribute("min") or "")
    expect(_verdict(sheet, "EU list")).to_have_text("inconsistent")
    sheet.get_by_role("button", name="Back to the figures given").click()
    expect(_verdict(sheet, "EU list")).to_have_text("consistent")
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    page.follow("?off=britpanorama-2025-12-04#sel=actor/beltamozhservice")
    expect(page.details.locator(".checks")).to_be_hidden()
