"""See that the browser tests have a Chromium: one there is, Debian's, or Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of a Chromium on this machine: the one named by CORRIDORS_CHROMIUM first."""
    named = os.environ.get("CORRIDORS_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_debian() -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(subprocess.run(step, env=environment).returncode == 0 for step in steps)


def _from_playwright() -> bool:
    step = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(step).returncode == 0


def playwright_has_one() -> bool:
    """Whether Playwright has downloaded a Chromium of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> int:
    """Install a browser unless there is one; 1 where no way works."""
    if find_chromium() or playwright_has_one():
        return 0
    if _from_debian() or _from_playwright():
        return 0
    print(
        "No Chromium for the browser tests. Install one (Debian: apt-get install chromium as root; "
        "elsewhere: .venv/bin/playwright install chromium), or name one in CORRIDORS_CHROMIUM.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
