"""The HTTP routes beside Streamlit's own: the map's files and the atlas, under hashed names."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

from corridors.mapview import files, tiles
from corridors.mapview.addresses import addresses, early_links
from corridors.ui.briefings import briefing_routes
from corridors.ui.checks import check_routes
from corridors.ui.closures import closure_routes
from corridors.ui.downloads import download_routes
from corridors.ui.headers import AnswerHeaders, security_headers
from corridors.ui.held import held, held_by
from corridors.ui.packed import HashedFiles, answer, pack
from corridors.ui.past import past_routes
from corridors.ui.pictures import picture_routes
from corridors.ui.publishing import publishing_routes
from corridors.ui.review_routes import review_routes

PAGES = Path(__file__).with_name("pages.py")
REVIEW = "review"  # the path of the review page


@lru_cache(maxsize=4)
def _atlas_packed(digest: str) -> tuple[bytes, bytes] | None:
    """The atlas of a hash as it is sent, and packed; None if it is not held."""
    found = held_by(digest)
    return (found.atlas.as_bytes, pack(found.atlas.as_bytes)) if found else None


async def _serve_atlas(request: Request) -> Response:
    digest = request.path_params["hash"]
    if held_by(digest) is None or (packed := _atlas_packed(digest)) is None:
        return Response("No atlas with this hash is held here.", status_code=404)
    return answer(request.headers, "application/json", *packed)


@cache
def _script() -> tuple[bytes, bytes]:
    content = files.joined_module().encode()
    return content, pack(content)


async def _serve_script(request: Request) -> Response:
    return answer(request.headers, "text/javascript", *_script())


async def _serve_tiles(request: Request) -> Response:
    content = tiles.as_bytes()
    return answer(request.headers, "application/json", content, pack(content))


def base_url() -> str:
    """The path that the app is served under: empty, or with a leading slash and none at the end."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def routes() -> list[BaseRoute]:
    """The routes that `app.py` hands to Streamlit."""
    base, version = base_url(), files.version()
    return [
        Route(f"{base}/atlas/data/{{hash}}.json", _serve_atlas),
        *picture_routes(base),
        *download_routes(base),
        *publishing_routes(base),
        *closure_routes(base),
        *briefing_routes(base),
        *check_routes(base),
        *past_routes(base),
        *review_routes(base),
        Mount(f"{base}/atlas/ground/{version}", HashedFiles(directory=files.GROUND)),
        Route(f"{base}/atlas/map/{version}/map.js", _serve_script),
        Route(f"{base}/atlas/{tiles.file_name()}", _serve_tiles),
        Mount(f"{base}/atlas/map/{version}", HashedFiles(directory=files.FOLDER)),
    ]


def middleware() -> list[Middleware]:
    """What every answer passes through, Streamlit's own included."""
    return [Middleware(AnswerHeaders, headers=security_headers(), of_pages=_page_headers)]


def _page_headers(scope: Scope) -> dict[str, str]:
    """What the map fetches; of a pinned page, which asks for another atlas, all is found later."""
    is_review = scope["path"].rstrip("/") == f"{base_url()}/{REVIEW}"
    if is_review or b"pin=" in scope["query_string"]:
        return {}
    return {"link": early_links(addresses(base_url(), held().atlas.hash))}


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Load the atlas before the first reader comes, and keep it out of the garbage collector."""
    _atlas_packed(held().atlas.hash)
    _script()
    gc.freeze()
    yield
