"""`make bench`: measure, print, and write docs/performance.md; 1 if a figure is not met."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.figures import Figure, measure_made, measure_peers, measure_real, write_atlas
from bench.peers import PYTHON, Peer
from bench.report import write_report
from corridors.mapview import files
from tests.browser.serving import ROOT, launch


def main() -> int:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 5000], help="corridors")
    parser.add_argument("--times", type=int, default=20, help="of each measurement (default 20)")
    parser.add_argument("--peer-seconds", type=float, default=60, help="at most, for a slow peer")
    parser.add_argument("--no-peers", action="store_true", help="measure ours only")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    options = parser.parse_args()
    if not options.no_peers and not PYTHON.exists():
        parser.error("the peers' environment is missing; use `make bench`, or --no-peers")
    figures: list[Figure] = []
    peers: dict[str, list[Peer]] = {}

    def take(figure: Figure) -> None:
        print(*figure[:4], {True: "met", False: "NOT MET", None: ""}[figure.met], sep="  ")
        figures.append(figure)

    with sync_playwright() as playwright:
        browser = launch(playwright)
        chromium = browser.version
        browser.close()
        for figure in measure_real(playwright, options.times, _say):
            take(figure)
        for size in options.sizes:
            atlas = write_atlas(ROOT / "build", size)
            for figure in measure_made(playwright, atlas, options.times, _say):
                take(figure)
            if options.no_peers:
                continue
            peers[f"{size:,}"] = []
            within_s = options.peer_seconds
            for peer in measure_peers(playwright, atlas, options.times, within_s, _say):
                print(f"  {peer.way}: first {peer.first_map.text()}, toggle {peer.toggle.text()}")
                peers[f"{size:,}"].append(peer)
    write_report(options.output, figures, peers, chromium=chromium, crowd=_crowd())
    return int(any(figure.met is False for figure in figures))


def _crowd() -> int:
    """From how many points on the script spreads lines over sheets: its own number."""
    script = "".join(path.read_text(encoding="utf-8") for path in files.SCRIPT.glob("*.js"))
    found = re.search(r"SPREAD_FROM = ([\d_]+)", script)
    return int(found[1].replace("_", "")) if found else 0


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
