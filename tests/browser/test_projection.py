"""A reader chooses the plane of the map: what is on it stays, is picked, and is linked."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from math import hypot
from typing import Any

from playwright.sync_api import expect

from tests.browser.map_page import MapPage

ROUTE = "northern-sea-route"
OVER_BERING = f"{ROUTE}.pevek-provideniya"  # over 180°


def _line(page: MapPage, leg: str) -> list[list[float]]:
    points: list[list[float]] = page.page.evaluate("(leg) => window.atlas.lineOnScreen(leg)", leg)
    return points


def _overlaps(boxes: list[dict[str, Any]]) -> int:
    return sum(
        one["x0"] < other["x1"]
        and other["x0"] < one["x1"]
        and one["y0"] < other["y1"]
        and other["y0"] < one["y1"]
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
    )


def test_the_arctic_view_shows_the_whole_route_and_a_click_picks_its_legs(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map(f"?c={ROUTE}")
    choice = page.root.get_by_label("Projection")
    choice.select_option("arctic")
    expect(page.page).to_have_url(re.compile(rf"\?c={ROUTE}&proj=arctic#map="))

    room = page.root.locator(".map").bounding_box()
    assert room
    legs = [leg for leg in page.visible() if _line(page, leg)]
    assert len(legs) == 8
    points = [point for leg in legs for point in _line(page, leg)]
    assert all(
        room["x"] <= x <= room["x"] + room["width"] and room["y"] <= y <= room["y"] + room["height"]
        for x, y in points
    )
    crossing = _line(page, OVER_BERING)
    assert max(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(crossing)) < 150
    # Russia’s coast runs from left to right: Murmansk lies left of Pevek, and both below the pole.
    (start, *_), (end, *_) = _line(page, f"{ROUTE}.murmansk-dikson"), crossing
    assert start[0] < end[0]
    assert not _overlaps(page.inspect()["texts"])

    spot = page.page.evaluate("(leg) => window.atlas.pointOn(leg)", OVER_BERING)
    page.page.mouse.click(*spot)
    expect(page.page).to_have_url(re.compile(rf"proj=arctic.*sel={re.escape(OVER_BERING)}$"))

    choice.select_option("mercator")
    expect(page.page).to_have_url(re.compile(rf"\?c={ROUTE}#map=.*sel="))


def test_a_link_opens_on_the_plane_that_it_names(open_map: Callable[..., MapPage]) -> None:
    page = open_map("?proj=eurasia#map=3.5/45/70")
    expect(page.root.get_by_label("Projection")).to_have_value("eurasia")
    zoom, lat, lon = page.position()
    assert zoom == 3.5
    assert abs(lat - 45) < 0.05
    assert abs(lon - 70) < 0.05
    page.follow("#map=3.5/45/70")  # the same place in Mercator, as Back would have it
    expect(page.root.get_by_label("Projection")).to_have_value("mercator")
    assert page.position()[0] == 3.5
