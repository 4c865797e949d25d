"""The review page, and the way to it, as Streamlit runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

UI = Path(__file__).parents[2] / "corridors" / "ui"


def review_page() -> None:
    """The page by itself, as AppTest runs a function."""
    from corridors.ui.review_page import show_review_page

    show_review_page()


def test_the_page_runs_and_is_given_addresses_and_words_only() -> None:
    app = AppTest.from_function(review_page).run(timeout=60)
    assert not app.exception
    (component,) = app.get("bidi_component")
    assert '"api": "/atlas/review"' in component.proto.json
    assert component.proto.ByteSize() < 20_000


def test_the_app_opens_on_the_map_which_links_to_the_review() -> None:
    app = AppTest.from_file(str(UI / "pages.py")).run(timeout=60)
    assert not app.exception
    (component,) = app.get("bidi_component")
    assert '"review": "/review"' in component.proto.json
    assert "/atlas/data/" in component.proto.json


@pytest.mark.parametrize("path", ["/review", "/review/", "/under/a/path/review"])
def test_the_review_is_a_page_of_the_app(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = property(lambda _: f"http://localhost:8501{path}")
    monkeypatch.setattr(type(st.context), "url", at)
    app = AppTest.from_file(str(UI / "pages.py")).run(timeout=60)
    assert not app.exception
    (component,) = app.get("bidi_component")
    assert '"api": "/atlas/review"' in component.proto.json
