"""A stage's mode in brackets or between dashes: Shanghai (sea) – Vladivostok – by rail – Moscow.

In a chain whose first stop has such a note, each tells the stage that leaves its stop; else the
stage, or the whole chain, that ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

from corridors.extraction.phrase import Phrase
from corridors.extraction.sentence import Sentence
from corridors.model import Mode

_LONGEST = 6  # tokens in a bracket
_ENDS = frozenset(",;:.()!?")
_SORTS = ("mode_nouns", "modes")


def note_end(sentence: Sentence, last: int) -> int:
    """The last token of a note right behind a token that names but a mode; else that token."""
    end = _closing(sentence, last + 1)
    if end is not None and _modes_of(sentence, last + 2, end):
        return end
    dash = _next_dash(sentence, last + 1)
    return dash - 1 if dash is not None and _modes_of(sentence, last + 2, dash) else last


def stage_modes(
    sentence: Sentence, phrases: Sequence[Phrase], origin: int, destination: int
) -> tuple[Mode, ...]:
    """The modes that brackets, or a noun behind a dash, give a stage; its phrases by number."""
    start = destination
    while start and phrases[start].joint == "dash":
        start -= 1
    if start < destination and _noted(sentence, phrases[start]):
        return _noted(sentence, phrases[origin])
    end = destination
    while not (found := _told_behind(sentence, phrases[end])):
        end += 1
        if start == destination or end == len(phrases) or phrases[end].joint != "dash":
            return ()
    return found


def _told_behind(sentence: Sentence, phrase: Phrase) -> tuple[Mode, ...]:
    return _noted(sentence, phrase) or _behind_dash(sentence, phrase)


def _noted(sentence: Sentence, phrase: Phrase) -> tuple[Mode, ...]:
    """The modes of the note that a phrase ends in."""
    for last in range(phrase.mention.last, phrase.last):
        if note_end(sentence, last) == phrase.last:
            bracket = sentence.tokens[phrase.last].text == ")"
            return _modes_of(sentence, last + 2, phrase.last + 1 - bracket)
    return ()


def _behind_dash(sentence: Sentence, phrase: Phrase) -> tuple[Mode, ...]:
    tokens, dash = sentence.tokens, phrase.last + 1
    if dash + 1 >= len(tokens) or not (tokens[dash].is_dash or tokens[dash].text == ":"):
        return ()
    reach = range(dash + 1, min(dash + 1 + _LONGEST, len(tokens)))
    end = next((at for at in reach if tokens[at].text in _ENDS), None)
    if end is None:
        end = len(tokens) if reach.stop == len(tokens) else None
    return _modes_of(sentence, dash + 1, end) if end is not None else ()


def _next_dash(sentence: Sentence, dash: int) -> int | None:
    """The dash that ends a short note which a dash begins; None where none does at a token."""
    tokens = sentence.tokens
    if dash >= len(tokens) or not _is_apart(sentence, dash):
        return None
    reach = range(dash + 2, min(dash + 2 + _LONGEST, len(tokens)))
    return next((at for at in reach if _is_apart(sentence, at)), None)


def _is_apart(sentence: Sentence, at: int) -> bool:
    """Whether a dash has blanks on both sides: no hyphen."""
    tokens = sentence.tokens
    if not 0 < at < len(tokens) - 1 or not tokens[at].is_dash:
        return False
    return tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start


def _closing(sentence: Sentence, opening: int) -> int | None:
    """The token that closes a short bracket; None where none opens at a token."""
    tokens = sentence.tokens
    if opening >= len(tokens) or tokens[opening].text != "(":
        return None
    reach = range(opening + 2, min(opening + 2 + _LONGEST, len(tokens)))
    return next((at for at in reach if tokens[at].text == ")"), None)


def _modes_of(sentence: Sentence, first: int, end: int) -> tuple[Mode, ...]:
    """The modes that tokens up to `end` name, if they say nothing else but "and" or "or"."""
    modes: list[Mode] = []
    at = first
    while at < end:
        marks = [m for m in sentence.starting.get(at, ()) if m.sort in _SORTS and m.last < end]
        if marks:
            longest = max(marks, key=lambda mark: mark.last)
            modes.append(Mode(longest.value.split()[0]))
            at = longest.last + 1
        elif sentence.tokens[at].text in ",/+" or _joins(sentence, at):
            at += 1
        else:
            return ()
    return tuple(dict.fromkeys(modes))


def _joins(sentence: Sentence, at: int) -> bool:
    return any(m.sort in ("and", "or") and m.last == at for m in sentence.starting.get(at, ()))
