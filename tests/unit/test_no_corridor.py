"""Texts that describe no corridor, though they name places, trains and even corridors."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.extraction.extract import extract
from corridors.reading import read_text

TEXTS = Path(__file__).with_name("no_corridor.txt").read_text(encoding="utf-8").split("\n----\n")


@pytest.mark.parametrize("text", TEXTS, ids=[text.splitlines()[0] for text in TEXTS])
def test_no_corridor_is_proposed(text: str) -> None:
    assert extract(read_text(text)).corridors == ()
