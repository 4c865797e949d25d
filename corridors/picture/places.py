"""The places on a picture: each one’s sign, its weight, and whether it must be named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corridors.fold import Fold, Item, State, strongest
from corridors.picture import selection
from corridors.picture.linestyle import is_dead
from corridors.picture.sheet import Box, Sheet
from corridors.picture.signs import Sign
from corridors.placing import place_name
from corridors.standing import lead_of, list_standings, statuses_of
from corridors.view import NOT_STATED

Json = Mapping[str, Any]

_KIND_WEIGHT = {
    "port": 4.0,
    "city": 3.5,
    "border-crossing": 3.0,
    "chokepoint": 3.0,
    "terminal": 2.0,
    "station": 1.5,
    "plant": 1.5,
    "site": 1.0,
}
_VIA_SHARE = 0.4  # of its kind's weight has a place that is only passed
_MOST_DEGREE = 6
_FEW_CORRIDORS, _FEW_ENDS = 3, 36  # with so many and no more, the ends must be named
_APART = 9.0  # units between the middles of two signs
_CROWDED_APART = 12.0
_CROWDED_ZOOM = 4.0


@dataclass(frozen=True)
class Place:
    """A place on paper.

    `end` says that a leg ends there; `must`, that it is to be named; a `guide` only leads a line
    past something, and is neither named nor signed; `near` is false of what has faded.
    """

    id: str
    name: str
    sign: Sign
    x: float
    y: float
    size: float
    weight: float
    end: bool
    must: bool
    near: bool
    guide: bool

    @property
    def reach(self) -> float:
        """How far its sign reaches."""
        return self.sign.reach * self.size


def gather_places(fold: Fold, sheet: Sheet) -> list[Place]:
    """The places of a view that lie on the sheet, the most important first."""
    states = {item.id: state for item, state in fold.shown}
    chosen = selection.chosen_items(fold)
    on_sheet = {
        name: at for name, at in _positions(fold, sheet) if sheet.bounds.holds(Box(*at, *at))
    }
    named = _names_ends(fold, chosen, on_sheet)
    size = 0.86 if sheet.zoom < 3 else 1.0
    found = [
        _place(fold, name, states, chosen, named, (*at, size)) for name, at in on_sheet.items()
    ]
    return sorted(found, key=lambda place: (-place.weight, place.id))


def _positions(fold: Fold, sheet: Sheet) -> Iterator[tuple[str, tuple[float, float]]]:
    for name in fold.places:
        at = (fold.document["nodes"].get(name) or {}).get("at")
        if at and sheet.projection.reaches([at[0]], [at[1]]).all():
            yield name, sheet.at(*at)


def _names_ends(fold: Fold, chosen: frozenset[str] | None, names: Collection[str]) -> bool:
    """Whether the ends of all legs that keep their colour must be named: where they are few."""
    items = [item for item, _ in fold.shown if chosen is None or item.id in chosen]
    ends = {end for item in items for end in item.ends if end in names}
    corridors = {item.corridor["id"] for item in items}
    return len(ends) <= _FEW_ENDS and len(corridors) <= _FEW_CORRIDORS


def _place(
    fold: Fold,
    name: str,
    states: Mapping[str, State],
    chosen: frozenset[str] | None,
    named: bool,
    at: tuple[float, float, float],
) -> Place:
    node, items = fold.document["nodes"][name], fold.places[name]
    end = any(name in item.ends for item in items)
    stated = _strongest(fold, name, items, states)
    picked = selection.chosen_place(fold) == name
    near = picked or chosen is None or any(item.id in chosen for item in items)
    guide = not end and stated == "editor" and node["kind"] == "site" and not picked
    own = end and near and named
    kind_weight = _KIND_WEIGHT.get(node["kind"], 1.0) * (1.0 if end else _VIA_SHARE)
    return Place(
        id=name,
        name=place_name(name, fold.document),
        sign=Sign(node["kind"], stated != "editor", *_gauge_and_dead(fold, name, items)),
        x=at[0],
        y=at[1],
        size=at[2],
        weight=100 * picked + 60 * own + kind_weight + min(_MOST_DEGREE, len(items)),
        end=end,
        must=(picked or own) and not guide,
        near=near,
        guide=guide,
    )


def _strongest(
    fold: Fold, name: str, items: Sequence[Item], states: Mapping[str, State]
) -> str | None:
    """The strongest evidence for a place; that of a leg where its end has none of its own."""
    kinds = list(_kinds(fold, name, items, states))
    return strongest({"kind": kind} for kind in kinds if kind)


def _kinds(
    fold: Fold, name: str, items: Sequence[Item], states: Mapping[str, State]
) -> Iterator[str | None]:
    for item in items:
        if name in item.ends:
            stop = _stop_of(item, name)
            own = strongest(fold.counting(stop.get("stated"))) if stop else None
            yield own or states[item.id].stated
        for via in item.thing.get("via") or ():
            if via["at"] == name:
                yield strongest(fold.counting(via.get("stated")))


def _gauge_and_dead(fold: Fold, name: str, items: Sequence[Item]) -> tuple[bool, bool]:
    """Whether the gauge breaks there, and whether all that is told of its status is a closure."""
    stops = [stop for item in items if name in item.ends and (stop := _stop_of(item, name))]
    gauge = any(fold.counting(stop.get("gauge")) for stop in stops)
    leads = [lead for stop in stops if (lead := _lead(fold, stop)) != NOT_STATED]
    return gauge, bool(leads) and all(map(is_dead, leads))


def _lead(fold: Fold, stop: Json) -> str:
    claims = fold.counting(stop.get("status"))
    return lead_of(statuses_of(list(list_standings(claims, fold.calendar))))


def _stop_of(item: Item, name: str) -> Json | None:
    return next((stop for stop in item.corridor["stops"] if stop["at"] == name), None)


def thin_out(places: Sequence[Place], zoom: float) -> list[Place]:
    """The places whose sign is drawn: none that would lie under a more important one's.

    Those that must be named all stay; guides have no sign.
    """
    gap = _CROWDED_APART if zoom < _CROWDED_ZOOM else _APART
    kept: list[Place] = []
    for place in places:
        if place.guide:
            continue
        crowded = any(abs(o.x - place.x) < gap and abs(o.y - place.y) < gap for o in kept)
        if place.must or not crowded:
            kept.append(place)
    return kept
