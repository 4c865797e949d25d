"""What extraction tells of a text, short enough to write down in a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corridors.extraction.extract import extract
from corridors.extraction.model import Extraction
from corridors.model import Mode
from corridors.reading import read_text

Leg = tuple[str, str | None, str]


@dataclass(frozen=True)
class Text:
    """A text as one paragraph of one language, which need not be recognised."""

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
    def paragraphs(self) -> tuple[Text, ...]:
        return (self,)


def told(extraction: Extraction) -> Iterator[tuple[str, tuple[Mode, ...], str]]:
    """Origin, modes that the text leaves open, and destination of each leg of an extraction."""
    for corridor in extraction.corridors:
        names = {stop.id: stop.name for stop in corridor.stops}
        for leg in corridor.legs:
            yield names[leg.origin], leg.modes, names[leg.destination]


def legs(text: str) -> list[Leg]:
    """Origin, likeliest mode and destination of each leg that a text is read to tell."""
    found = told(extract(read_text(text)))
    return [(start, modes[0].value if modes else None, end) for start, modes, end in found]
