"""The mode that the words between a leg's ends, or right behind them, give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.bracketed import stage_modes
from corridors.extraction.modes import (
    Span,
    crosses_water,
    is_arrived_at,
    is_water,
    modes_between,
    number_of,
    span_after,
    span_before,
)
from corridors.extraction.phrase import AT, FROM, ROUTE_ROLES, TO, VIA, Phrase
from corridors.extraction.sentence import Sentence
from corridors.model import Mode

_PRONOUN_REACH = 2  # words: , and they
_LISTED = frozenset({"and", "or", "comma"})


def said_of(article: Article, piece: Piece) -> tuple[Mode, ...]:
    """The modes in the words between a leg's ends, or those that the waters at its ends give."""
    told = piece.destination
    same = piece.origin.sentence == told.sentence
    if (told.phrase.role == AT or told.phrase.opens) and not same:
        start = article.sentences[piece.origin.sentence]
        return modes_between(start, [Span(0, len(start.tokens))])
    sentence, phrases = article.sentences[told.sentence], article.phrases[told.sentence]
    at = number_of(phrases, told.phrase)
    origin = number_of(phrases, piece.origin.phrase) if same else None
    if origin is not None and (modes := stage_modes(sentence, phrases, origin, at)):
        return modes
    after = _after_list(sentence, phrases, at)
    while at and phrases[at].joint in _LISTED and _inherits(sentence, phrases[at]):
        at -= 1
    between = _between(sentence, phrases, piece, origin, at)
    if modes := modes_between(sentence, [*between, after]):
        return modes
    if modes := modes_between(sentence, list(_ahead(sentence, phrases[at:]))):
        return modes
    if any(crosses_water(phrases, span) for span in between):
        return (Mode.SEA,)
    lands = piece.sort == "route" and not told.phrase.mention.is_area
    if is_water(piece.origin.phrase.mention) and (lands or is_water(told.phrase.mention)):
        return (Mode.SEA,)
    return ()


def _between(
    sentence: Sentence, phrases: Sequence[Phrase], piece: Piece, origin: int | None, at: int
) -> list[Span]:
    """The words that lead to a leg's destination, and to its origin in a clause of its own."""
    if origin is not None and at < origin:  # to C it is carried by lorry through B
        following = phrases[origin + 1] if origin + 1 < len(phrases) else None
        behind = span_after(sentence, phrases[origin], following)
        if sentence.language.vocabulary.verbs_last:
            return [behind]
        return [Span(phrases[origin - 1].last + 1, phrases[origin].mention.first - 1), behind]
    chained = piece.sort == "chain"
    before = [phrase for phrase in phrases[:at] if chained or phrase.role in ROUTE_ROLES]
    leading = span_before(phrases[at], before[-1] if before else None)
    if before and is_arrived_at(sentence, before[-1]):
        verbs = [mark.last for mark in sentence.of("moved") if mark.first in _reach(leading)]
        leading = Span(min(verbs, default=leading.first - 1) + 1, leading.last)
    elif before:
        leads_on = origin is not None and phrases[origin] is before[-1] and before[-1].role != FROM
        leading = _own_clauses(sentence, leading, finished=leads_on)
    own = [] if origin is None else list(_to_origin(sentence, phrases, origin, at))
    return [*own, _anew(sentence, leading)]


def _own_clauses(sentence: Sentence, span: Span, *, finished: bool) -> Span:
    """A span without the end of a clause that tells another leg: to A *by ship*, then on to B.

    `finished` says that the leg before ends where the span begins; where verbs come last, a verb
    before the comma says so too. What "they" or "which" stands for is told on.
    """
    verbs_last = sentence.language.vocabulary.verbs_last
    then = () if verbs_last else sentence.of("then", "clause")
    breaks = {_clause_start(sentence, mark.first) for mark in then}
    breaks.update(at for at in _reach(span) if sentence.tokens[at].text in ",;:")
    end = min((at for at in breaks if at in _reach(span)), default=None)
    if end is None:
        return _behind_manner(sentence, span) if finished and not verbs_last else span
    if _refers_back(sentence, end):
        return span
    done = verbs_last and any(mark.last == end - 1 for mark in sentence.of("moved"))
    return Span(end, span.last) if done or finished else span


