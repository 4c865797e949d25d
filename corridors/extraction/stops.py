"""The stops of an article's legs, each with every mention of it and the places it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.ground import quote_at
from corridors.extraction.model import AREA, POINT, Candidate, Quote, Stop
from corridors.extraction.resolve import Draft, is_ambiguous, key_of, resolve
from corridors.extraction.sentence import Mention, Sentence

_MOST_CANDIDATES = 5


def gather_stops(article: Article, pieces: Sequence[Piece]) -> dict[str, Stop]:
    """The stops of some legs by key, named as they are first told, with their places."""
    drafts, names = _drafts(pieces)
    _add_what_is_said(article, drafts)
    found = resolve(list(drafts.values()), frozenset(_countries(article)))
    mentions = _mentions(article, drafts)
    return {
        key: _stop(number, names[key], mentions[key], found[key])
        for number, key in enumerate(drafts, 1)
        if mentions[key]
    }


def _drafts(pieces: Sequence[Piece]) -> tuple[dict[str, Draft], dict[str, str]]:
    drafts: dict[str, Draft] = {}
    names: dict[str, str] = {}
    for piece in pieces:
        ends = (piece.origin.phrase.mention, piece.destination.phrase.mention)
        for mention, other in (ends, ends[::-1]):
            key = key_of(mention)
            draft = drafts.setdefault(key, Draft(key, list(mention.readings)))
            draft.beside.add(key_of(other))
            names.setdefault(key, mention.surface)
    return drafts, names


def _add_what_is_said(article: Article, drafts: Mapping[str, Draft]) -> None:
    """Add to each draft what its phrases, anywhere in the article, say it is and where it lies."""
    for phrases in article.phrases:
        for phrase in phrases:
            draft = drafts.get(key_of(phrase.mention))
            if draft is not None:
                draft.heads += [phrase.head] if phrase.head else []
                draft.countries += [phrase.country] if phrase.country else []


def _all_mentions(article: Article) -> Iterator[Mention]:
    return (mention for sentence in article.sentences for mention in sentence.mentions)


def _countries(article: Article) -> set[str]:
    """The ISO codes of the countries that an article names."""
    return {m.country for m in _all_mentions(article) if m.is_area and m.country}


def _mentions(article: Article, drafts: Mapping[str, Draft]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {key: [] for key in drafts}
    for sentence in article.sentences:
        for mention in sentence.mentions:
            if (key := key_of(mention)) in found:
                ends = dict.fromkeys((mention.end, _end_as_written(sentence, mention)))
                quotes = (quote_at(article.text, mention.start, end) for end in ends)
                found[key] += [quote for quote in quotes if quote is not None]
    return found


def _end_as_written(sentence: Sentence, mention: Mention) -> int:
    """Where a name ends with the nouns that are part of it in writing: Habur *Sınır Kapısı*.

    Readers differ in whether the noun belongs to the name, so a stop is mentioned by both.
    """
    tokens, last = sentence.tokens, mention.last
    if mention.end != tokens[last].end:
        return mention.end
    while last + 1 < len(tokens) and tokens[last + 1].capital:
        heads = [m.last for m in sentence.starting.get(last + 1, ()) if m.sort == "heads"]
        if not heads:
            break
        # The mark may hold a suffix: Kapısı'ndan.
        last = max(at for at in range(last + 1, max(heads) + 1) if tokens[at].capital)
    return tokens[last].end


def _stop(
    number: int, name: str, mentions: Sequence[Quote], candidates: Sequence[Candidate]
) -> Stop:
    area = bool(candidates) and candidates[0].lat is None
    return Stop(
        id=f"s{number}",
        name=name,
        kind=AREA if area else POINT,
        mentions=tuple(mentions),
        place=candidates[0] if candidates else None,
        candidates=tuple(candidates[:_MOST_CANDIDATES]),
        ambiguous=is_ambiguous(candidates),
    )
