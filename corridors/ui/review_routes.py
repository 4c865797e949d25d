"""The addresses that the review page asks: `/atlas/review/…`, JSON in and out.

Reading is GET, changing is POST; what another site's page sends is refused. `docs/review.md` has
the addresses and what they answer.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache, partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corridors.errors import CorridorsError
from corridors.mapview import files
from corridors.ui import review_work as work
from corridors.ui.packed import answer, pack
from corridors.ui.review_records import Json, fault_record
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

Endpoint = Callable[[Request], Awaitable[Response]]
Doing = Callable[[], Json]
_READERS, _WORKERS, _MAPPERS = 4, 2, 1  # at once: who only waits for a page leaves room for one


def api_address(base_url: str) -> str:
    """What the paths of this module are added to."""
    return f"{base_url}/atlas/review"


def review_routes(base_url: str) -> list[Route]:
    """The routes of the review page, and its script."""
    api = api_address(base_url)
    script = f"{base_url}/atlas/map/{files.version()}/review.js"
    return [
        Route(script, _serve_script),
        Route(f"{api}/desk.json", _asking(lambda _: work.show_desk)),
        Route(f"{api}/places.json", _asking(_places)),
        Route(f"{api}/articles", _asking(_give_article, _worker), methods=["POST"]),
        Route(f"{api}/articles/{{id}}.json", _asking(_of_id(work.show_article))),
        Route(f"{api}/articles/{{id}}", _asking(_amend), methods=["POST"]),
        Route(f"{api}/articles/{{id}}/archive", _asking(_archive, _worker), methods=["POST"]),
        Route(f"{api}/files", _asking(_give_file, _worker), methods=["POST"]),
        Route(f"{api}/lines", _asking(_give_line, _worker), methods=["POST"]),
        Route(f"{api}/drafts", _asking(_begin), methods=["POST"]),
        Route(f"{api}/proposals/{{id}}.json", _asking(_of_id(work.show_proposal))),
        Route(f"{api}/proposals/{{id}}/decisions", _asking(_decide), methods=["POST"]),
        Route(f"{api}/proposals/{{id}}/map.json", _asking(partial(_on_map, base_url), _mapper)),
        Route(f"{api}/proposals/{{id}}/corridor.zip", _serve_yaml),
    ]


def _asking(
    read: Callable[[Request], Any], limiter: Callable[[], CapacityLimiter] | None = None
) -> Endpoint:
    """An endpoint that reads a request, does what it asks for in a thread, and tells of faults.

    `read` gives what is to be done, or an awaitable of it.
    """

    async def serve(request: Request) -> Response:
        try:
            check_origin(request.headers)
            doing = read(request)
            if isinstance(doing, Awaitable):
                doing = await doing
            return _json(200, await to_thread.run_sync(doing, limiter=(limiter or _reader)()))
        except BadRequest as error:
            told = {"kind": "bad-request", "message": str(error), "mend": ""}
            return _json(error.status, {"error": told})
        except CorridorsError as fault:
            status, told = fault_record(fault)
            return _json(status, {"error": told})

    return serve


def _json(status: int, content: Json) -> Response:
    return JSONResponse(content, status_code=status, headers={"cache-control": "no-store"})


def _of_id(show: Callable[[str], Json]) -> Callable[[Request], Doing]:
    return lambda request: partial(show, request.path_params["id"])


def _places(request: Request) -> Doing:
    return partial(work.find_places, read_as(FindPlace, dict(request.query_params)))


def _on_map(base_url: str, request: Request) -> Doing:
    return partial(work.show_on_map, request.path_params["id"], f"{base_url}/")


async def _give_article(request: Request) -> Doing:
    return partial(work.give_article, read_as(GiveArticle, await _values(request)))


async def _amend(request: Request) -> Doing:
    asked = read_as(About, await _values(request))
    return partial(work.amend_article, request.path_params["id"], asked)


async def _archive(request: Request) -> Doing:
    asked = read_as(AskArchive, await _values(request))
    return partial(work.ask_archive, request.path_params["id"], asked)


async def _give_file(request: Request) -> Doing:
    asked = read_as(GiveFile, dict(request.query_params))
    return partial(work.give_file, asked, await read_body(request, "file"))


async def _give_line(request: Request) -> Doing:
    asked = read_as(GiveLine, dict(request.query_params))
    return partial(work.give_line, asked, await read_body(request, "file"))


async def _begin(request: Request) -> Doing:
    return partial(work.begin_draft, read_as(BeginDraft, await _values(request)))


async def _decide(request: Request) -> Doing:
    asked = read_as(Decide, await _values(request))
    return partial(work.decide, request.path_params["id"], asked)


async def _values(request: Request) -> Any:
    body = await read_body(request, "json")
    try:
        return json.loads(body)
    except ValueError as error:
        raise BadRequest(400, f"the body is no JSON: {error}") from None


async def _serve_yaml(request: Request) -> Response:
    """The corridor as a zip of YAML; its name is made of the corridor's id, which is ours."""
    try:
        check_origin(request.headers)
        saved = partial(work.saved_yaml, request.path_params["id"])
        corridor, content = await to_thread.run_sync(saved, limiter=_reader())
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
def _reader() -> CapacityLimiter:
    return CapacityLimiter(_READERS)


@cache
def _worker() -> CapacityLimiter:
    return CapacityLimiter(_WORKERS)


@cache
def _mapper() -> CapacityLimiter:
    return CapacityLimiter(_MAPPERS)