def _behind_manner(sentence: Sentence, span: Span) -> Span:
    """A span without the manner that it begins with, where a verb follows: *by rail* is sent to."""
    manner = [m.last for m in sentence.starting.get(span.first, ()) if m.value.endswith(" by")]
    moved = any(mark.first in _reach(span) for mark in sentence.of("moved"))
    return Span(max(manner) + 1, span.last) if manner and moved else span


def _clause_start(sentence: Sentence, then: int) -> int:
    """Where the clause of a "then" begins: …, *and* trucked on to B."""
    joins = {mark.last for mark in sentence.of("and")}
    return next((at for at in range(then - 1, then - 4, -1) if at in joins), then)


def _reach(span: Span) -> range:
    return range(span.first, span.last + 1)


def _refers_back(sentence: Sentence, comma: int) -> bool:
    """Whether "they" or "which" stands behind a comma: on to lorries, *which* take it to B."""
    near = range(comma + 1, comma + 1 + _PRONOUN_REACH)
    return any(mark.first in near for mark in sentence.of("pronoun", "relative"))


def _after_list(sentence: Sentence, phrases: Sequence[Phrase], at: int) -> Span:
    """The words behind a destination, or behind the list that it stands in."""
    end = at
    while end + 1 < len(phrases) and _goes_on(sentence, phrases[at], phrases[end + 1]):
        end += 1
    following = phrases[end + 1] if end + 1 < len(phrases) else None
    after = span_after(sentence, phrases[end], following)
    if _is_between_commas(sentence, phrases[end]):
        start = phrases[end].last + 1
        after = span_after(sentence, replace(phrases[end], last=start), following)
    if following is not None and following.first == after.last + 1 and following.role in (TO, VIA):
        return Span(0, -1)  # through Kaliningrad *by sea to* Rostock
    return after


def _is_between_commas(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is told by the way: the last stretch, *to B*, is by lorry."""
    around = (phrase.first - 1, phrase.last + 1)
    return all(0 < at < len(sentence.tokens) and sentence.tokens[at].text == "," for at in around)


def _goes_on(sentence: Sentence, phrase: Phrase, following: Phrase) -> bool:
    listed = following.joint in _LISTED and following.role == phrase.role
    return listed and _inherits(sentence, following)


def _anew(sentence: Sentence, span: Span) -> Span:
    """A span from its last ", from there" on: what stands before belongs to the leg before."""
    joins = {m.last for m in sentence.of("and")}
    starts = [
        m.last + 1
        for m in sentence.of("anew")
        if span.first < m.first <= span.last
        and (sentence.tokens[m.first - 1].text in ",;" or m.first - 1 in joins)
    ]
    return Span(max(starts, default=span.first), span.last)


def _to_origin(
    sentence: Sentence, phrases: Sequence[Phrase], origin: int, at: int
) -> Iterator[Span]:
    """The words of a clause that leads to a leg's origin: …, then *by truck* from B to C."""
    if not origin or at != origin + 1 or phrases[origin].role != FROM:
        return
    gap = range(phrases[origin - 1].last + 1, phrases[origin].first)
    then = {mark.first for mark in sentence.of("then", "clause")}
    starts = [i + 1 for i in gap if sentence.tokens[i].text in ",;:" or i in then]
    if len(starts) > 1 and starts[-1] == phrases[origin].first:
        del starts[-1]  # …; the road part, from B to C
    if starts:
        yield Span(starts[-1], phrases[origin].first - 1)


def _ahead(sentence: Sentence, phrases: Sequence[Phrase]) -> Iterator[Span]:
    """The words from what is passed to the end it is passed for: through A and B *by rail* to C."""
    if phrases[0].role != VIA or phrases[0].by_deed:
        return
    for one, other in pairwise(phrases):
        if other.role == TO and not other.joint:
            gap = range(one.last + 1, other.first)
            moved = any(mark.first in gap for mark in sentence.of("moved"))
            if moved and not any(sentence.tokens[i].text in ",;:()" for i in gap):
                yield Span(one.last + 1, other.first - 1)
            return
        if other.role != VIA or not other.joint:
            return


def _inherits(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase has no cue of its own, but what joins it to the one before."""
    if phrase.first == phrase.mention.first:
        return True
    joins = {m.last for m in sentence.of("and", "or")}
    return phrase.first == phrase.mention.first - 1 and (
        not sentence.tokens[phrase.first].is_word or phrase.first in joins
    )
