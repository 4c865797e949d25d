"""A path as the atlas and the answer to a closure hold it, by docs/atlas-format.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corridors.model import Position
from corridors.routing.leg_path import BY_WATER, KM_PER_NMI, Basis, LegPath
from corridors.routing.shown_line import simplify
from corridors.routing.times import Assumptions, Days, Part, days_of, parts_of, parts_of_route

Json = dict[str, Any]


def describe_path(path: LegPath, assumptions: Assumptions) -> Json | None:
    """The `path` of a leg; None for an arc and for a leg told in words."""
    if path.basis in (Basis.ARC, Basis.NONE):
        return None
    parts = parts_of(path)
    return {
        "no_route": path.no_route,
        "km": rounded(path.length_km),
        "nmi": None if path.nmi is None else rounded(path.nmi),
        **_time(parts, assumptions),
        "passages": list(path.passages),
        "countries": [[code, rounded(km)] for code, km in path.countries],
        "crossings": [
            {"id": one.node, "from": one.start, "to": one.end, "at": place(one.at)}
            for one in path.crossings
        ],
        "gauge_breaks": [
            {"from": one.start_mm, "to": one.end_mm, "at": place(one.at)}
            for one in path.gauge_breaks
        ],
        "schematic_km": rounded(path.schematic_km),
        "approach_km": [rounded(km) for km in path.approach_km],
        "proposed_km": rounded(path.proposed_km),
        "osm": path.osm,
    }


def describe_route(paths: Sequence[LegPath], assumptions: Assumptions) -> Json | None:
    """The sums of a route's legs; None if one of them is on no network and has no line either."""
    if any(path.basis in (Basis.ARC, Basis.NONE) for path in paths):
        return None
    by_water_km = sum(path.length_km for path in paths if path.mode in BY_WATER)
    is_whole = all(path.basis is Basis.ROUTED for path in paths)
    return {
        "km": rounded(sum(path.length_km for path in paths)),
        "nmi": rounded(by_water_km / KM_PER_NMI),
        **_time(parts_of_route(paths) if is_whole else (), assumptions),
        "schematic_km": rounded(sum(path.schematic_km for path in paths)),
        "proposed_km": rounded(sum(path.proposed_km for path in paths)),
    }


def describe_line(path: LegPath) -> list[Position] | None:
    """The `line` of a leg, as (lat, lon): simplified where it is routed; None without one."""
    if not path.line:
        return None
    return list(simplify(path.line) if path.basis is Basis.ROUTED else path.line)


def describe_assumptions(assumptions: Assumptions, sources: Iterable[str]) -> list[Json]:
    """The `assumptions` of an atlas, pointing at those of its sources that they rest on."""
    held = set(sources)
    return [
        {
            "id": one.id,
            "what": one.what,
            "unit": one.unit,
            "low": one.low,
            "high": one.high,
            "sources": [source for source in one.sources if source in held],
            "reason": one.reason,
        }
        for one in assumptions.values()
    ]


def rounded(value: float) -> float:
    """Kilometres and days to one decimal: no network is truer than that."""
    return round(float(value), 1)


def place(position: Position) -> list[float]:
    """A (lat, lon) position to 4 decimals, 11 m."""
    return [round(position.lat, 4), round(position.lon, 4)]


def span(days: Days | None) -> list[float] | None:
    """A range of days, or None."""
    return None if days is None else [rounded(days.low), rounded(days.high)]


def _time(parts: Sequence[Part], assumptions: Assumptions) -> Json:
    return {
        "days": span(days_of(parts, assumptions)),
        "parts": [[part.assumption, part.amount] for part in parts],
    }
