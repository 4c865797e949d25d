"""What the atlas is made of now: the curated definitions and all that the store has accepted.

Whoever reads gets the last whole that was made, at once; a new one is made beside it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from time import monotonic

from corridors.additions import NOTHING, Accepted
from corridors.atlas import Atlas, build_atlas
from corridors.catalog import Catalog, make_catalog
from corridors.curated import Curated, read_curated
from corridors.errors import Fault, StoreFault
from corridors.routing.networks import Networks
from corridors.routing.ways import Ways, find_ways
from corridors.store.address import find_address
from corridors.store.store import Store

NO_STORE, UNREAD = -1, -2  # marks of what was made without a store, or without reading it
_KEPT = 4  # wholes that are still given by their hash, to pages that began with them
_LOOK_S = 0.5


@dataclass(frozen=True)
class Holding:
    """One whole: a catalog with the ways of its legs and the atlas folded from them.

    `mark` is the store's when it was made.
    """

    mark: int
    catalog: Catalog
    ways: Ways
    atlas: Atlas

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What had to be left out of it, and why."""
        return self.catalog.faults


class Holdings:
    """Makes the whole anew when the store has moved on; only what changed is routed.

    `find` gives the store, or None as long as there is none; it is asked until there is one.
    `networks` are the package's own, unless others are given.
    """

    def __init__(
        self,
        find: Callable[[], Store | None],
        read: Callable[[], Curated] = read_curated,
        networks: Networks | None = None,
    ) -> None:
        self._find = find
        self._networks = networks
        self._read = read
        self._store: Store | None = None
        self._making = Lock()
        self._catalog: tuple[int, Catalog] | None = None
        self._held: deque[Holding] = deque(maxlen=_KEPT)
        self._looked = 0.0

    @cached_property
    def curated(self) -> Curated:
        """What the program's own files hold, read once."""
        return self._read()

    def store(self) -> Store | None:
        """The store, if there is one. Raises StoreFault if it cannot be opened."""
        if self._store is None:
            self._store = self._find()
        return self._store

    def use(self, store: Store) -> None:
        """Take a store that was made since."""
        self._store = store

    def last(self) -> Holding:
        """The whole that was made last; the first time, it is made."""
        return self._held[-1] if self._held else self.renewed()

    def by_hash(self, digest: str) -> Holding | None:
        """One of the last few wholes, by its atlas's hash."""
        self.last()
        return next((one for one in reversed(self._held) if one.atlas.hash == digest), None)

    def is_old(self) -> bool:
        """Whether the store has moved on since; it is asked every half second at most."""
        now = monotonic()
        if now - self._looked < _LOOK_S:
            return False
        self._looked = now
        return self._has_moved()

    def renewed(self) -> Holding:
        """A whole of all that is accepted now; a thread that comes meanwhile waits for it."""
        with self._making:
            if not self._held or self._has_moved():
                self._held.append(self._make(self._held[-1] if self._held else None))
            return self._held[-1]

    def catalog(self) -> tuple[int, Catalog]:
        """The catalog of all that is accepted now, and the mark that it is of; nothing is routed.

        Raises StoreFault if the store cannot be read.
        """
        store, kept = self.store(), self._catalog
        if kept is not None and kept[0] == (store.mark() if store else NO_STORE):
            return kept
        accepted, mark = store.accepted() if store else (NOTHING, NO_STORE)
        self._catalog = mark, make_catalog(self.curated, accepted)
        return self._catalog

    def _has_moved(self) -> bool:
        """Whether the store has another mark than the last whole; one that fails us has not."""
        try:
            store = self.store()
            mark = store.mark() if store else NO_STORE
        except StoreFault:
            return False
        return bool(self._held) and self._held[-1].mark != mark

    def _make(self, before: Holding | None) -> Holding:
        try:
            mark, catalog = self.catalog()
        except StoreFault as fault:
            if before is not None:
                return before
            mark, catalog = UNREAD, make_catalog(self.curated, Accepted(faults=(fault,)))
        ways = find_ways(catalog, self._networks, before.ways if before else None)
        return Holding(mark, catalog, ways, build_atlas(catalog, ways=ways))


def catalog_now() -> Catalog:
    """The union as it is now, for a command; a store that cannot be read is among its faults."""
    holdings = shared_holdings()
    try:
        return holdings.catalog()[1]
    except StoreFault as fault:
        return make_catalog(holdings.curated, Accepted(faults=(fault,)))


@cache
def shared_holdings() -> Holdings:
    """The holdings of this process, of this machine's store."""
    return Holdings(existing_store)


def existing_store() -> Store | None:
    """The store, if there is one; none is made by looking. Raises StoreFault as `opening` does."""
    address = find_address(os.environ)
    if address.file is not None and not address.file.exists():
        return None
    return Store.open(address)


def make_store() -> Store:
    """The store, made if it is not there. Raises StoreFault as `opening` does."""
    return Store.open(find_address(os.environ))
