"""`corridors coverage`: row by row, which claim carries what the seed articles name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.atlas import build_atlas
from corridors.catalog import load_catalog
from corridors.coverage import cover, read_checklist, uncovered, write_table


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "coverage", help="list which claim carries each thing that the seed articles name"
    )
    parser.add_argument("--output", type=Path, help="write the page here, not to standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page; 1 where a row that needs a claim has none."""
    covered = cover(read_checklist(), build_atlas(load_catalog()).document["claims"].values())
    page = write_table(covered)
    if options.output:
        options.output.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    missing = uncovered(covered)
    for row in missing:
        print(f"{row.row}: no claim quotes {row.phrase!r} ({row.as_map})", file=sys.stderr)
    return 1 if missing else 0
