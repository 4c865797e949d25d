"""Snapshots: atlases as they were, each under the hash of its content, never changed.

Two places keep them: `data/history`, the editions that come with the program, and the store, what
was pinned here. Whatever is read is held against its hash first.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from corridors.atlas import Atlas
from corridors.atlas_file import as_atlas, hash_of
from corridors.errors import AtlasFault, SnapshotFault
from corridors.history.editions import HISTORY, Editions
from corridors.holdings import make_store, shared_holdings
from corridors.ledger import canonical
from corridors.store.store import Store

LEAST_PIN = 10  # hex digits by which a link may name a snapshot


class Kept(NamedTuple):
    """A snapshot's hash, since when it is kept (an ISO day, or time in UTC), and where."""

    hash: str
    since: str
    edition: bool


class Snapshots:
    """The program's editions, and what a store keeps; `make` makes the store if there is none."""

    def __init__(
        self,
        find: Callable[[], Store | None],
        make: Callable[[], Store],
        editions: Editions,
    ) -> None:
        self._find, self._make = find, make
        self.editions = editions

    def kept(self) -> tuple[Kept, ...]:
        """All that is kept, each once, the oldest first. Raises StoreFault if the store fails."""
        store, editions = self._find(), self.editions.days()
        found = [Kept(digest, day, edition=True) for digest, day in editions.items()]
        for digest, at in store.snapshots() if store else ():
            if digest not in editions:
                found.append(Kept(digest, f"{at:%Y-%m-%dT%H:%M:%SZ}", edition=False))
        return tuple(sorted(found, key=lambda one: one.since))

    def find(self, pin: str) -> Kept | None:
        """What a link's pin names; None if nothing is kept under it, or several begin so.

        Raises StoreFault if the store fails.
        """
        found = [one for one in self.kept() if one.hash.startswith(pin)]
        return found[0] if len(found) == 1 and len(pin) >= LEAST_PIN else None

    def keep(self, atlas: Atlas, at: datetime | None = None) -> str:
        """Keep an atlas for ever, and give its hash; what is kept already is left as it is.

        Raises StoreFault if the store cannot be written, and SnapshotFault for an atlas that was
        read from an earlier format: its hash is that of other bytes.
        """
        if atlas.hash in self.editions.days():
            return atlas.hash
        if hash_of(atlas.document) != atlas.hash:
            mend = "serve an atlas of today's format"
            raise SnapshotFault(atlas.hash, "", "was read from an earlier format", mend)
        packed = gzip.compress(atlas.as_bytes, compresslevel=9, mtime=0)
        self._make().keep_snapshot(atlas.hash, packed, at or datetime.now(UTC))
        return atlas.hash

    def read(self, digest: str) -> Atlas:
        """The atlas kept under a hash, in today's format.

        Raises SnapshotFault if none is, or if it is not what it was; StoreFault if the store fails.
        """
        content = self.original(digest)
        try:
            atlas = as_atlas(digest, json.loads(content))
        except ValueError:
            raise _damaged(digest, "it is no JSON") from None
        except AtlasFault as fault:
            raise _damaged(digest, f"{fault.field} {fault.message}") from None
        if atlas.hash != digest:
            raise _damaged(digest, "it is another atlas")
        return atlas

    def original(self, digest: str) -> bytes:
        """The bytes that are kept under a hash, as they were made and not yet looked at.

        Raises SnapshotFault if there are none, or they cannot be unpacked.
        """
        held = self.editions.content(digest)
        if held is not None:
            return held
        store = self._find()
        packed = store.snapshot(digest) if store else None
        if packed is None:
            raise SnapshotFault(digest, "", "is not kept here", "ask whoever made the link")
        try:
            return gzip.decompress(packed)
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(digest, str(error)) from None


def describe_kept(kept: tuple[Kept, ...]) -> bytes:
    """What is kept as the map script reads it: `history.json` of docs/pinned.md."""
    return canonical({"kept": [one._asdict() for one in kept]})


def _damaged(digest: str, why: str) -> SnapshotFault:
    mend = "put a backup of the store, or the program's own file, in its place"
    return SnapshotFault(digest, "", f"is damaged: {why}", mend)


@cache
def shared_snapshots() -> Snapshots:
    """The snapshots of this process: the program's editions and this machine's store."""
    return Snapshots(shared_holdings().store, _store, Editions(HISTORY))


def _store() -> Store:
    holdings = shared_holdings()
    store = holdings.store() or make_store()
    holdings.use(store)
    return store
