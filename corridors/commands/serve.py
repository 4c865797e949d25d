"""`corridors serve`: the app on this machine, its address printed."""

from __future__ import annotations

import argparse
import subprocess
import sys

from corridors import paths


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("serve", help="start the app and print its address")
    parser.add_argument("--port", type=int, default=8501, help="port to listen on (default 8501)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run Streamlit on `app.py`, until it is stopped."""
    app = paths.app_script()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--server.port={options.port}"]
    if options.no_browser:
        command.append("--server.headless=true")
    try:
        return subprocess.call(command, cwd=app.parent)  # noqa: S603 — our own words only
    except KeyboardInterrupt:
        return 0
