"""A reader opens the map."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from corridors.atlas import Atlas
from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]


def test_all_nine_groups_of_corridors_are_on_the_map(open_map: Open, atlas: Atlas) -> None:
    visible = open_map().visible()
    shown = {item.split(".")[0].split("/")[0] for item in visible}
    groups = {c["group"] for c in atlas.document["corridors"] if c["id"] in shown}
    assert groups == set(range(1, 10))


def test_the_northern_sea_route_is_one_line_across_the_antimeridian(open_map: Open) -> None:
    page = open_map("?c=northern-sea-route#map=4/68/180")
    points = page.page.evaluate(
        "() => window.atlas.lineOnScreen('northern-sea-route.pevek-provideniya')"
    )
    assert len(points) > 5
    steps = [abs(a[0] - b[0]) for a, b in itertools.pairwise(points)]
    assert max(steps) < 60
    shot = Image.open(BytesIO(page.page.screenshot())).convert("RGB")
    blue = (0x1F, 0x8F, 0xC4)
    for x, y in points:
        if 320 < x < 1400 and 20 < y < 840:
            near = shot.crop(
                (int(x) - 12, int(y) - 12, int(x) + 12, int(y) + 12)
            ).get_flattened_data()
            assert any(sum(abs(a - b) for a, b in zip(p, blue, strict=True)) < 60 for p in near)


def test_a_leg_says_that_its_way_is_our_networks(open_map: Open) -> None:
    page = open_map("#sel=kolyadichi-novorossiysk-gebze.kolyadichi-novorossiysk")
    expect(page.details).to_contain_text("On the assumed path")
    expect(page.root).to_contain_text("OpenStreetMap contributors")


def test_a_flow_shows_that_nobody_published_its_path_and_what_was_not_recorded(
    open_map: Open,
) -> None:
    page = open_map("#sel=belarus-russia-military-rail.mzkt-obukhov")
    expect(page.details).to_contain_text("no deliveries of weapons or ammunition")
    expect(page.details.locator(".negative blockquote")).to_have_count(1)
    text = page.details.inner_text()
    assert " km" not in text.replace("\u202f", " ")


def test_the_date_moved_past_the_cut_off_reads_not_known(open_map: Open) -> None:
    page = open_map("?asof=2026-10-01#sel=kolyadichi-novorossiysk-gebze.novorossiysk-gebze")
    expect(page.details).to_contain_text("not known since", ignore_case=True)
    leads = page.inspect()["leads"]
    assert leads["kolyadichi-novorossiysk-gebze.novorossiysk-gebze"] == "not-known"


def test_a_crossing_is_shut_while_it_was_shut_and_open_before_and_after(open_map: Open) -> None:
    crossing = "eu-border-crossings/terespol-brest-road"
    leads = [
        open_map(f"?c=eu-border-crossings&asof={day}").inspect()["leads"].get(crossing)
        for day in ("2025-09-15", "2025-10-01")
    ]
    assert leads == ["closed", "operating"]


def test_nothing_is_asked_of_a_stranger(open_map: Open) -> None:
    page = open_map("#map=7/41/29")  # where the finer ground is fetched
    page.page.wait_for_load_state("networkidle")
    # the fixture fails the test if any request left the machine
    assert page.visible()
