"""A view as a file to download, under the atlas's hash: data and citations.

`/atlas/export/<hash>.geojson?<query of the view>`; the endings are those of `exports.FORMATS`.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from functools import cache, lru_cache

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.atlas import Atlas
from corridors.exports import FORMATS, data_view, write_export
from corridors.share import Known, Problem, read_link
from corridors.ui.held import held_by
from corridors.view import View

PROBLEMS_HEADER = "x-atlas-problems"
PROBLEMS_SHOWN = 8
_FOLDER = "atlas/export"
_AT_ONCE = 1  # files written at a time: readers who toggle come first
_KEPT = 8  # files held for whoever asks for the same view next


def downloads_address(base_url: str, atlas_hash: str) -> str:
    """What the addresses of an atlas's files begin with: the ending of a format comes after it."""
    return f"{base_url}/{_FOLDER}/{atlas_hash}"


def addresses(base_url: str, atlas_hash: str) -> dict[str, str]:
    """The address of each format, to which the query of a view may be added."""
    begin = downloads_address(base_url, atlas_hash)
    return {name: f"{begin}{kind.ending}" for name, kind in FORMATS.items()}


def download_routes(base_url: str) -> list[Route]:
    """One route a format; those with the longer endings first, since the shorter match them too."""
    names = sorted(FORMATS, key=lambda name: -len(FORMATS[name].ending))
    return [
        Route(f"{base_url}/{_FOLDER}/{{hash}}{FORMATS[name].ending}", _endpoint(name))
        for name in names
    ]


def _endpoint(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        digest = request.path_params["hash"]
        if held_by(digest) is None:
            return Response("No atlas with this hash is held here.", status_code=404)
        view, problems = read_link(f"?{request.url.query}", _known(digest))
        content = await to_thread.run_sync(
            _written, name, digest, data_view(view), limiter=one_at_a_time()
        )
        return Response(
            content,
            media_type=FORMATS[name].media_type,
            headers={
                "content-disposition": f'attachment; filename="{_file_name(name, digest)}"',
                "x-content-type-options": "nosniff",
                "cache-control": "no-cache",
                **problems_header(problems),
            },
        )

    return serve


def _file_name(name: str, atlas_hash: str) -> str:
    """A name of our own: nothing that a stranger wrote is part of it."""
    return f"corridor-atlas-{atlas_hash[:10]}{FORMATS[name].ending}"


def problems_header(problems: Sequence[Problem]) -> dict[str, str]:
    """What of the query could not be used, as JSON in ASCII: no letter of it can end a header."""
    if not problems:
        return {}
    shown = [problem._asdict() for problem in problems[:PROBLEMS_SHOWN]]
    return {PROBLEMS_HEADER: json.dumps({"count": len(problems), "problems": shown})}


@lru_cache(maxsize=_KEPT)
def _written(name: str, digest: str, view: View) -> bytes:
    return write_export(_atlas(digest), view, name)


@lru_cache(maxsize=4)
def _known(digest: str) -> Known:
    return Known.of(_atlas(digest).document)


def _atlas(digest: str) -> Atlas:
    """The atlas of a hash. Raises LookupError if it is held no longer."""
    found = held_by(digest)
    if found is None:
        raise LookupError(f"no atlas with the hash {digest} is held")
    return found.atlas


@cache
def one_at_a_time() -> CapacityLimiter:
    """What whoever writes a file waits for."""
    return CapacityLimiter(_AT_ONCE)
