"""`corridors save`: a corridor as YAML files, the accepted ones among them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.holdings import catalog_now
from corridors.saving import save_folder, write_files


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "save", help="write a corridor as YAML files that `corridors check FOLDER` accepts"
    )
    parser.add_argument("corridor", metavar="ID", help="the corridor's id, as links have it")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a folder that is empty or new")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files and say how many; DefinitionFault for an id or a folder that is none."""
    catalog = catalog_now()
    for fault in catalog.faults:
        print(f"left out: {fault}", file=sys.stderr)
    files = write_files(catalog, options.corridor)
    save_folder(files, options.folder)
    print(f"{options.folder}: {len(files)} files; corridors check {options.folder}")
    return 0
