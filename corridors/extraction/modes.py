"""The mode of a leg: from the words between its ends, or from what its sentence is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridors.extraction.lexicon import best_of
from corridors.extraction.phrase import Phrase
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.vocabulary import Mark
from corridors.model import Mode

# Manners in which a word tells a mode, the surest first: "by rail", "trains", "railway".
_MANNERS = ("by", "vehicle", "way")
_LEAST_DEFAULT = 2
_MOST_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` of a sentence."""

    first: int
    last: int


def modes_between(
    sentence: Sentence, spans: Iterable[Span], manners: Sequence[str] = _MANNERS
) -> tuple[Mode, ...]:
    """The modes that the words of some spans give, those of the surest manner only."""
    marks = mode_marks(sentence)
    within = [mark for span in spans for mark in marks if _inside(mark, span)]
    found = sorted(within, key=lambda mark: mark.first)
    told = ([_mode(m) for m in found if m.value.endswith(manner)] for manner in manners)
    return tuple(dict.fromkeys(next(filter(None, told), [])))


def mode_marks(sentence: Sentence) -> list[Mark]:
    """The marks of mode in a sentence that are no part of a place's name or of a comparison."""
    covered = {at for m in sentence.mentions if m.readings for at in range(m.first, m.last + 1)}
    shunned = [mark.first for mark in sentence.of("comparison", "unreal")]
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
    stops = {mark.first for mark in sentence.of("then", "and", "or")} - {phrase.last + 1}
    for at in range(phrase.last + 1, end + 1):
        if sentence.tokens[at].text in ",;:()" or at in stops:
            return Span(phrase.last + 1, at - 1)
    return Span(phrase.last + 1, end)


def is_water(mention: Mention) -> bool:
    """Whether a name is that of a sea or strait."""
    best = best_of(mention.readings)
    if best is None:
        return False
    if best.area is not None:
        return best.area.kind == "sea"
    return best.places[0].place.kind in ("strait", "canal")


def mode_of_article(sentences: Sequence[Sentence]) -> tuple[Mode, ...]:
    """The one mode that all vehicles and lines of an article are of, if it is one."""
    counts = Counter(
        _mode(mark)
        for sentence in sentences
        for mark in mode_marks(sentence)
        if not mark.value.endswith("by")
    )
    if counts.total() < _LEAST_DEFAULT:
        return ()
    mode, count = counts.most_common(1)[0]
    unanimous = len(counts) == 1
    return (mode,) if unanimous or count >= _MOST_SHARE * counts.total() >= 3 else ()
