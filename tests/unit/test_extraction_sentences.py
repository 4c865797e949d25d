"""One construction of trade news a sentence, in the files of extraction_sentences."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from corridors.extraction.extract import extract
from corridors.extraction.model import Extraction
from tests.told_legs import Text, told

FOLDER = Path(__file__).parent / "extraction_sentences"


def rows() -> list[Any]:
    return [
        pytest.param(path.stem, row["text"], row["legs"], id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


def legs_of(extraction: Extraction) -> list[str]:
    return sorted(
        f"{start} > {end}:{' ' if modes else ''}{'/'.join(modes)}"
        for start, modes, end in told(extraction)
    )


@pytest.mark.parametrize(("language", "text", "legs"), rows())
def test_a_sentence_tells_these_legs_and_no_others(
    language: str, text: str, legs: list[str]
) -> None:
    assert legs_of(extract(Text(text, language))) == sorted(legs)
