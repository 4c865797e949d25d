"""Times taken inside the page, and the counts and pixels that prove that something was done."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page, WebSocket

# From the click, as the browser dates it, to the second animation frame after it: by then the
# frame that the click's own work leads to has been drawn.
ARM_CLICK = """() => {
  window.benchTook = new Promise((done) => addEventListener("click", (event) =>
    requestAnimationFrame(() => requestAnimationFrame(() =>
      done(performance.now() - event.timeStamp))), { capture: true, once: true }));
}"""
ARM_KEY = ARM_CLICK.replace('"click"', '"input"')
# The longest time between two animation frames from a click until everything has come to rest.
ARM_GAPS = """() => {
  window.benchGap = new Promise((done) => addEventListener("click", (event) => {
    let [last, longest] = [event.timeStamp, 0];
    const follow = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (now - event.timeStamp < 1000) requestAnimationFrame(follow); else done(longest);
    };
    requestAnimationFrame(follow);
  }, { capture: true, once: true }));
}"""


@dataclass(frozen=True)
class Spread:
    """Times in ms of one thing done several times."""

    times_ms: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """The middle one."""
        return statistics.median(self.times_ms)

    def text(self) -> str:
        """Median, range and number, as a table shows them."""
        low, high = min(self.times_ms), max(self.times_ms)
        return f"{self.median_ms:.0f} ({low:.0f}–{high:.0f}, n = {len(self.times_ms)})"


@dataclass
class Traffic:
    """Bytes that went through a page's web sockets, either way."""

    sent: int = 0
    frames: list[int] = field(default_factory=list)

    def watch(self, page: Page) -> Traffic:
        """Count from now on, for the sockets that the page opens from now on."""
        page.on("websocket", self._follow)
        return self

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framesent", self._add)
        socket.on("framereceived", self._add)

    def _add(self, payload: str | bytes) -> None:
        size = len(payload if isinstance(payload, bytes) else payload.encode())
        self.sent += size
        self.frames.append(size)


def time_click(page: Page, target: Locator) -> float:
    """Milliseconds from a click on a target to the second animation frame after it."""
    page.evaluate(ARM_CLICK)
    target.click()
    return float(page.evaluate("() => window.benchTook"))


def time_key(page: Page, target: Locator, key: str) -> float:
    """Milliseconds from the input event of a key to the second animation frame after it."""
    page.evaluate(ARM_KEY)
    target.press(key)
    return float(page.evaluate("() => window.benchTook"))


def longest_gap(page: Page, target: Locator) -> float:
    """The longest gap in ms between animation frames in the second after a click."""
    page.evaluate(ARM_GAPS)
    target.click()
    return float(page.evaluate("() => window.benchGap"))


def look_at(page: Page, x: float, y: float, reach: int = 6) -> bytes:
    """The pixels around a point of the window, as a PNG."""
    clip: Any = {"x": x - reach, "y": y - reach, "width": 2 * reach, "height": 2 * reach}
    return page.screenshot(clip=clip)


def repeat(take: Callable[[], float], times: int, within_s: float = 1e9, least: int = 3) -> Spread:
    """A time taken so often, or as often as fits into some seconds, but some least number."""
    begun = monotonic()
    taken: list[float] = []
    while len(taken) < times and (len(taken) < least or monotonic() - begun < within_s):
        taken.append(take())
    return Spread(tuple(taken))
