"""The addresses that the review page asks: `/atlas/review/…`, JSON in and out.

Reading is GET, changing is POST; what another site sends is refused. `docs/review-page.md` has the
addresses and what they answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corridors.errors import CorridorsError
from corridors.mapview import files
from corridors.ui import review_shown as shown
from corridors.ui import review_work as work
from corridors.ui.asking import Doing, asking, read_json, reader
from corridors.ui.packed import answer, pack
from corridors.ui.review_records import Json
from corridors.ui.review_requests import (
    About,
    AskArchive,
    BadRequest,
    BeginDraft,
    Decide,
    FindPlace,
    GiveArticle,
    GiveFile,
    GiveLine,
    check_origin,
    read_as,
    read_body,
)

_WORKERS, _MAPPERS = 2, 1  # at once: who only waits for a page leaves room for one


def api_address(base_url: str) -> str:
    """What the paths of this module are added to."""
    return f"{base_url}/atlas/review"


def review_routes(base_url: str) -> list[Route]:
    """The routes of the review page, and its script."""
    api = api_address(base_url)
    script = f"{base_url}/atlas/map/{files.version()}/review.js"
    return [
        Route(script, _serve_script),
        Route(f"{api}/desk.json", asking(lambda _: shown.show_desk)),
        Route(f"{api}/places.json", asking(_places)),
        Route(f"{api}/articles", asking(_give_article, _worker), methods=["POST"]),
        Route(f"{api}/articles/{{id}}.json", asking(_of_id(shown.show_article))),
        Route(f"{api}/articles/{{id}}", asking(_amend), methods=["POST"]),
        Route(f"{api}/articles/{{id}}/archive", asking(_archive, _worker), methods=["POST"]),
        Route(f"{api}/files", asking(_give_file, _worker), methods=["POST"]),
        Route(f"{api}/lines", asking(_give_line, _worker), methods=["POST"]),
        Route(f"{api}/drafts", asking(_begin), methods=["POST"]),
        Route(f"{api}/proposals/{{id}}.json", asking(_of_id(shown.show_proposal))),
        Route(f"{api}/proposals/{{id}}/decisions", asking(_decide), methods=["POST"]),
        Route(f"{api}/proposals/{{id}}/ways.json", asking(_of_id(shown.show_ways))),
        Route(f"{api}/proposals/{{id}}/map.json", asking(partial(_on_map, base_url), _mapper)),
        Route(f"{api}/proposals/{{id}}/corridor.zip", _serve_yaml),
    ]


def _of_id(show: Callable[[str], Json]) -> Callable[[Request], Doing]:
    return lambda request: partial(show, request.path_params["id"])


def _places(request: Request) -> Doing:
    return partial(shown.find_places, read_as(FindPlace, dict(request.query_params)))


def _on_map(base_url: str, request: Request) -> Doing:
    return partial(shown.show_on_map, request.path_params["id"], f"{base_url}/")


async def _give_article(request: Request) -> Doing:
    return partial(work.give_article, read_as(GiveArticle, await read_json(request)))


async def _amend(request: Request) -> Doing:
    asked = read_as(About, await read_json(request))
    return partial(work.amend_article, request.path_params["id"], asked)


async def _archive(request: Request) -> Doing:
    asked = read_as(AskArchive, await read_json(request))
    return partial(work.ask_archive, request.path_params["id"], asked)


async def _give_file(request: Request) -> Doing:
    asked = read_as(GiveFile, dict(request.query_params))
    return partial(work.give_file, asked, await read_body(request, "file"))


async def _give_line(request: Request) -> Doing:
    asked = read_as(GiveLine, dict(request.query_params))
    return partial(work.give_line, asked, await read_body(request, "file"))


async def _begin(request: Request) -> Doing:
    return partial(work.begin_draft, read_as(BeginDraft, await read_json(request)))


async def _decide(request: Request) -> Doing:
    asked = read_as(Decide, await read_json(request))
    return partial(work.decide, request.path_params["id"], asked)


async def _serve_yaml(request: Request) -> Response:
    """The corridor as a zip of YAML; its name is made of the corridor's id, which is ours."""
    try:
        check_origin(request.headers)
        saved = partial(shown.saved_yaml, request.path_params["id"])
        corridor, content = await to_thread.run_sync(saved, limiter=reader())
    except BadRequest as error:
        return Response(str(error), status_code=error.status)
    except CorridorsError as fault:
        return Response(str(fault), status_code=422)
    disposition = f'attachment; filename="{corridor}.zip"'
    return Response(
        content,
        media_type="application/zip",
        headers={"content-disposition": disposition, "cache-control": "no-store"},
    )


@cache
def _script() -> tuple[bytes, bytes]:
    joined = files.joined_script("review/startreview.js") + "\nexport { startReview };\n"
    content = joined.encode()
    return content, pack(content)


async def _serve_script(request: Request) -> Response:
    return answer(request.headers, "text/javascript", *_script())


@cache
def _worker() -> CapacityLimiter:
    return CapacityLimiter(_WORKERS)


@cache
def _mapper() -> CapacityLimiter:
    return CapacityLimiter(_MAPPERS)
