"""Areas told by a people's adjective and a noun: Georgian ports, the Lithuanian/Polish border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corridors.extraction.language import Language
from corridors.extraction.lexicon import Reading
from corridors.extraction.sentence import Mention
from corridors.extraction.tokens import Token
from corridors.places.areas import Area, load_areas

_MOST_ADJECTIVES = 3


def areal_mentions(
    text: str, tokens: Sequence[Token], language: Language, known: Sequence[Mention]
) -> Iterator[Mention]:
    """Mentions such as "Russian territory"; of "Russian and Pakistani ports" both."""
    covered = {at for m in known for at in range(m.first, m.last + 1)}
    holds = language.vocabulary.holds
    for at, token in enumerate(tokens):
        if at in covered or not holds("areal", token.lower):
            continue
        adjectives = _adjectives(tokens, at, language)
        if not adjectives:
            continue
        border = holds("border_nouns", token.lower)
        if border and _goes_on(tokens, at, language):
            continue
        first, country = adjectives[0]
        yield _mention(text, tokens, adjectives[-1][0] if border else first, at, country)
        for where, other in () if border else adjectives[1:]:
            yield _mention(text, tokens, where, where, other)


def _goes_on(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a border is but part of what is meant: the Kazakh border station of Dostyk."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.is_word:
        return False
    marks = language.vocabulary.find(tokens[at + 1 : at + 3])
    return following.capital or any(m.first == 0 and m.sort == "heads" for m in marks)


def _adjectives(tokens: Sequence[Token], at: int, language: Language) -> list[tuple[int, str]]:
    """The adjectives of countries before a noun, the nearest first, each with its country."""
    holds = language.vocabulary.holds
    found: list[tuple[int, str]] = []
    at -= 1
    while at >= 0 and len(found) < _MOST_ADJECTIVES:
        token = tokens[at]
        if country := language.demonym(token.lower):
            found.append((at, country))
        elif not found or not (token.text in ",/" or token.is_dash or holds("and", token.lower)):
            break
        at -= 1
    return found


def _mention(text: str, tokens: Sequence[Token], first: int, last: int, country: str) -> Mention:
    start, end = tokens[first].start, tokens[last].end
    area = load_areas().countries.get(country) or Area(
        country, "country", country, None, "no", country
    )
    reading = Reading(text[start:end], "", end - start, area, (), 8.0)
    return Mention(first, last, start, end, text[start:end], (reading,), areal=True)
