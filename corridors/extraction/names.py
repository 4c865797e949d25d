"""What a corridor is called in the text: a proper name before or after a noun for a route."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corridors.extraction.article import Article
from corridors.extraction.known.entries import CORRIDOR, OPERATOR
from corridors.extraction.known.names import Known
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.vocabulary import Mark
from corridors.places.placenames import fold

_OPENING, _CLOSING = "\"«“„‘'", "\"»”“’'"
_GLUED = "'’"
_LONGEST_NAME = 70
_MOST_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Naming:
    """A corridor's name at offsets of the text.

    `key` is the id of a known corridor, or the name folded; `alone` says that to be named is
    enough for the corridor to be proposed.
    """

    start: int
    end: int
    sentence: int
    key: str
    alone: bool = False


def find_names(article: Article) -> list[Naming]:
    """The names of corridors in an article, the known ones and those told by their form."""
    starts = [sentence.start for sentence in article.sentences]
    found = [
        Naming(k.start, k.end, bisect_right(starts, k.start) - 1, k.id, k.alone)
        for k in article.known
        if k.kind == CORRIDOR
    ]
    here: dict[int, list[Naming]] = {}
    for naming in found:
        here.setdefault(naming.sentence, []).append(naming)
    for at, sentence in enumerate(article.sentences):
        for start, end in _names_of(sentence):
            clear = all(end <= n.start or n.end <= start for n in here.get(at, ()))
            if clear and end - start <= _LONGEST_NAME:
                found.append(Naming(start, end, at, fold(article.text[start:end])))
    return sorted(found, key=lambda naming: naming.start)


def with_known(sentence: Sentence, known: Sequence[Known]) -> Sentence:
    """A sentence with what is known of the names in it, as marks: operators, corridors of a mode.

    It loses the places that are but words of a known corridor's name; those of a name that is a
    chain (Baku–Tbilisi–Kars) stay, unless all are countries.
    """
    first = bisect_left(known, sentence.start, key=lambda name: name.start)
    last = bisect_left(known, sentence.end, key=lambda name: name.start)
    told = [_known_mark(sentence, k) for k in known[first:last] if k.kind == OPERATOR or k.mode]
    if told:
        sentence = replace(sentence, marks=[*sentence.marks, *told])
    spans = [(k.start, k.end) for k in known[first:last] if k.kind == CORRIDOR]
    inside = {
        span: [m for m in sentence.mentions if span[0] <= m.start and m.end <= span[1]]
        for span in spans
    }
    dropped = {
        id(mention)
        for mentions in inside.values()
        for mention in mentions
        if all(m.is_area for m in mentions) or not _is_linked(sentence, mention)
    }
    kept = [mention for mention in sentence.mentions if id(mention) not in dropped]
    return replace(sentence, mentions=kept) if spans else sentence


def _known_mark(sentence: Sentence, name: Known) -> Mark:
    """The mark of an operator, of no mode where it carries by several; or of a way of one mode."""
    at = [i for i, t in enumerate(sentence.tokens) if name.start <= t.start < name.end]
    if name.kind == OPERATOR:
        return Mark(at[0], at[-1], "carriers", name.mode or "")
    return Mark(at[0], at[-1], "known_ways", name.mode or "")


def _is_linked(sentence: Sentence, mention: Mention) -> bool:
    """Whether a dash ties a place to the next place or to the one before."""
    others = {m.first for m in sentence.mentions}, {m.last for m in sentence.mentions}
    tokens = sentence.tokens
    after, before = mention.last + 1, mention.first - 1
    return (after < len(tokens) and tokens[after].is_dash and after + 1 in others[0]) or (
        before > 0 and tokens[before].is_dash and before - 1 in others[1]
    )


def _names_of(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for mark in sentence.of("name_nouns"):
        if (span := _quoted_after(sentence, mark.last + 1)) or (
            span := _capitals_before(sentence, mark.first, mark.last)
        ):
            yield span


def _quoted_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """A name in quotation marks right after the noun, or after "known as", "called"."""
    tokens = sentence.tokens
    for opening in range(at, min(at + 4, len(tokens))):
        if tokens[opening].text in _OPENING:
            if tokens[opening].text in _GLUED and tokens[opening - 1].end == tokens[opening].start:
                return None  # an apostrophe: Kars'tan
            for closing in range(opening + 2, min(opening + _MOST_TOKENS, len(tokens))):
                if tokens[closing].text in _CLOSING:
                    return tokens[opening + 1].start, tokens[closing - 1].end
            return None
    return None


def _capitals_before(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Capitalised words right before the noun: Zangezur Corridor, Lapis Lazuli project."""
    tokens, at = sentence.tokens, first
    if last + 1 < len(tokens) and tokens[last + 1].capital:
        return None  # Global Railway News
    while at > 0 and first - at < _MOST_TOKENS:
        before = tokens[at - 1]
        joins = before.is_dash and before.end == tokens[at].start
        if not joins and not before.capital:
            break
        at -= 1
    holds = sentence.language.vocabulary.holds
    while at < first and (
        not tokens[at].is_word
        or (tokens[at].start == sentence.start and holds("never", tokens[at].lower))
    ):
        at += 1
    if at == first or _merely_opens(sentence, at, first):
        return None
    end = tokens[last].end if tokens[last].capital or _is_chain(sentence, at, first) else None
    return tokens[at].start, end or tokens[first - 1].end


def _merely_opens(sentence: Sentence, at: int, first: int) -> bool:
    """Whether one word stands before the noun whose capital is but the sentence's."""
    if at > 0 or first > 1:
        return False
    return not any(mention.first == at and mention.readings for mention in sentence.mentions)


def _is_chain(sentence: Sentence, at: int, first: int) -> bool:
    return any(token.is_dash for token in sentence.tokens[at:first])
