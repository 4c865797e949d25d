"""The map page as Streamlit runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridors.atlas import Atlas
from corridors.errors import DefinitionFault
from corridors.ui import map_page
from corridors.ui.held import Held

PAGE = Path(__file__).parents[2] / "corridors" / "ui" / "pages.py"


def test_the_page_runs_without_an_exception_and_holds_one_map() -> None:
    app = AppTest.from_file(str(PAGE)).run(timeout=30)
    assert not app.exception
    assert len(app.get("bidi_component")) == 1


def test_a_rerun_sends_addresses_only_and_never_the_atlas(atlas: Atlas) -> None:
    app = AppTest.from_file(str(PAGE)).run(timeout=30)
    sent = app.get("bidi_component")[0].proto
    assert atlas.hash in sent.json
    assert sent.ByteSize() < 20_000


def test_what_was_left_out_is_handed_to_the_map(
    monkeypatch: pytest.MonkeyPatch, atlas: Atlas
) -> None:
    fault = DefinitionFault("definitions/x.yaml", "legs.sea", "<b>broken</b>", "mend it")
    monkeypatch.setattr(map_page, "held", lambda: Held(atlas, (fault,)))
    app = AppTest.from_file(str(PAGE)).run(timeout=30)
    assert not app.exception
    assert "definitions/x.yaml" in app.get("bidi_component")[0].proto.json
