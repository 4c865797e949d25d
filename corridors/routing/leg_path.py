"""What the networks say of one leg: its line, its length, and what it passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from corridors.model import Mode, Position

KM_PER_NMI = 1.852
BY_WATER = frozenset({Mode.SEA, Mode.RIVER})


class Basis(StrEnum):
    """How a leg's line is known: see docs/atlas-format.md."""

    ROUTED = "routed"
    SCHEMATIC = "schematic"
    ARC = "arc"
    NONE = "none"


class Crossing(NamedTuple):
    """A land border on the way: the id of its node, if it has one, and the countries in turn."""

    node: str | None
    start: str
    end: str
    at: Position


class GaugeBreak(NamedTuple):
    """Where the track gauge changes, in mm."""

    start_mm: int
    end_mm: int
    at: Position


@dataclass(frozen=True)
class LegPath:
    """The way of a leg. Lengths are geodesic km on WGS84; longitudes of `line` run on.

    `line` holds (lat, lon) turning points, not simplified. `countries` and the lengths are of the
    drawn line where no network serves the leg; `no_route` then says why. `approach_km` is what lies
    between the ends and the network, and part of `schematic_km`: what no network supplied.
    """

    basis: Basis
    mode: Mode | None = None
    line: tuple[Position, ...] = ()
    length_km: float = 0.0
    passages: tuple[str, ...] = ()
    countries: tuple[tuple[str, float], ...] = ()
    crossings: tuple[Crossing, ...] = ()
    gauge_breaks: tuple[GaugeBreak, ...] = ()
    schematic_km: float = 0.0
    approach_km: tuple[float, float] = (0.0, 0.0)
    proposed_km: float = 0.0
    no_route: str | None = None
    osm: bool = field(default=False)

    @property
    def nmi(self) -> float | None:
        """Length in nautical miles, of a way by water."""
        return self.length_km / KM_PER_NMI if self.mode in BY_WATER else None

    @property
    def schematic_share(self) -> float:
        """Share of the length that no network supplied: 0 to 1."""
        return self.schematic_km / self.length_km if self.length_km else 0.0
