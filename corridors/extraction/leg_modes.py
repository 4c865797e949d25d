"""The mode of each leg: said of it, carried on from the leg before, or the whole article's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.leg_ends import touches_water
from corridors.extraction.model import Stop
from corridors.extraction.modes import (
    Span,
    is_water,
    mode_marks,
    mode_of_article,
    modes_between,
    span_after,
    span_before,
)
from corridors.extraction.phrase import AT, CROSS, FROM, ROUTE_ROLES, TO, VIA, Phrase
from corridors.extraction.resolve import key_of
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.told import Told
from corridors.model import Mode

_LISTED = frozenset({"and", "or", "comma"})
_CHAIN_REACH = 2  # words from a chain to its noun: the A–B–C road
_LONGEST_BRACKET = 4  # tokens
_PORTS = frozenset({"port", "harbour"})


def modes_of_legs(
    article: Article, pieces: Sequence[Piece], stops: Mapping[str, Stop]
) -> Iterator[tuple[Mode, ...]]:
    """The modes that the text leaves open for each leg, in order; none where it gives none."""
    default = mode_of_article(article.sentences)
    carried: dict[int, tuple[Mode, ...]] = {}
    for piece in pieces:
        modes = _said(article, piece)
        if not modes and _is_shipped(article, piece, stops):
            modes = (Mode.SEA,)
        earlier = carried.get(piece.frame, ())
        wet = is_water(_end(piece)) and earlier != (Mode.SEA,)
        if not modes and not wet and not _begins_anew(article, piece):
            modes = earlier or _around(article, piece)
            if Mode.SEA in modes and not touches_water(piece, stops):
                modes = tuple(mode for mode in modes if mode != Mode.SEA)
        if modes:
            carried[piece.frame] = modes
        yield modes or (() if is_water(_end(piece)) else default)


def _end(piece: Piece) -> Mention:
    return piece.destination.phrase.mention


def _begins_anew(article: Article, piece: Piece) -> bool:
    """Whether "from there", "whence" stands before a leg's destination: what went before ends."""
    told = piece.destination
    if piece.origin.sentence != told.sentence:
        return False
    start, end = piece.origin.phrase.mention.last, told.phrase.mention.first
    marks = article.sentences[told.sentence].of("anew")
    return any(start < mark.first < end for mark in marks)


def _said(article: Article, piece: Piece) -> tuple[Mode, ...]:
    """The modes in the words between a leg's ends, or those that the waters at its ends give."""
    told = piece.destination
    reached = told.phrase.role == AT or told.phrase.opens
    if reached and piece.origin.sentence != told.sentence:
        start = article.sentences[piece.origin.sentence]
        return modes_between(start, [Span(0, len(start.tokens))])
    sentence, phrases = article.sentences[told.sentence], article.phrases[told.sentence]
    at = _number(phrases, told.phrase)
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    after = span_after(sentence, told.phrase, following)
    if following is not None and following.first == after.last + 1 and following.role in (TO, VIA):
        after = Span(0, -1)  # through Kaliningrad *by sea to* Rostock
    while at and phrases[at].joint in _LISTED and _inherits(sentence, phrases[at]):
        at -= 1
    before = [phrase for phrase in phrases[:at] if phrase.role in ROUTE_ROLES]
    spans = [
        *_to_origin(sentence, phrases, piece),
        _anew(sentence, span_before(phrases[at], before[-1] if before else None)),
        after,
    ]
    if modes := modes_between(sentence, spans):
        return modes
    if modes := modes_between(sentence, list(_ahead(sentence, phrases[at:]))):
        return modes
    if any(_crosses_water(phrases, span) for span in spans[:-1]):
        return (Mode.SEA,)
    lands = piece.sort == "route" and not told.phrase.mention.is_area
    if is_water(piece.origin.phrase.mention) and (lands or is_water(told.phrase.mention)):
        return (Mode.SEA,)
    return ()


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


def _to_origin(sentence: Sentence, phrases: Sequence[Phrase], piece: Piece) -> Iterator[Span]:
    """The words of a clause that leads to a leg's origin: …, then *by truck* from B to C."""
    if piece.origin.sentence != piece.destination.sentence:
        return
    at, to = (_number(phrases, told.phrase) for told in (piece.origin, piece.destination))
    if not at or to != at + 1 or phrases[at].role != FROM:
        return
    gap = range(phrases[at - 1].last + 1, phrases[at].first)
    then = {mark.first for mark in sentence.of("then", "clause")}
    starts = [i + 1 for i in gap if sentence.tokens[i].text in ",;:" or i in then]
    if starts:
        yield Span(starts[-1], phrases[at].first - 1)


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


