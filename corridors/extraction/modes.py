"""The mode of a leg: from the words between its ends, or from what its sentence is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridors.extraction.lexicon import best_of
from corridors.extraction.phrase import CROSS, FROM, TO, Phrase
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.vocabulary import Mark
from corridors.model import Mode

# Manners in which a word tells a mode, the surest first: "by rail", "trains", "railway".
MANNERS = ("by", "vehicle", "way")
_LEAST_DEFAULT = 2
_MOST_SHARE = 0.75
_COUNT_REACH = 2  # words from a number to the vehicles that are counted


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` of a sentence."""

    first: int
    last: int


def modes_between(
    sentence: Sentence, spans: Iterable[Span], manners: Sequence[str] = MANNERS
) -> tuple[Mode, ...]:
    """The modes that the words of some spans give, those of the surest manner only."""
    marks = mode_marks(sentence)
    if "by" not in manners:
        marks = subject_marks(sentence)
    within = [mark for span in spans for mark in marks if _inside(mark, span)]
    found = sorted(within, key=lambda mark: mark.first)
    told = ([m for m in found if m.value.endswith(manner)] for manner in manners)
    surest = next(filter(None, told), [])
    return tuple(dict.fromkeys(_mode(mark) for mark in _together(sentence, surest)))


def _together(sentence: Sentence, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Marks of one manner; of vehicles only the first, and those joined to it: ships carry lorries.

    A vehicle that is named later is cargo, or another's.
    """
    if not marks or not marks[0].value.endswith("vehicle"):
        return marks
    joins = {mark.last for mark in sentence.of("and", "or")}
    for at, (one, other) in enumerate(pairwise(marks), 1):
        gap = range(one.last + 1, other.first)
        if one.value != other.value and not any(
            i in joins or sentence.tokens[i].text in ",/+" for i in gap
        ):
            return marks[:at]
    return marks


def mode_marks(sentence: Sentence) -> list[Mark]:
    """The marks of mode in a sentence, but those in a place's name, a comparison, or of cargo."""
    marks = _clear_marks(sentence)
    return [mark for mark in marks if not _is_cargo(sentence, mark, marks)]


def subject_marks(sentence: Sentence) -> list[Mark]:
    """The marks of vehicles and lines that are spoken of, not of mere manner ("by lorry")."""
    marks = mode_marks(sentence)
    manner = {mark.first for mark in marks if mark.value.endswith(" by")}
    return [mark for mark in marks if mark.first not in manner]


def _is_cargo(sentence: Sentence, mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether vehicles are counted that another, named before, carries: a ferry *40 wagons*."""
    if not mark.value.endswith("vehicle"):
        return False
    before = sentence.tokens[max(0, mark.first - _COUNT_REACH) : mark.first]
    return any(token.text[0].isdigit() for token in before) and any(
        other.last < mark.first and other.value.endswith("vehicle") and other.value != mark.value
        for other in marks
    )


def _clear_marks(sentence: Sentence) -> list[Mark]:
    covered = {at for m in sentence.mentions if m.readings for at in range(m.first, m.last + 1)}
    shunned = [mark.first for mark in sentence.of("comparison", "unreal")]
    behind = {mark.first for mark in sentence.of("outdone")}
    told = sentence.of("modes")
    inside = {
        (m.first, m.last)
        for one, m in pairwise(told)
        if m.last <= one.last and (m.first, m.last) != (one.first, one.last)
    }
    return [
        mark
        for mark in told
        if (mark.first, mark.last) not in inside
        and mark.first not in covered
        and not any(0 <= mark.first - at <= 3 for at in shunned)
        and mark.last + 1 not in behind
    ]


def _inside(mark: Mark, span: Span) -> bool:
    return span.first <= mark.first and mark.last <= span.last


def _mode(mark: Mark) -> Mode:
    return Mode(mark.value.split()[0])


def span_before(phrase: Phrase, before: Phrase | None) -> Span:
    """The words from the phrase told before to a phrase's own name."""
    return Span(before.last + 1 if before else 0, phrase.mention.first - 1)


def span_after(sentence: Sentence, phrase: Phrase, following: Phrase | None) -> Span:
    """The words after a phrase that still belong to it: up to a comma, "then", or another place."""
    end = (following.first if following else len(sentence.tokens)) - 1
    stops = {mark.first for mark in sentence.of("then", "and", "or")}
    for at in range(phrase.last + 1, end + 1):
        if sentence.tokens[at].text in ",;:()" or at in stops:
            return Span(phrase.last + 1, at - 1)
    return Span(phrase.last + 1, end)


def modes_spoken_of(sentence: Sentence) -> frozenset[Mode]:
    """All the modes that some word of a sentence speaks for: by rail, (sea), shipped, DB Cargo."""
    marks = [*mode_marks(sentence), *sentence.of("mode_nouns", "carriers", "known_ways")]
    modes = {_mode(mark) for mark in marks if mark.value}
    return frozenset(modes | ({Mode.SEA} if sentence.of("weak_sea", "calling") else set()))


def is_water(mention: Mention) -> bool:
    """Whether a name is that of a sea or strait."""
    best = best_of(mention.readings)
    if best is None:
        return False
    if best.area is not None:
        return best.area.kind == "sea"
    return best.places[0].place.kind in ("strait", "canal")


def crosses_water(phrases: Sequence[Phrase], span: Span) -> bool:
    """Whether a sea is crossed on the way: crosses the Indian Ocean and lands at Chabahar."""
    return any(
        phrase.role == CROSS and span.first <= phrase.mention.first <= span.last
        for phrase in phrases
        if is_water(phrase.mention)
    )


def is_arrived_at(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether cargo that has come to a place leaves it: Poti'ye *trenle gelen* yükler."""
    cases = phrase.mention.cases if sentence.language.vocabulary.verbs_last else frozenset()
    return phrase.role in (FROM, TO) and "dat" in cases and "abl" not in cases


def number_of(phrases: Sequence[Phrase], phrase: Phrase) -> int:
    """Where in its sentence a phrase stands; its role may have changed since it was read."""
    return next(at for at, p in enumerate(phrases) if p.mention.first == phrase.mention.first)


def mode_of_article(sentences: Sequence[Sentence]) -> tuple[Mode, ...]:
    """The one mode that all vehicles and lines of an article are of, if it is one.

    A known line of one mode that is named counts where nothing speaks of another mode.
    """
    counts = _count(sentences, ("vehicle", "way"))
    named = Counter(Mode(mark.value) for s in sentences for mark in s.of("known_ways"))
    both = counts + named
    if counts and len(both) == 1 and both.total() >= _LEAST_DEFAULT:
        return tuple(both)
    least = max(_MOST_SHARE * counts.total(), 3)
    return tuple(mode for mode, count in counts.items() if count >= least)


def mode_of_lines(sentences: Sequence[Sentence]) -> tuple[Mode, ...]:
    """The one mode of all the lines that an article speaks of, if it is one."""
    counts = _count(sentences, ("way",))
    return tuple(counts) if len(counts) == 1 and counts.total() >= _LEAST_DEFAULT else ()


def _count(sentences: Sequence[Sentence], manners: tuple[str, ...]) -> Counter[Mode]:
    return Counter(
        _mode(mark)
        for sentence in sentences
        for mark in dict.fromkeys(mode_marks(sentence))
        if mark.value.endswith(manners)
    )
