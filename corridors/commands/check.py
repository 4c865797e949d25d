"""`corridors check`: every definition, quote, pointer and way; exit 1 names file and field."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.catalog import Catalog, load_catalog
from corridors.checking.records import shipped_checks
from corridors.errors import DefinitionFault

SHOWN_FAULTS = 40  # one broken register can make hundreds


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check", help="check every definition, quote, place and way; exit 1 names file and field"
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="a folder as `corridors save` writes it; without it, the program's own definitions",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every fault, or what was found sound."""
    catalog = _load_folder(options.folder) if options.folder else load_catalog()
    faults = [*catalog.faults, *(() if options.folder else shipped_checks().faults)]
    for fault in faults[:SHOWN_FAULTS]:
        print(fault, file=sys.stderr)
    if faults:
        more = max(0, len(faults) - SHOWN_FAULTS)
        rest = f"; the first {SHOWN_FAULTS} are shown, mend them first" if more else ""
        print(f"{len(faults)} faults{rest}", file=sys.stderr)
        return 1
    legs = sum(len(grounded.definition.legs) for grounded in catalog.corridors)
    quotes = sum(len(grounded.passages) for grounded in catalog.corridors) + len(catalog.shared)
    print(
        f"{len(catalog.corridors)} corridors, {legs} legs, {quotes} quotes "
        f"in {len(catalog.articles)} articles: sound"
    )
    _report_ways(catalog)
    return 0


def _load_folder(folder: Path) -> Catalog:
    definitions = folder / "definitions"
    if not definitions.is_dir():
        raise DefinitionFault(
            str(folder), "", "has no folder `definitions`", "give one as `corridors save` writes it"
        )
    return load_catalog(definitions, folder / "registers", folder / "seeds")


def _report_ways(catalog: Catalog) -> None:
    """Say which legs no network serves; they stand as schematic lines, which is no fault."""
    from corridors.routing.check import check_ways  # takes long to load: after the quick checks
    from corridors.routing.ways import find_ways

    found = check_ways(find_ways(catalog))
    for name, reason in found.lost.items():
        print(f"no route: {name}: {reason}")
    print(
        f"{found.routed} legs routed over {found.km:,.0f} km, "
        f"{found.schematic_share:.1%} of them schematic; {len(found.lost)} without a route"
    )
