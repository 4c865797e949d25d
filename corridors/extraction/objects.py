"""Places that are the object of a verb: in Turkish, a line that links *A'yı B'ye*, passes *C'yi*.

The accusative alone says no role; with a verb such as bağlamak behind it, the place is one end, and
the other stands in the dative, or beside it: A ile B'yi bağlayan. A sea that is passed is crossed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.lexicon import best_of
from corridors.extraction.phrase import CROSS, FROM, NONE, OBJECT, PASSED, TO, VIA, Phrase
from corridors.extraction.sentence import Sentence

_REACH = 24  # words from a place to the verb, which comes last


def with_objects(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, those in the accusative with the role that their verb gives them."""
    phrases = [_passed(phrases, at) for at in range(len(phrases))]
    found = list(phrases)
    at = 0
    while at < len(phrases):
        end = _end_of_list(phrases, at)
        found[at:end] = _as_ends(phrases[at:end], _others(sentence, phrases, end))
        at = max(end, at + 1)
    return found


def _passed(phrases: Sequence[Phrase], at: int) -> Phrase:
    """A phrase, what is passed with its role: a sea is crossed, unless it is one of a list."""
    phrase = phrases[at]
    if phrase.role != PASSED:
        return phrase
    listed = phrase.joint or any(following.joint for following in phrases[at + 1 : at + 2])
    best = best_of(phrase.mention.readings)
    sea = best is not None and best.area is not None and best.area.kind == "sea"
    return replace(phrase, role=CROSS if sea and not listed else VIA)


def _end_of_list(phrases: Sequence[Phrase], at: int) -> int:
    """Where a list of objects that begins at a phrase ends; there, if that is no object."""
    end = at
    while end < len(phrases) and phrases[end].role == OBJECT and (end == at or phrases[end].joint):
        end += 1
    return end


def _others(sentence: Sentence, phrases: Sequence[Phrase], end: int) -> int | None:
    """How many places in the dative an object is joined to; None without a verb of joining."""
    start = phrases[end - 1].last if end else 0
    verb = next((m for m in sentence.of("joining") if start < m.first <= start + _REACH), None)
    if verb is None:
        return None
    return sum(phrase.role == TO and phrase.last < verb.first for phrase in phrases[end:])


def _as_ends(objects: Sequence[Phrase], others: int | None) -> list[Phrase]:
    """Objects as ends of a way: all as starts where another end is told, else as a chain."""
    roles = [NONE] * len(objects)
    if others:
        roles = [FROM] * len(objects)
    elif others == 0 and len(objects) > 1:
        roles = [FROM, *[VIA] * (len(objects) - 2), TO]
    return [replace(phrase, role=role) for phrase, role in zip(objects, roles, strict=True)]
