"""Legs and names gathered into proposed corridors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corridors.extraction.article import Article
from corridors.extraction.assemble import Piece
from corridors.extraction.facts import facts_of
from corridors.extraction.ground import quote_at
from corridors.extraction.known.merges import apply_merge, propose_merges
from corridors.extraction.leg_modes import with_modes
from corridors.extraction.legs import make_leg
from corridors.extraction.model import Corridor, Extraction, Leg, Quote, Stop
from corridors.extraction.names import Naming, find_names
from corridors.extraction.owning import owners_of
from corridors.extraction.refine import without_coarse, without_entered
from corridors.extraction.stops import gather_stops
from corridors.extraction.straying import without_strays


def propose(article: Article) -> Extraction:
    """The corridors of an article: its legs by the corridor that is named where they are told.

    A known corridor that is named without a route is proposed without legs, beside one that has
    some; an article that tells no leg describes no corridor.
    """
    namings = find_names(article)
    by_sentence: dict[int, list[Naming]] = {}
    for naming in namings:
        by_sentence.setdefault(naming.sentence, []).append(naming)
    pieces = list(_distinct([p for p in article.pieces if not _is_mere_name(p, by_sentence)]))
    pieces = without_entered(pieces, gather_stops(article, pieces))
    pieces = without_coarse(pieces, gather_stops(article, pieces))
    stops = gather_stops(article, pieces)
    groups: dict[str, list[Leg]] = {n.key: [] for n in namings if n.alone}
    told: dict[str, set[int]] = {}
    moved = list(with_modes(article, pieces, stops))
    owners = owners_of(article, namings, [piece for piece, _ in moved])
    for (piece, open_modes), owner in zip(moved, owners, strict=True):
        if leg := make_leg(article, piece, stops, open_modes):
            groups.setdefault(owner, []).append(leg)
            told.setdefault(owner, set()).update(
                (piece.origin.sentence, piece.destination.sentence)
            )
    if not any(groups.values()):
        return Extraction(article.text, ())  # names alone: prospects, visits, statistics
    by_key: dict[str, list[Naming]] = {}
    for naming in namings:
        by_key.setdefault(naming.key, []).append(naming)
    legs = [leg for group in groups.values() for leg in group]
    by_id = without_strays({stop.id: stop for stop in stops.values()}, legs)
    corridors = [
        replace(
            _corridor(article.text, by_key.get(key, []), legs, by_id),
            facts=facts_of(article, told.get(key, ())),
        )
        for key, legs in groups.items()
    ]
    extraction = Extraction(article.text, tuple(corridors))
    for merge in propose_merges(extraction, article.known):
        extraction = apply_merge(extraction, merge)
    return extraction


def _corridor(
    text: str, namings: Sequence[Naming], legs: list[Leg], stops: Mapping[str, Stop]
) -> Corridor:
    used = dict.fromkeys(end for leg in legs for end in (leg.origin, leg.destination))
    quotes = list(_quotes(text, namings))
    return Corridor(
        name=quotes[0] if quotes else None,
        corridor_id=None,
        stops=tuple(stops[end] for end in used),
        legs=tuple(legs),
        aliases=tuple(quotes[1:]),
    )


def _quotes(text: str, namings: Sequence[Naming]) -> Iterator[Quote]:
    """The forms of a corridor's name, each where it stands first."""
    seen = set()
    for naming in namings:
        quote = quote_at(text, naming.start, naming.end)
        if quote is not None and quote.text not in seen:
            seen.add(quote.text)
            yield quote


def _is_mere_name(piece: Piece, namings: Mapping[int, Sequence[Naming]]) -> bool:
    """Whether a chain of countries is but a corridor's name: the China–Mongolia–Russia corridor."""
    ends = (piece.origin.phrase.mention, piece.destination.phrase.mention)
    if piece.sort != "chain" or not all(end.is_area for end in ends):
        return False
    here = namings.get(piece.destination.sentence, ())
    return any(n.start <= e.start and e.end <= n.end for n in here for e in ends)


def _distinct(pieces: Sequence[Piece]) -> Iterator[Piece]:
    seen = set()
    for piece in pieces:
        ends = piece.ends
        if ends[0] != ends[1] and ends not in seen:
            seen.add(ends)
            yield piece
