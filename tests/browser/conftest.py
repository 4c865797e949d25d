"""Chromium with every host but loopback unresolvable, and the app as `make run` starts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.map_page import MapPage
from tests.browser.serving import launch, serve_app


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of the app, started by its own command."""
    with serve_app() as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh reader's browser: no cache, no storage."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def open_map(context: BrowserContext, served: str) -> Iterator[Callable[..., MapPage]]:
    """Opens the app at a link; the page must not log an error or call a stranger."""
    faults: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: None if _is_own(r.url) else faults.append(f"asked {r.url}"))

    def open_at(link: str = "") -> MapPage:
        page = context.new_page()
        watch(page)
        page.goto(f"{served}/{link}")
        return MapPage(page).ready()

    yield open_at
    assert faults == []


def _is_own(address: str) -> bool:
    return address.startswith(("http://localhost:", "ws://localhost:", "blob:", "data:", "file:"))
