"""Known corridors and operators by their names in a text, inflected or not, at exact offsets.

The names stand in corridors.yaml and operators.yaml; the head of the first tells the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from corridors.extraction.known.entries import Names, Pattern, fits, fold_word, load_names

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name.
_BETWEEN = re.compile(r"[\s\"'«»“”„‘’‑‐‒–—―−/-]{1,5}")
_BETWEEN_OR_COMMA = re.compile(r"[\s,\"'«»“”„‘’‑‐‒–—―−/-]{1,5}")
_JOINED_AFTER = re.compile(r"\s?[‑‐‒–—―−-]\s?[^\W\d_]")
_JOINED_BEFORE = re.compile(r"[^\W\d_]\s?[‑‐‒–—―−-]\s?$")
_DASH = re.compile(r"[‑‐‒–—―−-]")
_OPENING, _CLOSING = frozenset('«“„"‘'), frozenset('»”“"’')
_NEAR = 6  # words on either side in which one of `needs` must stand


class ParagraphLike(Protocol):
    """A span of a text, half-open."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Known:
    """A known corridor or operator at `start` to `end` of the text, found by `alias`.

    `atlas` is the id of the atlas's definition, where there is one; `mode` that of the corridor as
    a whole; `alone` says whether to be named is enough for a corridor to be proposed.
    """

    id: str
    kind: str
    start: int
    end: int
    alias: str
    mode: str | None = None
    atlas: str | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    folded: str


def find_known(
    text: str, paragraphs: Iterable[ParagraphLike], names: Names | None = None
) -> tuple[Known, ...]:
    """All known corridors and operators that the paragraphs name, in order, without overlap.

    The longest name wins. Names that mean other things too need their context (`needs`, `anchors`).
    """
    spans = [(paragraph.start, paragraph.end) for paragraph in paragraphs]
    read = [_words(text, start, end) for start, end in spans]
    vocabulary = frozenset(word.folded for words in read for word in words)
    known = names or load_names()
    return tuple(found for words in read for found in _find(text, words, known, vocabulary))


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), m.group(), fold_word(m.group()))
        for m in _WORD.finditer(text, start, end)
    ]


def _find(
    text: str, words: Sequence[_Word], names: Names, vocabulary: frozenset[str]
) -> Iterator[Known]:
    at = 0
    while at < len(words):
        found = [
            (length, pattern)
            for pattern in names.beginning_with(words[at].folded)
            if (length := _matched(text, words, at, pattern))
            and (not pattern.doubtful or _in_context(text, words, at, length, pattern, vocabulary))
        ]
        if found:
            length, pattern = max(found, key=lambda pair: pair[0])
            yield _known(words[at].start, words[at + length - 1].end, pattern)
            at += length
        else:
            at += 1


def _known(start: int, end: int, pattern: Pattern) -> Known:
    entry = pattern.entry
    return Known(
        entry.id, entry.kind, start, end, pattern.alias, entry.mode, entry.atlas, entry.alone
    )


def _matched(text: str, words: Sequence[_Word], at: int, pattern: Pattern) -> int:
    """How many words the pattern takes from `at` on; 0 where it does not fit."""
    length = len(pattern.words)
    taken = words[at : at + length]
    if len(taken) < length or not _written_so(taken, pattern):
        return 0
    if not all(fits(w.folded, choices) for w, choices in zip(taken, pattern.words, strict=True)):
        return 0
    between = _BETWEEN_OR_COMMA if pattern.commas else _BETWEEN
    for one, other in pairwise(taken):
        if not between.fullmatch(text, one.end, other.start):
            return 0
    return 0 if _part_of_chain(text, taken) else length


def _written_so(taken: Sequence[_Word], pattern: Pattern) -> bool:
    if pattern.shouted:
        return taken[0].text.upper() == taken[0].text
    return all(
        word.text[:1].isupper() or not asked
        for word, asked in zip(taken, pattern.capitals, strict=False)
    )


def _part_of_chain(text: str, taken: Sequence[_Word]) -> bool:
    """Whether places written as a chain go on before or after: another route than the name says."""
    start, end = taken[0].start, taken[-1].end
    if not _DASH.search(text, taken[0].end, taken[-1].start):
        return False
    before = text[max(0, start - 4) : start]
    return bool(_JOINED_AFTER.match(text, end) or _JOINED_BEFORE.search(before))


def _in_context(
    text: str,
    words: Sequence[_Word],
    at: int,
    length: int,
    pattern: Pattern,
    vocabulary: frozenset[str],
) -> bool:
    entry = pattern.entry
    if entry.anchors and not _holds_any(vocabulary, entry.anchors):
        return False
    if _is_quoted(text, words[at].start, words[at + length - 1].end):
        return True  # such a name needs no noun beside it
    near = words[max(0, at - _NEAR) : at + length + _NEAR]
    return not entry.needs or any(fits(word.folded, entry.needs) for word in near)


def _is_quoted(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return before in _OPENING and after in _CLOSING


@lru_cache(maxsize=64)
def _holds_any(vocabulary: frozenset[str], patterns: tuple[str, ...]) -> bool:
    return any(fits(word, patterns) for word in vocabulary)
