"""A phrase and the sentence that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.extraction.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase in its sentence (an index into the article's sentences)."""

    sentence: int
    phrase: Phrase
