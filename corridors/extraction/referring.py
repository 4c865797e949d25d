"""Places that are spoken of without their names: from *the port* the boxes go on by rail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corridors.extraction.phrase import FROM, Phrase
from corridors.extraction.sentence import Sentence
from corridors.extraction.vocabulary import Mark

_REACH = 3  # words from a preposition to its noun: from the busy Iranian port
_NAMED_REACH = 4  # words from the noun to a name: the port *of Poti*
_KINDS = frozenset({"port", "station", "terminal", "border", "airport", "city"})


def left_again(sentence: Sentence, phrases: Sequence[Phrase]) -> Iterator[Mark]:
    """Where a sentence goes on from a place told before, by a noun alone: as marks of "then"."""
    names = [phrase.mention.first for phrase in phrases]
    taken = {at for phrase in phrases for at in range(phrase.first, phrase.last + 1)}
    for cue in sentence.of("before"):
        if cue.value != FROM or cue.first != cue.last or cue.first in taken:
            continue
        noun = next(
            (
                mark.last
                for at in range(cue.last + 1, cue.last + 2 + _REACH)
                for mark in sentence.starting.get(at, ())
                if mark.sort == "heads" and mark.value in _KINDS
            ),
            None,
        )
        if noun is None or any(cue.last < name <= noun + _NAMED_REACH for name in names):
            continue
        yield Mark(cue.first, noun, "then", "")