def _crosses_water(phrases: Sequence[Phrase], span: Span) -> bool:
    """Whether a sea is crossed on the way: crosses the Indian Ocean and lands at Chabahar."""
    return any(
        phrase.role == CROSS and span.first <= phrase.mention.first <= span.last
        for phrase in phrases
        if is_water(phrase.mention)
    )


def _number(phrases: Sequence[Phrase], phrase: Phrase) -> int:
    """Where in its sentence a phrase stands; its role may have changed since it was read."""
    return next(at for at, p in enumerate(phrases) if p.mention.first == phrase.mention.first)


def _inherits(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase has no cue of its own, but what joins it to the one before."""
    if phrase.first == phrase.mention.first:
        return True
    joins = {m.last for m in sentence.of("and", "or")}
    return phrase.first == phrase.mention.first - 1 and (
        not sentence.tokens[phrase.first].is_word or phrase.first in joins
    )


def _around(article: Article, piece: Piece) -> tuple[Mode, ...]:
    """The modes of what a sentence is about, before its first stop; else those said at its end."""
    told = piece.destination
    sentence = article.sentences[told.sentence]
    stops = [p for p in article.phrases[told.sentence] if p.role in ROUTE_ROLES]
    stops = stops or [piece.origin.phrase, told.phrase]
    if piece.sort == "chain":
        last = max(p.last for p in article.phrases[told.sentence] if p.joint == "dash")
        if modes := modes_between(sentence, [_before_bracket(sentence, stops[0].first)]):
            return modes
        noun = _after_bracket(sentence, last + 1)
        if modes := modes_between(sentence, [Span(noun, noun + _CHAIN_REACH - 1)]):
            return modes
    if modes := modes_between(sentence, [Span(0, stops[0].mention.first)]):
        return modes
    opening = [Span(0, stops[0].mention.first)]
    if _crosses_water(article.phrases[told.sentence], opening[0]):
        return (Mode.SEA,)
    start = piece.origin
    if start.sentence != told.sentence and start.phrase.role == FROM:
        said = article.sentences[start.sentence]
        return modes_between(said, [Span(0, len(said.tokens))])
    if modes := _of_the_whole(article, told.sentence):
        return modes
    end = Span(stops[-1].last + 1, len(sentence.tokens) - 1)
    verbs_last = bool(sentence.language.vocabulary.case_roles)
    manners = ("by", "vehicle", "way") if verbs_last or piece.sort == "chain" else ("by",)
    return modes_between(sentence, [end], manners=manners) or _referred(article, told, opening[0])


def _before_bracket(sentence: Sentence, at: int) -> Span:
    """The word before a bracket that a chain fills: *rail* (A–B–C)."""
    opens = at > 1 and sentence.tokens[at - 1].text == "("
    return Span(at - 3, at - 2) if opens else Span(0, -1)


def _after_bracket(sentence: Sentence, at: int) -> int:
    """The token behind a bracket that begins at one: A–B–C (ABC) *railway*."""
    if at < len(sentence.tokens) and sentence.tokens[at].text == "(":
        for end in range(at + 1, min(at + 1 + _LONGEST_BRACKET, len(sentence.tokens))):
            if sentence.tokens[end].text == ")":
                return end + 1
    return at


def _of_the_whole(article: Article, at: int) -> tuple[Mode, ...]:
    """The mode that the next sentence gives the whole way: the entire journey is by road."""
    if at + 1 >= len(article.sentences):
        return ()
    following = article.sentences[at + 1]
    if not following.of("whole") or any(p.role in ROUTE_ROLES for p in article.phrases[at + 1]):
        return ()
    modes = {mark.value.split()[0] for mark in mode_marks(following)}
    return (Mode(modes.pop()),) if len(modes) == 1 else ()


def _referred(article: Article, told: Told, opening: Span) -> tuple[Mode, ...]:
    """The mode of what a word before the first stop stands for: *it* left A, *the line* runs."""
    sentence = article.sentences[told.sentence]
    referring = sentence.of("pronoun", "ways")
    silent = bool(sentence.language.vocabulary.case_roles)  # its verbs need no pronoun
    if not told.sentence or not (silent or any(m.last <= opening.last for m in referring)):
        return ()
    before = article.sentences[told.sentence - 1]
    modes = {mark.value.split()[0] for mark in mode_marks(before)}
    return (Mode(modes.pop()),) if len(modes) == 1 else ()


def _is_shipped(article: Article, piece: Piece, stops: Mapping[str, Stop]) -> bool:
    """Whether cargo is "shipped" to a port: a word that alone may mean any mode."""
    told = piece.destination
    sentence: Sentence = article.sentences[told.sentence]
    if not any(mark.first < told.phrase.mention.first for mark in sentence.of("weak_sea")):
        return False
    if told.phrase.head:
        return told.phrase.head == "port"
    return any(c.kind in _PORTS for c in stops[key_of(told.phrase.mention)].candidates)
