"""`corridors brief`: the one-page briefing of a view as PDF, DOCX, PPTX or HTML."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corridors.atlas import Atlas

KINDS = ("pdf", "docx", "pptx", "html")  # as briefing.making.KINDS has them


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("brief", help="write the briefing of a view, with its quotes")
    parser.add_argument("link", help="the link of the view, such as '?c=…&asof=2025-12-31'")
    parser.add_argument("--format", choices=KINDS, default="pdf")
    parser.add_argument("--judgement", default="", help="your own, in one sentence")
    parser.add_argument("--title", default="", help="in place of the corridor's name")
    parser.add_argument("--marking", default="", help="TLP:AMBER or any text, on every page")
    parser.add_argument(
        "--callout",
        action="append",
        default=[],
        metavar="'LAT,LON TEXT'",
        help="a remark at a point of the map; may be given more than once",
    )
    parser.add_argument("--projection", choices=("mercator", "arctic", "eurasia"))
    parser.add_argument(
        "--address", default="", help="where the atlas can be opened: the link is added to it"
    )
    parser.add_argument(
        "--made", type=date.fromisoformat, help="the day that it bears, YYYY-MM-DD; else today"
    )
    parser.add_argument(
        "--pin", action="store_true", help="keep the atlas as it is, and print a pinned link"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; what the link names and the atlas has not is told, and left out.

    Raises BriefingFault or PictureError if something that is asked for cannot be had.
    """
    from corridors.briefing.making import make_briefing
    from corridors.briefing.request import read_request
    from corridors.commands.picture import read_callout

    callouts = [read_callout(told) for told in options.callout]
    request = read_request(
        {
            "link": options.link,
            "judgement": options.judgement,
            "title": options.title,
            "marking": options.marking,
            "callouts": [
                {"text": one.text, "lat": one.at.lat, "lon": one.at.lon} for one in callouts
            ],
            "projection": options.projection,
            "address": options.address,
        }
    )
    day = options.made or datetime.now(UTC).date()
    atlas = _find_atlas(options.link)
    pin = _keep(atlas) if options.pin else None
    made = make_briefing(atlas, request, options.format, day, pin)
    for problem in made.problems:
        print(f"link: {problem.parameter}: {problem.value!r} is {problem.why}", file=sys.stderr)
    options.output.write_bytes(made.content)
    print(f"{options.output}: {len(made.content) / 1e6:.2f} MB", file=sys.stderr)
    return 0


def _find_atlas(link: str) -> Atlas:
    """The atlas that a link is pinned to, else that of all that is accepted by now.

    Raises SnapshotFault if nothing is kept under the pin.
    """
    from corridors.atlas import build_atlas
    from corridors.history.snapshots import shared_snapshots
    from corridors.holdings import catalog_now
    from corridors.share import Known, read_link

    catalog = catalog_now()
    atlas = build_atlas(catalog)
    pin = read_link(link, Known.of(atlas.document))[0].pin
    if pin is not None and not atlas.hash.startswith(pin):
        kept = shared_snapshots().find(pin)
        return shared_snapshots().read(kept.hash if kept else pin)
    for fault in catalog.faults:
        print(f"left out: {fault}", file=sys.stderr)
    return atlas


def _keep(atlas: Atlas) -> str:
    from corridors.history.snapshots import shared_snapshots

    return shared_snapshots().keep(atlas)
