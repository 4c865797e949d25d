"""What one server process holds for all its sessions."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from corridors.atlas import Atlas
from corridors.atlas_file import GIVEN_ATLAS, read_atlas
from corridors.catalog import Catalog
from corridors.errors import Fault, SnapshotFault, StoreFault
from corridors.history.snapshots import shared_snapshots
from corridors.holdings import Holding, Holdings, shared_holdings
from corridors.routing.ways import Ways

_KEPT_HELD = 4  # pinned atlases that stay in memory
_renewing = Lock()


class Curated(NamedTuple):
    """What the atlas was folded from, and the ways of its legs: what a closure needs."""

    catalog: Catalog
    ways: Ways


class Held(NamedTuple):
    """The atlas, the faults of what had to be left out of it, and what it was folded from.

    `curated` is None of an atlas that was given as a file.
    """

    atlas: Atlas
    faults: tuple[Fault, ...]
    curated: Curated | None = None


def held() -> Held:
    """The atlas that is given, or the last one made of the definitions and what was accepted.

    If more has been accepted since, a new one is made meanwhile, and this one answers at once.
    """
    given = _given()
    if given is not None:
        return given
    holdings = shared_holdings()
    last = holdings.last()
    if holdings.is_old():
        _renew_beside(holdings)
    return _as_held(last)


def held_now() -> Held:
    """The atlas of all that is accepted by now; waits until it is made."""
    return _given() or _as_held(shared_holdings().renewed())


def held_by(digest: str) -> Held | None:
    """One of the last few atlases by its hash, or one that is kept; None if there is none.

    An open page asks for the one that it began with, a pinned one for that of its link.
    """
    given = _given()
    if given is not None and given.atlas.hash == digest:
        return given
    found = None if given else shared_holdings().by_hash(digest)
    if found is not None:
        return _as_held(found)
    try:
        return _kept(digest)
    except (SnapshotFault, StoreFault):
        return None


@lru_cache(maxsize=_KEPT_HELD)
def _kept(digest: str) -> Held:
    return Held(shared_snapshots().read(digest), ())


@cache
def _given() -> Held | None:
    given = os.environ.get(GIVEN_ATLAS)
    return Held(read_atlas(Path(given)), ()) if given else None


def _as_held(holding: Holding) -> Held:
    return Held(holding.atlas, holding.faults, Curated(holding.catalog, holding.ways))


def _renew_beside(holdings: Holdings) -> None:
    """Make the next atlas in a thread of its own, one at a time."""
    if _renewing.acquire(blocking=False):
        Thread(target=_renew, args=(holdings,), name="atlas", daemon=True).start()


def _renew(holdings: Holdings) -> None:
    try:
        holdings.renewed()
    finally:
        _renewing.release()
