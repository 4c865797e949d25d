"""The link format in Python, held to the same vectors as the map script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.share import Known, read_link, write_link
from corridors.view import View

_SHARED = json.loads(
    (Path(__file__).parents[1] / "data" / "link_vectors.json").read_text(encoding="utf-8")
)
KNOWN = Known.of(_SHARED["known"])


def _as_script_has_it(view: View) -> dict[str, Any]:
    return {
        "c": _listed(view.corridors),
        "off": list(view.off),
        "mode": _listed(view.modes),
        "status": _listed(view.statuses),
        "cargo": _listed(view.cargoes),
        "asof": view.asof,
        "by": view.colour_by,
        "close": list(view.closed),
        "lang": view.language,
        "base": view.base,
        "proj": view.projection,
        "pin": view.pin,
        "since": view.since,
        "map": view.position and view.position._asdict(),
        "sel": view.selected,
        "other": list(view.others),
        "other_hash": list(view.other_marks),
    }


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


@pytest.mark.parametrize("vector", _SHARED["vectors"], ids=lambda vector: vector["name"])
def test_a_link_reads_as_the_map_script_reads_it(vector: dict[str, Any]) -> None:
    link = vector["query"] + vector["hash"]
    view, problems = read_link(link, KNOWN)
    assert _as_script_has_it(view) == vector["view"]
    assert [problem.parameter for problem in problems] == vector["problems"]
    assert "".join(write_link(view, KNOWN)) == vector["canonical"]


@given(st.text(max_size=300))
def test_reading_never_fails_and_writing_is_settled_after_once(text: str) -> None:
    view, _ = read_link("?" + text, KNOWN)
    once = "".join(write_link(view, KNOWN))
    again, problems = read_link(once, KNOWN)
    assert "".join(write_link(again, KNOWN)) == once
    assert problems == []


def test_a_whole_address_reads_like_its_query_and_fragment() -> None:
    view, problems = read_link("http://localhost:8501/?mode=sea#map=4/50/30", KNOWN)
    assert view.modes == ("sea",)
    assert view.position == (4, 50, 30)
    assert problems == []
