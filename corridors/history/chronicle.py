"""What changed and when, for this machine: its snapshots, editions and decisions put together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property

from corridors.atlas import Atlas
from corridors.atlas_file import as_atlas
from corridors.history.editions import HISTORY, Editions
from corridors.history.feed import Entry, entries_of
from corridors.history.news import Edition, Json, Verdict, tell_news, verdicts_of
from corridors.holdings import shared_holdings
from corridors.store.store import Store


class Chronicle:
    """Tells changes by the editions that come with the program and the decisions of a store."""

    def __init__(self, find: Callable[[], Store | None], editions: Editions) -> None:
        self._find = find
        self._editions = editions

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The editions, the oldest first. Raises SnapshotFault or AtlasFault if one is damaged."""
        return tuple(
            Edition(row["day"], self._document(row["hash"])) for row in self._editions.rows
        )

    def _document(self, digest: str) -> Json:
        document: Json = json.loads(self._editions.content(digest) or b"")
        return dict(as_atlas(digest, document).document)

    def verdicts(self) -> tuple[Verdict, ...]:
        """The acceptances and their undos. Raises StoreFault if the store fails."""
        store = self._find()
        return verdicts_of([made for _, made in store.proposals()]) if store else ()

    def changes(self, old: Atlas, new: Atlas) -> Json:
        """What changed between two atlases, as docs/pinned.md writes it. Raises StoreFault."""
        return tell_news(_plain(old), _plain(new), self.editions, self.verdicts())

    def entries(self) -> Sequence[Entry]:
        """The feed's entries, the latest first. Raises StoreFault."""
        return entries_of(self.editions, self.verdicts())


def _plain(atlas: Atlas) -> Json:
    """An atlas's document as it is read from JSON: one that was just built has tuples for lists."""
    document: Json = json.loads(atlas.as_bytes)
    return document


@cache
def shared_chronicle() -> Chronicle:
    """The chronicle of this process."""
    return Chronicle(shared_holdings().store, Editions(HISTORY))
