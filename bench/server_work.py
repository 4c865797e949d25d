"""What a rerun takes on the server, written down by the server itself while a reader toggles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Playwright

from bench.ours import Unproven, open_map
from bench.stopwatch import Spread, time_click
from tests.browser.serving import ROOT, free_port, launch, wait_until_healthy

TELLS_WITHIN_MS = 900


def rerun_work(playwright: Playwright, atlas: Path | None, times: int) -> tuple[Spread, Spread]:
    """Reruns of the page by the clock and by their thread's own work, after a toggle each."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "reruns"
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BENCH_RERUNS": str(written),
            "CORRIDORS_STORE": str(written.parent / "store"),  # not the reader's own corridors
        }
        if atlas:
            environment["CORRIDORS_ATLAS"] = str(atlas)
        port = free_port()
        app = str(ROOT / "bench" / "timed_app.py")
        options = [f"--server.port={port}", "--server.headless=true"]
        server = subprocess.Popen(  # noqa: S603 — our own words only
            [sys.executable, "-m", "streamlit", "run", app, *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_healthy(f"http://localhost:{port}/_stcore/health", server)
            _toggle_often(playwright, f"http://localhost:{port}", times)
            lines = written.read_text(encoding="utf-8").split("\n")[:-1]
        finally:
            server.terminate()
            server.wait(10)
    runs = [tuple(map(float, line.split())) for line in lines][-times:]
    if len(runs) < times:
        raise Unproven(f"{len(runs)} reruns for {times} toggles")
    return Spread(tuple(run[0] for run in runs)), Spread(tuple(run[1] for run in runs))


def _toggle_often(playwright: Playwright, address: str, times: int) -> None:
    browser = launch(playwright)
    opened = open_map(browser, address)
    box = opened.root.locator(".section-sources input[type=checkbox]").first
    for _ in range(times):
        time_click(opened.page, box)
        opened.page.wait_for_timeout(TELLS_WITHIN_MS)
    browser.close()
