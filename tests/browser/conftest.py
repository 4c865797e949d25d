"""Chromium with every host but loopback unresolvable, and the app as `make run` starts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.map_page import MapPage
from tests.browser.serving import (
    HEALTH,
    SIZE,
    Served,
    launch,
    new_context,
    serve_app,
    start_app,
    wait_until_healthy,
)

# Pages of the app share a process, and with it the scripts that are compiled.
ONE_PROCESS = "--process-per-site"
_SERVED = pytest.StashKey[Served]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start one app for all workers with the first of them: it comes up while they collect."""
    stash = node.config.stash
    if _SERVED not in stash:
        stash[_SERVED] = start_app()
    node.workerinput["served"] = stash[_SERVED].address


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the app that the workers shared."""
    if _SERVED in config.stash:
        config.stash[_SERVED].stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = launch(playwright, ONE_PROCESS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the app, started by its own command. It is shared: no test may write to it."""
    shared: str | None = getattr(request.config, "workerinput", {}).get("served")
    if shared:
        wait_until_healthy(f"{shared}{HEALTH}")
        yield shared
        return
    with serve_app() as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh reader's browser: no cache, no storage."""
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture(scope="session")
def kept_page(browser: Browser, served: str) -> Iterator[Page]:
    """A bare page of the app that stays open, in a browser that keeps what it has fetched."""
    context = new_context(browser)
    page = context.new_page()
    page.goto(f"{served}{HEALTH}")
    yield page
    context.close()


@pytest.fixture
def reader(kept_page: Page) -> Iterator[BrowserContext]:
    """A reader who has been here before and has nothing stored; the pages of a test are closed."""
    yield kept_page.context
    for page in kept_page.context.pages:
        if page != kept_page:
            page.close()
    kept_page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")


@pytest.fixture
def open_unwatched(reader: BrowserContext, served: str) -> Callable[..., MapPage]:
    """Opens the app at a link, whatever it logs: axe sets styles that the page's policy refuses.

    The window may be given a size in px (width, height), and what `emulate_media` sets; `watch` is
    called with the page before it goes anywhere.
    """

    def open_at(
        link: str = "",
        size: tuple[int, int] = SIZE,
        watch: Callable[[Page], None] | None = None,
        **media: Any,
    ) -> MapPage:
        page = reader.new_page()
        if watch:
            watch(page)
        if size != SIZE:
            page.set_viewport_size({"width": size[0], "height": size[1]})
        if media:
            page.emulate_media(**media)
        page.goto(f"{served}/{link}")
        return MapPage(page).ready()

    return open_at


@pytest.fixture
def open_map(open_unwatched: Callable[..., MapPage]) -> Iterator[Callable[..., MapPage]]:
    """Opens the app at a link; the page must not log an error or call a stranger."""
    faults: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: None if _is_own(r.url) else faults.append(f"asked {r.url}"))

    yield partial(open_unwatched, watch=watch)
    assert faults == []


def _is_own(address: str) -> bool:
    return address.startswith(("http://localhost:", "ws://localhost:", "blob:", "data:", "file:"))
