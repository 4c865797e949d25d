"""A client that asks routes as a server would, without one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import BaseRoute


class Answer(NamedTuple):
    """What came back: status, headers, body."""

    status_code: int
    headers: Headers
    content: bytes


class Client:
    """Asks routes, in an event loop of its own."""

    def __init__(self, runner: asyncio.Runner, routes: Sequence[BaseRoute]) -> None:
        self.app = Starlette(routes=list(routes))
        self.runner = runner

    def get(self, address: str) -> Answer:
        """The answer to one address, its fragment left out."""
        path, _, query = address.partition("?")
        return self.runner.run(self._ask(unquote(path), query.partition("#")[0].encode()))

    async def _ask(self, path: str, query: bytes) -> Answer:
        told: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
        await self.app({**scope, "query_string": query}, receive, send)
        return Answer(told[0]["status"], Headers(raw=told[0]["headers"]), told[1]["body"])
