"""A router's answer as the path of a leg."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from corridors.model import Mode, Position
from corridors.routing.inland import countries_inland
from corridors.routing.leg_path import Basis, Crossing, GaugeBreak, LegPath


def path_by_water(mode: Mode | None, found: Any) -> LegPath:
    """A sea route as the path of a leg; countries are those of canals and rivers.

    Schematic are approaches and channels that no source has.
    """
    return LegPath(
        Basis.ROUTED,
        mode,
        _without_halts(found.waypoints),
        found.length_km,
        passages=found.passages,
        countries=countries_inland(
            found.waypoints, found.channel_km, found.passages, found.approach_km
        ),
        schematic_km=found.drawn_km + sum(found.approach_km),
        approach_km=found.approach_km,
    )


def _without_halts(line: Sequence[Position]) -> tuple[Position, ...]:
    """A line without points that repeat the one before; its two ends stay."""
    moved = [two for one, two in pairwise(line) if two != one]
    return (line[0], *moved) if moved else tuple(line)


def path_by_land(mode: Mode | None, found: Any) -> LegPath:
    """A land route as the path of a leg."""
    return LegPath(
        Basis.ROUTED,
        mode,
        _without_halts(found.waypoints),
        found.length_km,
        countries=found.countries,
        crossings=tuple(Crossing(*crossing) for crossing in found.crossings),
        gauge_breaks=tuple(GaugeBreak(*one) for one in found.gauge_breaks),
        schematic_km=found.schematic_km + sum(found.approach_km),
        approach_km=found.approach_km,
        proposed_km=found.proposed_km,
        osm=True,
    )
