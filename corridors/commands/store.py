"""`corridors store`: where what users add is kept, and whether it is sound."""

from __future__ import annotations

import argparse
import os
from collections import Counter

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
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the store's place and what it holds. Raises StoreFault if it cannot be read."""
    address = find_address(os.environ)
    if options.where:
        print(address)
        return 0
    store = existing_store()
    if store is None:
        print(f"{address}: nothing has been added yet")
        return 0
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
