"""Routes told twice: what is told coarsely and again in detail counts in detail only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corridors.extraction.assemble import Piece
from corridors.extraction.model import AREA, Stop
from corridors.extraction.phrase import TO
from corridors.extraction.resolve import key_of, km_between

_BESIDE_KM = 60.0
_WIDE = frozenset({"continent", "region"})  # areas of several countries, which we don't know
_MOST_PIECES = 200  # a check of each against all


def without_coarse(pieces: Sequence[Piece], stops: Mapping[str, Stop]) -> list[Piece]:
    """The legs without those that another chain, told elsewhere, leads along in more detail.

    A leg from A to B is coarse where a chain of two legs or more leads from A, or a place in or
    beside A, to B, or a place in or beside B. A chain goes as a whole or not at all. A text of very
    many legs is left as it is.
    """
    if len(pieces) > _MOST_PIECES:
        return list(pieces)
    coarse: set[int] = set()
    for chain in _chains(pieces):
        others = [piece for at, piece in enumerate(pieces) if at not in chain]
        told = [pieces[at].ends for at in chain]
        onward = _onward(others)
        along = all(_is_told_by(ends, onward, stops, 1) for ends in told)
        if along and any(_is_told_by(ends, onward, stops, 2) for ends in told):
            coarse.update(chain)
    return [piece for at, piece in enumerate(pieces) if at not in coarse]


def _chains(pieces: Sequence[Piece]) -> list[list[int]]:
    """The legs by number, those of one telling that lead on from one another together."""
    chains: list[list[int]] = []
    for at, piece in enumerate(pieces):
        before = pieces[chains[-1][-1]] if chains else None
        runs_on = (
            before is not None and before.frame == piece.frame and before.ends[1] == piece.ends[0]
        )
        if runs_on:
            chains[-1].append(at)
        else:
            chains.append([at])
    return chains


def _onward(pieces: Iterable[Piece]) -> dict[str, set[str]]:
    onward: dict[str, set[str]] = {}
    for piece in pieces:
        start, end = piece.ends
        onward.setdefault(start, set()).add(end)
    return onward


def without_entered(pieces: Sequence[Piece], stops: Mapping[str, Stop]) -> list[Piece]:
    """The legs, areas passed over that are only entered: via Dostyk into Kazakhstan, then Orenburg.

    An area is passed over where a place in it comes just before it, in one telling, and a leg leads
    on from it.
    """
    pieces = list(_left_from(pieces, stops))
    kept: list[Piece] = []
    passed: dict[str, Piece] = {}
    onward = {key_of(piece.origin.phrase.mention) for piece in pieces}
    for piece in pieces:
        a, b = piece.ends
        entered = piece.destination.phrase.role == TO and stops[b].kind == AREA
        if entered and b in onward and _within(stops[a], stops[b]):
            passed[b] = piece
        elif a in passed:
            kept.append(replace(piece, origin=passed[a].origin))
        else:
            kept.append(piece)
    return kept


def _left_from(pieces: Sequence[Piece], stops: Mapping[str, Stop]) -> Iterator[Piece]:
    """The legs, those into an area led to the place in it that the next telling sets out from."""
    begun = {piece.ends[0] for piece in pieces}
    for at, piece in enumerate(pieces):
        a, b = piece.ends
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        open_end = stops[b].kind == AREA and b not in begun and piece.destination.phrase.role == TO
        if open_end and following is not None and following.frame == piece.frame + 1:
            start = following.ends[0]
            near = following.origin.sentence == piece.destination.sentence
            if (
                near
                and start != a
                and stops[start].kind != AREA
                and _within(stops[start], stops[b])
            ):
                yield replace(piece, destination=following.origin)
                continue
        yield piece


def _is_told_by(
    ends: tuple[str, str], onward: Mapping[str, set[str]], stops: Mapping[str, Stop], least: int
) -> bool:
    """Whether other legs, at least that many, lead from one end to the other."""
    first, last = (stops[end] for end in ends)
    starts = [s for s in onward if s != ends[1] and _within(stops[s], first)]
    goals = (
        goal
        for start in starts
        for goal, steps in _reached(start, onward, ends).items()
        if steps >= least and goal != ends[0]
    )
    return any(_within(stops[goal], last) for goal in goals)


def _reached(
    start: str, onward: Mapping[str, set[str]], without: tuple[str, str]
) -> dict[str, int]:
    """The stops that legs lead to, with the fewest legs; the one leg left out."""
    reached, queue = {start: 0}, [start]
    for stop in queue:
        for following in sorted(onward.get(stop, ())):
            if (stop, following) != without and following not in reached:
                reached[following] = reached[stop] + 1
                queue.append(following)
    return reached


def _within(inner: Stop, outer: Stop) -> bool:
    """Whether a stop is another, or surely lies in it or beside it."""
    if inner.id == outer.id:
        return True
    if inner.place is None or outer.place is None:
        return False
    if outer.place.lat is None and outer.place.country is None:
        return outer.place.kind in _WIDE and inner.place.country is not None
    if outer.place.lat is None:
        same = inner.place.country is not None and inner.place.country == outer.place.country
        return same and inner.place.lat is not None
    km = km_between(inner.place, outer.place)
    return km is not None and km <= _BESIDE_KM
