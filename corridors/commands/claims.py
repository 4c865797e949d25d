"""`corridors claims`: quantitative claims of the articles, held against our ways and records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.atlas import build_atlas
from corridors.checking.document import checks_of
from corridors.checking.records import shipped_checks
from corridors.checking.worked import write_worked
from corridors.holdings import catalog_now
from corridors.jsontext import write_json
from corridors.paths import PACKAGE

WORKED = PACKAGE.parent / "docs" / "claims-checked.md"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "claims", help="hold claims with figures against the atlas’s own ways and records"
    )
    parser.add_argument("--format", choices=("md", "json"), default="md")
    parser.add_argument(
        "--write",
        nargs="?",
        type=Path,
        const=WORKED,
        metavar="FILE",
        help="write it to a file; without a name, to docs/claims-checked.md",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tell every check with its arithmetic; 1 where a record of a check is broken."""
    document = checks_of(build_atlas(catalog_now()))
    as_text = write_worked if options.format == "md" else lambda told: f"{write_json(told)}\n"
    if options.write:
        options.write.write_text(as_text(document), encoding="utf-8")
    else:
        sys.stdout.write(as_text(document))
    faults = shipped_checks().faults
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0
