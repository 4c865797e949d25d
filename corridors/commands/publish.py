"""`corridors publish`: the atlas as a static folder for any web host."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from corridors.atlas import build_atlas
from corridors.commands.export import read_view
from corridors.holdings import catalog_now
from corridors.share import Known, write_link


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "publish", help="write the map, its data and its pinned links as a folder for any web host"
    )
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help="new, empty, or of an earlier publication"
    )
    parser.add_argument("--view", default="", help="the link of the view that it opens with")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the folder; what the link names and the atlas has not is told, and left out."""
    from corridors.publishing.folder import publish_folder  # pandas and folium take long to load

    catalog = catalog_now()
    for fault in catalog.faults:
        print(f"left out: {fault}", file=sys.stderr)
    atlas = build_atlas(catalog)
    link = "".join(write_link(read_view(options.view, atlas), Known.of(atlas.document)))
    count = publish_folder(options.folder, atlas, link, now=datetime.now(UTC))
    print(f"{options.folder}: {count} files written; atlas {atlas.hash[:10]}", file=sys.stderr)
    return 0
