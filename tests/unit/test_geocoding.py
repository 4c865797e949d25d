"""Names that mean one place, two places, or no place."""

from __future__ import annotations

import math

import pytest

from corridors.errors import GeocodingError
from corridors.geocoding import OfflineGazetteer, Resolution, resolve


def apart_km(resolution: Resolution, lat: float, lon: float) -> float:
    place = resolution.place
    assert place is not None, resolution.reason
    east = (place.lon - lon) * math.cos(math.radians(lat))
    return math.hypot(place.lat - lat, east) * 111.2


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Astara", {"AZ", "IR"}),
        ("Sarakhs", {"IR", "TM"}),
        ("Brest", {"BY", "FR"}),
        ("Khorgos", {"CN", "KZ"}),
        ("Samur", {"AZ", "RU"}),
        ("Астара", {"AZ", "IR"}),
        ("Брест", {"BY", "FR"}),
        ("Хоргос", {"CN", "KZ"}),
        ("Серахс", {"IR", "TM"}),
    ],
)
def test_a_name_with_two_comparable_places_is_ambiguous_and_lists_them(
    name: str, countries: set[str]
) -> None:
    resolution = resolve(name)
    assert resolution.ambiguous
    assert resolution.place is None
    assert {p.country for p in resolution.candidates[:2]} == countries
    assert all(country in resolution.reason for country in countries)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Astara", "AZ", 38.45, 48.87),
        ("Astara", "IR", 38.43, 48.87),
        ("Sarakhs", "IR", 36.54, 61.16),
        ("Sarakhs", "TM", 36.52, 61.21),
        ("Brest", "BY", 52.1, 23.7),
        ("Brest", "FR", 48.39, -4.49),
        ("Khorgos", "KZ", 44.2, 80.4),
        ("Khorgos", "CN", 44.2, 80.4),
    ],
)
def test_the_country_given_settles_an_ambiguous_name(
    name: str, country: str, lat: float, lon: float
) -> None:
    resolution = resolve(name, country)
    assert not resolution.ambiguous
    assert resolution.place is not None
    assert resolution.place.country == country
    assert apart_km(resolution, lat, lon) < 25


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Poti", "GE"),
        ("Islamabad", "PK"),
        ("Dikson", "RU"),
        ("Alat", "AZ"),
        ("Bombay", "IN"),
        ("Madras", "IN"),
        ("Odessa", "UA"),
        ("Alexandria", "EG"),
        ("London", "GB"),
        ("Minsk", "BY"),
        ("Mumbai", "IN"),
        ("Kiev", "UA"),
        ("Kaliningrad", "RU"),
        ("Anzali", "IR"),
    ],
)
def test_a_place_of_its_own_name_comes_before_a_bigger_one_that_also_goes_by_it(
    name: str, country: str
) -> None:
    place = resolve(name).place
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(
    "area",
    [
        "Russia",
        "Россия",
        "Расія",
        "Rusya",
        "Black Sea",
        "Чёрное море",
        "Karadeniz",
        "Crimea",
        "Крым",
        "Kırım",
        "Kaliningrad region",
        "Калининградская область",
        "Marmara",
        "Siberia",
        "Сибирь",
        "Europe",
        "Asia",
        "Arctic",
        "Central Asia",
        "Caspian Sea",
        "Northern Sea Route",
        "European Union",
        "Türkiye",
        "the Baltic",
        "Брэсцкая вобласць",
        "Pskov oblast",
        "Georgian ports",
        "Gulf of Izmit",
        "Georgia",
        "Djibouti",
        "Biełaruś",
    ],
)
def test_an_area_never_becomes_a_point(area: str) -> None:
    resolution = resolve(area)
    assert resolution.place is None
    assert resolution.candidates == ()
    assert resolution.is_area
    assert "area" in resolution.reason or "country" in resolution.reason


