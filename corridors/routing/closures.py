"""What a closure does: which legs it touches, how they go instead, and what it costs.

`docs/closures.md` has the answer's shape. Pure: the same for the same ways and closures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from corridors.catalog import Catalog
from corridors.model import Definition, NodeKind, Position, Route
from corridors.register_model import Node
from corridors.routing.assumed import ASSUMED
from corridors.routing.closing import Closing
from corridors.routing.countries import countries_near
from corridors.routing.leg_path import Basis, LegPath
from corridors.routing.legs import closed_end, route_leg
from corridors.routing.path_record import describe_line, describe_path, rounded, span
from corridors.routing.plans import LegPlan
from corridors.routing.shut import Shut, border
from corridors.routing.times import Assumptions, Days, days_of, parts_of, parts_of_route
from corridors.routing.ways import Ways

Json = dict[str, Any]
Paths = Mapping[str, LegPath]

REROUTED, NO_WAY, UNCHANGED = "rerouted", "no-way", "unchanged"
_SAME_KM = 0.05
BORDER_KM = 8.0  # a border crossing stands this near to both its countries


def reroute(ways: Ways, shut: Shut) -> dict[str, LegPath]:
    """The new paths of the legs that a closure changes; one that lost its way has `no_route`.

    Only a leg whose way is touched is searched anew: what closes elsewhere cannot shorten it.
    """
    changed: dict[str, LegPath] = {}
    for name, plan in ways.plans.items():
        path = ways.paths[name]
        if not _touches(plan, path, shut):
            continue
        after = _after(ways, plan, shut)
        if after.basis is not Basis.ROUTED or not _same(path, after):
            changed[name] = after
    return changed


def answer_closing(
    catalog: Catalog, ways: Ways, closing: Closing, assumptions: Assumptions = ASSUMED
) -> Json:
    """All that docs/closures.md says of a closure, but the atlas's hash."""
    changed = reroute(ways, closing.shut)
    definitions = [grounded.definition for grounded in catalog.corridors]
    routes = {
        f"{definition.id}.{route.id}": told
        for definition in definitions
        for route in definition.routes
        if (told := _tell_route(definition.id, route, ways.paths, changed, assumptions))
    }
    return {
        "closed": [one._asdict() for one in closing.closed],
        "unknown": [one._asdict() for one in closing.unknown],
        "legs": {
            name: _tell_leg(ways.paths[name], after, closing, assumptions)
            for name, after in changed.items()
        },
        "routes": routes,
        "corridors": {
            definition.id: _tell_corridor(definition, ways, changed, routes)
            for definition in definitions
            if any(_is_on_network(ways.paths[name]) for name in _legs(definition))
        },
        "stops": list(_closed_stops(definitions, catalog, closing.shut)),
    }


def _touches(plan: LegPlan, path: LegPath, shut: Shut) -> bool:
    if closed_end(plan, shut):
        return True
    if path.basis is not Basis.ROUTED:
        return False
    return (
        not shut.waters.isdisjoint(path.passages)
        or not shut.countries.isdisjoint(code for code, _ in path.countries)
        or not shut.nodes.isdisjoint(place.id for place in plan.places)
        or any(
            one.node in shut.nodes or border(one.start, one.end) in shut.borders
            for one in path.crossings
        )
    )


def _after(ways: Ways, plan: LegPlan, shut: Shut) -> LegPath:
    reason = closed_end(plan, shut)
    if reason or ways.networks is None:
        return LegPath(Basis.SCHEMATIC, plan.mode, no_route=reason)
    return route_leg(plan, ways.networks, shut)


def _same(one: LegPath, other: LegPath) -> bool:
    return (
        abs(one.length_km - other.length_km) < _SAME_KM
        and one.passages == other.passages
        and one.crossings == other.crossings
    )


def _is_on_network(path: LegPath) -> bool:
    return path.basis is Basis.ROUTED


def _legs(definition: Definition) -> list[str]:
    return [f"{definition.id}.{leg.id}" for leg in definition.legs]


