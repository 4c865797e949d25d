"""Legs with the quotes that hold both their ends."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.facts import status_of
from corridors.extraction.ground import quote_around
from corridors.extraction.model import Leg, Quote, Stop
from corridors.extraction.resolve import key_of
from corridors.model import Mode


def make_leg(
    article: Article, piece: Piece, stops: Mapping[str, Stop], modes: tuple[Mode, ...]
) -> Leg | None:
    origin, destination = (
        stops[key_of(piece.origin.phrase.mention)],
        stops[key_of(piece.destination.phrase.mention)],
    )
    quotes = _quotes(article, piece)
    if not quotes:
        return None
    status = status_of(article.sentences[piece.destination.sentence])
    return Leg(origin.id, destination.id, modes[0] if modes else None, quotes, modes, status)


def _quotes(article: Article, piece: Piece) -> tuple[Quote, ...]:
    one, other = piece.origin, piece.destination
    mentions = [one.phrase.mention, other.phrase.mention]
    if one.sentence == other.sentence:
        sentence = article.sentences[one.sentence]
        start, end = min(m.start for m in mentions), max(m.end for m in mentions)
        quote = quote_around(article.text, sentence, start, end)
        if quote is not None:
            return (quote,)
    pair = []
    for told in (one, other):
        mention, sentence = told.phrase.mention, article.sentences[told.sentence]
        quote = quote_around(article.text, sentence, mention.start, mention.end, shared=True)
        if quote is None:
            return ()
        pair.append(quote)
    return tuple(pair)
