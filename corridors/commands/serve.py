"""`corridors serve`: the app on this machine, its address printed."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from corridors import paths
from corridors.atlas_file import GIVEN_ATLAS, read_atlas


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("serve", help="start the app and print its address")
    parser.add_argument("--port", type=int, default=8501, help="port to listen on (default 8501)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--atlas", type=Path, metavar="FILE", help="serve this atlas (JSON), not our definitions"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run Streamlit on `app.py`, until it is stopped; AtlasFault if the given atlas is not one."""
    environment = dict(os.environ)
    if options.atlas:
        read_atlas(options.atlas)
        environment[GIVEN_ATLAS] = str(options.atlas.resolve())
    app = paths.app_script()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--server.port={options.port}"]
    if options.no_browser:
        command.append("--server.headless=true")
    server = subprocess.Popen(command, cwd=app.parent, env=environment)  # noqa: S603 — our own words
    # Who stops this command means the server; left alone, it would go on without us.
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return max(0, server.wait())
    except KeyboardInterrupt:  # Ctrl-C reaches the server by itself
        return max(0, server.wait())