def _tell_leg(before: LegPath, after: LegPath, closing: Closing, assumptions: Assumptions) -> Json:
    if not _is_on_network(after):
        return {"state": NO_WAY, "reason": _why_lost(after, closing)}
    described = describe_path(after, assumptions) or {}
    codes = [code for code, _ in after.countries]
    codes_before = [code for code, _ in before.countries]
    return {
        "state": REROUTED,
        **described,
        "km_more": rounded(after.length_km - before.length_km),
        "days_more": _days_more(
            days_of(parts_of(before), assumptions), days_of(parts_of(after), assumptions)
        ),
        "passages_more": _without(after.passages, before.passages),
        "passages_less": _without(before.passages, after.passages),
        "countries_more": _without(codes, codes_before),
        "countries_less": _without(codes_before, codes),
        "line": describe_line(after),
        "reason": _what_closed(closing),
    }


def _what_closed(closing: Closing) -> str:
    return "closed: " + ", ".join(one.name for one in closing.closed)


def _why_lost(after: LegPath, closing: Closing) -> str | None:
    """The network's reason; where that is a list of what is closed to it, in the reader's words."""
    reason = after.no_route
    if reason and reason.startswith(("closed: ", "no way left")):
        return _what_closed(closing)
    return reason


def _without(some: Sequence[str], others: Sequence[str]) -> list[str]:
    return [one for one in some if one not in others]


def _days_more(before: Days | None, after: Days | None) -> list[float] | None:
    if before is None or after is None:
        return None
    return span(Days(after.low - before.low, after.high - before.high))


def _tell_route(
    corridor: str, route: Route, paths: Paths, changed: Paths, assumptions: Assumptions
) -> Json | None:
    """How a route fares; None if no closure touches it."""
    names = [f"{corridor}.{leg}" for leg in route.legs]
    if not any(name in changed for name in names):
        return None
    lost = [name for name in names if name in changed and not _is_on_network(changed[name])]
    if lost:
        return {"state": NO_WAY, "no_way": lost}
    before = [paths[name] for name in names]
    after = [changed.get(name, paths[name]) for name in names]
    is_whole = all(map(_is_on_network, before))
    parts, parts_before = (parts_of_route(way) if is_whole else () for way in (after, before))
    days, days_before = (days_of(some, assumptions) for some in (parts, parts_before))
    km, km_before = (sum(path.length_km for path in way) for way in (after, before))
    return {
        "state": REROUTED,
        "km": rounded(km),
        "km_more": rounded(km - km_before),
        "days": span(days),
        "days_more": _days_more(days_before, days),
        "parts": [[part.assumption, part.amount] for part in parts],
        "no_way": [],
    }


def _tell_corridor(
    definition: Definition, ways: Ways, changed: Paths, routes: Mapping[str, Json]
) -> Json:
    touched = [name for name in _legs(definition) if name in changed]
    rerouted = [name for name in touched if _is_on_network(changed[name])]
    lost = len(touched) - len(rerouted)
    whole = sum(_is_on_network(ways.paths[name]) for name in _legs(definition))
    more = [
        told["days_more"]
        for name, told in routes.items()
        if name.startswith(f"{definition.id}.") and told.get("days_more")
    ]
    km_more = sum(changed[name].length_km - ways.paths[name].length_km for name in rerouted)
    return {
        "state": NO_WAY if lost else REROUTED if rerouted else UNCHANGED,
        "rerouted": len(rerouted),
        "no_way": lost,
        "unchanged": max(0, whole - len(touched)),
        "km_more": rounded(km_more),
        "days_more": max(more, key=lambda days: float(days[1]), default=None),
    }


def _closed_stops(definitions: Iterable[Definition], catalog: Catalog, shut: Shut) -> Iterable[str]:
    for definition in definitions:
        for stop in definition.stops:
            node = catalog.registers.nodes.get(stop.at)
            if node is not None and _is_closed(node, shut):
                yield f"{definition.id}/{stop.at}"


def _is_closed(node: Node, shut: Shut) -> bool:
    if node.id in shut.nodes or node.country in shut.countries:
        return True
    if node.kind is not NodeKind.BORDER_CROSSING or not shut.borders:
        return False
    sides = countries_near(Position(*node.position), BORDER_KM)
    return any(border(*pair) in shut.borders for pair in combinations(sides, 2))
