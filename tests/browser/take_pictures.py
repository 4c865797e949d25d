"""`make pictures`: the screenshots of the README, of the app as it is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.map_page import MapPage
from tests.browser.serving import ROOT, launch, serve_app

FOLDER = ROOT / "docs" / "images"
LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
PICTURES = {
    "map-1440": (1440, 900, ""),
    "leg-1440": (1440, 900, f"#map=5/48/35&sel={LEG}"),
    "leg-390": (390, 844, f"#map=4/46/34&sel={LEG}"),
}


def main(folder: Path = FOLDER) -> None:
    """Write each picture once the map has drawn and the fonts have come."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve_app() as address:
        browser = launch(playwright)
        for name, (width, height, link) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
            page.goto(f"{address}/{link}")
            MapPage(page).ready().wait_until("document.fonts.ready")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
