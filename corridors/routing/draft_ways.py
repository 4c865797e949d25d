"""The ways of a proposal's legs, found as the map will find them once it is accepted."""

from __future__ import annotations

from functools import lru_cache

from corridors.catalog import Catalog
from corridors.model import CorridorKind, Definition, Position
from corridors.registers import Registers
from corridors.review.draft import Draft, DraftLeg
from corridors.review.gate import find_known
from corridors.routing.leg_path import Basis, LegPath
from corridors.routing.legs import route_leg
from corridors.routing.networks import Networks, shipped_networks
from corridors.routing.plans import LegPlan, Place
from corridors.routing.ways import Ways

_KEPT = 2_000  # ways of drafts: a mended one asks mostly for what it asked for before


def ways_of_draft(draft: Draft, catalog: Catalog, ways: Ways) -> dict[str, LegPath]:
    """The way of each leg by its key, over the networks that `ways`, the map's own, were found on.

    A leg that the known corridor has already, for which the draft is taken, has its way there.
    A leg with an end that nobody can place is told in words: `Basis.NONE`.
    """
    known = find_known(catalog, draft.into) if draft.into else None
    kind = known.kind if known else draft.kind
    networks = ways.networks or shipped_networks()
    return {
        leg.key: _way_on_map(draft, leg, known, ways)
        or _route(_plan(draft, leg, kind, catalog.registers), networks)
        for leg in draft.legs
    }


def _way_on_map(
    draft: Draft, leg: DraftLeg, known: Definition | None, ways: Ways
) -> LegPath | None:
    """The way of the leg that this one joins, unless its modes make that one's many."""
    places = [stop.place if (stop := draft.stop(key)) else None for key in (leg.start, leg.end)]
    ends = tuple(place.at if place else None for place in places)
    modes = {said.value for said in leg.modes}
    for one in known.legs if known else ():
        if (one.start, one.end) == ends and modes <= {claim.value for claim in one.mode}:
            return ways.paths.get(f"{known.id if known else ''}.{one.id}")
    return None


def _plan(draft: Draft, leg: DraftLeg, kind: CorridorKind, registers: Registers) -> LegPlan:
    modes = {said.value for said in leg.modes}
    mode = modes.pop() if len(modes) == 1 else None
    start, end = (_end(draft, key, registers) for key in (leg.start, leg.end))
    if start is None or end is None:
        return LegPlan(leg.key, Basis.NONE, mode)
    basis = Basis.ARC if kind is CorridorKind.FLOW else Basis.ROUTED
    return LegPlan(leg.key, basis, mode, (start, end), (start.position, end.position))


def _end(draft: Draft, key: str, registers: Registers) -> Place | None:
    """A stop as a leg's end, where the registers have it; None of one without a point."""
    stop = draft.stop(key)
    place = stop.place if stop else None
    node = registers.nodes.get(place.at) if place and place.at else None
    position = node.position if node else place.position if place else None
    if place is None or position is None:
        return None
    return Place(place.at or key, place.name, Position(*position), place.country)


@lru_cache(maxsize=_KEPT)
def _route(plan: LegPlan, networks: Networks) -> LegPath:
    return route_leg(plan, networks)
