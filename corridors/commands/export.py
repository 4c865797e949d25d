"""`corridors export`: the atlas, or a view of it, as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.atlas import build_atlas
from corridors.catalog import load_catalog
from corridors.share import Known, read_link, write_link
from corridors.strings import t, translations


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("export", help="write the map as one HTML file")
    parser.add_argument("--format", choices=("html",), required=True)
    parser.add_argument("--view", default="", help="the link of a view, such as '?c=…#map=…'")
    parser.add_argument("--output", type=Path, help="write here, not to standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; what the link names and the atlas has not is told, and left out."""
    from corridors.mapview.page import write_page

    catalog = load_catalog()
    for fault in catalog.faults:
        print(f"left out: {fault}", file=sys.stderr)
    atlas = build_atlas(catalog)
    known = Known.of(atlas.document)
    view, problems = read_link(options.view, known)
    for problem in problems:
        print(f"link: {problem.parameter}: {problem.value!r} is {problem.why}", file=sys.stderr)
    page = write_page(
        atlas,
        link="".join(write_link(view, known)),
        strings=translations(view.language),
        title=t("Corridor Atlas", view.language),
    )
    if options.output:
        options.output.write_text(page, encoding="utf-8")
        print(f"{options.output}: {len(page.encode()) / 1e6:.1f} MB", file=sys.stderr)
    else:
        sys.stdout.write(page)
    return 0
