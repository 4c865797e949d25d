"""The map of a view as a picture to download: `/atlas/export/<hash>-map.svg?<query of the view>`.

Two more parameters may stand in the query: `sel=`, what is selected, and `width-mm=`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.errors import PictureError
from corridors.fold import Fold
from corridors.picture import Picture, as_png, draw_map
from corridors.placing import in_language
from corridors.share import Known, read_link
from corridors.ui.downloads import downloads_address, one_at_a_time, problems_header
from corridors.ui.held import held_by
from corridors.view import View

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_SELECTED = "sel="  # in a link it stands in the fragment, which no server is sent
_KEPT = 4  # pictures held for whoever asks for the same next


def picture_routes(base_url: str) -> list[Route]:
    """One route a format; they stand before those of data, whose shorter endings match them too."""
    address = downloads_address(base_url, "{hash}")
    return [Route(f"{address}-map.{kind}", _endpoint(kind)) for kind in MEDIA_TYPES]


def _endpoint(kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        digest = request.path_params["hash"]
        found = held_by(digest)
        if found is None:
            return Response("No atlas with this hash is held here.", status_code=404)
        view, problems = read_link(_link(request.url.query), Known.of(found.atlas.document))
        width_mm = request.query_params.get("width-mm", "180")
        try:
            content = await to_thread.run_sync(
                _written, kind, digest, view, width_mm, limiter=one_at_a_time()
            )
        except PictureError as error:
            return Response(str(error), status_code=400, media_type="text/plain")
        return Response(
            content,
            media_type=MEDIA_TYPES[kind],
            headers={
                "content-disposition": f'attachment; filename="corridor-map-{digest[:10]}.{kind}"',
                "x-content-type-options": "nosniff",
                "cache-control": "no-cache",
                **problems_header(problems),
            },
        )

    return serve


def _link(query: str) -> str:
    """The query as a link, with what is selected in the fragment where a link has it."""
    parts = query.split("&")
    chosen = next((part for part in parts if part.startswith(_SELECTED)), "")
    return f"?{'&'.join(part for part in parts if part != chosen)}#{chosen}"


def _written(kind: str, digest: str, view: View, width_mm: str) -> bytes:
    picture = _picture(digest, view, _millimetres(width_mm))
    return picture.svg.encode() if kind == "svg" else as_png(picture)


def _millimetres(told: str) -> float:
    """Raises PictureError for what is no number."""
    try:
        return float(told)
    except ValueError:
        raise PictureError(f"width-mm: {told[:20]!r} is no number — give one like 180") from None


@lru_cache(maxsize=_KEPT)
def _picture(digest: str, view: View, width_mm: float) -> Picture:
    found = held_by(digest)
    if found is None:
        raise PictureError(f"the atlas {digest} is held no longer — open the map anew")
    return draw_map(Fold(in_language(found.atlas.document, view.language), view), width_mm=width_mm)
