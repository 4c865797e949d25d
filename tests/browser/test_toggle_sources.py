"""A reader switches sources and corridors on and off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from corridors.atlas import Atlas
from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
VIEW = "#map=5/52/35"


def _legs_resting_only_on(document: Mapping[str, Any], source: str) -> set[str]:
    claims = document["claims"]
    return {
        f"{corridor['id']}.{leg['id']}"
        for corridor in document["corridors"]
        for leg in corridor["legs"]
        if {claims[c]["source"] for c in leg["stated"]} == {source}
    }


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("britpanorama-2025-12-04", "Brit Panorama"),
        ("editor-corridor-atlas", "Corridor Atlas"),
    ],
)
def test_a_source_switched_off_takes_exactly_the_legs_that_only_it_supports(
    open_map: Open, atlas: Atlas, source: str, label: str
) -> None:
    page = open_map(VIEW)
    page.page.evaluate("() => { window.sameMap = window.atlasHost.firstElementChild; }")
    before, position = page.visible(), page.position()
    page.source_row(label).locator("input[type=checkbox]").first.click()
    after = page.visible()
    gone = {item for item in before - after if "." in item}
    assert gone == _legs_resting_only_on(atlas.document, source) & before
    assert gone
    assert page.position() == position
    assert page.page.evaluate("() => window.sameMap === window.atlasHost.firstElementChild")
    page.wait_for_address(f"?off={source}{VIEW}")
    page.source_row(label).locator("input[type=checkbox]").first.click()
    assert page.visible() == before


def test_only_this_one_leaves_one_corridor_and_all_on_brings_the_rest_back(open_map: Open) -> None:
    page = open_map(VIEW)
    before = page.visible()
    page.root.get_by_role("button", name="Only Northern Sea Route").click()
    assert {item.split(".")[0].split("/")[0] for item in page.visible()} == {"northern-sea-route"}
    page.wait_for_address(f"?c=northern-sea-route{VIEW}")
    page.root.get_by_role("button", name="All on").first.click()
    assert page.visible() == before


def test_modes_pass_the_legs_that_have_them(open_map: Open, atlas: Atlas) -> None:
    visible = open_map(f"?mode=sea{VIEW}").visible()
    claims = atlas.document["claims"]
    sea = {
        f"{corridor['id']}.{leg['id']}"
        for corridor in atlas.document["corridors"]
        for leg in corridor["legs"]
        if any(claims[c]["value"] == "sea" for c in leg["mode"])
    }
    assert visible <= sea
    assert "kolyadichi-novorossiysk-gebze.novorossiysk-gebze" in visible
