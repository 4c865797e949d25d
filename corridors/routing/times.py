"""How long a way takes: a range of days, made of parts that each name an assumption.

Distance is never passed off as time. A part is an assumption's id with an amount: km at a speed, or
how often something takes hours. The defaults and where they come from: `assumed.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corridors.model import Mode
from corridors.routing.leg_path import Basis, LegPath

KM_H, HOURS = "km/h", "hours"
_HOURS_A_DAY = 24.0

# Goods pass these borders without customs: the Eurasian Economic Union (one customs territory since
# 2011, with Armenia and Kyrgyzstan since 2015), and the European Union (one since 1968).
UNIONS = (
    frozenset({"AM", "BY", "KG", "KZ", "RU"}),
    frozenset(
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
    ),
)

SPEEDS = {
    Mode.SEA: "sea-speed",
    Mode.RIVER: "river-speed",
    Mode.RAIL: "rail-speed",
    Mode.ROAD: "road-speed",
}
BORDERS = {Mode.RAIL: "rail-border", Mode.ROAD: "road-border"}
WAITS = {
    "suez": "suez-transit",
    "panama": "panama-transit",
    "kiel": "lock-canal",
    "volga-don": "lock-canal",
    "volga-baltic": "lock-canal",
    "bosphorus": "turkish-straits",
    "dardanelles": "turkish-straits",
}
GAUGE, TRANSSHIPMENT = "gauge-change", "transshipment"


class Part(NamedTuple):
    """Km at the speed of an assumption, or how often its hours are spent."""

    assumption: str
    amount: float


class Days(NamedTuple):
    """The least and the most days."""

    low: float
    high: float


@dataclass(frozen=True)
class Assumption:
    """A range of a speed in km/h or of hours, and where it comes from.

    `sources` are ids of references in the registers; without any it is the editor's own, and
    `reason` says why.
    """

    id: str
    what: str
    unit: str
    low: float
    high: float
    reason: str
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.unit not in (KM_H, HOURS):
            raise ValueError(f"{self.id}: {self.unit!r} is not a unit: write {KM_H} or {HOURS}")
        if not 0 <= self.low <= self.high or (self.unit == KM_H and self.low == 0):
            raise ValueError(f"{self.id}: {self.low} to {self.high} is not a range of {self.unit}")

    def days(self, amount: float) -> Days:
        """The days of so many km, or of so many times the hours."""
        if self.unit == KM_H:
            return Days(amount / self.high / _HOURS_A_DAY, amount / self.low / _HOURS_A_DAY)
        return Days(amount * self.low / _HOURS_A_DAY, amount * self.high / _HOURS_A_DAY)


Assumptions = Mapping[str, Assumption]


def parts_of(path: LegPath) -> tuple[Part, ...]:
    """What the days of a leg are made of; nothing for one that no network serves."""
    speed = SPEEDS.get(path.mode) if path.mode else None
    if path.basis is not Basis.ROUTED or speed is None:
        return ()
    waits = [WAITS[slug] for slug in path.passages if slug in WAITS]
    parts = [Part(speed, round(path.length_km, 1))]
    parts += [Part(name, float(waits.count(name))) for name in dict.fromkeys(waits)]
    controls = sum(not _one_territory(one.start, one.end) for one in path.crossings)
    if controls and path.mode in BORDERS:
        parts.append(Part(BORDERS[path.mode], float(controls)))
    if path.gauge_breaks:
        parts.append(Part(GAUGE, float(len(path.gauge_breaks))))
    return tuple(parts)


def parts_of_route(paths: Iterable[LegPath]) -> tuple[Part, ...]:
    """What the days of a chain of legs are made of: their parts, and each change of mode."""
    chain = list(paths)
    sums: dict[str, float] = {}
    for path in chain:
        for part in parts_of(path):
            sums[part.assumption] = sums.get(part.assumption, 0.0) + part.amount
    changes = sum(one.mode is not other.mode for one, other in pairwise(chain))
    if changes:
        sums[TRANSSHIPMENT] = float(changes)
    return tuple(Part(name, round(amount, 1)) for name, amount in sums.items())


def days_of(parts: Iterable[Part], assumptions: Assumptions) -> Days | None:
    """The days that parts add up to; None without any. Raises KeyError if one is not assumed."""
    spans = [assumptions[part.assumption].days(part.amount) for part in parts]
    if not spans:
        return None
    return Days(sum(span.low for span in spans), sum(span.high for span in spans))


def _one_territory(one: str, other: str) -> bool:
    return any(one in union and other in union for union in UNIONS)
