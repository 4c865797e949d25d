"""The atlas as a folder for any web host, to download as a zip.

`/atlas/export/<hash>-folder.zip?<query of the view that it opens with>`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.errors import CorridorsError
from corridors.publishing.files import pack_folder
from corridors.publishing.folder import gather
from corridors.share import Known, read_link, write_link
from corridors.ui.downloads import downloads_address, one_at_a_time
from corridors.ui.held import held_by

ENDING = "-folder.zip"  # as the map script's outgoing.js has it


def publishing_routes(base_url: str) -> list[Route]:
    """The route of the zip."""
    return [Route(f"{downloads_address(base_url, '{hash}')}{ENDING}", _serve_folder)]


async def _serve_folder(request: Request) -> Response:
    digest = request.path_params["hash"]
    if held_by(digest) is None:
        return Response("No atlas with this hash is held here.", status_code=404)
    try:
        content = await to_thread.run_sync(
            _pack, digest, f"?{request.url.query}", limiter=one_at_a_time()
        )
    except CorridorsError as fault:
        return Response(str(fault), status_code=503, media_type="text/plain")
    return Response(
        content,
        media_type="application/zip",
        headers={
            "content-disposition": f'attachment; filename="corridor-atlas-{digest[:10]}{ENDING}"',
            "x-content-type-options": "nosniff",
            "cache-control": "no-cache",
        },
    )


def _pack(digest: str, query: str) -> bytes:
    """The zip. Raises LookupError if the atlas is held no longer, and the faults of `gather`."""
    found = held_by(digest)
    if found is None:
        raise LookupError(f"no atlas with the hash {digest} is held")
    known = Known.of(found.atlas.document)
    link = "".join(write_link(read_link(query, known)[0], known))
    return pack_folder(gather(found.atlas, link, now=datetime.now(UTC)))
