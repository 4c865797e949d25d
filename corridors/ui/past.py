"""Pinned atlases, what has changed since, and the feed of what is new: `/atlas/past/…`.

`docs/pinned.md` has the addresses and what they answer.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Annotated, NamedTuple

from anyio import to_thread
from pydantic import StringConstraints
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.atlas import Atlas
from corridors.errors import CorridorsError, SnapshotFault
from corridors.history.chronicle import shared_chronicle
from corridors.history.feed import choose, write_feed
from corridors.history.snapshots import Kept, shared_snapshots
from corridors.holdings import shared_holdings
from corridors.model import Record
from corridors.share import Known, read_link
from corridors.strings import t
from corridors.ui.asking import Doing, asking, read_json, reader
from corridors.ui.held import held, held_by
from corridors.ui.review_records import Json
from corridors.ui.review_requests import read_as

_PIN = re.compile(r"[0-9a-f]{10,64}")
_CHANGES_KEPT = 16  # lists of changes held for whoever opens the same link next


class KeepAtlas(Record):
    """The atlas that an open page shows, by its hash."""

    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Pinned(NamedTuple):
    """What a link's pin comes to: the atlas to show, and what the page is told of it.

    `atlas` is None where the live one has to be shown; `told` is None where nothing is kept under
    the pin: the page says so by itself.
    """

    atlas: Atlas | None
    told: Json | None


NOT_PINNED = Pinned(None, None)


def past_address(base_url: str) -> str:
    """What the paths of this module are added to."""
    return f"{base_url}/atlas/past"


def past_routes(base_url: str) -> list[Route]:
    """The routes of what was."""
    past = past_address(base_url)
    return [
        Route(f"{past}/pins", asking(_keep), methods=["POST"]),
        Route(f"{past}/history.json", asking(lambda _: _history)),
        Route(f"{past}/changes/{{new}}/{{old}}.json", asking(_changes)),
        Route(f"{past}/feed.atom", partial(_serve_feed, base_url)),
    ]


def find_pinned(pin: str | None) -> Pinned:
    """The atlas that a link is pinned to; a fault in reading it is told, and never raised."""
    if pin is None or not _PIN.fullmatch(pin):
        return NOT_PINNED
    try:
        kept = shared_snapshots().find(pin)
        if kept is not None:
            return Pinned(_read(kept.hash), _told(kept.hash, kept.since))
    except CorridorsError as fault:
        return Pinned(None, _told(pin, None, str(fault)))
    live = held().atlas
    return Pinned(live, _told(live.hash, None)) if live.hash.startswith(pin) else NOT_PINNED


def _told(digest: str, kept: str | None, fault: str | None = None) -> Json:
    return {"hash": digest, "kept": kept, "fault": fault}


def _read(digest: str) -> Atlas:
    """A kept atlas, held in memory with the last few. Raises SnapshotFault, StoreFault."""
    found = held_by(digest)
    return found.atlas if found else shared_snapshots().read(digest)


async def _keep(request: Request) -> Doing:
    asked = read_as(KeepAtlas, await read_json(request))
    return partial(_keep_held, asked.hash)


def _keep_held(digest: str) -> Json:
    """Keep one of the atlases that are served; nobody can have anything else kept."""
    found = held_by(digest)
    if found is None:
        raise SnapshotFault(digest, "", "is not the atlas of this app any more", "reload the page")
    shared_snapshots().keep(found.atlas)
    kept = shared_snapshots().find(digest)
    return {"hash": digest, "kept": kept.since if kept else None}


def _history() -> Json:
    return {"kept": [one._asdict() for one in shared_snapshots().kept()]}


def _changes(request: Request) -> Doing:
    old, new = request.path_params["old"], request.path_params["new"]
    return lambda: _told_changes(_whole(old), new, _mark())


def _whole(pin: str) -> str:
    """The hash of a kept atlas by its beginning."""
    kept: Kept | None = shared_snapshots().find(pin) if _PIN.fullmatch(pin) else None
    return kept.hash if kept else pin


def _mark() -> int | None:
    """What grows with every decision: lists of changes name the days of decisions."""
    store = shared_holdings().store()
    return store.mark() if store else None


@lru_cache(maxsize=_CHANGES_KEPT)
def _told_changes(old: str, new: str, _: int | None) -> Json:
    return shared_chronicle().changes(_read(old), _read(new))


async def _serve_feed(base_url: str, request: Request) -> Response:
    """The feed of what is new; an answer in words where the store fails."""
    try:
        content = await to_thread.run_sync(partial(_feed, base_url, request), limiter=reader())
    except CorridorsError as fault:
        return Response(str(fault), status_code=503, media_type="text/plain")
    headers = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
    return Response(content, media_type="application/atom+xml", headers=headers)


def _feed(base_url: str, request: Request) -> bytes:
    link = f"?{request.url.query}"
    view, _ = read_link(link, Known.of(held().atlas.document))
    entries = choose(shared_chronicle().entries(), view.corridors, _day(view.since))
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return write_feed(
        entries,
        home=f"{origin}{base_url}/",
        address=f"{origin}{request.url.path}{link if request.url.query else ''}",
        title=t("Corridor Atlas: what is new", view.language),
    )


def _day(since: str | None) -> str:
    """The day that a link's `since` means: its own, or that of the kept atlas that it names."""
    if not since or "-" in since:
        return since or ""
    kept = shared_snapshots().find(since)
    return kept.since[:10] if kept else ""
