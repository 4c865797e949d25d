"""Ways between any two places, many at a time: what `corridors route` asks and is told."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from corridors.errors import RoutingError
from corridors.model import Mode, Position
from corridors.passage_names import PASSAGES
from corridors.routing.countries import country_codes
from corridors.routing.land_places import places
from corridors.routing.leg_path import BY_WATER, LegPath
from corridors.routing.noroute import NoRoute
from corridors.routing.shut import Shut
from corridors.routing.told_path import path_by_land, path_by_water

PROPOSED = "proposed"  # what a way by land may be allowed
PAIR = re.compile(r"[A-Z]{2}-[A-Z]{2}$")
MOST_LON = 540.0  # a turn and a half: longitudes may run on
MODES = (Mode.SEA, Mode.RIVER, Mode.RAIL, Mode.ROAD)
ONE_PLACE = "origin and destination are one place"
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class Asked(NamedTuple):
    """What one way may use: the same for many pairs of places, so that they are routed together.

    On water `avoid` and `allow` are slugs of passages. On land `avoid` are border crossings (ids
    of the atlas's places, or pairs of countries such as BY-PL), and `allow` may be `proposed`.
    """

    mode: Mode
    avoid: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()
    avoid_countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """From where to where, as (lat, lon) in degrees, and by what means."""

    origin: Position
    destination: Position
    asked: Asked


class Answer(NamedTuple):
    """The way, or why there is none, and the milliseconds that it took."""

    path: LegPath | NoRoute
    ms: float


class Routers(NamedTuple):
    """Both batch routers: `corridors.routing.sea.routes` and `corridors.routing.land.routes`.

    Asked for no pairs they read their network.
    """

    sea: Callable[..., Sequence[Any]]
    land: Callable[..., Sequence[Any]]


def shipped_routers() -> Routers:
    """The batch routers over the networks that come with the package."""
    from corridors.routing import land, sea

    return Routers(sea.routes, land.routes)


def read_place(field: str, lat: str, lon: str) -> Position:
    """A place of two texts. Raises RoutingError naming field, value and mend."""
    return Position(
        _degrees(f"{field}_lat", lat, 90.0, "a latitude from -90 to 90"),
        _degrees(f"{field}_lon", lon, MOST_LON, "a longitude; it may run on beyond 180"),
    )


def read_asked(mode: str, avoid: str, allow: str, avoid_countries: str) -> Asked:
    """What one way may use, of texts whose lists are split by semicolons.

    Raises RoutingError naming field, value and mend.
    """
    if mode not in MODES:
        raise RoutingError(f"mode: {mode!r} is no mode — write one of {', '.join(MODES)}")
    countries = _listed(avoid_countries)
    _check_countries(countries)
    asked = Asked(Mode(mode), _listed(avoid), _listed(allow), frozenset(map(str.upper, countries)))
    if asked.mode in BY_WATER:
        _check_passages("avoid", asked.avoid)
        _check_passages("allow", asked.allow)
    elif asked.allow - {PROPOSED}:
        raise RoutingError(
            f"allow: {min(asked.allow - {PROPOSED})!r} opens nothing by {mode} — "
            f"write {PROPOSED}, or leave it empty"
        )
    else:
        _check_crossings(asked.avoid)
    return asked


def answer_all(questions: Sequence[Question], routers: Routers | None = None) -> list[Answer]:
    """Answer each, in order; those that ask the same of the network go through it together.

    The milliseconds of one are its share of its group's; reading the networks is not counted.
    Raises RoutingError with what the network does not know.
    """
    routers = routers or shipped_routers()
    groups: dict[Asked, list[int]] = {}
    answers: dict[int, Answer] = {}
    for index, question in enumerate(questions):
        if _is_one_place(question):
            answers[index] = Answer(NoRoute(ONE_PLACE), 0.0)
        else:
            groups.setdefault(question.asked, []).append(index)
    for asked, members in groups.items():
        pairs = [(questions[index].origin, questions[index].destination) for index in members]
        _route_group(asked, [], routers)
        started = time.perf_counter()
        found = _route_group(asked, pairs, routers)
        ms = (time.perf_counter() - started) * 1000 / len(members)
        answers.update(
            (index, Answer(path, ms)) for index, path in zip(members, found, strict=True)
        )
    return [answers[index] for index in range(len(questions))]


def _route_group(
    asked: Asked, pairs: Sequence[tuple[Position, Position]], routers: Routers
) -> list[LegPath | NoRoute]:
    mode = asked.mode
    try:
        if mode in BY_WATER:
            avoid = Shut(asked.avoid, countries=asked.avoid_countries).waters
            found = routers.sea(pairs, avoid=avoid, allow=asked.allow)
            return [_told(one, lambda way: path_by_water(mode, way)) for one in found]
        found = routers.land(
            mode.value,
            pairs,
            avoid_countries=asked.avoid_countries,
            closed=asked.avoid,
            proposed=PROPOSED in asked.allow,
        )
        return [_told(one, lambda way: path_by_land(mode, way)) for one in found]
    except ValueError as error:
        raise RoutingError(f"avoid or avoid_countries: {error}") from error


def _is_one_place(question: Question) -> bool:
    start, end = question.origin, question.destination
    return start.lat == end.lat and (start.lon - end.lon) % 360 == 0


def _told(found: Any, describe: Callable[[Any], LegPath]) -> LegPath | NoRoute:
    return found if isinstance(found, NoRoute) else describe(found)


def _listed(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(";") if one.strip())


def _check_passages(field: str, slugs: Iterable[str]) -> None:
    for slug in sorted(slugs):
        if slug not in PASSAGES:
            raise RoutingError(
                f"{field}: {slug!r} is no passage — write one of {', '.join(PASSAGES)}"
            )


def _check_countries(codes: Iterable[str]) -> None:
    for code in sorted(codes):
        if code.upper() not in country_codes():
            raise RoutingError(
                f"avoid_countries: {code!r} is no country — write ISO 3166-1 codes such as UA"
            )


def _check_crossings(names: Iterable[str]) -> None:
    """Raise RoutingError for what is no place of the registers and no pair of countries."""
    for name in sorted(names):
        is_pair = PAIR.match(name) and country_codes().issuperset(name.split("-"))
        if not is_pair and name not in places():
            raise RoutingError(
                f"avoid: {name!r} is no border crossing — write a place of the atlas such as "
                "terespol-brest-rail, or a pair of countries such as BY-PL"
            )


def _degrees(field: str, text: str, most: float, what: str) -> float:
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if math.isnan(value):
        raise RoutingError(f"{field}: {text!r} is not a number — write {what}")
    if not -most <= value <= most:
        raise RoutingError(f"{field}: {text!r} is out of range — write {what}")
    return value
