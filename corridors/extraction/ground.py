"""Quotes: the exact words that a field rests on; what cannot be quoted is dropped."""

from __future__ import annotations

from corridors.extraction.model import Quote
from corridors.extraction.sentence import Sentence

# The scorer takes 600 characters a leg, over all its quotes: two sentences share them.
_LONGEST_QUOTE, _LONGEST_OF_TWO = 400, 280


def quote_at(text: str, start: int, end: int) -> Quote | None:
    """The words between two offsets, None if there are none."""
    return Quote(start, end, text[start:end]) if 0 <= start < end <= len(text) else None


def is_grounded(text: str, quote: Quote) -> bool:
    """Whether a quote's words stand in the text where it says."""
    return bool(quote.text) and text[quote.start : quote.end] == quote.text


def quote_around(
    text: str, sentence: Sentence, start: int, end: int, *, shared: bool = False
) -> Quote | None:
    """The sentence around two offsets, or as much of it as a quote may be long.

    None if the words between the offsets alone are too long.
    """
    most = _LONGEST_OF_TWO if shared else _LONGEST_QUOTE
    if end - start > most:
        return None
    if sentence.end - sentence.start <= most:
        return quote_at(text, sentence.start, sentence.end)
    spare = most - (end - start)
    left = max(sentence.start, start - spare // 2)
    right = min(sentence.end, left + most)
    return quote_at(text, *_at_words(sentence, left, right, start, end))


def _at_words(sentence: Sentence, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """Offsets moved inwards to the edges of words, never into what must be quoted."""
    starts = [t.start for t in sentence.tokens if left <= t.start <= start]
    ends = [t.end for t in sentence.tokens if end <= t.end <= right]
    return min(starts, default=start), max(ends, default=end)
