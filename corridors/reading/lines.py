"""Lines of a text and what each looks like: a sentence, a headline, a word or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corridors.reading.phrases import fold

LONGEST_HEADLINE = 200
"""Characters; what is longer is read as running text."""
LONGEST_SHORT = 40

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'»”’)\]]*\Z")
_STOP = re.compile(r"(?<![.…])[.;:][\"'»”’)\]]*\Z")
_ROUTE = re.compile(r"\w\s*(?:→|➔|➜|⇒|=>|->)\s*\w|\w\s*[-–—]\s*\w[^-–—]*[-–—]\s*\w")
_BULLET = re.compile(r"[-–—•*▪◦·‣●>»]\s*(?=\w)")


@dataclass(frozen=True)
class Line:
    """A line that is not empty, without the white space at its ends."""

    start: int
    end: int
    text: str
    blank_before: bool

    @cached_property
    def folded(self) -> str:
        return fold(self.text) if len(self.text) <= 4 * LONGEST_HEADLINE else self.text

    @cached_property
    def words(self) -> int:
        """How many words, counted no further than a headline goes."""
        return len(self.text[: LONGEST_HEADLINE + 1].split())

    @cached_property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text[-8:]) is not None

    @cached_property
    def is_running(self) -> bool:
        """Whether it reads as running text; headlines may ask or trail off, but end in no stop."""
        if len(self.text) > LONGEST_HEADLINE:
            return True
        fewest = 5 if _STOP.search(self.text[-8:]) else 9
        return self.ends_sentence and self.words >= fewest

    @cached_property
    def is_headline(self) -> bool:
        return not self.is_running and self.words >= 4

    @cached_property
    def is_short(self) -> bool:
        return len(self.text) <= LONGEST_SHORT and self.words <= 4 and not self.ends_sentence

    @cached_property
    def tells_route(self) -> bool:
        """Whether a chain of dashes or an arrow stands in it."""
        return _ROUTE.search(self.text[: LONGEST_HEADLINE * 2]) is not None

    @cached_property
    def is_bulleted(self) -> bool:
        return _BULLET.match(self.text) is not None


def split_lines(text: str) -> Iterator[Line]:
    """The lines that are not empty, in order."""
    done = 0
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words[0])
            gap = text[done : found.start()]
            yield Line(start, start + len(words), words, done > 0 and _breaks(gap) > 1)
            done = found.end()


def _breaks(gap: str) -> int:
    return gap.count("\n") or gap.count("\r")
