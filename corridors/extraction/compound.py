"""Names of several words of which the gazetteer knows but one: Al Haditha, Минск-Сортировочный."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.sentence import Mention
from corridors.extraction.tokens import Token
from corridors.extraction.vocabulary import Mark

_AIRPORT_REACH = 3  # words: Riga International Airport


def merged(
    text: str,
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    known: Sequence[Mention],
    unknown: Sequence[Mention],
) -> list[Mention]:
    """The mentions of a sentence in order, parts of one name put together.

    A part that is known keeps its readings behind a hyphen only: a station is where its town is. A
    word that is hardly a place on its own (Dang) loses them beside a word that is none (Dong).
    """
    found: list[Mention] = []
    for mention in sorted([*known, *unknown], key=lambda m: m.first):
        before = found[-1] if found else None
        if before is not None and _is_one_name(text, marks, before, mention):
            found[-1] = _union(text, before, mention, ())
        elif before is not None and _is_part_of_town(tokens, marks, before, mention):
            found[-1] = replace(_union(text, before, mention, before.readings), areal=True)
        else:
            found.append(mention)
    return found


def _union(text: str, one: Mention, other: Mention, readings: tuple[object, ...]) -> Mention:
    kept = one.readings if readings else ()
    surface = text[one.start : other.end]
    return Mention(one.first, other.last, one.start, other.end, surface, kept, strong=bool(kept))


def _is_one_name(text: str, marks: Sequence[Mark], one: Mention, other: Mention) -> bool:
    """Whether two words behind one another make one name that is not known."""
    if other.first != one.last + 1 or text[one.end : other.start] != " ":
        return False
    if one.areal or other.areal or one.is_area or other.is_area:
        return False
    if any(m.sort == "name_openings" and m.first == m.last == one.last for m in marks):
        return True
    if bool(one.readings) == bool(other.readings):
        return False
    weak, stranger = (one, other) if one.readings else (other, one)
    return not weak.strong and not weak.is_area and stranger.first == stranger.last


def _is_part_of_town(
    tokens: Sequence[Token], marks: Sequence[Mark], one: Mention, other: Mention
) -> bool:
    """Whether a hyphen ties a town to the word for one of its stations."""
    if other.first != one.last + 2 or not one.readings or other.readings:
        return False
    dash = tokens[one.last + 1]
    glued = dash.is_dash and dash.start == one.end and dash.end == other.start
    return glued and any(m.sort == "station_names" and m.first == other.first for m in marks)


def whole_name(
    mention: Mention, text: str, tokens: Sequence[Token], marks: Sequence[Mark]
) -> Mention:
    """A name with the airport or strait that is named after it: Riga Airport is not Riga."""
    at = mention.last + 1
    if any(m.value == "strait" and m.first == at and m.sort == "heads" for m in marks):
        end = tokens[at].end
        surface = text[mention.start : end]
        return replace(mention, last=at, end=end, surface=surface, areal=True, partial=False)
    while at < len(tokens) and tokens[at].capital and at <= mention.last + _AIRPORT_REACH:
        if any(m.sort == "heads" and m.value == "airport" and m.first == at for m in marks):
            end = tokens[at].end
            surface = text[mention.start : end]
            return replace(mention, last=at, end=end, surface=surface, areal=True, partial=False)
        at += 1
    return mention


def extended(mention: Mention, tokens: Sequence[Token]) -> Mention:
    """A mention with the rest of an inflected word: the next name begins after it."""
    last = mention.last
    while last + 1 < len(tokens) and tokens[last + 1].start < mention.end:
        last += 1
    return replace(mention, last=last)
