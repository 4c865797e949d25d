"""What a reader does on the map, in a reader's words."""

from __future__ import annotations

import re
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page, expect

WITHIN_S = 10
_FIND_HOST = """() => {
  const walk = (node) => node.querySelector(".atlas-host") ??
    [...node.querySelectorAll("*")].map((e) => e.shadowRoot && walk(e.shadowRoot)).find(Boolean);
  return walk(document);
}"""


class MapPage:
    """The open map, in the app or in an exported page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".atlas")

    def ready(self) -> MapPage:
        """Wait until the map has started and drawn."""
        expect(self.root).to_be_visible(timeout=30_000)
        self.wait_until(f"({_FIND_HOST})()?.atlas")
        self.page.evaluate(f"async () => {{ window.atlasHost = ({_FIND_HOST})(); }}")
        self.page.evaluate("async () => { window.atlas = await window.atlasHost.atlas; }")
        return self

    def follow(self, link: str) -> None:
        """Turn the open map to another link, as Back and Forward do; without #map= it stays put."""
        self.page.evaluate(
            """(link) => {
              history.pushState(history.state, "", location.pathname + link);
              dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
            }""",
            link,
        )

    def inspect(self) -> Any:
        """What the script says is on the map: visible legs, nodes, day, view."""
        return self.page.evaluate("() => window.atlas.inspect()")

    def visible(self) -> set[str]:
        """The ids of the legs and stops on the map."""
        return set(self.inspect()["visible"])

    def position(self) -> list[float]:
        """Zoom and middle of the map."""
        view: list[float] = self.inspect()["position"]
        return view

    def source_row(self, publisher: str) -> Locator:
        """The line of the panel for a publisher (or its only source)."""
        return self.root.locator(".section-sources .row", has_text=publisher).first

    def set_date(self, day: str) -> None:
        """Move the map to a day (YYYY-MM-DD) with the date field."""
        self.root.locator("input[type=date]").fill(day)
        self.root.locator("input[type=date]").press("Enter")

    def open_about(self) -> None:
        """Open the sheet with the notices and the reader's own choices."""
        self.root.get_by_role("button", name="About this map").click()

    def wait_until(self, expression: str) -> None:
        """Wait until an expression (or the promise it gives) is true in the page."""
        deadline = monotonic() + WITHIN_S
        while not self.page.evaluate(f"async () => Boolean(await ({expression}))"):
            if monotonic() > deadline:
                raise AssertionError(f"not within {WITHIN_S} s: {expression}")
            self.page.wait_for_timeout(50)

    def wait_for_address(self, link: str) -> None:
        """Wait until the address bar holds a link; the map script writes it a moment later."""
        expect(self.page).to_have_url(re.compile(re.escape(link) + "$"))

    def focused(self) -> tuple[str, str]:
        """Role (button, checkbox, …) and accessible name of what has the focus."""
        role, name = self.page.evaluate(
            """() => {
              let at = document.activeElement;
              while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
              if (!at) return ["", ""];
              const role = at.getAttribute("role") ?? (at.type === "checkbox" ? "checkbox" :
                at.tagName === "BUTTON" ? "button" : at.tagName.toLowerCase());
              const text = at.labels?.[0]?.textContent ?? at.textContent ?? "";
              return [role, (at.getAttribute("aria-label") ?? text).trim()];
            }"""
        )
        return str(role), str(name)

    def click_leg(self, leg: str) -> None:
        """Click a leg of the map where it is drawn, clear of others."""
        x, y = self.page.evaluate("(id) => window.atlas.pointOn(id)", leg)
        self.page.mouse.click(x, y)

    @property
    def details(self) -> Locator:
        """The panel of what is selected."""
        return self.root.locator("aside.details")

    @property
    def address(self) -> str:
        """The present address after the origin."""
        return str(self.page.evaluate("() => location.search + location.hash"))
