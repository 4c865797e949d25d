"""The usual ways of putting lines on a map in Streamlit, timed like ours and on the same lines."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page, Playwright, Route

from bench.ours import ROOM, Unproven
from bench.peer_lines import read_lines, write_layer_control
from bench.stopwatch import Spread, Traffic, repeat
from corridors.mapview import files
from tests.browser.serving import ROOT, free_port, launch, wait_until_healthy

PYTHON = ROOT / ".venv-bench" / "bin" / "python"
WAYS = {
    "rendered": "st_folium, rendered again",
    "feature-group": "st_folium, feature_group_to_add",
    "layer-control": "folium's own LayerControl",
}
WITHIN_S = 120.0
# Polylines on the first Leaflet map of a window; -1 before there is one.
_COUNT = """
window.benchCount = () => {
  const isMap = (one) => window.L && one instanceof L.Map;
  const map = isMap(window.map) ? window.map
    : (window.benchMap ??= Object.values(window).find(isMap));
  if (!map) return -1;
  return Object.values(map._layers).filter((one) => one.getLatLngs).length;
};
window.benchUntil = (wanted) => new Promise((done) => {
  const look = () => window.benchCount() !== wanted ? requestAnimationFrame(look)
    : requestAnimationFrame(() => requestAnimationFrame(() =>
        done(performance.timeOrigin + performance.now())));
  look();
});
"""
_CLICKED = """() => {
  addEventListener("click", (event) => {
    window.benchClicked = performance.timeOrigin + event.timeStamp;
  }, { capture: true, once: true });
}"""


@dataclass(frozen=True)
class Peer:
    """What one way took on so many lines; `sent_bytes` of a toggle."""

    way: str
    first_map: Spread
    toggle: Spread
    sent_bytes: int


def time_peer(playwright: Playwright, way: str, atlas: Path, times: int, within_s: float) -> Peer:
    """First map and toggle of a way; slow ones fewer times than `times`, but three at least."""
    lines = read_lines(str(atlas))
    total = sum(len(some) for some in lines.values())
    source = next(name for name in lines if name)
    with _served(way, atlas) as address:
        begin = _warm_up(playwright, address, total)
        first = repeat(begin, times, within_s)
        browser = launch(playwright)
        page, traffic = _open(browser, address)
        _drawn(page, total)
        box = _box(page, way, source)
        counts = [total, total - len(lines[source])]
        traffic.sent = 0
        sent: list[int] = []

        def once() -> float:
            before = page.screenshot()
            counts.reverse()
            page.evaluate(_CLICKED)
            traffic.sent = 0
            box.click()
            drawn = _drawn(page, counts[0])
            took = drawn - float(page.evaluate("() => window.benchClicked"))
            page.wait_for_timeout(500)
            if page.screenshot() == before:
                raise Unproven(f"{way}: no pixel changed")
            sent.append(traffic.sent)
            return took

        toggle = repeat(once, times, within_s)
        browser.close()
    return Peer(WAYS[way], first, toggle, max(sent))


def _warm_up(playwright: Playwright, address: str, total: int) -> Callable[[], float]:
    def once() -> float:
        browser = launch(playwright)
        page, _ = _open(browser, address)
        drawn = _drawn(page, total)
        took = drawn - float(page.evaluate("() => performance.timeOrigin"))
        browser.close()
        return took

    once()
    return once


def _open(browser: Browser, address: str) -> tuple[Page, Traffic]:
    context = browser.new_context(viewport=ROOM)  # type: ignore[arg-type]
    context.add_init_script(_COUNT)
    context.route(_is_outside, _answer)
    page = context.new_page()
    traffic = Traffic().watch(page)
    page.goto(address, wait_until="commit")
    return page, traffic


def _drawn(page: Page, wanted: int) -> float:
    """When (ms since 1970) two frames have passed since so many lines were on the map."""
    deadline = monotonic() + WITHIN_S
    while monotonic() < deadline:
        for frame in page.frames:
            if "component" in frame.url or frame.url.startswith("file:"):
                with suppress(Error):  # a map that is rendered again takes its frame away
                    if frame.evaluate("() => window.benchCount?.() ?? -1") >= 0:
                        return float(frame.evaluate("(n) => window.benchUntil(n)", wanted))
        page.wait_for_timeout(20)
    raise Unproven(f"no map within {WITHIN_S:.0f} s")


def _box(page: Page, way: str, source: str) -> Locator:
    label = page.locator("label", has_text=source).first
    return label.locator("input") if way == "layer-control" else label


def _is_outside(address: str) -> bool:
    return address.startswith("http") and "//localhost" not in address


def _answer(route: Route) -> None:
    """Stands in for the CDNs: Leaflet from our own files; what draws no line is left empty."""
    name = route.request.url.rsplit("/", 1)[-1]
    if name == "leaflet.js":
        module = files.LEAFLET.read_text(encoding="utf-8").replace("export default exports;", "")
        body = f"window.L = (() => {{ {module}\nreturn exports; }})();"
    elif name == "leaflet.css":
        body = (files.VENDOR / "leaflet.css").read_text(encoding="utf-8")
    else:
        body = ""
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    route.fulfill(body=body, content_type=kind)


@contextmanager
def _served(way: str, atlas: Path) -> Iterator[str]:
    if way == "layer-control":
        page = atlas.with_suffix(".html")
        write_layer_control(str(atlas), page)
        yield page.as_uri()
        return
    port = free_port()
    options = [f"--server.port={port}", "--server.headless=true", "--", str(atlas), way]
    app = str(ROOT / "bench" / "peer_app.py")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [str(PYTHON), "-m", "streamlit", "run", app, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)  # noqa: S603 — our own
    try:
        address = f"http://localhost:{port}"
        wait_until_healthy(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(10)
