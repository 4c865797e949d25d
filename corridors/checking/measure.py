"""What a check measures by itself: on the atlas's routes and records, and by new ways at sea."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from corridors.checking.model import Input, SeaQuestion, Tally
from corridors.position import Position
from corridors.routing import sea
from corridors.routing.noroute import NoRoute
from corridors.standing import Calendar, lead_of, list_standings, read_span, statuses_of

Json = Mapping[str, Any]

_PASSABLE = frozenset({"operating", "constrained", "trial"})
_SEA_WAYS_KEPT = 128


class Measured(NamedTuple):
    """A value, or why there is none."""

    value: float | None
    why: str | None = None


def measure(one: Input, atlas: Json) -> Measured:
    """The value of a measured input on an atlas document."""
    if one.route is not None:
        return _of_way(_route(atlas, one.route), f"the route {one.route}", one.part or "")
    if one.leg is not None:
        return _of_way(_leg(atlas, one.leg), f"the leg {one.leg}", one.part or "")
    if one.sea is not None:
        return _by_sea(one.sea, atlas)
    if one.tally is not None:
        return _tally(one.tally, atlas)
    raise ValueError(f"{one.id} is not measured")


def _route(atlas: Json, name: str) -> Json | None:
    corridor, _, route = name.partition("/")
    return _path(atlas, corridor, "routes", route)


def _leg(atlas: Json, name: str) -> Json | None:
    corridor, _, leg = name.partition(".")
    return _path(atlas, corridor, "legs", leg)


def _path(atlas: Json, corridor: str, kind: str, name: str) -> Json | None:
    found = next((one for one in atlas["corridors"] if one["id"] == corridor), {kind: ()})
    path: Json | None = next((one["path"] for one in found[kind] if one["id"] == name), None)
    return path


def _of_way(path: Json | None, name: str, part: str) -> Measured:
    if not path:
        return Measured(None, f"{name} is not in this atlas, or has no way")
    kind, _, which = part.partition(":")
    if kind == "passage" and "passages" in path:
        return Measured(float(which in path["passages"]))
    if kind == "country" and "countries" in path:
        return Measured(float(dict(path["countries"]).get(which, 0.0)))
    if part in ("km", "nmi"):
        return Measured(float(path[part]))
    amounts = dict(path["parts"])
    if part in amounts:
        return Measured(float(amounts[part]))
    return Measured(None, f"{name} has no {part}")


def _by_sea(question: SeaQuestion, atlas: Json) -> Measured:
    ends = []
    for end in (question.start, question.end):
        at = atlas["nodes"].get(end, {}).get("at") if isinstance(end, str) else end
        if at is None:
            return Measured(None, f"the place {end} is not in this atlas")
        ends.append(Position(*at))
    found = _sea_way(ends[0], ends[1], question.allow, question.avoid)
    if isinstance(found, NoRoute):
        return Measured(None, found.reason)
    lacking = [slug for slug in question.through if slug not in found.passages]
    if lacking:
        return Measured(None, f"our way does not pass {', '.join(lacking)}")
    return Measured(round(found.length_km, 1))


@lru_cache(maxsize=_SEA_WAYS_KEPT)
def _sea_way(
    start: Position, end: Position, allow: tuple[str, ...], avoid: tuple[str, ...]
) -> sea.SeaRoute | NoRoute:
    return sea.route(start, end, allow=allow, avoid=avoid)


def _tally(tally: Tally, atlas: Json) -> Measured:
    corridor = next((one for one in atlas["corridors"] if one["id"] == tally.corridor), None)
    stops = {one["at"]: one for one in corridor["stops"]} if corridor else {}
    lacking = [name for name in tally.stops if name not in stops]
    if lacking:
        return Measured(None, f"not in this atlas: {', '.join(lacking)}")
    series = [_claims_of_sides(atlas, stops[name]["status"], tally.sides) for name in tally.stops]
    count: Callable[[list[list[Json]], date, Json], Measured]
    count = _count_open if tally.count == "open" else _days_since_closing
    return count(series, tally.day, atlas)


def _claims_of_sides(atlas: Json, ids: Iterable[str], sides: Iterable[str]) -> list[Json]:
    claims = (atlas["claims"][name] for name in ids)
    return [one for one in claims if one.get("side") in (None, *sides)]


def _count_open(series: list[list[Json]], day: date, atlas: Json) -> Measured:
    calendar = Calendar(day, date.fromisoformat(atlas["cutoff"]), atlas["sources"])
    leads = [lead_of(statuses_of(tuple(list_standings(one, calendar)))) for one in series]
    return Measured(float(sum(lead in _PASSABLE for lead in leads)))


def _days_since_closing(series: list[list[Json]], day: date, _: Json) -> Measured:
    closed = [one for claims in series for one in claims if one["value"] == "closed"]
    spans = [span for span in (read_span(one, "date") for one in closed) if span]
    ages = [(day - span.first).days for span in spans if span.first <= day]
    return Measured(float(min(ages))) if ages else Measured(None, "no dated closing is recorded")
