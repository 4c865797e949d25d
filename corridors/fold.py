"""A view folded into what is on the map, by the rules of docs/atlas-format.md; pure.

Twin of the map script's `fold.js`; `tests/browser/test_fold_twins.py` holds them to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from corridors.standing import (
    Calendar,
    Standing,
    lead_of,
    lies_ahead,
    list_standings,
    statuses_of,
    value_of,
)
from corridors.view import CARGOES, MODES, NOT_STATED, View

Json = Mapping[str, Any]

EVIDENCE = ("quoted", "referenced", "editor")  # kinds, the strongest first


@dataclass(frozen=True)
class Item:
    """What is switched as one: a leg, or a stop that no leg of its corridor ends at."""

    id: str
    kind: str
    corridor: Json
    thing: Json

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids of the places at its ends: two of a leg, one of a stop."""
        thing = self.thing
        return (thing["from"], thing["to"]) if self.kind == "leg" else (thing["at"],)


@dataclass(frozen=True)
class State:
    """How an item stands in a view.

    `stated` is the strongest kind of evidence for it, None if no claim that counts states it; the
    lists are never empty; `lead` is the status it goes by; `ahead` says it is not there yet.
    """

    stated: str | None
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    cargoes: tuple[str, ...]
    standings: tuple[Standing, ...]
    lead: str
    ahead: bool


@dataclass(frozen=True)
class Fold:
    """An atlas document as a view shows it; everything is worked out when it is asked for.

    `whole` takes in all items, those of no corridor that is on and those that lie ahead too.
    """

    document: Json
    view: View
    whole: bool = False

    @cached_property
    def calendar(self) -> Calendar:
        """The view's day, the cut-off, and the sources with their dates."""
        cutoff = date.fromisoformat(self.document["cutoff"])
        day = date.fromisoformat(self.view.asof) if self.view.asof else cutoff
        return Calendar(day, cutoff, self.document["sources"])

    @cached_property
    def off(self) -> frozenset[str]:
        """The ids of the sources that are switched off."""
        return frozenset(self.view.off)

    @cached_property
    def states(self) -> tuple[tuple[Item, State], ...]:
        """Every item with its state, on the map or not."""
        return tuple((item, self._weigh(item)) for item in list_items(self.document))

    @cached_property
    def shown(self) -> tuple[tuple[Item, State], ...]:
        """The items that are on the map, or all of them."""
        return tuple(pair for pair in self.states if self.whole or self.passes(*pair))

    @cached_property
    def places(self) -> Mapping[str, tuple[Item, ...]]:
        """The ids of the places on the map, each with the items that end there or pass it."""
        places: dict[str, list[Item]] = {}
        for item, _ in self.shown:
            vias = item.thing.get("via") or ()
            passed = [via["at"] for via in vias if self.counting(via.get("stated"))]
            for place in dict.fromkeys((*item.ends, *passed)):
                places.setdefault(place, []).append(item)
        return {place: tuple(items) for place, items in places.items()}

    def counting(self, ids: Iterable[str] | None) -> list[Json]:
        """The claims of these ids whose sources are held and on."""
        claims, sources = self.document["claims"], self.document["sources"]
        found = (claims[name] for name in ids or () if name in claims)
        return [c for c in found if c["source"] in sources and c["source"] not in self.off]

    def _weigh(self, item: Item) -> State:
        thing = item.thing
        claims = self.counting(thing.get("status"))
        standings = tuple(list_standings(claims, self.calendar))
        statuses = statuses_of(standings)
        return State(
            stated=strongest(self.counting(thing.get("stated"))),
            modes=_values(self.counting(thing.get("mode")), MODES),
            statuses=statuses,
            cargoes=_values(self.counting(thing.get("cargo")), CARGOES),
            standings=standings,
            lead=lead_of(statuses),
            ahead=lies_ahead(claims, standings, self.calendar.day),
        )

    def passes(self, item: Item, state: State) -> bool:
        """Whether an item is on the map: its corridor on, stated, and passed by the filters."""
        view = self.view
        on = view.corridors is None or item.corridor["id"] in view.corridors
        return (
            on
            and state.stated is not None
            and not state.ahead
            and _meet(state.modes, view.modes)
            and _meet(state.statuses, view.statuses)
            and _meet(state.cargoes, view.cargoes)
        )


def list_items(document: Json) -> Iterator[Item]:
    """All items of an atlas document, in its order: a corridor's legs, then its lone stops."""
    for corridor in document["corridors"]:
        ends: set[str] = set()
        for leg in corridor["legs"]:
            ends.update((leg["from"], leg["to"]))
            yield Item(f"{corridor['id']}.{leg['id']}", "leg", corridor, leg)
        for stop in corridor["stops"]:
            if stop["at"] not in ends:
                yield Item(f"{corridor['id']}/{stop['at']}", "stop", corridor, stop)


def strongest(claims: Iterable[Json]) -> str | None:
    """The strongest kind of evidence among claims: quoted, referenced, editor; None without any."""
    kinds = {claim["kind"] for claim in claims}
    return next((kind for kind in EVIDENCE if kind in kinds), "editor" if kinds else None)


def _values(claims: Iterable[Json], vocabulary: Sequence[str]) -> tuple[str, ...]:
    """The values of claims in the vocabulary's order; not-stated if there is none."""
    found = {value_of(claim, vocabulary) for claim in claims} or {NOT_STATED}
    return tuple(value for value in vocabulary if value in found)


def _meet(values: Sequence[str], kept: Sequence[str] | None) -> bool:
    return kept is None or not set(values).isdisjoint(kept)