@pytest.mark.parametrize(
    ("area", "country"),
    [
        ("Russia", "RU"),
        ("Ukraine", "UA"),
        ("Japan", "JP"),
        ("Marmara", "TR"),
        ("Crimea", "UA"),
        ("Angola", "AO"),
        ("Sakhalin", "RU"),
        ("Kaliningrad region", "RU"),
        ("Siberia", "RU"),
    ],
)
def test_an_area_stays_an_area_where_its_own_country_is_given(area: str, country: str) -> None:
    resolution = resolve(area, country)
    assert resolution.is_area
    assert resolution.place is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Singapore", None),
        ("Gibraltar", None),
        ("Hong Kong", None),
        ("Djibouti", "DJ"),
        ("Panama", "PA"),
        ("Tunis", "TN"),
        ("Kuwait", "KW"),
        ("Luxembourg", "LU"),
        ("Tunis", None),
        ("Georgia", "US"),
    ],
)
def test_a_town_that_shares_its_countrys_name_is_a_point_where_a_town_is_meant(
    name: str, country: str | None
) -> None:
    assert resolve(name, country).place is not None


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Kolyadichi", 53.83, 27.57),
        ("Колядичи", 53.83, 27.57),
        ("Калядзічы", 53.83, 27.57),
        ("Kaliadzičy", 53.83, 27.57),
        ("Kaladzičy", 53.83, 27.57),
        ("Koljadichi", 53.83, 27.57),
        ("Novorossiysk", 44.72, 37.78),
        ("Новороссийск", 44.72, 37.78),
        ("Наварасійск", 44.72, 37.78),
        ("Navarasijsk", 44.72, 37.78),
        ("Gomel", 52.43, 31.0),
        ("Гомель", 52.43, 31.0),
        ("Homiel", 52.43, 31.0),
        ("Магілёў", 53.9, 30.33),
        ("Mahiloŭ", 53.9, 30.33),
        ("Стамбул", 41.01, 28.97),
        ("İstanbul", 41.01, 28.97),
        ("ISTANBUL", 41.01, 28.97),
        ("Bakü", 40.4, 49.88),
        ("Tiflis", 41.7, 44.8),
        ("Londra", 51.5, -0.1),
        ("Pekin", 39.9, 116.4),
        ("Бендер-Аббас", 27.18, 56.27),
        ("Бендер-Энзели", 37.47, 49.46),
        ("Klajpieda", 55.7, 21.13),
        ("Маньчжурия", 49.6, 117.43),
        ("Забайкальск", 49.65, 117.33),
        ("Ələt", 39.97, 49.43),
        ("Boğaziçi", 41.12, 29.07),
        ("Босфор", 41.12, 29.07),
        ("Çanakkale Boğazı", 40.2, 26.4),
    ],
)
def test_each_language_and_script_finds_its_places(name: str, lat: float, lon: float) -> None:
    assert apart_km(resolve(name), lat, lon) < 25


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Port of Rades", "TN", 36.8, 10.28),
        ("Rades Harbour", "TN", 36.8, 10.28),
        ("Bandar Abbas (Shahid Rajaee)", "IR", 27.1, 56.07),
        ("Izmit/Derince", "TR", 40.75, 29.85),
        ("St. John's", "CA", 47.56, -52.7),
        ("Saint John's", "CA", 47.56, -52.7),
        ("Göcek Limanı", "TR", 36.75, 28.93),
        ("Rotterdam Europoort", "NL", 51.95, 4.14),
        ("порт Усть-Луга", "RU", 59.67, 28.4),
        ("Batavia", "ID", -6.1, 106.88),
        ("Saigon", "VN", 10.77, 106.7),
        ("Leningrad", "RU", 59.93, 30.25),
        ("Constanza", "RO", 44.17, 28.65),
        ("Calcutta", "IN", 22.55, 88.33),
        ("Rangoon", "MM", 16.8, 96.17),
        ("Luebeck", "DE", 53.87, 10.68),
        ("Maaloy", "NO", 61.94, 5.11),
        ("Aarhus Havn", "DK", 56.15, 10.22),
        ("Horramshahr", "IR", 30.43, 48.17),
        ("San Juan", "US", 18.45, -66.08),
        ("Port Louis", "MU", -20.15, 57.5),
        ("Nhava Sheva", "IN", 18.95, 72.95),
        ("Port Qasim", "PK", 24.77, 67.33),
        ("Ambarli", "TR", 40.97, 28.68),
        ("Bandar Imam Khomeini", "IR", 30.43, 49.07),
    ],
)
def test_names_as_port_lists_write_them_are_found_in_their_country(
    name: str, country: str, lat: float, lon: float
) -> None:
    assert apart_km(resolve(name, country), lat, lon) < 25


def test_a_country_may_be_given_by_its_name_in_any_of_the_languages() -> None:
    for country in ("TR", "tr", "Turkey", "Турция", "Турцыя", "Türkiye"):
        place = resolve("Gebze", country).place
        assert place is not None
        assert place.country == "TR"


def test_an_unknown_country_is_refused_with_the_mend() -> None:
    with pytest.raises(GeocodingError, match=r"'ZQ'.*two letters such as TR"):
        resolve("Gebze", "ZQ")


def test_a_spelling_match_stays_in_the_country_and_says_that_it_is_less_precise() -> None:
    resolution = resolve("Novorosiysk", "RU")
    assert resolution.match == "similar"
    assert resolution.place is not None
    assert resolution.place.precision_km >= 50
    assert resolve("Novorosiysk", "FR").place is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Xanadu", "US"),
        ("Qwertyport", None),
        ("Zzz", "RU"),
        ("123", "DE"),
        ("Port", "GB"),
        ("", None),
    ],
)
def test_a_name_that_no_source_has_is_said_to_be_unknown(name: str, country: str | None) -> None:
    resolution = resolve(name, country)
    assert resolution.place is None
    assert resolution.match == "none"
    assert not resolution.is_area


def test_a_short_name_is_not_taken_for_a_metropolis_spelled_almost_like_it() -> None:
    place = resolve("Kharlachi", "PK").place
    assert place is not None
    assert place.name == "Kharlachi"
    khasan = resolve("Khasan", "RU").place
    assert khasan is not None
    assert khasan.name == "Khasan"


def test_the_geopy_geocoder_gives_locations_with_the_rest_in_raw() -> None:
    geocoder = OfflineGazetteer()
    location = geocoder.geocode("Gebze", country="TR")
    assert location is not None
    assert 40.7 < location.latitude < 40.9
    assert 29.3 < location.longitude < 29.7
    assert location.raw["country"] == "TR"
    assert {"kind", "source", "precision_km", "locode", "match"} <= location.raw.keys()


def test_the_geopy_geocoder_gives_no_single_location_for_an_ambiguous_name_but_all() -> None:
    geocoder = OfflineGazetteer()
    assert geocoder.geocode("Brest") is None
    assert len(geocoder.geocode("Brest", exactly_one=False)) >= 2
    assert geocoder.geocode("Russia") is None
    assert geocoder.geocode("Russia", exactly_one=False) is None
    with pytest.raises(GeocodingError, match="empty"):
        geocoder.geocode(" ")
