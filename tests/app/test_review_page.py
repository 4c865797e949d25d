"""The review page, and the way to it, as Streamlit runs them."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

UI = Path(__file__).parents[2] / "corridors" / "ui"


def test_the_page_runs_and_is_given_addresses_and_words_only() -> None:
    app = AppTest.from_file(str(UI / "review_page.py")).run(timeout=60)
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


def test_the_review_is_a_page_of_the_app() -> None:
    app = AppTest.from_file(str(UI / "pages.py")).run(timeout=60)
    app.switch_page("review_page.py").run(timeout=60)
    assert not app.exception
    (component,) = app.get("bidi_component")
    assert '"api": "/atlas/review"' in component.proto.json
