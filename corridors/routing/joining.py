"""Pieces of a way, each from place to place, made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.model import Position
from corridors.routing.countries import merge_countries
from corridors.routing.leg_path import BY_WATER, Crossing, LegPath

_SAME_DEG = 1e-6


def join_pieces(pieces: Sequence[LegPath], between: Sequence[str]) -> LegPath:
    """One path of pieces that follow each other; km add up, passages and countries keep order.

    `between` are the ids of the places where they meet. Where two pieces leave the network to the
    same place by the same spur, the spur is left out; where one ends in another country than the
    next begins in, the border is crossed there.
    """
    joined = pieces[0]
    for piece, place in zip(pieces[1:], between, strict=True):
        joined = _join(joined, piece, place)
    return joined


def _join(one: LegPath, other: LegPath, place: str) -> LegPath:
    line, spur_km = _run_on(one, other)
    countries = merge_countries((*one.countries, *other.countries))
    return replace(
        one,
        line=line,
        length_km=one.length_km + other.length_km - spur_km,
        passages=tuple(dict.fromkeys((*one.passages, *other.passages))),
        countries=countries,
        crossings=(*one.crossings, *_border_at(one, other, place), *other.crossings),
        gauge_breaks=(*one.gauge_breaks, *other.gauge_breaks),
        schematic_km=one.schematic_km + other.schematic_km - spur_km,
        approach_km=(one.approach_km[0], other.approach_km[1]),
        proposed_km=one.proposed_km + other.proposed_km,
        osm=one.osm or other.osm,
    )


def _border_at(one: LegPath, other: LegPath, place: str) -> tuple[Crossing, ...]:
    left, entered = _last_country(one), _first_country(other)
    if one.mode in BY_WATER or None in (left, entered) or left == entered:
        return ()
    return (Crossing(place, str(left), str(entered), one.line[-1]),)


def _last_country(path: LegPath) -> str | None:
    return path.crossings[-1].end if path.crossings else _first_country(path)


def _first_country(path: LegPath) -> str | None:
    if path.crossings:
        return path.crossings[0].start
    return path.countries[0][0] if path.countries else None


def _run_on(one: LegPath, other: LegPath) -> tuple[tuple[Position, ...], float]:
    """Both lines as one, longitudes running on, and the km of the spur that is left out."""
    turns = round((one.line[-1].lon - other.line[0].lon) / 360) * 360
    after = [Position(point.lat, point.lon + turns) for point in other.line]
    spur_km = one.approach_km[1] + other.approach_km[0]
    is_spur = min(len(one.line), len(after)) > 2 and _same(one.line[-2], after[1])
    if spur_km and is_spur:
        return (*one.line[:-1], *after[2:]), spur_km
    return (*one.line, *after[1:]), 0.0


def _same(one: Position, other: Position) -> bool:
    return abs(one.lat - other.lat) < _SAME_DEG and abs(one.lon - other.lon) < _SAME_DEG
