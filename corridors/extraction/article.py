"""All that recognising and assembling found in one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from corridors.extraction.assemble import Piece
from corridors.extraction.frame import Frame
from corridors.extraction.known.names import Known
from corridors.extraction.phrase import Phrase
from corridors.extraction.sentence import Sentence


@dataclass(frozen=True)
class Article:
    """A text's sentences, their phrases and frames, its legs, and the known names in it."""

    text: str = field(repr=False)
    sentences: Sequence[Sentence]
    phrases: Sequence[Sequence[Phrase]]
    frames: Sequence[Sequence[Frame]]
    pieces: Sequence[Piece]
    known: Sequence[Known]

    def known_between(self, start: int, end: int) -> Sequence[Known]:
        """The known names that begin between two offsets."""
        first = bisect_left(self.known, start, key=lambda name: name.start)
        return self.known[first : bisect_left(self.known, end, key=lambda name: name.start)]
