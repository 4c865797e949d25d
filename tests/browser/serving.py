"""The app started by its own command, and a Chromium that reaches nothing but this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from playwright.sync_api import Browser, Playwright

from tests.browser.install import find_chromium

ROOT = Path(__file__).parents[2]
SEALED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STARTS_WITHIN_S = 60


def launch(playwright: Playwright) -> Browser:
    """A Chromium with every host but loopback unresolvable."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=[SEALED, *QUIET])


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve_app(base_path: str = "", *options: str) -> Iterator[str]:
    """The address of the app, on a free port and under a path, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "corridors", "serve", "--no-browser", "--port", str(port)]
    command += options
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "STREAMLIT_SERVER_BASE_URL_PATH": base_path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}/{base_path}".rstrip("/")
    try:
        wait_until_healthy(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a Streamlit server answers; RuntimeError if it ends or takes too long."""
    deadline = monotonic() + STARTS_WITHIN_S
    while monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the app ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 — our own address
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {STARTS_WITHIN_S} s")
