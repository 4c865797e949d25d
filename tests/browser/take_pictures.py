"""`make pictures`: six views of the app as it is, at three widths, light and dark.

They go to `docs/images/`, with a README that lists them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.map_page import MapPage
from tests.browser.serving import ROOT, launch, serve_app

FOLDER = ROOT / "docs" / "images"
SIZES = {1440: (1440, 900), 1024: (1024, 768), 390: (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
MAX_BYTES = 150_000
LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
HEAD = """# Pictures

Six views of the map, at 1440, 1024 and 390 px, light and dark; taken from the running app by

    make pictures
"""


class View(NamedTuple):
    """A view to be taken: what it shows, its link, and the button pressed once it is open."""

    shows: str
    link: str = ""
    press: str | None = None


VIEWS = {
    "map": View("The map as it opens"),
    "leg": View("A leg with the quotes it rests on", f"#sel={LEG}"),
    "flow": View(
        "A flow whose path nobody published, with the negative statement",
        "?c=belarus-russia-military-rail#sel=belarus-russia-military-rail.mzkt-obukhov",
    ),
    "crossings": View(
        "The EU border crossings on 15 September 2025",
        "?c=eu-border-crossings&asof=2025-09-15#map=6.5/53.6/24.5",
    ),
    "arctic": View("The Northern Sea Route across 180°", "?c=northern-sea-route#map=2.5/66/150"),
    "list": View("The same as a list", "", "List"),
}


def main(folder: Path = FOLDER) -> None:
    """Write each picture once the map has drawn and the fonts have come."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve_app() as address:
        browser = launch(playwright)
        for name, view in VIEWS.items():
            for width in SIZES:
                for scheme in SCHEMES:
                    shot = _take(browser, f"{address}/{view.link}", view.press, width, scheme)
                    (folder / _file(name, width, scheme)).write_bytes(_small(shot))
        browser.close()
    (folder / "README.md").write_text(_listing(), encoding="utf-8")


def _take(
    browser: Browser, address: str, press: str | None, width: int, scheme: Literal["light", "dark"]
) -> bytes:
    across, down = SIZES[width]
    page: Page = browser.new_page(
        viewport={"width": across, "height": down},
        locale="en-GB",
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page.goto(address)
    seen = MapPage(page).ready()
    seen.wait_until("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    if press:
        seen.root.get_by_role("button", name=press, exact=True).click()
        seen.wait_until("new Promise((done) => requestAnimationFrame(() => done(true)))")
    shot = page.screenshot()
    page.close()
    return shot


def _small(shot: bytes) -> bytes:
    """The picture as WebP, at the best quality that keeps it within its limit."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    for quality in (86, 78, 70, 60):
        packed = BytesIO()
        picture.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= MAX_BYTES:
            break
    return packed.getvalue()


def _file(name: str, width: int, scheme: str) -> str:
    return f"{name}-{width}-{scheme}.webp"


def _listing() -> str:
    lines = [HEAD, "| view | " + " | ".join(f"{width} px" for width in SIZES) + " |"]
    lines.append("| --- |" + " --- |" * len(SIZES))
    for name, view in VIEWS.items():
        cells = [
            " · ".join(f"[{scheme}]({_file(name, width, scheme)})" for scheme in SCHEMES)
            for width in SIZES
        ]
        lines.append(f"| {view.shows} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
