"""What a reader does on the map, in a reader's words."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect


class MapPage:
    """The open map, in the app or in an exported page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".atlas")

    def ready(self) -> MapPage:
        """Wait until the map has started and drawn."""
        expect(self.root).to_be_visible(timeout=30_000)
        self.page.wait_for_function(
            "() => { const walk = (n) => n.querySelector('.atlas-host') ??"
            " [...n.querySelectorAll('*')].map((e) => e.shadowRoot && walk(e.shadowRoot)).find(Boolean);"
            " window.atlasHost = walk(document); return Boolean(window.atlasHost?.atlas); }"
        )
        self.page.evaluate("async () => { window.atlas = await window.atlasHost.atlas; }")
        return self

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

    def row(self, name: str) -> Locator:
        """The line of the panel with a checkbox of this name."""
        return self.root.locator(".row").filter(has=self.page.get_by_label(name, exact=False)).first

    def toggle(self, name: str) -> None:
        """Click the checkbox of this name in the panel."""
        self.root.get_by_role("checkbox", name=name).first.click()

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
