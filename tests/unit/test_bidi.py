"""Bidirectional controls end with the text that opens them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.bidi import close_controls

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("plain \u05d0 \u0627", "plain \u05d0 \u0627"),
        ("\u202eabc", "\u202eabc\u202c"),
        ("\u202eabc\u202c", "\u202eabc\u202c"),
        ("\u2067a\u202eb", "\u2067a\u202eb\u202c\u2069"),
        ("\u2067a\u202eb\u2069", "\u2067a\u202eb\u2069"),
        ("\u202c\u2069a", "\u202c\u2069a"),
        ("\u2067\u202c", "\u2067\u202c\u2069"),
        ("\u202e\u2069", "\u202e\u2069\u202c"),
    ],
)
def test_what_a_text_opens_is_closed_at_its_end(text: str, closed: str) -> None:
    assert close_controls(text) == closed


@given(st.text(alphabet=CONTROLS + "ab", max_size=30))
def test_nothing_is_taken_out_and_a_closed_text_stays_as_it_is(text: str) -> None:
    closed = close_controls(text)
    assert closed.startswith(text)
    assert close_controls(closed) == closed
    assert set(closed[len(text) :]) <= {"\u202c", "\u2069"}
