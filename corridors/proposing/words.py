"""Where words that a model claims to quote stand in an article, if they do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corridors.extraction.ground import is_grounded, quote_at
from corridors.extraction.model import Quote

LONGEST_QUOTE = 400
MOST_FOUND = 500
"""Places of one name; an answer of single letters would take for ever."""

_SPACE = re.compile(r"\s+")


class Page:
    """An article's words outside its furniture, searchable whatever its white space is.

    White space is all that may differ: what is found is the article's own words at their offsets.
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        pieces: list[str] = []
        self._starts: list[int] = []  # in the joined words
        self._offsets: list[int] = []  # in the text
        length = 0
        for start, end in spans:
            for word in re.finditer(r"\S+", text[start:end]):
                self._starts.append(length)
                self._offsets.append(start + word.start())
                pieces.append(word[0])
                length += len(word[0]) + 1
            pieces.append("\n")  # no quote runs from one paragraph into the next
            length += 2
        self._words = " ".join(pieces)

    def find(self, words: str) -> Iterator[Quote]:
        """Every place where the words stand, in order."""
        sought = _SPACE.sub(" ", words).strip()
        at = self._words.find(sought) if sought else -1
        for _ in range(MOST_FOUND):
            if at < 0:
                return
            start, end = self._offset(at), self._offset(at + len(sought) - 1) + 1
            quote = quote_at(self.text, start, end)
            if quote is not None and is_grounded(self.text, quote):
                yield quote
            at = self._words.find(sought, at + 1)

    def first(self, words: str | None) -> Quote | None:
        """The first place where the words stand, None if they stand nowhere or are too long."""
        if not words or len(words) > 2 * LONGEST_QUOTE:
            return None
        quote = next(self.find(words), None)
        return quote if quote and quote.end - quote.start <= LONGEST_QUOTE else None

    def mentions(self, name: str) -> tuple[Quote, ...]:
        """Every place where a name stands as whole words."""
        return tuple(quote for quote in self.find(name) if self._is_whole(quote))

    def _is_whole(self, quote: Quote) -> bool:
        before = self.text[max(quote.start - 1, 0) : quote.start]
        after = self.text[quote.end : quote.end + 1]
        return not (before.isalnum() and quote.text[0].isalnum()) and not (
            after.isalnum() and quote.text[-1].isalnum()
        )

    def _offset(self, at: int) -> int:
        word = bisect_right(self._starts, at) - 1
        return self._offsets[word] + at - self._starts[word]
