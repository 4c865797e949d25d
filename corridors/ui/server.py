"""The HTTP routes beside Streamlit's own: the map's files and the atlas, under hashed names."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from corridors.mapview import files
from corridors.ui.held import held

MAP_PAGE = Path(__file__).with_name("map_page.py")
FOR_EVER = "public, max-age=31536000, immutable"


class _HashedFiles(StaticFiles):
    """Files whose address changes with their content: kept by the browser for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = FOR_EVER
        return response


async def _serve_atlas(request: Request) -> Response:
    atlas = held().atlas
    if request.path_params["hash"] != atlas.hash:
        return Response("No atlas with this hash is held here.", status_code=404)
    return Response(
        atlas.as_bytes, media_type="application/json", headers={"cache-control": FOR_EVER}
    )


def base_url() -> str:
    """The path that the app is served under: empty, or with a leading slash and none at the end."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def routes() -> list[BaseRoute]:
    """The routes that `app.py` hands to Streamlit."""
    base, version = base_url(), files.version()
    return [
        Route(f"{base}/atlas/data/{{hash}}.json", _serve_atlas),
        Mount(f"{base}/atlas/ground/{version}", _HashedFiles(directory=files.GROUND)),
        Mount(f"{base}/atlas/map/{version}", _HashedFiles(directory=files.FOLDER)),
    ]


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Load the atlas before the first reader comes, and keep it out of the garbage collector."""
    held()
    gc.freeze()
    yield
