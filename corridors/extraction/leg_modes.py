"""The mode of each leg: said of it, carried on from the leg before, or the whole article's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corridors.extraction.around_modes import around
from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.leg_ends import joins_ports, may_be_port, touches_water
from corridors.extraction.model import Stop
from corridors.extraction.modes import is_water, mode_marks, mode_of_article, mode_of_lines
from corridors.extraction.phrase import FROM
from corridors.extraction.resolve import key_of
from corridors.extraction.said_modes import said_of
from corridors.extraction.sentence import Mention, Sentence
from corridors.model import Mode

_PORTS = frozenset({"port", "harbour"})


def with_modes(
    article: Article, pieces: Sequence[Piece], stops: Mapping[str, Stop]
) -> Iterator[tuple[Piece, tuple[Mode, ...]]]:
    """Each leg with the modes that the text leaves open for it; none where it gives none.

    A leg that is told without a mode, in a heading, say, and again with one, is taken as told then.
    """
    ends = {piece.ends for piece in pieces}
    known = {id(piece) for piece in pieces}
    again = [piece for piece in article.pieces if piece.ends in ends and id(piece) not in known]
    retold: dict[tuple[str, str], tuple[Piece, tuple[Mode, ...]]] = {}
    for piece, modes in zip(again, _modes_of(article, again, stops), strict=True):
        if modes:
            retold.setdefault(piece.ends, (piece, modes))
    for piece, modes in zip(pieces, _modes_of(article, pieces, stops), strict=True):
        yield (piece, modes) if modes else retold.get(piece.ends, (piece, modes))


def _modes_of(
    article: Article, pieces: Sequence[Piece], stops: Mapping[str, Stop]
) -> Iterator[tuple[Mode, ...]]:
    default = mode_of_article(article.sentences)
    of_lines = mode_of_lines(article.sentences)
    of_lines = of_lines if of_lines == default else ()
    carried: dict[tuple[int, str], tuple[Mode, ...]] = {}
    for piece in pieces:
        modes = said_of(article, piece)
        if not modes and _is_shipped(article, piece, stops, "weak_sea"):
            modes = (Mode.SEA,)
        start, end = piece.ends
        earlier = carried.get((piece.frame, start)) or carried.get((piece.frame, ""), ())
        wet = is_water(_end(piece)) and earlier != (Mode.SEA,)
        anew = _begins_anew(article, piece, earlier)
        if not modes and not wet and not anew:
            modes = earlier or around(article, piece)
            if Mode.SEA in modes and not touches_water(piece, stops):
                modes = tuple(mode for mode in modes if mode != Mode.SEA)
            if not modes and _is_shipped(article, piece, stops, "calling"):
                modes = (Mode.SEA,)
        if modes:
            carried[piece.frame, end] = carried[piece.frame, ""] = modes
        overseas = default != (Mode.SEA,) and joins_ports(piece, stops)
        otherwise = of_lines if anew and (overseas or _has_own_verb(article, piece)) else default
        yield modes or (() if is_water(_end(piece)) else otherwise)


def _end(piece: Piece) -> Mention:
    return piece.destination.phrase.mention


def _begins_anew(article: Article, piece: Piece, carried: tuple[Mode, ...]) -> bool:
    """Whether "from there" stands before a leg's destination: what went before ends.

    So does "then" with a verb of its own, if only an adverb told the modes that were carried on: by
    lorry to Odesa, then *it is sent* on.
    """
    told = piece.destination
    sentence, end = article.sentences[told.sentence], told.phrase.mention.first
    same = piece.origin.sentence == told.sentence
    start = piece.origin.phrase.mention.last if same else -1
    if any(start < mark.first < end for mark in sentence.of("anew")):
        return True
    then = [mark.first for mark in sentence.of("then") if start < mark.first < end]
    if not then or not same or not _only_by(sentence, carried):
        return False
    verbs_last = sentence.language.vocabulary.verbs_last
    parted = not verbs_last or any(start < mark.first < then[-1] for mark in sentence.of("moved"))
    return parted and _has_own_verb(article, piece)


def _has_own_verb(article: Article, piece: Piece) -> bool:
    """Whether "from there" or "then" has a verb of moving before it leads to a leg's end."""
    told = piece.destination
    sentence, end = article.sentences[told.sentence], told.phrase.mention.first
    start = piece.origin.phrase.mention.last if piece.origin.sentence == told.sentence else 0
    verbs_last = sentence.language.vocabulary.verbs_last
    reach = range(end, len(sentence.tokens)) if verbs_last else range(start, end)
    clause = next((at for at in reach if sentence.tokens[at].text in ";:()"), reach.stop)
    return any(reach.start <= mark.first < clause for mark in sentence.of("moved"))


def _only_by(sentence: Sentence, modes: tuple[Mode, ...]) -> bool:
    """Whether a sentence tells modes by adverbs alone, not by what is spoken of: by lorry."""
    told = [mark for mark in mode_marks(sentence) if mark.value.split()[0] in modes]
    by = {mark.first for mark in told if mark.value.endswith("by")}
    return bool(by) and all(mark.first in by for mark in told)


def _is_shipped(article: Article, piece: Piece, stops: Mapping[str, Stop], sort: str) -> bool:
    """Whether cargo is "shipped" to a port, or a service calls there: words of any mode."""
    told = piece.destination
    sentence: Sentence = article.sentences[told.sentence]
    if told.phrase.role == FROM:  # marble from A is shipped from B to C
        return False
    if not any(mark.first < told.phrase.mention.first for mark in sentence.of(sort)):
        return False
    start = piece.origin.phrase.mention
    if not may_be_port(start, stops[key_of(start)]):
        return False
    if told.phrase.head:
        return told.phrase.head == "port"
    return any(c.kind in _PORTS for c in stops[key_of(told.phrase.mention)].candidates)
