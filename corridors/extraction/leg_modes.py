"""The mode of each leg: said of it, carried on from the leg before, or the whole article's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.leg_ends import touches_water
from corridors.extraction.model import Stop
from corridors.extraction.modes import (
    Span,
    is_water,
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
        if not modes and not _begins_anew(article, piece) and not is_water(_end(piece)):
            modes = carried.get(piece.frame) or _around(article, piece)
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
        span_before(phrases[at], before[-1] if before else None),
        after,
    ]
    if modes := modes_between(sentence, spans):
        return modes
    if any(_crosses_water(phrases, span) for span in spans[:1]):
        return (Mode.SEA,)
    lands = piece.sort == "route" and not told.phrase.mention.is_area
    if is_water(piece.origin.phrase.mention) and (lands or is_water(told.phrase.mention)):
        return (Mode.SEA,)
    return ()


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
    end = Span(stops[-1].last + 1, len(sentence.tokens) - 1)
    verbs_last = bool(sentence.language.vocabulary.case_roles)
    manners = ("by", "vehicle", "way") if verbs_last or piece.sort == "chain" else ("by",)
    return modes_between(sentence, [end], manners=manners) or _referred(article, told, opening[0])


def _after_bracket(sentence: Sentence, at: int) -> int:
    """The token behind a bracket that begins at one: A–B–C (ABC) *railway*."""
    if at < len(sentence.tokens) and sentence.tokens[at].text == "(":
        for end in range(at + 1, min(at + 1 + _LONGEST_BRACKET, len(sentence.tokens))):
            if sentence.tokens[end].text == ")":
                return end + 1
    return at


def _referred(article: Article, told: Told, opening: Span) -> tuple[Mode, ...]:
    """The mode of what a word before the first stop stands for: *it* left A, *the line* runs."""
    sentence = article.sentences[told.sentence]
    referring = sentence.of("pronoun", "ways")
    if not told.sentence or not any(m.last <= opening.last for m in referring):
        return ()
    before = article.sentences[told.sentence - 1]
    ways = [m for m in sentence.of("ways") if m.last <= opening.last]
    manners = ("vehicle", "way") if ways else ("vehicle",)
    modes = modes_between(before, [Span(0, len(before.tokens))], manners=manners)
    return modes if len(modes) == 1 else ()


def _is_shipped(article: Article, piece: Piece, stops: Mapping[str, Stop]) -> bool:
    """Whether cargo is "shipped" to a port: a word that alone may mean any mode."""
    told = piece.destination
    sentence: Sentence = article.sentences[told.sentence]
    if not any(mark.first < told.phrase.mention.first for mark in sentence.of("weak_sea")):
        return False
    if told.phrase.head:
        return told.phrase.head == "port"
    return any(c.kind in _PORTS for c in stops[key_of(told.phrase.mention)].candidates)
