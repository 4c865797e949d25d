"""The app started by its own command, and a Chromium that reaches nothing but this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.install import find_chromium

ROOT = Path(__file__).parents[2]
SEALED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SIZE = (1440, 900)  # of a window, in px
GOES_WITHIN_MS = 60_000
STARTS_WITHIN_S = 300
ENDS_WITHIN_S = 60
HEALTH = "/_stcore/health"


def launch(playwright: Playwright, *options: str) -> Browser:
    """A Chromium with every host but loopback unresolvable."""
    arguments = [SEALED, *QUIET, *options]
    return playwright.chromium.launch(executable_path=find_chromium(), args=arguments)


def new_context(browser: Browser, **settings: Any) -> BrowserContext:
    """A fresh reader's browser, which a page may ask for the clipboard; with Playwright's settings.

    A page has long to come, as a machine may be busy with other things.
    """
    width, height = SIZE
    defaults: dict[str, Any] = {"viewport": {"width": width, "height": height}, "locale": "en-GB"}
    context = browser.new_context(**defaults | settings)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_navigation_timeout(GOES_WITHIN_MS)
    return context


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Served(NamedTuple):
    """An app that was started, which may not answer yet."""

    address: str
    server: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self.server.terminate()
        self.server.wait(ENDS_WITHIN_S)


def start_app(base_path: str = "", *options: str) -> Served:
    """Start the app on a free port and under a path."""
    port = free_port()
    command = ["-m", "corridors", "serve", "--no-browser", "--port", str(port), *options]
    return start_python(command, port, base_path)


def start_python(arguments: Sequence[str], port: int, base_path: str = "") -> Served:
    """Start what serves the app on a port and under a path: Python's own arguments say what."""
    server = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "STREAMLIT_SERVER_BASE_URL_PATH": base_path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return Served(f"http://localhost:{port}/{base_path}".rstrip("/"), server)


@contextmanager
def serve_app(base_path: str = "", *options: str) -> Iterator[str]:
    """The address of the app, on a free port and under a path, until the block ends."""
    with until_stopped(start_app(base_path, *options)) as address:
        yield address


@contextmanager
def until_stopped(served: Served) -> Iterator[str]:
    """The address of an app that was started, once it answers, until the block ends."""
    try:
        wait_until_healthy(f"{served.address}{HEALTH}", served.server)
        yield served.address
    finally:
        served.stop()


def wait_until_healthy(address: str, server: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until a Streamlit server answers; RuntimeError if it ends or takes too long."""
    deadline = monotonic() + STARTS_WITHIN_S
    while monotonic() < deadline:
        if server is not None and server.poll() is not None:
            raise RuntimeError(f"the app ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 — our own address
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {STARTS_WITHIN_S} s")
