"""The page's policy in a real browser: the app breaks none of it, and an intruder gets nowhere."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from corridors.atlas import Atlas
from corridors.mapview.page import write_page
from tests.browser.map_page import MapPage

LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"
_WATCH = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) =>
    window.refused.push(blockedURI === "wasm-eval" ? "wasm" : effectiveDirective));
}"""
_INTRUSIONS = {
    "script-src-elem": """() => {
      const script = document.createElement("script");
      script.textContent = "window.hurt = 1";
      document.body.append(script);
    }""",
    "script-src-attr": """() => {
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.hurt = 1");
      document.body.append(button);
      button.click();
    }""",
    "img-src": """() => { new Image().src = "http://127.0.0.1:9/spy.png"; }""",
    "connect-src": """() => { fetch("http://127.0.0.1:9/spy").catch(() => {}); }""",
    "frame-src": """() => {
      const frame = document.createElement("iframe");
      frame.src = "http://127.0.0.1:9/";
      document.body.append(frame);
    }""",
    "style-src-elem": """() => {
      const style = document.createElement("style");
      style.textContent = "body { background: url(http://127.0.0.1:9/spy) }";
      document.head.append(style);
    }""",
    "form-action": """() => {
      const form = document.createElement("form");
      form.action = "http://127.0.0.1:9/";
      document.body.append(form);
      form.submit();
    }""",
    "base-uri": """() => {
      const base = document.createElement("base");
      base.href = "http://127.0.0.1:9/";
      document.head.append(base);
    }""",
}
_WORDS = """() => {
  try { window.setTimeout("window.hurt = 1", 0); } catch { /* refused */ }
}"""


@pytest.fixture
def app(context: BrowserContext, served: str) -> Page:
    """The app, noting what its policy refuses."""
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(f"{served}/#map=6/42/33&sel={LEG}")
    MapPage(page).ready()
    return page


@pytest.fixture
def exported(context: BrowserContext, tmp_path: Path, atlas: Atlas) -> Page:
    """The export, opened from disk, noting what its policy refuses."""
    path = tmp_path / "atlas.html"
    path.write_text(write_page(atlas, link="", strings={}, title="Atlas"), encoding="utf-8")
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(path.as_uri())
    MapPage(page).ready()
    return page


def test_the_export_breaks_no_part_of_its_own_policy(exported: Page) -> None:
    exported.wait_for_load_state("networkidle")
    assert exported.evaluate("() => window.refused") == []


def test_the_app_breaks_no_part_of_its_own_policy(app: Page) -> None:
    seen = MapPage(app)
    seen.details.get_by_role("button", name="Copy citation").first.click()
    seen.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    app.wait_for_load_state("networkidle")
    # Streamlit's protobuf tries WebAssembly for 64-bit numbers, and does without it if refused.
    assert app.evaluate("() => window.refused") == ["wasm"]


@pytest.mark.parametrize("directive", _INTRUSIONS)
def test_an_intruder_in_the_app_is_refused(app: Page, directive: str) -> None:
    _intrude(app, directive)


@pytest.mark.parametrize("directive", _INTRUSIONS)
def test_an_intruder_in_the_export_is_refused(exported: Page, directive: str) -> None:
    _intrude(exported, directive)


def test_words_are_never_run_as_a_program(app: Page, exported: Page) -> None:
    for page in (app, exported):
        page.evaluate(_WORDS)
        page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        assert page.evaluate("() => window.hurt") is None
        assert "script-src" in page.evaluate("() => window.refused")


def _intrude(page: Page, directive: str) -> None:
    """Try what a directive forbids; it must be refused by just that one, and do nothing."""
    address = page.url.partition("#")[0]  # the view's part of it is written a moment later
    page.evaluate("() => { window.refused.length = 0; }")
    page.evaluate(_INTRUSIONS[directive])
    page.wait_for_function("() => window.refused.length > 0")
    assert page.evaluate("() => window.refused") == [directive]
    assert page.evaluate("() => window.hurt") is None
    assert page.url.partition("#")[0] == address


def test_every_answer_of_the_app_carries_the_headers(served: str) -> None:
    for path in ("/", "/_stcore/health", "/favicon.png", "/no/such/page"):
        with urllib.request.urlopen(served + path) as answer:  # noqa: S310 — our own address
            assert "default-src 'none'" in answer.headers["content-security-policy"], path
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"


def test_nobody_may_frame_the_app(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/_stcore/health")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.set_content(f'<iframe src="{served}/"></iframe>')
    page.wait_for_load_state("networkidle")
    assert page.frames[-1].url != f"{served}/"
