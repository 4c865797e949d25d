"""What extraction tells of a text, short enough to write down in a test."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.extraction.extract import extract
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


def legs(text: str) -> list[Leg]:
    """Origin, mode and destination of each leg that a text is read to tell."""
    found = []
    for corridor in extract(read_text(text)).corridors:
        names = {stop.id: stop.name for stop in corridor.stops}
        found += [
            (names[leg.origin], leg.mode and leg.mode.value, names[leg.destination])
            for leg in corridor.legs
        ]
    return found
