"""One construction of trade news a sentence, in the files of extraction_sentences."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from corridors.extraction.extract import extract
from corridors.extraction.model import Extraction

FOLDER = Path(__file__).parent / "extraction_sentences"


@dataclass(frozen=True)
class Lines:
    """A text as one paragraph of one language."""

    text: str
    language: str
    start: int = 0

    @property
    def plain(self) -> str:
        return self.text

    @property
    def end(self) -> int:
        return len(self.text)

    @property
    def paragraphs(self) -> "tuple[Lines, ...]":
        return (self,)


def rows() -> list[Any]:
    return [
        pytest.param(path.stem, row["text"], row["legs"], id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


def legs_of(extraction: Extraction) -> list[str]:
    told = []
    for corridor in extraction.corridors:
        names = {stop.id: stop.name for stop in corridor.stops}
        for leg in corridor.legs:
            modes = f" {'/'.join(leg.modes)}" if leg.modes else ""
            told.append(f"{names[leg.origin]} > {names[leg.destination]}:{modes}")
    return sorted(told)


@pytest.mark.parametrize(("language", "text", "legs"), rows())
def test_a_sentence_tells_these_legs_and_no_others(
    language: str, text: str, legs: list[str]
) -> None:
    assert legs_of(extract(Lines(text, language))) == sorted(legs)
