"""Phrases and the words that lead from one telling to the next, in the order they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corridors.extraction.phrase import Phrase
from corridors.extraction.referring import left_again
from corridors.extraction.sentence import Sentence
from corridors.extraction.vocabulary import Mark

BREAKS = frozenset(";:")
_EVENTS = ("then", "branch", "fork", "clause", "again", "some", "fresh")


def in_order(sentence: Sentence, phrases: Sequence[Phrase]) -> Iterator[Phrase | Mark | str]:
    """The phrases, marks, brackets and breaks of a sentence, as a frame's builder takes them."""
    items: list[tuple[int, int, Phrase | Mark | str]] = [
        (phrase.mention.first, 2, phrase) for phrase in phrases
    ]
    items += [
        (_place_of(m, phrases), 3 if m.sort == "fork" else 1, m)
        for m in sentence.of(*_EVENTS)
        if _counts(sentence, m)
    ]
    items += [(m.first, 1, m) for m in left_again(sentence, phrases)]
    items += [
        (at, 0, token.text)
        for at, token in enumerate(sentence.tokens)
        if token.text in "()" or token.text in BREAKS
    ]
    return (item for _, _, item in sorted(items, key=lambda entry: entry[:2]))


def _place_of(mark: Mark, phrases: Sequence[Phrase]) -> int:
    """Where a word counts: a way that "forks in B" does so behind B."""
    if mark.sort == "fork":
        for phrase in phrases:
            if phrase.by_deed and phrase.first == mark.last + 1:
                return phrase.mention.first
    return mark.first


def _counts(sentence: Sentence, mark: Mark) -> bool:
    """Whether a word that begins anew stands where a clause begins."""
    if mark.sort not in ("again", "some") or not mark.first:
        return True
    before = sentence.tokens[mark.first - 1]
    if not before.is_word or not sentence.tokens[mark.first].is_word:
        return True
    return any(m.sort in ("and", "or", "clause") for m in sentence.ending.get(mark.first - 1, ()))
