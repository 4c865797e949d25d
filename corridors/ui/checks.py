"""The claim checks of an atlas over HTTP, `/atlas/checks/…`: docs/claim-checks.md."""

from __future__ import annotations

from functools import lru_cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.checking.document import checks_of
from corridors.jsontext import write_json
from corridors.mapview.addresses import checks_address
from corridors.ui.held import held_by
from corridors.ui.packed import answer, pack

_KEPT = 4


def check_routes(base_url: str) -> list[Route]:
    """The route that gives the checks."""
    return [Route(checks_address(base_url, "{hash}"), _serve)]


async def _serve(request: Request) -> Response:
    packed = await to_thread.run_sync(_worked_out, request.path_params["hash"])
    if packed is None:
        return Response("No atlas with this hash is held here.", status_code=404)
    return answer(request.headers, "application/json", *packed)


@lru_cache(maxsize=_KEPT)
def _worked_out(digest: str) -> tuple[bytes, bytes] | None:
    """The checks of the atlas of a hash as they are sent, and packed; None if it is not held."""
    found = held_by(digest)
    if found is None:
        return None
    content = write_json(checks_of(found.atlas)).encode()
    return content, pack(content)
