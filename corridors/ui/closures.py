"""What a closure does, for the app: `/atlas/closures/<hash>.json?close=suez;country:PL`.

`docs/closures.md` has the query and the answer.
"""

from __future__ import annotations

from functools import cache, lru_cache

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.ledger import canonical
from corridors.mapview.addresses import closures_address
from corridors.routing.closing import MOST_LETTERS, Closing, read_closing
from corridors.routing.closures import answer_closing
from corridors.ui.held import held_by
from corridors.ui.packed import answer, pack

_AT_ONCE = 1  # one search at a time: readers who toggle come first
_KEPT = 32  # answers held for whoever asks for the same next


def closure_routes(base_url: str) -> list[Route]:
    """The route that answers what a closure does."""
    return [Route(closures_address(base_url, "{hash}"), _serve)]


async def _serve(request: Request) -> Response:
    found = held_by(request.path_params["hash"])
    if found is None:
        return Response("No atlas with this hash is held here.", status_code=404)
    curated = found.curated
    if curated is None:
        return Response("This atlas was read from a file, without its ways.", status_code=404)
    wanted = request.query_params.get("close", "")[: MOST_LETTERS + 1]
    closing = read_closing(wanted, curated.catalog.registers.nodes)
    content, packed = await to_thread.run_sync(
        _worked_out, found.atlas.hash, closing, limiter=_limiter()
    )
    return answer(request.headers, "application/json", content, packed)


@lru_cache(maxsize=_KEPT)
def _worked_out(digest: str, closing: Closing) -> tuple[bytes, bytes]:
    """The answer to a closure, and the same packed. Raises LookupError if the ways aren't held."""
    found = held_by(digest)
    if found is None or found.curated is None:
        raise LookupError("the atlas is held without its ways")
    told = answer_closing(found.curated.catalog, found.curated.ways, closing)
    content = canonical({"atlas": digest, **told})
    return content, pack(content)


@cache
def _limiter() -> CapacityLimiter:
    return CapacityLimiter(_AT_ONCE)
