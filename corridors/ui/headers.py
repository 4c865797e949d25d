"""The security headers of every answer, above all the Content-Security-Policy of the app's page.

Each directive and its reason, and what Streamlit does not allow, stand in `docs/security.md`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corridors.mapview.component import INLINE_STYLES
from corridors.mapview.tiles import hosts, providers

FRAME_ANCESTORS = "CORRIDORS_FRAME_ANCESTORS"
_ANCESTOR = re.compile(r"'self'|https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?", re.ASCII)
_INLINE_SCRIPT = re.compile(r"<script>(?P<text>.*?)</script>", re.DOTALL)
_POWERS = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


class AnswerHeaders:
    """ASGI middleware that puts headers on every HTTP answer, and more on a page's."""

    def __init__(
        self,
        app: ASGIApp,
        headers: Mapping[str, str],
        of_pages: Callable[[Scope], Mapping[str, str]],
    ) -> None:
        self.app = app
        self.headers = headers
        self.of_pages = of_pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; what begins an HTTP answer gets the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.update(self.of_pages(scope))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def security_headers() -> dict[str, str]:
    """The headers by name, as this process is configured."""
    return {
        "content-security-policy": write_policy(
            scripts=_inline_scripts(),
            styles=("", *INLINE_STYLES),  # the empty one: emotion fills it by insertRule
            tile_hosts=hosts(providers()),
            ancestors=os.environ.get(FRAME_ANCESTORS, ""),
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": ", ".join(f"{power}=()" for power in _POWERS),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


def write_policy(
    *, scripts: Iterable[str], styles: Iterable[str], tile_hosts: Iterable[str], ancestors: str = ""
) -> str:
    """The Content-Security-Policy.

    `scripts` and `styles` are the texts that stand in the page itself, each allowed by its hash,
    `tile_hosts` the origins of online tiles, `ancestors` the origins that may frame the app, parted
    by spaces: none by default, and what is not an origin is left out.
    """
    framers = [one for one in ancestors.split() if _ANCESTOR.fullmatch(one)]
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *map(_by_hash, scripts)],
        "style-src": ["'self'", *map(_by_hash, styles)],
        "img-src": ["'self'", "data:", *tile_hosts],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": framers or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def _by_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _inline_scripts() -> tuple[str, ...]:
    """The scripts that Streamlit writes into its own page."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    return tuple(_INLINE_SCRIPT.findall(page.read_text(encoding="utf-8")))
