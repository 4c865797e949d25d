"""The app as Streamlit runs it, but that its web archive may stand on this machine."""

from __future__ import annotations

from functools import partial

from streamlit.starlette import App

from corridors.reading.connecting import Network
from corridors.reading.web_archive import archive_from
from corridors.ui import review_work
from corridors.ui.server import PAGES, lifespan, middleware, routes
from tests.unit.test_reading_fetch import only_loopback

_LOOPBACK = Network(
    resolve=lambda *_: ["127.0.0.1"], refuse=only_loopback, seconds=5, pause=lambda _: None
)
review_work.archive_from = partial(archive_from, network=_LOOPBACK)  # type: ignore[assignment]

app = App(PAGES, routes=routes(), lifespan=lifespan, middleware=middleware())  # as in app.py
