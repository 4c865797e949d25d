"""Answers compressed once and not anew for each reader: that took longer than all the rest."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"
_TEXTS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def pack(content: bytes) -> bytes:
    """Content as gzip; the same bytes for the same content."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def answer(headers: Headers, media_type: str, content: bytes, packed: bytes) -> Response:
    """Content for ever, packed where the reader's browser takes it so."""
    more = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
    if "gzip" not in headers.get("accept-encoding", ""):
        return Response(content, media_type=media_type, headers=more)
    return Response(packed, media_type=media_type, headers={**more, "content-encoding": "gzip"})


class HashedFiles(StaticFiles):
    """Files whose address changes with their content: kept by the browser for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        file = getattr(response, "path", None)
        if response.status_code == 200 and file and Path(file).suffix in _TEXTS:
            content, packed = _read(Path(file))
            kind = _TEXTS[Path(file).suffix]
            return answer(Headers(scope=scope), kind, content, packed)
        response.headers["cache-control"] = FOR_EVER
        return response


@cache
def _read(file: Path) -> tuple[bytes, bytes]:
    content = file.read_bytes()
    return content, pack(content)
