"""The mode that a sentence gives a leg beside its own words: what it is about, or who carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.modes import (
    MANNERS,
    Span,
    crosses_water,
    is_arrived_at,
    mode_marks,
    modes_between,
    number_of,
    subject_marks,
)
from corridors.extraction.phrase import FROM, ROUTE_ROLES, TO, Phrase
from corridors.extraction.sentence import Sentence
from corridors.extraction.told import Told
from corridors.extraction.vocabulary import Mark
from corridors.model import Mode

_CHAIN_REACH = 2  # words from a chain to its noun: the A–B–C road
_LONGEST_BRACKET = 4  # tokens
_SECTION_REACH = 4  # tokens from the noun for a section to its chain: the sea section, A–B


def around(article: Article, piece: Piece) -> tuple[Mode, ...]:
    """The modes of what a sentence is about, before its first stop; else those said at its end."""
    told = piece.destination
    sentence = article.sentences[told.sentence]
    stops = [p for p in article.phrases[told.sentence] if p.role in ROUTE_ROLES]
    stops = stops or [piece.origin.phrase, told.phrase]
    if piece.sort == "chain" and (modes := _of_chain(article, told)):
        return modes
    opening = _opening(sentence, stops[0], piece)
    reached = stops[0].role == TO or is_arrived_at(sentence, stops[0])
    arrives = reached and stops[0].mention is piece.origin.phrase.mention
    if modes := modes_between(sentence, [opening], MANNERS[1:] if arrives else MANNERS):
        return modes
    if crosses_water(article.phrases[told.sentence], _before_origin(opening, piece)):
        return (Mode.SEA,)
    start = piece.origin
    if start.sentence != told.sentence and start.phrase.role == FROM:
        said = article.sentences[start.sentence]
        return modes_between(said, [Span(0, len(said.tokens))])
    if modes := _of_the_whole(article, told.sentence):
        return modes
    end = _end_of_sentence(sentence, stops, told.phrase)
    verbs_last = sentence.language.vocabulary.verbs_last
    manners = MANNERS if verbs_last or piece.sort == "chain" else MANNERS[:1]
    return (
        modes_between(sentence, [end], manners=manners)
        or _of_one(sentence, "carriers")
        or _of_one(sentence, "known_ways", told.phrase)
        or _referred(article, told, opening)
        or _of_next(article, told.sentence)
    )


def _opening(sentence: Sentence, stop: Phrase, piece: Piece) -> Span:
    """The words before the first stop; behind "now" or a semicolon, where a mode is told there.

    Where these stand between the first stop and a leg's origin, the words before that.
    """
    breaks = [mark.last + 1 for mark in sentence.of("again")]
    breaks += [at + 1 for at, token in enumerate(sentence.tokens) if token.text in ";:"]
    for end in (_before_origin(Span(0, stop.mention.first), piece).last, stop.mention.first):
        starts = [at for at in breaks if at <= end]
        span = Span(max(starts, default=0), end)
        if starts and modes_between(sentence, [span]):
            return span
    return Span(0, stop.mention.first)


def _before_origin(span: Span, piece: Piece) -> Span:
    """A span drawn out to a leg's origin, where its destination is told in the same sentence."""
    same = piece.origin.sentence == piece.destination.sentence
    return Span(span.first, max(span.last, piece.origin.phrase.mention.first if same else 0))


def _end_of_sentence(sentence: Sentence, stops: Sequence[Phrase], phrase: Phrase) -> Span:
    """The words behind the last stop; none for a stop that a semicolon or colon parts from them."""
    first = stops[-1].last + 1
    parted = any(token.text in ";:" for token in sentence.tokens[phrase.last + 1 : first])
    return Span(0, -1) if parted else Span(first, len(sentence.tokens) - 1)


