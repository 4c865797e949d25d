"""Quotes looked for in a later text of their article: told to a person, never moved by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from corridors.review.draft import Evidence

LEAST_LIKE = 70.0  # of 100: below it, what is nearest is not the same sentence reworded
_CLOSING = ".!?…”»)"
_SHORTEST = 12  # characters below which a likeness means nothing


class Found(StrEnum):
    """What has become of a quote."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    LOST = "lost"


@dataclass(frozen=True)
class Anchored:
    """A quote and what a later text has of it.

    `start` and `end` are offsets in the later text: where the words stand now, or, if reworded,
    where the nearest words (`near`) stand; None if it is lost. `places` counts how often the exact
    words stand there, and `likeness` is 0 to 100.
    """

    path: str
    quote: Evidence
    state: Found
    start: int | None = None
    end: int | None = None
    near: str | None = None
    places: int = 0
    likeness: float = 100.0


def look_for(path: str, quote: Evidence, text: str) -> Anchored:
    """What a later text has of a quote. Raises ValueError for evidence that is no quote."""
    if quote.quote is None or quote.start is None or quote.end is None:
        raise ValueError(f"{path} is no quote")
    words = quote.quote
    starts = list(_starts(text, words))
    if quote.start in starts:
        state, at = Found.UNCHANGED, quote.start
    elif starts:
        state, at = Found.MOVED, min(starts, key=lambda start: abs(start - (quote.start or 0)))
    else:
        return _nearest(path, quote, words, text)
    return Anchored(path, quote, state, at, at + len(words), places=len(starts))


def look_for_all(quotes: Iterable[tuple[str, Evidence]], text: str) -> tuple[Anchored, ...]:
    """What a later text has of each quote, by its path; what is no quote is left out."""
    return tuple(look_for(path, one, text) for path, one in quotes if one.quote is not None)


def _starts(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _nearest(path: str, quote: Evidence, words: str, text: str) -> Anchored:
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=LEAST_LIKE)
    if found is None or len(words) < _SHORTEST or found.dest_end - found.dest_start < _SHORTEST:
        return Anchored(path, quote, Found.LOST, likeness=0.0)
    start, end = _at_words(text, found.dest_start, found.dest_end)
    return Anchored(
        path, quote, Found.REWORDED, start, end, text[start:end], likeness=round(found.score, 1)
    )


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets moved outwards to the edges of words, with the marks that close a sentence."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end
