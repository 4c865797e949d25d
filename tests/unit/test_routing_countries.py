"""Countries of a line by the basemap's outlines, with the km in each."""

from __future__ import annotations

import pytest

from corridors.geometry import great_circle, length_km
from corridors.model import Position
from corridors.routing.countries import (
    countries_inside,
    countries_near,
    countries_on_land,
    country_at,
    country_codes,
    merge_countries,
    neighbours,
)


def test_the_km_of_an_inland_line_add_up_to_its_length_in_the_order_entered() -> None:
    line = great_circle([Position(53.9, 27.56), Position(55.75, 37.6)])
    found = countries_on_land(line)
    assert [code for code, _ in found] == ["BY", "RU"]
    assert sum(km for _, km in found) == pytest.approx(length_km(line), rel=1e-3)


def test_a_country_that_is_left_and_entered_again_stands_once() -> None:
    assert merge_countries([("RU", 1.0), ("KZ", 2.0), ("RU", 3.0)]) == (("RU", 4.0), ("KZ", 2.0))


def test_open_sea_lies_in_no_country() -> None:
    assert countries_on_land([Position(0.0, -30.0), Position(10.0, -30.0)]) == ()


@pytest.mark.parametrize("turn", [0, 360])
def test_a_line_over_the_antimeridian_finds_both_shores(turn: int) -> None:
    line = [
        Position(66.0, 179.0 + turn),
        Position(66.0, 190.0 + turn),
        Position(64.5, 199.0 + turn),
    ]
    assert [code for code, _ in countries_on_land(line)] == ["RU", "US"]


def test_short_pieces_are_left_out_if_asked() -> None:
    line = [Position(53.9, 27.5), Position(53.91, 27.5)]
    assert countries_on_land(line)
    assert countries_on_land(line, least_km=2.0) == ()


def test_a_short_stretch_is_left_out_unless_it_runs_on_over_a_border() -> None:
    clipped = [Position(37.06, 11.3), Position(37.06, 10.8)]
    over_a_border = great_circle([Position(53.9, 27.56), Position(55.75, 37.6)])
    assert countries_on_land(clipped) != ()
    assert countries_inside(clipped, 30.0) == ()
    assert countries_inside(over_a_border, 600.0) == countries_on_land(over_a_border)


def test_crimea_lies_in_ukraine_and_suez_in_egypt() -> None:
    assert country_at(Position(45.3, 34.4)) == "UA"
    assert country_at(Position(30.5, 32.2)) == "EG"
    assert country_at(Position(45.3, 34.4 + 360)) == "UA"
    assert country_at(Position(0.0, -30.0)) is None


def test_neighbours_share_a_land_border() -> None:
    assert neighbours("PL") == ("BY", "CZ", "DE", "LT", "RU", "SK", "UA")
    assert neighbours("IS") == ()


def test_a_border_crossing_is_near_both_its_countries() -> None:
    assert countries_near(Position(52.088, 23.65), 8.0) == ("BY", "PL")


def test_codes_are_those_of_iso_3166() -> None:
    codes = country_codes()
    assert {"BY", "XK", "PK"} <= codes
    assert "UK" not in codes
