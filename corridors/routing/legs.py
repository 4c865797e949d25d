"""A leg as the networks have it: routed through the places it names, or why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corridors.geometry import great_circle, length_km
from corridors.model import Mode
from corridors.routing.countries import countries_on_land
from corridors.routing.joining import join_pieces
from corridors.routing.leg_path import BY_WATER, Basis, LegPath
from corridors.routing.nearness import distance_km
from corridors.routing.networks import Networks
from corridors.routing.noroute import NoRoute
from corridors.routing.plans import LegPlan, Place
from corridors.routing.shut import OPEN, Shut
from corridors.routing.told_path import path_by_land, path_by_water

# River-sea ships alone fit through the locks of these; a leg by sea takes them only if told to.
RIVER_WAYS = frozenset({"volga-don", "volga-baltic"})
PASSED_WATER_KM = 25.0  # a cape or strait is passed at this distance …
PASSED_PORT_KM = 10.0  # … and a port that a ship does not call at
NOT_ASKED = "the sources do not agree on one mode"
NO_AIRWAYS = "no network of airways is held: a great circle"


def route_leg(plan: LegPlan, networks: Networks, shut: Shut = OPEN) -> LegPath:
    """The way of a leg with some things closed; a schematic line with its reason if there is none.

    Raises KeyError with a passage that the sea network does not know.
    """
    if plan.basis is not Basis.ROUTED:
        line = plan.shape if plan.basis is Basis.ARC else ()
        return LegPath(plan.basis, plan.mode, line)
    reason = closed_end(plan, shut)
    found = NoRoute(reason) if reason else _find(plan, networks, shut)
    return found if isinstance(found, LegPath) else draw_schematic(plan, found.reason)


def closed_end(plan: LegPlan, shut: Shut) -> str | None:
    """Why a leg cannot start or end where it does, if what is closed holds one of its ends."""
    for place in plan.ends if plan.places else ():
        if place.id in shut.nodes:
            return f"{place.name} is closed"
        if place.country in shut.countries:
            return f"{place.name} lies in {place.country}, which is closed"
    return None


def draw_schematic(plan: LegPlan, reason: str) -> LegPath:
    """Great-circle pieces through all points of a leg that no network serves, saying why."""
    line = great_circle(plan.shape)
    km = length_km(line)
    countries = () if plan.mode is Mode.AIR else countries_on_land(line)
    return LegPath(
        Basis.SCHEMATIC, plan.mode, line, km, countries=countries, schematic_km=km, no_route=reason
    )


def _find(plan: LegPlan, networks: Networks, shut: Shut) -> LegPath | NoRoute:
    if plan.mode is None:
        return NoRoute(NOT_ASKED)
    if plan.mode is Mode.AIR:
        return NoRoute(NO_AIRWAYS)
    if plan.mode in BY_WATER:
        return _by_water(plan, networks, shut)
    places = _still_open(plan, shut)
    found = _through(plan, places, networks, shut)
    if isinstance(found, NoRoute) and shut and len(places) > 2:
        return _through(plan, plan.ends, networks, shut)  # what it names lies on the closed way
    return found


def _still_open(plan: LegPlan, shut: Shut) -> list[Place]:
    """The places of a leg but those between its ends that are closed: it is routed without them."""
    start, *between, end = plan.places
    waters = shut.waters
    kept = [
        place
        for place in between
        if place.id not in shut.nodes
        and place.passage not in waters
        and place.country not in shut.countries
    ]
    return [start, *kept, end]


def _by_water(plan: LegPlan, networks: Networks, shut: Shut) -> LegPath | NoRoute:
    """Route from end to end, then once more through the named places that the way passed by."""
    start, *between, end = _still_open(plan, shut)
    direct = _through(plan, (start, end), networks, shut)
    if isinstance(direct, NoRoute):
        return direct
    missed = [place for place in between if not _passes(direct, place)]
    return _through(plan, (start, *missed, end), networks, shut) if missed else direct


def _passes(path: LegPath, place: Place) -> bool:
    if place.passage is not None:
        return place.passage in path.passages
    near_km = PASSED_WATER_KM if place.is_water else PASSED_PORT_KM
    return distance_km(place.position, path.line) <= near_km


def _through(
    plan: LegPlan, places: Sequence[Place], networks: Networks, shut: Shut
) -> LegPath | NoRoute:
    pieces: list[LegPath] = []
    for start, end in pairwise(places):
        piece = (
            _piece_by_water(plan, start, end, networks, shut)
            if plan.mode in BY_WATER
            else _piece_by_land(plan, start, end, networks, shut)
        )
        if isinstance(piece, NoRoute):
            between = "" if len(places) == 2 else f"{start.name}–{end.name}: "
            return NoRoute(f"{between}{piece.reason}")
        pieces.append(piece)
    return join_pieces(pieces, [place.id for place in places[1:-1]])


def _avoided(plan: LegPlan, shut: Shut) -> frozenset[str]:
    usual = RIVER_WAYS - plan.allow if plan.mode is Mode.SEA else frozenset[str]()
    return plan.avoid | usual | shut.waters


def _piece_by_water(
    plan: LegPlan, start: Place, end: Place, networks: Networks, shut: Shut
) -> LegPath | NoRoute:
    avoid = _avoided(plan, shut)
    found = networks.sea(start.position, end.position, avoid=avoid, allow=plan.allow)
    return found if isinstance(found, NoRoute) else path_by_water(plan.mode, found)


def _piece_by_land(
    plan: LegPlan, start: Place, end: Place, networks: Networks, shut: Shut
) -> LegPath | NoRoute:
    try:
        found = networks.land(
            plan.mode,
            start.position,
            end.position,
            avoid_countries=plan.avoid_countries | shut.countries,
            closed=shut.nodes.union("-".join(pair) for pair in shut.borders),
            proposed=plan.proposed,
        )
    except ValueError as error:  # what is closed is not known to the network
        return NoRoute(str(error))
    return found if isinstance(found, NoRoute) else path_by_land(plan.mode, found)
