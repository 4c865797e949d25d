"""Merges of proposed corridors with known ones: each with its evidence, each can be undone.

A merge says that a proposed corridor *is* a known one, so that its claims join that corridor's.
The evidence is either a name of the known corridor, at its offsets, or, for a route that nobody
names, the stops that its definition goes by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corridors.extraction.known.entries import CORRIDOR, Entry, Names, load_names
from corridors.extraction.known.names import Known
from corridors.extraction.model import Corridor, Extraction, Quote, Stop

BY_NAME, BY_ENDS = "name", "ends"


@dataclass(frozen=True, slots=True)
class Merge:
    """Proposed corridor number `corridor` is the known corridor `into`.

    `by` says by what: its `name`, of which `alias` is the form that was found, or its `ends`.
    `evidence` quotes the name or the stops; `atlas` is the id of the atlas's definition, if any.
    """

    corridor: int
    into: str
    by: str
    evidence: tuple[Quote, ...]
    alias: str = ""
    atlas: str | None = None


def propose_merges(
    extraction: Extraction, known: Sequence[Known], names: Names | None = None
) -> tuple[Merge, ...]:
    """At most one merge for each proposed corridor that is linked to none yet; by name first."""
    found = names or load_names()
    merges = []
    for number, corridor in enumerate(extraction.corridors):
        if corridor.corridor_id is None:
            merge = _by_name(number, corridor, known, extraction.text)
            merges.append(merge or _by_ends(number, corridor, found))
    return tuple(merge for merge in merges if merge)


def apply_merge(extraction: Extraction, merge: Merge) -> Extraction:
    """The extraction with that corridor linked. Raises IndexError if it has no such corridor."""
    return _linked(extraction, merge, merge.into, merge.evidence[0])


def undo_merge(extraction: Extraction, merge: Merge) -> Extraction:
    """The extraction as it was before that merge; one that was never applied changes nothing.

    Raises IndexError if it has no such corridor.
    """
    if extraction.corridors[merge.corridor].corridor_id != merge.into:
        return extraction
    return _linked(extraction, merge, None, None)


def _linked(
    extraction: Extraction, merge: Merge, into: str | None, quote: Quote | None
) -> Extraction:
    corridors = list(extraction.corridors)
    corridors[merge.corridor] = replace(
        corridors[merge.corridor], corridor_id=into, linked_by=quote
    )
    return replace(extraction, corridors=tuple(corridors))


def _by_name(number: int, corridor: Corridor, known: Sequence[Known], text: str) -> Merge | None:
    for name in (corridor.name, *corridor.aliases):
        for one in known:
            if name and one.kind == CORRIDOR and one.start < name.end and name.start < one.end:
                quote = Quote(one.start, one.end, text[one.start : one.end])
                return Merge(number, one.id, BY_NAME, (quote,), one.alias, one.atlas)
    return None


def _by_ends(number: int, corridor: Corridor, names: Names) -> Merge | None:
    if corridor.name is not None:
        return None
    told = ((entry, ends) for entry in names.entries for ends in entry.ends)
    # A route by its first and last stop comes before one by what it passes on the way.
    for entry, ends in sorted(told, key=lambda pair: len(pair[1]) != 2):
        if _may_go_by(corridor, entry) and (stops := _passed(corridor, ends)):
            evidence = tuple(stop.mentions[0] for stop in stops)
            return Merge(number, entry.id, BY_ENDS, evidence, atlas=entry.atlas)
    return None


def _may_go_by(corridor: Corridor, entry: Entry) -> bool:
    """Whether a corridor's legs may be of an entry's mode: no railway is told by lorries alone."""
    modes = {leg.mode for leg in corridor.legs if leg.mode}
    return entry.mode is None or not modes or entry.mode in modes


def _passed(corridor: Corridor, places: Sequence[str]) -> list[Stop]:
    """One stop for each of the places, if the corridor's legs lead from each to the next.

    Two places must be a first and a last stop: one that no leg ends at, one that none begins at.
    """
    onward: dict[str, list[str]] = {}
    for leg in corridor.legs:
        onward.setdefault(leg.origin, []).append(leg.destination)
    meant = [[stop for stop in corridor.stops if _is_place(stop, place)] for place in places]
    if len(places) == 2:
        arrived = {leg.destination for leg in corridor.legs}
        meant = [
            [stop for stop in meant[0] if stop.id not in arrived],
            [stop for stop in meant[1] if stop.id not in onward],
        ]
    return next(_chains(meant, onward), [])


def _chains(meant: Sequence[Sequence[Stop]], onward: dict[str, list[str]]) -> Iterator[list[Stop]]:
    chains = [[stop] for stop in meant[0] if stop.mentions]
    for following in meant[1:]:
        chains = [
            [*chain, stop]
            for chain in chains
            for stop in following
            if stop.mentions and stop.id in _reached(chain[-1].id, onward)
        ]
    yield from chains


def _reached(start: str, onward: dict[str, list[str]]) -> set[str]:
    """The stops that legs lead to from one, itself not among them unless by a ring."""
    reached: set[str] = set()
    queue = [start]
    while queue:
        fresh = [stop for stop in onward.get(queue.pop(), ()) if stop not in reached]
        reached.update(fresh)
        queue += fresh
    return reached


def _is_place(stop: Stop, place: str) -> bool:
    if stop.place is None:
        return False
    if len(place) == 2 and place.isupper():
        return stop.place.country == place
    return stop.place.name.casefold() == place.casefold()
