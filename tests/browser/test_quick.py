"""A reader of thousands of corridors waits for nothing: held to counts of work, not to clocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser

from bench.made_atlas import make_atlas
from bench.stopwatch import Traffic
from corridors.ledger import canonical
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context, serve_app

CORRIDORS, POINTS = 2_000, 20
SMALL_BYTES = 4_000  # two answers: a map that is slow to settle tells the server twice
ANSWERED_BYTES = 1_000
_COUNTING = """
window.drawn = 0;
const lineTo = CanvasRenderingContext2D.prototype.lineTo;
CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
  const pane = this.canvas.parentElement?.parentElement;
  if (pane?.matches(".leaflet-atlasLines-pane")) window.drawn += 1;
  return lineTo.call(this, x, y);
};
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with a made-up atlas of many corridors."""
    path: Path = tmp_path_factory.mktemp("many") / "atlas.json"
    path.write_bytes(canonical(make_atlas(CORRIDORS, POINTS)))
    with serve_app("", "--atlas", str(path)) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, many: str) -> Iterator[tuple[MapPage, Traffic]]:
    """The map, drawn, with counters of what is drawn and of what goes to the server and back."""
    size = {"width": 1280, "height": 800}
    context = new_context(browser, viewport=size, reduced_motion="reduce")
    context.add_init_script(_COUNTING)
    page = context.new_page()
    traffic = Traffic().watch(page)
    page.goto(f"{many}/#map=3/47/55")
    map_page = MapPage(page).ready()
    yield map_page, traffic
    context.close()


def _drawn(page: MapPage) -> int:
    return int(page.page.evaluate("() => window.drawn"))


def _toggle(page: MapPage) -> None:
    page.root.locator(".section-sources input[type=checkbox]").first.click()


def test_a_source_switched_off_and_on_draws_only_its_own_lines(
    opened: tuple[MapPage, Traffic],
) -> None:
    page, _ = opened
    whole = _drawn(page)
    assert CORRIDORS < whole < 2 * CORRIDORS * POINTS
    _toggle(page)
    page.wait_until("window.atlas.inspect().visible.length < 2000")
    _toggle(page)
    page.wait_until("window.atlas.inspect().visible.length === 2000")
    assert _drawn(page) - whole < whole / 2


def test_what_the_server_answers_draws_nothing_anew_and_is_small(
    opened: tuple[MapPage, Traffic],
) -> None:
    page, traffic = opened
    _wait_for_answer(page, traffic, 0)  # to the link that the map opened with
    sent = traffic.sent
    _toggle(page)
    page.wait_until("window.atlas.inspect().visible.length < 2000")
    drawn = _drawn(page)
    _wait_for_answer(page, traffic, sent)
    assert _drawn(page) == drawn
    assert traffic.sent - sent < SMALL_BYTES


def _wait_for_answer(page: MapPage, traffic: Traffic, sent: int) -> None:
    """Wait until more than a question has gone to the server, and nothing more is under way."""
    deadline = monotonic() + 10
    while traffic.sent < sent + ANSWERED_BYTES:
        assert monotonic() < deadline
        page.page.wait_for_timeout(50)
    page.page.wait_for_load_state("networkidle")


def test_a_zoom_step_draws_each_line_once_and_not_all_of_them_at_a_time(
    opened: tuple[MapPage, Traffic],
) -> None:
    page, _ = opened
    page.wait_until("!window.atlasHost.querySelector('.is-stretched')")
    before, after, waiting = page.page.evaluate(
        """() => {
          const root = window.atlasHost;
          const before = window.drawn;
          root.querySelector(".leaflet-control-zoom-in").click();
          return [before, window.drawn, root.querySelectorAll(".is-stretched").length];
        }"""
    )
    assert (after, waiting) == (before, 10)
    page.wait_until("!window.atlasHost.querySelector('.is-stretched')")
    assert CORRIDORS < _drawn(page) - before < 2 * CORRIDORS * POINTS
