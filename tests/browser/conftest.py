"""Chromium with every host but loopback unresolvable, and the app as `make run` starts it."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.install import find_chromium
from tests.browser.map_page import MapPage

ROOT = Path(__file__).parents[2]
SEALED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STARTS_WITHIN_S = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=[SEALED, *QUIET])
        yield started
        started.close()


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of the app, started by its own command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "corridors", "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    from time import monotonic, sleep

    deadline = monotonic() + STARTS_WITHIN_S
    while monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the app ended: {server.stdout.read().decode()}")  # type: ignore[union-attr]
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 — our own address
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {STARTS_WITHIN_S} s")


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
