"""Ways by rail and by road between any two places, with countries and border crossings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corridors.position import Position
from corridors.routing.land_attach import REACH_KM, Feet, feet
from corridors.routing.land_closures import Closures, closures
from corridors.routing.land_network import Bytes, LandNetwork, land_network
from corridors.routing.land_path import Path, find_path, line_of
from corridors.routing.land_places import home_of
from corridors.routing.land_search import Desk, desk_for
from corridors.routing.land_told import Crossing, GaugeBreak, Told, told
from corridors.routing.noroute import NoRoute

Pair = tuple[Position, Position]
FAR_KM = 2500.0
HOME_KM = 15.0  # how much farther than the nearest track a place's own country's may lie


@dataclass(frozen=True)
class LandRoute:
    """A way by rail or road from origin to destination; lengths in km.

    `waypoints` begin and end at the places asked for; longitudes run on past ±180. `length_km` is
    measured along the line as OpenStreetMap has it, bends included that `waypoints` leave out, with
    `approach_km` (from the origin to the network, and from it to the destination). `countries` are
    ISO 3166-1 alpha-2 with the km in each, approaches apart, in the order first entered.
    `crossings` and `gauge_breaks` are in the order met. `schematic_km` is how much of it
    has no known line: chords and mended links; `drawn_km` runs through points of the patch files;
    `proposed_km` is not built.
    """

    waypoints: tuple[Position, ...]
    length_km: float
    countries: tuple[tuple[str, float], ...]
    crossings: tuple[Crossing, ...]
    gauge_breaks: tuple[GaugeBreak, ...]
    schematic_km: float
    drawn_km: float
    approach_km: tuple[float, float]
    proposed_km: float


@lru_cache(maxsize=2)
def _desk(mode: str) -> Desk:
    return desk_for(land_network(mode).graph)


def route(
    mode: str,
    origin: Position,
    destination: Position,
    *,
    avoid_countries: Iterable[str] = (),
    closed: Iterable[str] = (),
    proposed: bool = False,
) -> LandRoute | NoRoute:
    """Return the shortest way over the network of a mode, or why there is none.

    `avoid_countries` are ISO 3166-1 alpha-2 codes that the way does not enter; `closed` are ids of
    places of the registers, and pairs of countries ("BY-PL", all crossings between the two);
    `proposed` opens lines that are not built. Raises ValueError for a mode, a country or a place
    that is not known.
    """
    shut = closures(mode, frozenset(avoid_countries), frozenset(closed), proposed)
    return _route(land_network(mode), _desk(mode), shut, (origin, destination))


def routes(
    mode: str,
    pairs: Sequence[Pair],
    *,
    avoid_countries: Iterable[str] = (),
    closed: Iterable[str] = (),
    proposed: bool = False,
) -> list[LandRoute | NoRoute]:
    """Return a way for each pair, in order; see `route`."""
    shut = closures(mode, frozenset(avoid_countries), frozenset(closed), proposed)
    network, desk = land_network(mode), _desk(mode)
    return [_route(network, desk, shut, pair) for pair in pairs]


def _within(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _route(network: LandNetwork, desk: Desk, shut: Closures, pair: Pair) -> LandRoute | NoRoute:
    if pair[0] == pair[1]:
        return NoRoute("origin and destination are one place")
    ends = [_feet(network, shut, place) for place in pair]
    for name, place, end in zip(("origin", "destination"), pair, ends, strict=True):
        if not len(end.edge):
            return NoRoute(_too_far(network, shut, name, place))
    path, first, last = find_path(
        network.graph, network.lines, desk, shut.usable, shut.nodes, ends[0], ends[1]
    )
    if first < 0:
        return NoRoute(_reason(network, desk, shut, ends))
    return _told(network, pair, path, (float(ends[0].km[first]), float(ends[1].km[last])))


def _near(network: LandNetwork, boarded: Bytes, place: Position, reach_km: float) -> Feet:
    found: Feet = feet(network.lines, boarded, place.lat, _within(place.lon), reach_km)
    return found


def _feet(network: LandNetwork, shut: Closures, place: Position) -> Feet:
    """Return where a place may get on; a register's place in its own country, if that is near.

    Border stations face each other across a river: the nearest track may be the other country's.
    """
    nearest = _near(network, shut.boarded, place, REACH_KM)
    home = home_of(place)
    if home not in network.codes or not len(nearest.edge):
        return _of_one_gauge(network, nearest)
    number = network.codes.index(home)
    if (network.graph.country[nearest.edge] == number).all():
        return _of_one_gauge(network, nearest)
    own = (shut.boarded & (network.graph.country == number)).astype(np.uint8)
    at_home = _near(network, own, place, min(REACH_KM, nearest.km[0] + HOME_KM))
    return _of_one_gauge(network, at_home if len(at_home.edge) else nearest)


def _of_one_gauge(network: LandNetwork, ends: Feet) -> Feet:
    """Return the feet on the gauge of the nearest.

    Where cargo changes gauge, ways of either gauge lead up to one place: the break is told on one
    of them, and on one only.
    """
    gauge = network.graph.gauge[ends.edge]
    kept = gauge == gauge[:1]
    return Feet(*(column[kept] for column in ends))


def _too_far(network: LandNetwork, shut: Closures, name: str, place: Position) -> str:
    far = _near(network, shut.boarded, place, FAR_KM)
    where = f"{far.km[0]:.0f} km" if len(far.edge) else f"more than {FAR_KM:.0f} km"
    return f"the {name} is {where} from the network, more than {REACH_KM:.0f} km"


def _reason(network: LandNetwork, desk: Desk, shut: Closures, ends: list[Feet]) -> str:
    everything = np.ones(len(shut.usable), np.uint8)
    nothing = np.zeros(len(shut.nodes), np.uint8)
    _, first, _ = find_path(
        network.graph, network.lines, desk, everything, nothing, ends[0], ends[1]
    )
    if first < 0:
        return "no line joins the two ends"
    return f"no way left: {shut.what}"


def _told(
    network: LandNetwork, pair: Pair, path: Path, approach_km: tuple[float, float]
) -> LandRoute:
    lats, lons, starts = line_of(network.lines, path)
    origin, destination = pair
    shift = origin.lon - _within(origin.lon)
    shift += 360 * round((origin.lon - lons[0] - shift) / 360)
    lons = lons + shift
    end_lon = destination.lon - 360 * round((destination.lon - lons[-1]) / 360)
    points = zip(lats.tolist(), lons.tolist(), strict=True)
    waypoints = (origin, *map(Position._make, points), Position(destination.lat, end_lon))
    what: Told = told(network, path, lats, lons, starts)
    return LandRoute(
        waypoints,
        what.km + sum(approach_km),
        what.countries,
        what.crossings,
        what.gauge_breaks,
        what.schematic_km,
        what.drawn_km,
        approach_km,
        what.proposed_km,
    )