def _of_one(sentence: Sentence, sort: str, stop: Phrase | None = None) -> tuple[Mode, ...]:
    """The one mode of a sentence's marks of a sort: the airline, DB Cargo, Rail Baltica.

    None of a name that but consists of places, of which a stop is one: Baku–Tbilisi–Kars.
    """
    at = stop.mention.first if stop is not None else -1
    marks = [mark for mark in sentence.of(sort) if not mark.first <= at <= mark.last]
    return _one_mode(marks) if all(mark.value for mark in marks) else ()


def _of_chain(article: Article, told: Told) -> tuple[Mode, ...]:
    """The modes said right beside a chain of stops: rail (A–B–C), the A–B–C road; A–B is by sea."""
    sentence, phrases = article.sentences[told.sentence], article.phrases[told.sentence]
    start = end = number_of(phrases, told.phrase)
    while start and phrases[start].joint == "dash":
        start -= 1
    while end + 1 < len(phrases) and phrases[end + 1].joint == "dash":
        end += 1
    beside = [
        _before_bracket(sentence, phrases[start].first),
        _noun_behind(sentence, _after_bracket(sentence, phrases[end].last + 1)),
    ]
    if start:
        name = phrases[start].mention.first
        bound = max(phrases[start - 1].last + 1, name - _SECTION_REACH)
        beside.append(Span(bound, name - 1))
    if start or end + 1 < len(phrases):
        beside.append(_clause_after(sentence, phrases, end))
    return next(filter(None, (modes_between(sentence, [span]) for span in beside)), ())


def _noun_behind(sentence: Sentence, at: int) -> Span:
    """The words right behind a chain, which may be the noun for it; none of another clause."""
    joins = {mark.first for mark in sentence.of("and", "or")}
    apart = at < len(sentence.tokens) and (sentence.tokens[at].text in ",;:" or at in joins)
    return Span(0, -1) if apart else Span(at, at + _CHAIN_REACH - 1)


def _clause_after(sentence: Sentence, phrases: Sequence[Phrase], at: int) -> Span:
    """The words from a phrase to the end of its clause; none where it does not end there."""
    first, tokens = phrases[at].last + 1, sentence.tokens
    end = phrases[at + 1].first if at + 1 < len(phrases) else len(tokens)
    breaks = (i for i in range(first, end) if tokens[i].text in ";:(")
    return Span(first, next(breaks, -1 if end < len(tokens) else end - 1))


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
    return _one_mode(mode_marks(following))


def _one_mode(marks: Iterable[Mark]) -> tuple[Mode, ...]:
    """The mode of marks that are all of one; none of marks of several, or of none."""
    modes = {mark.value.split()[0] for mark in marks}
    return (Mode(modes.pop()),) if len(modes) == 1 else ()


def _of_next(article: Article, at: int) -> tuple[Mode, ...]:
    """The mode of the vehicles that the next sentence goes on about: *the ships* sail weekly."""
    if at + 1 >= len(article.sentences) or mode_marks(article.sentences[at]):
        return ()
    sentence, following = article.sentences[at], article.sentences[at + 1]
    apart = "\n" in article.text[sentence.end : following.start]
    if apart or any(p.role in ROUTE_ROLES for p in article.phrases[at + 1]):
        return ()
    return _one_mode(mark for mark in mode_marks(following) if mark.value.endswith("vehicle"))


def _referred(article: Article, told: Told, opening: Span) -> tuple[Mode, ...]:
    """The mode of what a word before the first stop stands for: *it* left A, *the line* runs.

    A pronoun stands for a vehicle or line that the sentence before speaks of, a way ("the route")
    for whatever goes along it by one mode.
    """
    sentence = article.sentences[told.sentence]
    way, pronoun = (
        any(mark.last <= opening.last for mark in sentence.of(sort)) for sort in ("ways", "pronoun")
    )
    silent = sentence.language.vocabulary.verbs_last  # and need no pronoun
    if not told.sentence or not (way or pronoun or silent):
        return ()
    before = article.sentences[told.sentence - 1]
    return _one_mode(mode_marks(before)) if way or subject_marks(before) else ()
