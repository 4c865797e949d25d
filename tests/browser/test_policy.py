"""The page's policy in a real browser: the app breaks none of it, and an intruder gets nowhere."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from corridors.atlas import Atlas
from corridors.mapview.page import write_page
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context

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


def _watched(context: BrowserContext, address: str) -> Page:
    """The map at an address, noting what its policy refuses."""
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(address)
    MapPage(page).ready()
    return page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, atlas: Atlas) -> str:
    """The address of an export on disk."""
    path = tmp_path_factory.mktemp("policy") / "atlas.html"
    path.write_text(write_page(atlas, link="", strings={}, title="Atlas"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def beset(browser: Browser) -> Iterator[BrowserContext]:
    """A browser for the pages that an intruder is let into, one time after another."""
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture(scope="module")
def app(beset: BrowserContext, served: str) -> Page:
    """The app, open to an intruder."""
    return _watched(beset, f"{served}/#map=6/42/33&sel={LEG}")


@pytest.fixture(scope="module")
def exported(beset: BrowserContext, file: str) -> Page:
    """The export, open to an intruder."""
    return _watched(beset, file)


def test_the_export_breaks_no_part_of_its_own_policy(context: BrowserContext, file: str) -> None:
    page = _watched(context, file)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => window.refused") == []


def test_the_app_breaks_no_part_of_its_own_policy(context: BrowserContext, served: str) -> None:
    page = _watched(context, f"{served}/#map=6/42/33&sel={LEG}")
    seen = MapPage(page)
    seen.details.get_by_role("button", name="Copy citation").first.click()
    seen.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    page.wait_for_load_state("networkidle")
    # Streamlit's protobuf tries WebAssembly for 64-bit numbers, and does without it if refused.
    assert page.evaluate("() => window.refused") == ["wasm"]


@pytest.mark.parametrize("directive", _INTRUSIONS)
def test_an_intruder_in_the_app_is_refused(app: Page, directive: str) -> None:
    _intrude(app, directive)


@pytest.mark.parametrize("directive", _INTRUSIONS)
def test_an_intruder_in_the_export_is_refused(exported: Page, directive: str) -> None:
    _intrude(exported, directive)


def test_words_are_never_run_as_a_program(app: Page, exported: Page) -> None:
    for page in (app, exported):
        page.evaluate("() => { window.refused.length = 0; }")
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
