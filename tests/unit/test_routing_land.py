"""Ways by rail and road: what a route tells, what closes it, and when there is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyproj import Geod

from corridors.position import Position
from corridors.routing import land
from corridors.routing.land import LandRoute
from corridors.routing.land_places import places
from corridors.routing.noroute import NoRoute

WGS84 = Geod(ellps="WGS84")


def at(place: str) -> Position:
    """Return where a place of the registers lies."""
    return places()[place].position


def way(mode: str, origin: str, destination: str, **options: object) -> LandRoute:
    """Return a route between two places of the registers, which must be there."""
    found = land.route(mode, at(origin), at(destination), **options)  # type: ignore[arg-type]
    assert isinstance(found, LandRoute), found
    return found


def codes(found: LandRoute) -> list[str]:
    """Return the countries of a route in the order entered."""
    return [code for code, _ in found.countries]


def test_kolyadichi_novorossiysk_stays_in_belarus_and_russia() -> None:
    found = way("rail", "kolyadichi", "novorossiysk", avoid_countries=["UA"])
    assert 2000 <= found.length_km <= 2250
    assert codes(found) == ["BY", "RU"]
    assert [crossing[1:3] for crossing in found.crossings] == [("BY", "RU")]
    assert found.schematic_km / found.length_km < 0.02


# Places of published distances that the registers lack: towns at their railway stations.
TOWNS = {
    "ankara": Position(39.935, 32.840),
    "gomel": Position(52.430, 31.010),
    "rostov": Position(47.220, 39.700),
    "vorsino": Position(55.270, 36.670),
    "zabaikalsk": Position(49.650, 117.330),
    # The two ends of the line round Ukraine, where it leaves and joins the older ones.
    "zhuravka": Position(49.838, 39.728),
    "before-millerovo": Position(48.999, 40.442),
}


@pytest.mark.parametrize(
    ("ends", "published_km"),
    [
        (["sarakhs-ir", "bandar-abbas"], 1600),
        (["dostyk", "kolyadichi", "brest-by"], 5430),
        (["altynkol", "kolyadichi", "brest-by"], 5430),
        (["gomel", "zabaikalsk"], 7000),
        (["ankara", "kars", "tbilisi", "baku", "rostov", "vorsino"], 4650),
        (["zhuravka", "before-millerovo"], 137),
        (["lahore", "zahedan", "sarakhs-ir", "astrakhan", "moscow"], 8000),
    ],
)
def test_published_rail_distances_are_met_within_4_percent(
    ends: list[str], published_km: float
) -> None:
    """Which way the published figure is of: docs/routing-land.md."""
    stops = [TOWNS.get(end) or at(end) for end in ends]
    ways = [land.route("rail", a, b, avoid_countries=["AF", "UA"]) for a, b in pairwise(stops)]
    found_km = sum(found.length_km for found in ways if isinstance(found, LandRoute))
    assert found_km == pytest.approx(published_km, rel=0.04)


def test_a_route_begins_and_ends_where_it_was_asked_to() -> None:
    found = way("rail", "minsk", "moscow")
    assert (found.waypoints[0], found.waypoints[-1]) == (at("minsk"), at("moscow"))


def test_countries_and_approaches_add_up_to_the_length() -> None:
    found = way("rail", "dostyk", "kolyadichi")
    parts = sum(km for _, km in found.countries) + sum(found.approach_km)
    assert parts == pytest.approx(found.length_km)


@pytest.mark.parametrize(
    ("mode", "origin", "destination"),
    [("rail", "minsk", "baku"), ("rail", "xian", "khorgos-cn"), ("road", "minsk", "moscow")],
)
def test_a_route_is_as_long_back_and_never_shorter_than_its_line(
    mode: str, origin: str, destination: str
) -> None:
    there, back = way(mode, origin, destination), way(mode, destination, origin)
    assert there.length_km == pytest.approx(back.length_km, rel=1e-4)
    lats, lons = zip(*there.waypoints, strict=True)
    drawn_km = WGS84.line_length(lons, lats) / 1000
    assert drawn_km <= there.length_km * 1.002
    assert max(abs(a.lon - b.lon) for a, b in pairwise(there.waypoints)) < 1.0


def test_a_longitude_beyond_180_is_the_same_place_and_the_line_runs_on_there() -> None:
    origin, destination = at("minsk"), at("moscow")
    turned = Position(origin.lat, origin.lon + 360)
    found = land.route("rail", turned, destination)
    assert isinstance(found, LandRoute)
    assert found.length_km == pytest.approx(way("rail", "minsk", "moscow").length_km)
    assert found.waypoints[-1].lon == pytest.approx(destination.lon + 360)


def test_a_country_that_is_excluded_is_not_entered() -> None:
    through = land.route("rail", at("moscow"), Position(43.11, 131.89))
    around = land.route("rail", at("moscow"), Position(43.11, 131.89), avoid_countries=["CN", "KZ"])
    assert isinstance(through, LandRoute)
    assert isinstance(around, LandRoute)
    assert codes(around) == ["RU"]
    assert around.length_km >= through.length_km


def test_rail_to_the_crimea_runs_over_ukraines_ground_in_law() -> None:
    simferopol = Position(44.957, 34.11)
    found = land.route("rail", at("novorossiysk"), simferopol)
    assert isinstance(found, LandRoute)
    assert codes(found) == ["RU", "UA"]
    barred = land.route("rail", at("novorossiysk"), simferopol, avoid_countries=["UA"])
    assert isinstance(barred, NoRoute)


def test_closing_all_crossings_of_two_countries_leaves_none_of_them() -> None:
    found = land.route("rail", at("brest-by"), at("malaszewicze"), closed=["BY-PL"])
    pairs = [] if isinstance(found, NoRoute) else [set(c[1:3]) for c in found.crossings]
    assert {"BY", "PL"} not in pairs
    assert not isinstance(found, LandRoute) or found.length_km > 500


@pytest.mark.parametrize("closed", ["brest-by", "terespol-brest-rail"])
def test_a_crossing_closes_by_its_id(closed: str) -> None:
    found = land.route("rail", at("brest-by"), at("malaszewicze"), closed=[closed])
    assert isinstance(found, NoRoute) or closed not in [c[0] for c in found.crossings]
    assert not isinstance(found, LandRoute) or found.length_km > 50


def test_a_crossing_of_the_registers_is_told_by_its_id() -> None:
    (crossing,) = way("rail", "brest-by", "malaszewicze").crossings
    assert crossing[:3] == ("terespol-brest-rail", "BY", "PL")


@pytest.mark.parametrize(
    ("origin", "destination", "gauges", "near"),
    [
        ("brest-by", "malaszewicze", (1520, 1435), "terespol-brest-rail"),
        ("tbilisi", "kars", (1520, 1435), "akhalkalaki"),
        ("kerman", "taftan", (1435, 1676), "zahedan"),
        ("dostyk", "alashankou", (1520, 1435), "dostyk"),
        ("akyaila", "incheh-borun", (1520, 1435), "incheh-borun"),
    ],
)
def test_a_gauge_breaks_once_and_at_its_place(
    origin: str, destination: str, gauges: tuple[int, int], near: str
) -> None:
    (told,) = way("rail", origin, destination).gauge_breaks
    assert told[:2] == gauges
    place = at(near)
    _, _, metres = WGS84.inv(told[2].lon, told[2].lat, place.lon, place.lat)
    assert metres < 15_000


@pytest.mark.parametrize(
    ("origin", "between", "destination"),
    [("tbilisi", "akhalkalaki", "kars"), ("kerman", "zahedan", "taftan")],
)
def test_a_break_at_a_station_is_told_on_one_of_two_ways_that_meet_there(
    origin: str, between: str, destination: str
) -> None:
    ways = [way("rail", origin, between), way("rail", between, destination)]
    assert sum(len(found.gauge_breaks) for found in ways) == 1


def test_between_belarus_and_ukraine_trains_cross_the_border_itself() -> None:
    for origin in (at("soligorsk"), Position(52.43, 30.99), Position(52.13, 29.33)):
        found = land.route("rail", origin, at("odesa"), avoid_countries=["MD", "PL", "RU"])
        assert isinstance(found, LandRoute)
        assert codes(found) == ["BY", "UA"]


def test_samarkand_to_termez_stays_in_uzbekistan_over_the_line_by_boysun() -> None:
    found = way("rail", "samarkand", "termez", avoid_countries=["TM"])
    assert codes(found) == ["UZ"]
    assert 400 <= found.length_km <= 560


def test_a_line_that_is_not_built_is_used_by_proposals_alone() -> None:
    planned = way("rail", "astara-ir", "rasht", proposed=True)
    assert planned.proposed_km == pytest.approx(162.4, abs=3)  # gets on after the start
    built = land.route("rail", at("astara-ir"), at("rasht"))
    assert isinstance(built, NoRoute) or built.proposed_km == 0
    assert isinstance(built, NoRoute) or built.length_km > 1000


def test_the_two_astaras_lie_apart() -> None:
    found = way("rail", "astara-az", "astara-ir")
    assert 2 < found.length_km < 8
    assert [crossing[1:3] for crossing in found.crossings] == [("AZ", "IR")]


def test_a_place_on_a_border_gets_on_in_its_own_country() -> None:
    for origin, destination in [("sarakhs-tm", "sarakhs-ir"), ("khorgos-cn", "altynkol")]:
        found = way("rail", origin, destination)
        assert codes(found) == [places()[origin].country, places()[destination].country]


def test_one_place_twice_is_no_route() -> None:
    assert isinstance(land.route("rail", at("minsk"), at("minsk")), NoRoute)


def test_an_end_far_from_the_network_is_named_with_its_distance() -> None:
    found = land.route("rail", at("minsk"), Position(71.0, -50.0))
    assert isinstance(found, NoRoute)
    assert "destination" in found.reason
    assert "km from the network" in found.reason


def test_no_way_left_says_what_closed_it() -> None:
    found = land.route(
        "rail", at("minsk"), at("baku"), avoid_countries=["RU", "PL", "LT", "LV", "UA"]
    )
    assert isinstance(found, NoRoute)
    assert "LT, LV, PL, RU, UA" in found.reason


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"avoid_countries": ["XX"]}, "'XX'"),
        ({"closed": ["no-such-place"]}, "'no-such-place'"),
        ({"closed": ["BY-XX"]}, "'XX'"),
    ],
)
def test_what_is_not_known_is_named(options: dict[str, list[str]], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        land.route("rail", at("minsk"), at("moscow"), **options)  # type: ignore[arg-type]


def test_a_mode_that_is_not_by_land_is_refused() -> None:
    with pytest.raises(ValueError, match="'sea'"):
        land.route("sea", at("minsk"), at("moscow"))


def test_a_batch_finds_what_single_queries_find() -> None:
    pairs = [(at("minsk"), at("moscow")), (at("kars"), at("mersin"))]
    single = [land.route("rail", *pair) for pair in pairs]
    assert land.routes("rail", pairs) == single
