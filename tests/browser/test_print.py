"""A reader prints the map: on paper it stands on one landscape page, legible in grey."""

from __future__ import annotations

import colorsys
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from corridors.atlas import Atlas
from corridors.mapview.page import write_page
from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
CORRIDOR = "#sel=kolyadichi-novorossiysk-gebze"
IN_THE_DETAILS = "Belarus has opened a new multimodal export route through Russia and Turkey"
MARGIN_PT = 28.3  # 10 mm
HUE_WITHIN = 0.04  # of a turn
VIVID = 60  # of 255, between the most and the least of red, green and blue


class Paper(NamedTuple):
    """What came out of the printer: the text of each page, and the map on the first of them."""

    texts: list[str]
    size: tuple[float, float]  # of a page, in pt
    map_box: tuple[float, float, float, float]  # left, bottom, right, top in pt
    map_rgb: Any  # rows × columns × 3, one row for each pt
    key_at: float  # where its first word begins, in pt from the left


def _print(page: MapPage, paper: str = "A4") -> Paper:
    """Print as a browser does, with its own beforeprint, layout and afterprint."""
    made = page.page.pdf(format=paper, landscape=True)
    with pdfium.PdfDocument(io.BytesIO(made)) as document:
        texts = [each.get_textpage().get_text_range() for each in document]
        first = document[0]
        images = first.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        box = max((_box_of(one) for one in images), key=_area, default=(0.0, 0.0, 0.0, 0.0))
        found = first.get_textpage().search("Mode", match_case=True).get_next()
        key_at = first.get_textpage().get_charbox(found[0])[0] if found else 0.0
        left, bottom, right, top = box
        rgb = np.asarray(first.render(scale=1).to_pil().convert("RGB")).astype(int)
        height = first.get_height()
        part = rgb[round(height - top) : round(height - bottom), round(left) : round(right)]
        return Paper(
            [re.sub(r"\s+", " ", text) for text in texts], first.get_size(), box, part, key_at
        )


def _box_of(image: Any) -> tuple[float, float, float, float]:
    """Where an image stands on its page: its own box is one of the group that it may be in."""
    box, group = image.get_bounds(), image.container
    while group:
        box, group = group.get_matrix().on_rect(*box), group.container
    left, bottom, right, top = box
    return left, bottom, right, top


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _points_in_hue_of(swatch: Locator, rgb: Any) -> int:
    """How many points of a picture are vivid, and of the hue of a swatch on the screen."""
    colour = swatch.evaluate("(one) => getComputedStyle(one).getPropertyValue('--swatch')").strip()
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue = colorsys.rgb_to_hsv(red, green, blue)[0]
    points = rgb[np.ptp(rgb, axis=2) > VIVID] / 255
    away = [abs(colorsys.rgb_to_hsv(*point)[0] - hue) for point in points]
    return sum(min(one, 1 - one) < HUE_WITHIN for one in away)


def _assert_map_beside_key(page: MapPage, paper: Paper) -> None:
    width, height = paper.size
    left, bottom, right, top = paper.map_box
    assert width > height
    assert left >= MARGIN_PT - 1
    assert bottom >= MARGIN_PT - 1
    assert top <= height - MARGIN_PT
    assert width / 2 < right - left < paper.key_at < width - 100
    swatch = page.root.locator(".row.is-selected .swatch").first
    assert _points_in_hue_of(swatch, paper.map_rgb) > 300
    ground = {tuple(point) for point in paper.map_rgb.reshape(-1, 3)[::7]}
    assert len(ground) > 20  # a map, not a field of one colour
    for words in (
        "Corridor Atlas",
        "As of 31 December 2025",
        "Mode",
        "Kolyadichi–Gebze",
        "Chokepoint",
    ):
        assert words in paper.texts[0]
    assert IN_THE_DETAILS not in paper.texts[0]
    assert IN_THE_DETAILS in paper.texts[1]
    assert 2 <= len(paper.texts) <= 6


def test_a_pinned_map_is_printed_and_the_page_is_as_it_was(open_map: Open, atlas: Atlas) -> None:
    page = open_map(f"?pin={atlas.hash}{CORRIDOR}")
    strip = page.root.locator(".past.is-pinned .past-mark")
    expect(strip).to_be_visible()
    before, shown = page.inspect(), page.root.get_attribute("class")
    on_a4 = _print(page)
    _assert_map_beside_key(page, on_a4)
    assert strip.inner_text().casefold() in on_a4.texts[0].casefold()
    assert atlas.hash[:7] in on_a4.texts[0]
    assert page.root.get_attribute("class") == shown
    assert page.root.locator(".legend-corridors").get_attribute("open") is None
    expect(page.root.locator(".map-on-paper")).to_have_count(0)
    assert page.inspect() == before
    page.root.get_by_role("button", name="List", exact=True).click()
    listed = _print(page)
    assert "from, or place to corridor mode" in listed.texts[0].casefold()
    assert "Novorossiysk" in listed.texts[0]
    assert listed.map_rgb.size == 0


def test_a_dark_map_from_a_file_is_printed_on_letter_paper(
    context: BrowserContext, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "atlas.html"
    path.write_text(write_page(atlas, link="", strings={}, title="Atlas"), encoding="utf-8")
    tab = context.new_page()
    tab.emulate_media(color_scheme="dark")
    tab.goto(path.as_uri() + CORRIDOR)
    page = MapPage(tab).ready()
    expect(page.root).to_have_attribute("data-theme", "dark")
    paper = _print(page, "Letter")
    _assert_map_beside_key(page, paper)
    assert np.median(paper.map_rgb) > 200  # turned round: dark on light
    expect(page.root).to_have_attribute("data-theme", "dark")


def test_a_grey_printer_leaves_every_corridor_its_name_and_the_scale_holds(open_map: Open) -> None:
    page = open_map("#map=2.75/57.4/90.7")
    page.page.evaluate(
        """() => addEventListener("beforeprint", () => {
          const [root] = window.atlasHost.getElementsByClassName("atlas");
          const keys = [...root.querySelectorAll(".legend-corridors[open] li")];
          const width = root.querySelector(".map").clientWidth;
          window.onPaper = {
            texts: window.atlas.inspect().texts,
            key: keys.map((one) => one.textContent),
            width,
            shrunk: parseFloat(root.querySelector(".map-on-paper").style.width) / width,
            scale: Number(root.style.getPropertyValue("--atlas-print-zoom")),
          };
        })"""
    )
    paper = _print(page)
    assert len(paper.texts) == 1
    seen = page.page.evaluate("() => window.onPaper")
    on_map = {text["text"] for text in seen["texts"] if text["kind"] == "corridor"}
    assert len(on_map) > 8
    assert on_map == {name.strip() for name in seen["key"]}
    assert all(name in paper.texts[0] for name in on_map)
    assert seen["scale"] == pytest.approx(seen["shrunk"])
    left, _, right, _ = paper.map_box
    assert right - left == pytest.approx(seen["shrunk"] * seen["width"] * 72 / 96, rel=0.01)
