"""Endpoints that do what a request asks for in a thread, and say what is wrong in words: JSON."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from corridors.errors import CorridorsError
from corridors.ui.review_records import Json, fault_record
from corridors.ui.review_requests import BadRequest, check_origin, read_body

Endpoint = Callable[[Request], Awaitable[Response]]
Doing = Callable[[], Json]
_READERS = 4  # at once


def asking(
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
            return _json(200, await to_thread.run_sync(doing, limiter=(limiter or reader)()))
        except BadRequest as error:
            told = {"kind": "bad-request", "message": str(error), "mend": ""}
            return _json(error.status, {"error": told})
        except CorridorsError as fault:
            status, told = fault_record(fault)
            return _json(status, {"error": told})

    return serve


async def read_json(request: Request) -> Any:
    """The body of a request as JSON. Raises BadRequest for one that is none, or too large."""
    body = await read_body(request, "json")
    try:
        return json.loads(body)
    except ValueError as error:
        raise BadRequest(400, f"the body is no JSON: {error}") from None


def _json(status: int, content: Json) -> Response:
    return JSONResponse(content, status_code=status, headers={"cache-control": "no-store"})


@cache
def reader() -> CapacityLimiter:
    """The threads of what is read, and soon done."""
    return CapacityLimiter(_READERS)
