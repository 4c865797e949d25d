"""The briefing of a view, made when the app's page asks for it: `POST /atlas/briefings/<hash>.pdf`.

What the analyst writes comes in the request's body, so that it stands in no address and no log; the
answer is kept nowhere. `docs/briefing.md` has the body and the endings.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import cache

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corridors.atlas import Atlas
from corridors.briefing.making import KINDS, Made, make_briefing
from corridors.briefing.request import BriefingRequest, read_request
from corridors.errors import CorridorsError
from corridors.history.snapshots import shared_snapshots
from corridors.mapview.addresses import briefings_address
from corridors.ui.asking import read_json
from corridors.ui.downloads import problems_header
from corridors.ui.held import held_by
from corridors.ui.review_records import fault_record
from corridors.ui.review_requests import BadRequest, check_origin

_AT_ONCE = 1  # briefings made at a time: readers who toggle come first


def briefing_routes(base_url: str) -> list[Route]:
    """One route a kind of file."""
    address = briefings_address(base_url, "{hash}")
    return [
        Route(f"{address}{KINDS[kind].ending}", _endpoint(kind), methods=["POST"]) for kind in KINDS
    ]


def _endpoint(kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        try:
            check_origin(request.headers)
            asked = read_request(await read_json(request))
            digest = request.path_params["hash"]
            made = await to_thread.run_sync(_make, digest, asked, kind, limiter=_limiter())
        except BadRequest as error:
            told = {"kind": "bad-request", "message": str(error), "mend": ""}
            return JSONResponse({"error": told}, status_code=error.status)
        except CorridorsError as fault:
            status, told = fault_record(fault)
            return JSONResponse({"error": told}, status_code=status)
        return Response(
            made.content, media_type=KINDS[kind].media_type, headers=_headers(kind, made)
        )

    return serve


def _headers(kind: str, made: Made) -> dict[str, str]:
    name = f"corridor-briefing{KINDS[kind].ending}"  # nothing that anybody wrote is part of it
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        **problems_header(made.problems),
    }


def _make(digest: str, asked: BriefingRequest, kind: str) -> Made:
    """The file. Raises SnapshotFault if no atlas is held or kept under the hash."""
    found = held_by(digest)
    atlas = found.atlas if found else shared_snapshots().read(digest)
    return make_briefing(atlas, asked, kind, datetime.now(UTC).date(), pin=_kept(atlas))


def _kept(atlas: Atlas) -> str | None:
    """The pin of the atlas, which is kept for it; None where nothing can be kept."""
    try:
        return shared_snapshots().keep(atlas)
    except CorridorsError:
        return None


@cache
def _limiter() -> CapacityLimiter:
    return CapacityLimiter(_AT_ONCE)
