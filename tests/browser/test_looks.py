"""What a reader sees: texts that never collide, lines side by side, a key in step, good states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from math import asinh, hypot, pi, radians, tan
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from corridors.atlas import Atlas
from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script, small_atlas

GEBZE = "kolyadichi-novorossiysk-gebze"
CRIMEA = (45.3, 34.4)
ZOOMS = range(2, 9)
PLACES = {"Minsk": "53.9/27.6", "Baku": "40.4/49.9", "the Bosphorus": "41.1/29.0"}
Box = dict[str, Any]


@pytest.fixture
def script_page(browser: Browser) -> Iterator[Page]:
    """A page from which the script's modules can be imported."""
    with serve_script(small_atlas()) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def _collide(one: Box, other: Box) -> bool:
    return bool(
        one["x0"] < other["x1"]
        and other["x0"] < one["x1"]
        and one["y0"] < other["y1"]
        and other["y0"] < one["y1"]
    )


def _room(page: MapPage) -> dict[str, float]:
    box = page.root.locator(".map").bounding_box()
    assert box
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _on_screen(page: MapPage, lat: float, lon: float) -> tuple[float, float]:
    """Where a position is drawn, in px of the map (Web Mercator, worlds of 256 px at zoom 0)."""
    zoom, middle_lat, middle_lon = page.position()
    room, scale = _room(page), 256 * 2**zoom
    rise = asinh(tan(radians(middle_lat))) - asinh(tan(radians(lat)))
    x = room["width"] / 2 + (lon - middle_lon) / 360 * scale
    return x, room["height"] / 2 + rise / (2 * pi) * scale


@pytest.mark.parametrize("place", PLACES)
def test_no_text_lies_on_another_on_a_sign_or_over_the_edge(
    open_map: Callable[..., MapPage], place: str
) -> None:
    page = open_map(f"#map={ZOOMS[0]}/{PLACES[place]}")
    room = _room(page)
    for zoom in ZOOMS:
        page.follow(f"#map={zoom}/{PLACES[place]}")
        seen = page.inspect()
        assert seen["position"][0] == zoom
        texts = seen["texts"]
        assert len(texts) > 3, zoom
        both = [(a["text"], b["text"]) for a, b in combinations(texts, 2) if _collide(a, b)]
        assert both == [], zoom
        on_signs = [(a["text"], b["id"]) for a in texts for b in seen["signs"] if _collide(a, b)]
        assert on_signs == [], zoom
        cut = [
            t["text"]
            for t in texts
            if min(t["x0"], t["y0"]) < 0 or t["x1"] > room["width"] or t["y1"] > room["height"]
        ]
        assert cut == [], zoom


def test_no_text_lies_on_a_sign_whose_middle_is_out_of_sight(script_page: Page) -> None:
    """A sign half a px from the edge reaches 5 px in: no label may begin there."""
    placed = script_page.evaluate(
        """async () => {
          const { placeTexts, signBox } = await import("/script/texts.js");
          const at = (id, px, py) => ({
            node: { id, end: true }, place: { kind: "city" }, px, py, size: 1, near: true,
            guide: false, chosen: false, must: false, label: "Mikashevichy",
          });
          const spots = [at("edge", 300, 0.5), at("inner", 290, 14)];
          const context = { measureText: () => ({ width: 80 }) };
          const { labels } = placeTexts(context, {
            all: spots, spots, obstacles: [], names: [], palette: {}, cover: null, remark: null,
            frame: { zoom: 5, width: 800, height: 600 }, sight: { x0: 3, y0: 3, x1: 797, y1: 597 },
          });
          return { labels, sign: signBox(spots[0]) };
        }"""
    )
    assert [label["id"] for label in placed["labels"]] == ["inner"]
    assert not _collide(placed["labels"][0], placed["sign"])


