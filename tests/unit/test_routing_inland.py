"""Countries of a way by water: canals and rivers, but no cape that it rounds, and no harbour."""

from __future__ import annotations

import pytest

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.countries import countries_on_land
from corridors.routing.inland import countries_inland, first_km

SUEZ = (Position(31.9, 32.4), Position(31.2, 32.3), Position(29.9, 32.55), Position(28.5, 33.0))
OVER_TUNISIA = (Position(37.5, 5.0), Position(36.8, 10.0), Position(35.0, 14.0))
FROM_NOVOROSSIYSK = (
    Position(44.725, 37.783),
    Position(44.70, 37.80),
    Position(44.60, 37.85),
    Position(43.0, 34.0),
)
TO_HAMBURG = (Position(55.5, 4.0), Position(54.0, 8.0), Position(53.54, 9.97))


def test_a_canal_counts_with_its_country_and_km() -> None:
    ((code, km),) = countries_inland(SUEZ, 140.0, ["suez"])
    assert code == "EG"
    assert 100 < km < 180


def test_a_cape_that_the_coarse_coast_puts_in_the_way_does_not_count() -> None:
    assert countries_inland(OVER_TUNISIA, 0.0, []) == ()
    assert countries_inland(OVER_TUNISIA, 10.0, []) == ()


def test_a_river_counts_with_the_country_of_its_port() -> None:
    ((code, km),) = countries_inland(TO_HAMBURG, 110.0, [])
    assert code == "DE"
    assert 50 < km < 130


def test_a_harbour_that_the_coarse_coast_closes_is_no_country_crossed() -> None:
    assert countries_inland(FROM_NOVOROSSIYSK, 31.0, ["bosphorus"], (3.0, 0.0)) == ()
    assert countries_on_land(FROM_NOVOROSSIYSK) != ()


def test_what_leads_to_the_water_over_land_counts_nowhere() -> None:
    line = (Position(55.0, 37.0), *TO_HAMBURG)
    assert countries_inland(line, 110.0, [], (2000.0, 0.0)) == countries_inland(
        TO_HAMBURG, 110.0, []
    )


def test_on_a_short_way_nothing_counts_twice() -> None:
    line = TO_HAMBURG[1:]
    ((_, km),) = countries_inland(line, 140.0, [])
    assert km < length_km(line)


@pytest.mark.parametrize("km", [10.0, 300.0])
def test_the_beginning_of_a_line_is_as_long_as_asked(km: float) -> None:
    assert length_km(first_km(TO_HAMBURG, km)) == pytest.approx(km, rel=0.02)
    assert first_km(TO_HAMBURG, 10_000.0) == list(TO_HAMBURG)
