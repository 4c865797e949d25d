"""Days: a range, made of parts that each name an assumption."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from corridors.catalog import Catalog
from corridors.model import Mode, Position
from corridors.routing.assumed import ASSUMED
from corridors.routing.leg_path import Basis, Crossing, GaugeBreak, LegPath
from corridors.routing.times import (
    BORDERS,
    GAUGE,
    HOURS,
    KM_H,
    SPEEDS,
    TRANSSHIPMENT,
    WAITS,
    Assumption,
    Part,
    days_of,
    parts_of,
    parts_of_route,
)

AT = Position(50.0, 30.0)


def _path(mode: Mode, km: float = 1000.0, **more: object) -> LegPath:
    return LegPath(Basis.ROUTED, mode, (AT, AT), km, **more)  # type: ignore[arg-type]


def test_a_speed_makes_fewer_days_at_its_high_end_and_hours_at_their_low_end() -> None:
    speed = Assumption("s", "Train", KM_H, 20.0, 40.0, "Made up.")
    assert speed.days(960.0) == (1.0, 2.0)
    wait = Assumption("w", "Border", HOURS, 6.0, 12.0, "Made up.")
    assert wait.days(2) == (0.5, 1.0)


@pytest.mark.parametrize("bad", [("km", 1, 2), (KM_H, 0, 2), (HOURS, 3, 2), (HOURS, -1, 2)])
def test_an_assumption_that_is_no_range_is_refused(bad: tuple[str, float, float]) -> None:
    with pytest.raises(ValueError, match="wait"):
        Assumption("wait", "Wait", *bad, "Made up.")


def test_customs_are_counted_at_borders_but_not_inside_a_union() -> None:
    inside = Crossing(None, "BY", "RU", AT)
    outside = Crossing(None, "BY", "PL", AT)
    path = _path(Mode.RAIL, crossings=(inside, outside), gauge_breaks=(GaugeBreak(1520, 1435, AT),))
    assert parts_of(path) == (
        Part("rail-speed", 1000.0),
        Part("rail-border", 1.0),
        Part("gauge-change", 1.0),
    )


def test_canals_and_the_turkish_straits_cost_a_wait_each() -> None:
    path = _path(Mode.SEA, passages=("bosphorus", "dardanelles", "gibraltar", "suez"))
    assert parts_of(path)[1:] == (Part("turkish-straits", 2.0), Part("suez-transit", 1.0))


@pytest.mark.parametrize(
    "path",
    [
        LegPath(Basis.SCHEMATIC, Mode.RAIL, (AT, AT), 1000.0, no_route="none"),
        LegPath(Basis.ARC, Mode.RAIL, (AT, AT)),
        _path(Mode.AIR),
    ],
)
def test_a_distance_that_no_network_measured_is_never_turned_into_days(path: LegPath) -> None:
    assert parts_of(path) == ()
    assert days_of(parts_of(path), ASSUMED) is None


def test_a_route_adds_its_legs_and_each_change_of_mode() -> None:
    chain = [_path(Mode.RAIL), _path(Mode.RAIL, 500.0), _path(Mode.SEA), _path(Mode.RAIL)]
    assert dict(parts_of_route(chain)) == {
        "rail-speed": 2500.0,
        "sea-speed": 1000.0,
        TRANSSHIPMENT: 2.0,
    }


def test_other_assumptions_make_other_days() -> None:
    parts = parts_of(_path(Mode.SEA))
    quick = {**ASSUMED, "sea-speed": replace(ASSUMED["sea-speed"], low=40.0, high=50.0)}
    usual, quicker = days_of(parts, ASSUMED), days_of(parts, quick)
    assert usual
    assert quicker
    assert quicker.high < usual.low


def test_every_part_that_can_occur_is_assumed_with_a_reason_or_a_source_of_the_registers(
    catalog: Catalog,
) -> None:
    needed = {*SPEEDS.values(), *BORDERS.values(), *WAITS.values(), GAUGE, TRANSSHIPMENT}
    assert needed == set(ASSUMED)
    for one in ASSUMED.values():
        assert set(one.sources) <= set(catalog.registers.references)
        assert one.sources or one.reason.startswith("The editor's own")


def test_the_rail_speeds_are_what_their_sources_make() -> None:
    low, high = re.findall(r"[\d.]+", "5430 km in 5.5 days")
    assert ASSUMED["rail-speed"].high == pytest.approx(float(low) / float(high) / 24, rel=0.02)
