"""The part of a place that is only somewhere, by what is done there: boxes are *reloaded* in X.

A verb that stands in the same clause governs the place: to its left ("picked up 40 boxes at X"),
to its right where the place opens the sentence ("At X the bogies are changed"), or in a language
whose verbs come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.phrase import AT, FROM, NONE, TO, VIA, Phrase
from corridors.extraction.sentence import Sentence
from corridors.extraction.surroundings import is_locative
from corridors.extraction.vocabulary import Mark

_REACH = 9  # words between a verb and its place
_WITH_REACH = 3  # words from "with" to the noun
_OPENING = 3  # words before a place that opens its sentence: "Later, at X"


def with_deeds(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, those that are only somewhere with the role that a verb gives them."""
    if not sentence.of("done_at"):
        return list(phrases)
    found = list(phrases)
    for at, phrase in enumerate(phrases):
        if not _is_somewhere(sentence, phrase):
            continue
        before = phrases[at - 1] if at else None
        after = phrases[at + 1] if at + 1 < len(phrases) else None
        if _is_boarded(sentence, phrase, before):
            found[at] = replace(phrase, role=VIA, by_deed=True)
        elif deed := _on_the_left(sentence, phrase, before):
            found[at] = replace(phrase, role=deed.value, by_deed=not _is_with(sentence, deed))
        elif deed := _on_the_right(sentence, phrase, before, after):
            # What is done where a sentence opens is done to what came there.
            first = before is None or sentence.tokens[phrase.first - 1].text in ";:"
            found[at] = replace(phrase, role=VIA, opens=first, by_deed=True)
    return _inherited(found)


def _is_somewhere(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a place stands behind a mere "in" or "at", or in a case that may say so."""
    if phrase.mention.is_area or phrase.role not in (AT, TO):
        return False
    if sentence.language.vocabulary.case_roles:
        return phrase.role == AT
    cue = sentence.holds("locating", phrase.first) and phrase.first < phrase.mention.first
    if phrase.role == TO:
        return cue and is_locative(phrase.mention) and not _is_bound(sentence, phrase)
    return cue


def _is_boarded(sentence: Sentence, phrase: Phrase, before: Phrase | None) -> bool:
    """Whether cargo on its way meets a vehicle at a place: straight on to the ferry at X."""
    if before is None or before.role not in (FROM, TO, VIA) or phrase.role != AT:
        return False
    vehicles = [m for m in sentence.ending.get(phrase.first - 1, ()) if m.sort == "modes"]
    onto = {m.last for m in sentence.of("boarding")}
    near = range(before.last + 1, phrase.first)
    return any(m.value.endswith("vehicle") for m in vehicles) and any(at in onto for at in near)


def _is_with(sentence: Sentence, deed: Mark) -> bool:
    """Whether a deed only adds to another clause: from A to C *with* a technical stop in B."""
    around = range(max(0, deed.first - _WITH_REACH), deed.first)
    return any(sentence.holds("adding", at) for at in around)


def _is_bound(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a vehicle for that place is what is spoken of: reloaded on *the ship to* X."""
    before = sentence.ending.get(phrase.first - 1, ())
    return any(mark.sort == "modes" for mark in before)


def _on_the_left(sentence: Sentence, phrase: Phrase, before: Phrase | None) -> Mark | None:
    start = max(before.last + 1 if before else 0, phrase.first - _REACH)
    deeds = [m for m in sentence.of("done_at") if start <= m.first and m.last < phrase.first]
    if not deeds:
        return None
    nearest = max(deeds, key=lambda mark: (mark.last, mark.last - mark.first))
    moved = (m.first for m in sentence.of("moved") if nearest.last < m.first < phrase.first)
    if phrase.role == TO and any(moved):
        return None
    return nearest if _is_one_clause(sentence, nearest.last + 1, phrase.first) else None


def _on_the_right(
    sentence: Sentence, phrase: Phrase, before: Phrase | None, after: Phrase | None
) -> Mark | None:
    verbs_last = sentence.language.vocabulary.verbs_last
    opens = before is None and phrase.first <= _OPENING
    if phrase.role != AT or not (verbs_last or opens or _begins_clause(sentence, phrase)):
        return None
    end = min(after.first if after else len(sentence.tokens), phrase.last + 1 + _REACH)
    deeds = [m for m in sentence.of("done_at") if phrase.last < m.first and m.last < end]
    if not deeds:
        return None
    nearest = min(deeds, key=lambda mark: (mark.first, mark.first - mark.last))
    return nearest if _is_one_clause(sentence, phrase.last + 2, nearest.first) else None


def _begins_clause(sentence: Sentence, phrase: Phrase) -> bool:
    at = phrase.first - 1
    if at > 0 and sentence.holds("and", at):
        at -= 1
    return at >= 0 and sentence.tokens[at].text in ",;:"


def _is_one_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Whether no comma or bracket parts two tokens."""
    return not any(token.text in ",;:()" for token in sentence.tokens[first:last])


def _inherited(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Names listed behind one whose role a verb has told take it over: loaded at A and B."""
    found = list(phrases)
    for at in range(1, len(found)):
        one, listed = found[at - 1], found[at]
        told = one.role not in (AT, NONE) and phrases[at - 1].role != one.role
        inherits = bool(listed.joint) and listed.role == phrases[at - 1].role
        if told and inherits and listed.first >= listed.mention.first - 1:
            found[at] = replace(listed, role=one.role)
    return found
