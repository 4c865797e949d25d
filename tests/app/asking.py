"""A client that asks routes as a server would, without one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
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
        return self._send("GET", address, b"", {})

    def post(
        self, address: str, body: object = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a body: bytes as they are, anything else as JSON."""
        if isinstance(body, bytes):
            content, kind = body, "application/octet-stream"
        else:
            content, kind = json.dumps(body).encode(), "application/json"
        return self._send("POST", address, content, {"content-type": kind, **(headers or {})})

    def _send(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(path),
            "root_path": "",
            "query_string": query.partition("#")[0].encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        return self.runner.run(self._ask(scope, body))

    async def _ask(self, scope: dict[str, Any], body: bytes) -> Answer:
        told: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        await self.app(scope, receive, send)
        return Answer(told[0]["status"], Headers(raw=told[0]["headers"]), told[1]["body"])
