"""The mode of each leg: said of it, carried on from the leg before, or the whole article's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
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
    if told.phrase.role == AT and piece.origin.sentence != told.sentence:
        start = article.sentences[piece.origin.sentence]
        return modes_between(start, [Span(0, len(start.tokens))])
    sentence, phrases = article.sentences[told.sentence], article.phrases[told.sentence]
    at = _number(phrases, told.phrase)
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    after = span_after(sentence, told.phrase, following)
    if following is not None and following.first == after.last + 1 and following.role in (TO, VIA):
        after = Span(0, -1)  # through Kaliningrad *by sea to* Rostock
    while at and phrases[at].joint in _LISTED and _inherits(phrases[at]):
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


def _inherits(phrase: Phrase) -> bool:
    return phrase.first >= phrase.mention.first - 1


def _around(article: Article, piece: Piece) -> tuple[Mode, ...]:
    """The modes of what a sentence is about, before its first stop; else those said at its end."""
    told = piece.destination
    sentence = article.sentences[told.sentence]
    stops = [p for p in article.phrases[told.sentence] if p.role in ROUTE_ROLES]
    stops = stops or [piece.origin.phrase, told.phrase]
    if piece.sort == "chain":
        last = max(p.last for p in article.phrases[told.sentence] if p.joint == "dash")
        if modes := modes_between(sentence, [Span(last + 1, last + _CHAIN_REACH)]):
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
    return modes_between(sentence, [end], manners=("by",)) or _referred(article, told, opening[0])


def _referred(article: Article, told: Told, opening: Span) -> tuple[Mode, ...]:
    """The mode of the vehicle that a pronoun before the first stop stands for: *it* left A."""
    sentence = article.sentences[told.sentence]
    if not told.sentence or not any(m.last <= opening.last for m in sentence.of("pronoun")):
        return ()
    before = article.sentences[told.sentence - 1]
    modes = modes_between(before, [Span(0, len(before.tokens))], manners=("vehicle",))
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
