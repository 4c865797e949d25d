"""The atlas's own map, as a reader has it: the app's own command, a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from bench.stopwatch import Spread, Traffic, longest_gap, look_at, repeat, time_click, time_key
from tests.browser.map_page import MapPage
from tests.browser.serving import launch, serve_app

VIEW = "#map=3.5/47/55"
ROOM = {"width": 1440, "height": 900}
SETTLES_MS = 1500  # the host is told 300 ms after a change; its answer is in by then
MAP_WITHIN_S = 60.0
# When the map has been drawn: two frames after it has started, in ms since the page was asked for.
FIRST_MAP = """
window.benchFirstMap = new Promise((done) => {
  const find = (node) => node.querySelector(".atlas-host") ??
    [...node.querySelectorAll("*")].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const look = () => {
    const started = document.body && find(document)?.atlas;
    if (!started) return requestAnimationFrame(look);
    started.then(() => requestAnimationFrame(() => requestAnimationFrame(() =>
      done(performance.now()))));
  };
  requestAnimationFrame(look);
});
"""


class Unproven(AssertionError):
    """A time was taken, but what it is the time of did not happen."""


@dataclass(frozen=True)
class Toggled:
    """What a toggle took and sent; `kept` is whether the view stayed."""

    times: Spread
    sent_bytes: int


@contextmanager
def served(atlas: Path | None) -> Iterator[str]:
    """The address of the app, warm: it has shown its map once; with the real atlas if None."""
    with serve_app("", *(["--atlas", str(atlas)] if atlas else [])) as address:
        yield address


def open_map(browser: Browser, address: str, link: str = VIEW, *, calm: bool = False) -> MapPage:
    """The map in a fresh context, settled; `calm` is a reader who wants no motion."""
    motion = "reduce" if calm else "no-preference"
    page = browser.new_context(viewport=ROOM, reduced_motion=motion).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/{link}")
    opened = MapPage(page).ready()
    page.wait_for_timeout(SETTLES_MS)
    return opened


def first_map(playwright: Playwright, address: str, times: int) -> Spread:
    """From asking for the page until the map is drawn, each in a browser just started."""

    def once() -> float:
        browser = launch(playwright)
        page = browser.new_context(viewport=ROOM).new_page()
        page.add_init_script(FIRST_MAP)
        page.goto(f"{address}/{VIEW}")
        took = float(page.evaluate("() => window.benchFirstMap"))
        opened = MapPage(page).ready()
        x, y = page.evaluate(_A_LINE, None)
        if len(set(look_at(page, x, y))) < 2 or not opened.visible():
            raise Unproven("the first map shows no line")
        browser.close()
        return took

    once()  # the server is warm from here on
    return repeat(once, times)


# A point of the window at which a line is drawn: of the legs in ids, or of any.
_A_LINE = """(ids) => {
  for (const id of ids ?? window.atlas.inspect().visible) {
    const point = window.atlas.pointOn(id);
    if (point) return point;
  }
  return null;
}"""


def toggle(browser: Browser, address: str, legs: list[str], times: int) -> Toggled:
    """A source switched off and on; `legs` rest on that source only, and go and come with it."""
    page = browser.new_context(viewport=ROOM).new_page()
    traffic = Traffic().watch(page)
    page.goto(f"{address}/{VIEW}")
    opened = MapPage(page).ready()
    page.wait_for_timeout(SETTLES_MS)
    spot = page.evaluate(_A_LINE, legs)
    if spot is None:
        raise Unproven("none of the legs is in sight")
    box = opened.root.locator(".section-sources input[type=checkbox]").first
    before, position, drawn = opened.visible(), opened.position(), _quiet_look(page, spot)
    traffic.sent = 0
    first = time_click(page, box)
    page.wait_for_timeout(SETTLES_MS)
    sent = traffic.sent
    gone = before - opened.visible()
    if not gone or not gone >= set(legs):
        raise Unproven("the toggle did not take away what rests on its source")
    if _quiet_look(page, spot) == drawn:
        raise Unproven("the pixels of a line that is switched off did not change")
    if opened.position() != position:
        raise Unproven("the view did not stay")
    rest = repeat(lambda: time_click(page, box), times - 1)
    page.context.close()
    return Toggled(Spread((first, *rest.times_ms)), sent)


def _quiet_look(page: Page, spot: list[float]) -> bytes:
    page.mouse.move(2, 2)  # so that nothing is lit up because it is pointed at
    page.wait_for_timeout(100)
    return look_at(page, *spot)


_ARM_SHARP = """() => {
  const root = window.atlasHost;
  window.benchSharp = new Promise((done) => addEventListener("click", (event) => {
    const look = () => root.querySelector(".is-stretched") ? requestAnimationFrame(look)
      : requestAnimationFrame(() => done(performance.now() - event.timeStamp));
    requestAnimationFrame(() => requestAnimationFrame(look));
  }, { capture: true, once: true }));
}"""


def zoom_step(browser: Browser, address: str, times: int) -> tuple[Spread, Spread]:
    """A click on + or −, without the animation: three steps in, three out, and so on.

    Gives the times to the second frame, and those until no sheet shows an earlier picture.
    """
    opened = open_map(browser, address, calm=True)
    page = opened.page
    steps = _steps(opened)
    sharp: list[float] = []

    def once() -> float:
        before = page.screenshot(), opened.position()[0]
        page.evaluate(_ARM_SHARP)
        took = time_click(page, next(steps))
        sharp.append(max(took, float(page.evaluate("() => window.benchSharp"))))
        page.wait_for_timeout(300)
        if page.screenshot() == before[0] or opened.position()[0] == before[1]:
            raise Unproven("the zoom step changed nothing")
        return took

    spread = repeat(once, times)
    page.context.close()
    return spread, Spread(tuple(sharp))


def zoom_stall(browser: Browser, address: str, times: int) -> Spread:
    """The longest time without a frame during an animated zoom step."""
    opened = open_map(browser, address)
    steps = _steps(opened)
    spread = repeat(lambda: longest_gap(opened.page, next(steps)), times)
    opened.page.context.close()
    return spread


def _steps(opened: MapPage) -> Iterator[object]:
    way_in = opened.root.locator(".leaflet-control-zoom-in")
    way_out = opened.root.locator(".leaflet-control-zoom-out")
    while True:
        yield from (way_in, way_in, way_in, way_out, way_out, way_out)


def keystroke(browser: Browser, address: str, words: str, times: int) -> Spread | None:
    """A key in the search box; None where there is no such box."""
    opened = open_map(browser, address)
    box = opened.root.get_by_role("combobox", name="Search")
    if not box.count():
        return None
    box.click()
    keys = iter((words * times)[:times])
    box.press(next(keys))  # builds what the search looks in; told apart from the steady state
    spread = repeat(lambda: time_key(opened.page, box, next(keys)), times - 1)
    opened.page.context.close()
    return spread