def test_texts_are_set_anew_once_their_font_has_come(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/fonts.css", lambda route: held.append(route))
    page.goto(f"{served}/#map=5/53.9/27.6")
    seen = MapPage(page).ready()
    minsk = "window.atlas.inspect().texts.find((text) => text.text === 'POLAND')"
    before = page.evaluate(f"() => {{ const one = {minsk}; return one.x1 - one.x0; }}")
    for route in held:
        route.continue_()
    seen.wait_until(f"Math.abs({minsk}.x1 - {minsk}.x0 - {before}) > 0.5")
    texts = seen.inspect()["texts"]
    assert [(a["text"], b["text"]) for a, b in combinations(texts, 2) if _collide(a, b)] == []


def test_no_text_lies_under_the_key_or_the_buttons(open_map: Callable[..., MapPage]) -> None:
    page = open_map("#map=3/50/40")
    room = _room(page)
    for cover in (page.root.locator("details.legend"), page.root.locator(".leaflet-control-zoom")):
        box = cover.bounding_box()
        assert box
        x, y = box["x"] - room["x"], box["y"] - room["y"]
        over = {"x0": x, "y0": y, "x1": x + box["width"], "y1": y + box["height"]}
        assert [t["text"] for t in page.inspect()["texts"] if _collide(t, over)] == []


def test_texts_make_room_for_a_key_that_is_unfolded(open_map: Callable[..., MapPage]) -> None:
    page = open_map("#map=4/45/45")
    folds = page.root.locator(".legend-more > details > summary")
    for fold in folds.all():
        fold.click()
    box = page.root.locator("details.legend").bounding_box()
    room = _room(page)
    assert box
    over = {"x0": box["x"] - room["x"], "y0": box["y"] - room["y"]}
    over |= {"x1": over["x0"] + box["width"], "y1": over["y0"] + box["height"]}
    assert box["height"] > 250
    page.wait_until(
        f"!window.atlas.inspect().texts.some((t) => t.x0 < {over['x1']} && t.x1 > {over['x0']}"
        f" && t.y0 < {over['y1']} && t.y1 > {over['y0']})"
    )
    assert len(page.inspect()["texts"]) > 3


@pytest.mark.parametrize("corridor", [GEBZE, "northern-sea-route", "belarus-azerbaijan"])
def test_every_stop_of_the_selected_corridor_is_named(
    open_map: Callable[..., MapPage], corridor: str
) -> None:
    page = open_map(f"#sel={corridor}")
    ends = page.page.evaluate(
        """async (id) => {
          const held = performance.getEntriesByType("resource").map((one) => one.name);
          const address = held.find((name) => name.includes("/atlas/data/"));
          const { corridors, nodes } = await (await fetch(address)).json();
          const legs = corridors.find((one) => one.id === id).legs.filter((leg) => leg.line);
          return [...new Set(legs.flatMap((leg) => [leg.from, leg.to]))].filter((at) => nodes[at]);
        }""",
        corridor,
    )
    seen = page.inspect()
    named = {text["id"] for text in seen["texts"]}
    assert len(ends) > 2
    assert {end for end in ends if end in seen["nodes"]} - named == set()


def test_the_line_of_what_is_selected_is_called_what_it_is(
    open_map: Callable[..., MapPage], atlas: Atlas
) -> None:
    page = open_map(f"#sel={GEBZE}.novorossiysk-gebze")
    corridor = next(one for one in atlas.document["corridors"] if one["id"] == GEBZE)
    leg = next(one for one in corridor["legs"] if one["id"] == "novorossiysk-gebze")
    words = {"schematic": "schematic line", "routed": "assumed path"}[leg["basis"]]
    assert words in [text["text"] for text in page.inspect()["texts"]]


def test_lines_that_share_a_track_run_side_by_side(open_map: Callable[..., MapPage]) -> None:
    page = open_map("#map=6/43.5/33")
    lines = [
        page.page.evaluate("(id) => window.atlas.lineOnScreen(id)", leg)
        for leg in (f"{GEBZE}.novorossiysk-gebze", "suez-red-sea.novorossiysk-port-said")
    ]
    x, y = lines[0][len(lines[0]) // 2]
    nearest = min(_gap(x, y, *a, *b) for a, b in zip(lines[1], lines[1][1:], strict=False))
    assert 3.5 < nearest < 10


def _gap(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    dx, dy = x1 - x0, y1 - y0
    share = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy or 1)
    share = max(0.0, min(1.0, share))
    return hypot(x - x0 - share * dx, y - y0 - share * dy)


def test_a_leg_told_in_words_shows_its_areas_clear_of_the_key(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map("#sel=belarus-russia-military-rail.belarus-crimea")
    x, y = _on_screen(page, *CRIMEA)
    room = _room(page)
    for cover in (page.root.locator("details.legend"), page.details):
        box = cover.bounding_box()
        assert box
        left, top = box["x"] - room["x"], box["y"] - room["y"]
        is_under = left <= x <= left + box["width"] and top <= y <= top + box["height"]
        assert not is_under
    assert 0 < x < room["width"]
    assert 0 < y < room["height"]


def test_on_a_narrow_screen_the_selection_lies_above_the_sheet(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map(f"#sel={GEBZE}.novorossiysk-gebze", size=(390, 844))
    sheet = page.details.bounding_box()
    assert sheet
    drawn = page.page.evaluate(
        "(id) => window.atlas.lineOnScreen(id)", f"{GEBZE}.novorossiysk-gebze"
    )
    assert len(drawn) > 1
    assert max(y for _, y in drawn) < sheet["y"]
    assert min(x for x, _ in drawn) >= 0
    assert max(x for x, _ in drawn) <= 390


def test_a_reader_chooses_what_colour_says_and_the_link_keeps_it(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map("#map=4/50/40")
    page.root.get_by_label("Colour by").select_option("status")
    expect(page.page).to_have_url(re.compile(r"/\?by=status#map=4/"))
    key = page.root.locator(".legend-lines")
    expect(key).to_contain_text("Operating")
    strokes = key.locator("line").evaluate_all("all => all.map(one => one.getAttribute('stroke'))")
    assert len(set(strokes)) >= 4
    page.root.get_by_label("Colour by").select_option("source")
    expect(page.root.locator(".legend-list-colours")).to_contain_text("Brit Panorama")
    page.root.get_by_label("Colour by").select_option("corridor")
    expect(page.page).to_have_url(re.compile(r"\d/#map=4/"))


def test_switching_a_source_off_recolours_its_legs(open_map: Callable[..., MapPage]) -> None:
    page = open_map("?by=source#map=4/50/40")
    names = page.root.locator(".legend-list-colours li")
    before = names.all_inner_texts()
    page.source_row("Brit Panorama").locator("input").uncheck()
    expect(page.root.locator(".legend-list-colours")).not_to_contain_text("Brit Panorama")
    assert "Brit Panorama" in before


def test_the_key_lists_only_what_is_in_sight(open_map: Callable[..., MapPage]) -> None:
    key = open_map("#map=6/66/-172").root.locator(".legend-lines")
    expect(key).to_contain_text("Sea")
    expect(key).not_to_contain_text("Road")
    expect(key).not_to_contain_text("Flow, path not published")


def test_light_or_dark_is_kept_in_the_browser_and_not_in_the_link(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map()
    page.open_about()
    page.root.get_by_label("Light or dark").select_option("dark")
    expect(page.root).to_have_attribute("data-theme", "dark")
    page.page.reload()
    expect(page.ready().root).to_have_attribute("data-theme", "dark")
    assert "dark" not in page.address
    page.open_about()
    page.root.get_by_label("Light or dark").select_option("auto")
    expect(page.root).to_have_attribute("data-theme", "light")


def test_pointing_at_a_leg_says_name_mode_status_and_km_only_of_an_assumed_path(
    open_map: Callable[..., MapPage], atlas: Atlas
) -> None:
    page = open_map("#map=6/43.5/33")
    corridor = next(one for one in atlas.document["corridors"] if one["id"] == GEBZE)
    leg = next(one for one in corridor["legs"] if one["id"] == "novorossiysk-gebze")
    x, y = page.page.evaluate("(id) => window.atlas.pointOn(id)", f"{GEBZE}.{leg['id']}")
    page.page.mouse.move(x, y)
    tip = page.root.locator(".tip")
    expect(tip).to_contain_text("Novorossiysk – Gebze")
    expect(tip).to_contain_text("Sea · ")
    assert leg["basis"] == "routed"
    expect(tip.locator(".tip-basis")).to_contain_text(
        f"{round(leg['path']['km'])} km on the assumed path"
    )
    page.follow("#map=6/56/29")
    arc = "belarus-russia-military-rail.mzkt-obukhov"
    page.page.mouse.move(*page.page.evaluate("(id) => window.atlas.pointOn(id)", arc))
    expect(tip.locator(".tip-basis")).to_have_text("plain arc, path not published")
    assert not re.search(r"\d\s?km", tip.inner_text())


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (1280, 640)])
@pytest.mark.parametrize("link", ["", "?c=northern-sea-route", f"#sel={GEBZE}"])
def test_the_key_covers_no_line_of_the_view_that_opens(
    open_map: Callable[..., MapPage], link: str, width: int, height: int
) -> None:
    seen = open_map(link, size=(width, height))
    key = seen.root.locator("details.legend").bounding_box()
    assert key
    drawn = [leg for leg in sorted(seen.visible()) if not link.startswith("#") or GEBZE in leg]
    lines = {
        leg: seen.page.evaluate("(id) => window.atlas.lineOnScreen(id)", leg)
        for leg in drawn
        if "/" not in leg
    }
    assert sum(len(line) for line in lines.values()) > 20
    under = {
        leg for leg, line in lines.items() for a, b in pairwise(line) if _runs_under(a, b, key)
    }
    assert under == set()


def _runs_under(start: list[float], end: list[float], box: Any) -> bool:
    steps = max(1, int(hypot(end[0] - start[0], end[1] - start[1]) / 4))
    return any(
        box["x"] < start[0] + (end[0] - start[0]) * step / steps < box["x"] + box["width"]
        and box["y"] < start[1] + (end[1] - start[1]) * step / steps < box["y"] + box["height"]
        for step in range(steps + 1)
    )


def test_a_map_that_nobody_moved_is_fitted_anew_when_its_room_changes(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map()
    whole = page.position()
    page.page.set_viewport_size({"width": 1000, "height": 620})
    page.wait_until(f"window.atlas.inspect().position[0] < {whole[0]}")
    page.page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_until(f"window.atlas.inspect().position[0] === {whole[0]}")
    page.root.get_by_role("button", name="Zoom in").click()
    expect(page.page).to_have_url(re.compile(rf"#map={whole[0] + 1}/"))  # it has come to rest
    page.page.set_viewport_size({"width": 1000, "height": 620})
    page.wait_until("window.atlasHost.querySelector('.map').clientWidth < 800")
    assert page.position()[0] == whole[0] + 1


def test_a_corridor_is_named_beside_its_line_where_it_runs_alone(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map("#map=2.75/57.4/90.7")
    named = {t["text"]: t for t in page.inspect()["texts"] if t["kind"] == "corridor"}
    assert "Northern Sea Route" in named
    room = _room(page)
    for text in named.values():
        box = {
            "x": text["x0"] + room["x"],
            "y": text["y0"] + room["y"],
            "width": text["x1"] - text["x0"],
            "height": text["y1"] - text["y0"],
        }
        crossed = [
            leg
            for leg in page.visible()
            if "/" not in leg
            for a, b in pairwise(page.page.evaluate("(id) => window.atlas.lineOnScreen(id)", leg))
            if _runs_under(a, b, box)
        ]
        assert crossed == [], text["text"]


def test_what_a_selected_actor_does_by_a_source_that_is_off_fades_with_the_rest(
    script_page: Page,
) -> None:
    """Linija is named by one article only: without it nothing is picked out, and all stays."""
    chosen = script_page.evaluate(
        """async (atlas) => {
          const { indexAtlas } = await import("/script/evidence.js");
          const { foldView } = await import("/script/fold.js");
          const { defaultView } = await import("/script/link.js");
          const { chosenOf } = await import("/script/chosen.js");
          const index = indexAtlas(atlas);
          return [[], ["art-one"]].map((off) => {
            const fold = foldView(index, { ...defaultView(), off });
            const numbers = chosenOf(index, { corridor: null, actor: "line" }, fold);
            return numbers && [...numbers].map((number) => index.items[number].id);
          });
        }""",
        small_atlas(),
    )
    assert chosen == [["south.rail"], None]


def test_an_empty_part_of_the_world_offers_the_way_back(open_map: Callable[..., MapPage]) -> None:
    page = open_map("#map=6/-20/-120")
    expect(page.root.locator(".notices")).to_contain_text("No corridor runs through this part")
    page.root.get_by_role("button", name="Show all that is on").click()
    expect(page.root.locator(".notices")).not_to_contain_text("No corridor runs")
    assert page.page.evaluate("() => window.atlas.inspect().texts.length") > 3


def test_while_the_atlas_is_fetched_its_outline_stands(
    context: BrowserContext, served: str
) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/atlas/data/*", lambda route: held.append(route))
    page.goto(served)
    expect(page.locator(".atlas.is-waiting")).to_contain_text("Fetching the atlas")
    held[0].continue_()
    MapPage(page).ready()
    expect(page.locator(".atlas.is-waiting")).to_have_count(0)


def test_an_atlas_that_does_not_answer_is_asked_for_again(
    context: BrowserContext, served: str
) -> None:
    page = context.new_page()
    page.route("**/atlas/data/*", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{served}/#sel={GEBZE}")
    broken = page.locator(".atlas.is-waiting")
    expect(broken).to_contain_text("could not be fetched")
    expect(broken).to_contain_text("503")
    page.unroute("**/atlas/data/*")
    broken.get_by_role("button", name="Try again").click()
    assert MapPage(page).ready().inspect()["selected"] == GEBZE


def test_without_its_ground_the_map_is_there_and_offers_to_ask_again(
    context: BrowserContext, served: str
) -> None:
    page = context.new_page()
    page.route("**/atlas/ground/**", lambda route: route.abort())
    page.goto(f"{served}/#map=4/50/40")
    map_page = MapPage(page).ready()
    assert len(map_page.visible()) > 50
    notice = map_page.root.locator(".notice", has_text="Land and borders could not be fetched")
    expect(notice).to_be_visible()
    page.unroute("**/atlas/ground/**")
    notice.get_by_role("button", name="Try again").click()
    expect(notice).to_have_count(0)
    assert "UKRAINE" in [text["text"] for text in map_page.inspect()["texts"]]
