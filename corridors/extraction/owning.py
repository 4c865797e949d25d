"""Which corridor of those that an article names each of its legs belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.names import Naming

_UNNAMED = "route of"


def owners_of(article: Article, namings: Sequence[Naming], pieces: Sequence[Piece]) -> list[str]:
    """For each leg the key of its corridor's name, or one of its own for a route without a name.

    A leg belongs to the corridor that is named in its sentence, or last before it in its paragraph;
    else to that of the legs before it that it is joined to; else to the one that the article is
    about; else to that of later legs that it is joined to.
    """
    names_of_routes = _routes(piece.ends for piece in pieces)
    routes = [names_of_routes[piece.ends[0]] for piece in pieces]
    paragraphs = _paragraphs(article)
    beside = [_named_beside(namings, paragraphs, piece) for piece in pieces]
    topic = _topic(namings, paragraphs, pieces)
    later = {route: key for route, key in zip(routes, beside, strict=True) if key}
    earlier: dict[str, str] = {}
    owners = []
    for route, key in zip(routes, beside, strict=True):
        owner = key or earlier.get(route) or topic or later.get(route) or route
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


def _topic(namings: Sequence[Naming], paragraphs: Sequence[int], pieces: Sequence[Piece]) -> str:
    """The key of the corridor that is named before any leg is told, or in two paragraphs."""
    if not namings or not pieces:
        return ""
    first = min(piece.destination.phrase.mention.start for piece in pieces)
    if namings[0].start < first:
        return namings[0].key
    told = dict.fromkeys((naming.key, paragraphs[naming.sentence]) for naming in namings)
    keys = [key for key, _ in told]
    most = max(keys, key=keys.count)
    return most if keys.count(most) > 1 else ""


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
