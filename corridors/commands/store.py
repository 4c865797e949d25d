"""`corridors store`: where what users add is kept, and whether it is sound."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from corridors.errors import StoreFault
from corridors.holdings import existing_store
from corridors.review.proposal import state_of
from corridors.store.address import find_address
from corridors.store.store import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "store", help="where what users add is kept, what it holds, and whether it is sound"
    )
    parser.add_argument("--where", action="store_true", help="print its place and nothing else")
    parser.add_argument(
        "--captures", action="store_true", help="list what was fetched, a JSON object a line"
    )
    parser.add_argument(
        "--capture", nargs=2, metavar=("ID", "FILE"), help="write what was fetched, byte for byte"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the store's place and what it holds, or what was fetched.

    Raises StoreFault if it cannot be read, or what is asked for is not there.
    """
    address = find_address(os.environ)
    if options.where:
        print(address)
        return 0
    store = existing_store()
    if store is None:
        print(f"{address}: nothing has been added yet")
        return 0
    if options.captures:
        for capture in store.captures():
            print(json.dumps({**asdict(capture), "fetched": capture.fetched.isoformat()}))
        return 0
    if options.capture:
        return _write_capture(store, options.capture[0], Path(options.capture[1]))
    if damage := store.damage():
        raise StoreFault(str(address), "", f"is damaged: {damage}", "put a backup in its place")
    print(f"{address}: {_counted(store)}: sound")
    return 0


def _counted(store: Store) -> str:
    proposals = store.proposals()
    states = Counter(state_of(decisions).value for _, decisions in proposals)
    of = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    decisions = sum(len(made) for _, made in proposals)
    return (
        f"{len(store.articles())} articles, {len(store.captures())} captures, {len(proposals)} "
        f"proposals ({of or 'none'}), {decisions} decisions, {len(store.snapshots())} snapshots"
    )


def _write_capture(store: Store, name: str, file: Path) -> int:
    content = store.capture_bytes(name)
    if content is None:
        raise StoreFault(
            str(store.address), "", f"no capture has the id {name!r}", "see --captures"
        )
    try:
        with file.open("xb") as out:
            out.write(content)
    except OSError as error:
        raise StoreFault(
            str(file), "", error.strerror or "cannot be written", "name a new file"
        ) from None
    print(f"{file}: {len(content):,} bytes")
    return 0
