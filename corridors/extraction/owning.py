"""Which corridor of those that an article names each of its legs belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.names import Naming

_UNNAMED = "route of"
_SOON = 2  # paragraphs


def owners_of(article: Article, namings: Sequence[Naming], pieces: Sequence[Piece]) -> list[str]:
    """For each leg the key of its corridor's name, or one of its own for a route without a name.

    A leg belongs to the corridor that is named in its sentence, or last before it in its paragraph;
    else to that of the legs that it is joined to; else to the one that the article is about; else
    to the one that is named soon after it, where none was before and its legs lie thereabouts.
    """
    names_of_routes = _routes(_ends(piece) for piece in pieces)
    routes = [names_of_routes[_ends(piece)[0]] for piece in pieces]
    paragraphs = _paragraphs(article)
    beside = [_named_beside(namings, paragraphs, piece) for piece in pieces]
    topic = _topic(namings, paragraphs, pieces)
    later = {r: key for r, key in reversed(list(zip(routes, beside, strict=True))) if key}
    first = namings[0].key if namings else ""
    own = [piece for piece, key in zip(pieces, beside, strict=True) if key and key == first]
    near = {country for piece in own for country in _in(piece)}
    earlier: dict[str, str] = {}
    owners = []
    for piece, route, key in zip(pieces, routes, beside, strict=True):
        owner = key or earlier.get(route) or later.get(route) or topic
        soon = not near.isdisjoint(_in(piece)) and _is_named_soon(namings, paragraphs, piece)
        owner = owner or (first if soon else route)
        earlier[route] = owner
        owners.append(owner)
    return owners


def _paragraphs(article: Article) -> list[int]:
    """The number of each sentence's paragraph."""
    breaks = (
        "\n" in article.text[one.end : other.start] for one, other in pairwise(article.sentences)
    )
    return [0, *accumulate(breaks)]


def _named_beside(namings: Sequence[Naming], paragraphs: Sequence[int], piece: Piece) -> str:
    """The key of the corridor that is named where a leg is told; empty where none is."""
    told = piece.destination
    start = told.phrase.mention.start
    at = bisect_right(namings, start, key=lambda naming: naming.end)
    paragraph = paragraphs[told.sentence]
    if at and paragraphs[namings[at - 1].sentence] == paragraph:
        return namings[at - 1].key
    following = namings[at] if at < len(namings) else None
    return following.key if following and following.sentence == told.sentence else ""


def _in(piece: Piece) -> set[str]:
    """The countries that a leg's ends most likely lie in."""
    ends = (piece.origin.phrase.mention, piece.destination.phrase.mention)
    return {mention.country for mention in ends if mention.country}


def _is_named_soon(namings: Sequence[Naming], paragraphs: Sequence[int], piece: Piece) -> bool:
    """Whether the first corridor to be named is named soon after a leg."""
    if namings[0].start < piece.destination.phrase.mention.start:
        return False
    return paragraphs[namings[0].sentence] - paragraphs[piece.destination.sentence] <= _SOON


def _ends(piece: Piece) -> tuple[str, str]:
    """A leg's ends; a country or a sea joins what is told in its own sentence only."""
    at = piece.destination.sentence
    start, end = (f"{end} {at}" if end.startswith("area ") else end for end in piece.ends)
    return start, end


def _topic(namings: Sequence[Naming], paragraphs: Sequence[int], pieces: Sequence[Piece]) -> str:
    """The key of the corridor named before any leg is told, or in two paragraphs about legs."""
    if not namings or not pieces:
        return ""
    told_at = [piece.destination.phrase.mention.start for piece in pieces]
    if namings[0].start < min(told_at):
        return namings[0].key
    if namings[0].start > max(told_at):
        return ""
    told = dict.fromkeys((naming.key, paragraphs[naming.sentence]) for naming in namings)
    keys = [key for key, _ in told]
    most = max(keys, key=keys.count)
    return most if keys.count(most) > 1 and most == namings[0].key else ""


def _routes(legs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each stop, one name of all the stops that legs join it to: a route without a name."""
    routes: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for origin, destination in legs:
        for stop in (origin, destination):
            if stop not in routes:
                routes[stop] = f"{_UNNAMED} {stop}"
                members[routes[stop]] = [stop]
        kept, lost = routes[origin], routes[destination]
        if kept != lost:
            small, large = sorted((kept, lost), key=lambda route: len(members[route]))
            for stop in members.pop(small):
                routes[stop] = large
                members[large].append(stop)
    return routes
