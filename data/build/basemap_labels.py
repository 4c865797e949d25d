"""Names for the ground: countries where their land is widest, seas where the editor put them.

Points are (lon, lat) in degrees; zooms are Web Mercator's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.core import get_global
from basemap_simplify import mercator_lat, pixel_deg
from basemap_topology import Country, Topology, to_polygon
from shapely import Polygon
from shapely.ops import polylabel, transform

# Natural Earth's names where it gives no ISO number.
CODE_WITHOUT_NUMBER = {"Kosovo": "XK"}
# CLDR's names where they are longer than a map wants, or another than our sources use.
SHORT_NAMES = {
    "AE": "UAE",
    "BA": "Bosnia and Herzegovina",
    "CD": "DR Congo",
    "CG": "Congo",
    "CI": "Côte d’Ivoire",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "US": "United States",
}
# The widest part is not where a reader looks for the name: the editor's own places.
PLACES = {
    "CA": (-106.0, 57.0),
    "EH": (-13.4, 24.4),
    "NO": (9.2, 61.3),
    "RU": (96.0, 62.5),
    "US": (-98.5, 39.5),
}
LETTER_PX = 8.5
WIDEST_ZOOM = 2
NARROWEST_ZOOM = 8
# A name may stand out beyond the widest circle by this much; most countries are wider than high.
NAME_WIDTHS_PER_CIRCLE = 1.5


@dataclass(frozen=True)
class Sea:
    """A body of water's name and where it stands; zooms from and to which it is shown."""

    name: str
    lon: float
    lat: float
    kind: str
    rank: int
    min_zoom: int
    max_zoom: int


def _sea(name: str, lon: float, lat: float, kind: str, min_zoom: int, max_zoom: int = 12) -> Sea:
    rank = {"ocean": 1, "sea": 2, "gulf": 3, "bay": 3, "strait": 4, "lake": 3}[kind]
    return Sea(name, lon, lat, kind, rank, min_zoom, max_zoom)


SEAS = [
    _sea("Atlantic Ocean", -38.0, 32.0, "ocean", 1, 5),
    _sea("South Atlantic Ocean", -15.0, -25.0, "ocean", 2, 5),
    _sea("Pacific Ocean", -142.0, 20.0, "ocean", 1, 5),
    _sea("Pacific Ocean", 160.0, 27.0, "ocean", 3, 5),
    _sea("South Pacific Ocean", -130.0, -28.0, "ocean", 2, 5),
    _sea("Indian Ocean", 76.0, -14.0, "ocean", 1, 5),
    _sea("Arctic Ocean", 130.0, 82.0, "ocean", 1, 5),
    _sea("Southern Ocean", 60.0, -60.0, "ocean", 2, 5),
    _sea("Mediterranean Sea", 18.2, 34.3, "sea", 3, 8),
    _sea("Black Sea", 34.4, 43.2, "sea", 3, 9),
    _sea("Caspian Sea", 50.7, 41.6, "sea", 3, 9),
    _sea("Baltic Sea", 19.0, 56.6, "sea", 3, 9),
    _sea("North Sea", 3.2, 56.3, "sea", 3, 8),
    _sea("Norwegian Sea", 3.0, 68.0, "sea", 3, 7),
    _sea("Greenland Sea", -6.0, 76.0, "sea", 3, 7),
    _sea("Barents Sea", 38.0, 74.2, "sea", 3, 7),
    _sea("White Sea", 37.6, 65.3, "sea", 5, 9),
    _sea("Kara Sea", 74.0, 75.6, "sea", 3, 7),
    _sea("Laptev Sea", 126.0, 75.8, "sea", 3, 7),
    _sea("East Siberian Sea", 161.0, 73.2, "sea", 3, 7),
    _sea("Chukchi Sea", -172.0, 69.0, "sea", 3, 7),
    _sea("Beaufort Sea", -138.0, 72.3, "sea", 3, 7),
    _sea("Bering Sea", -178.0, 58.0, "sea", 3, 7),
    _sea("Sea of Okhotsk", 149.0, 54.8, "sea", 3, 7),
    _sea("Sea of Japan", 135.0, 40.2, "sea", 3, 7),
    _sea("Yellow Sea", 123.2, 35.6, "sea", 4, 8),
    _sea("East China Sea", 125.3, 29.3, "sea", 4, 8),
    _sea("South China Sea", 114.3, 13.5, "sea", 3, 7),
    _sea("Philippine Sea", 131.5, 19.0, "sea", 4, 7),
    _sea("Arabian Sea", 64.0, 15.5, "sea", 3, 7),
    _sea("Red Sea", 38.4, 20.0, "sea", 4, 8),
    _sea("Aegean Sea", 25.0, 38.5, "sea", 5, 9),
    _sea("Sea of Marmara", 28.1, 40.72, "sea", 6, 11),
    _sea("Sea of Azov", 36.7, 46.05, "sea", 5, 10),
    _sea("Adriatic Sea", 15.6, 43.1, "sea", 5, 9),
    _sea("Ionian Sea", 18.8, 38.2, "sea", 5, 9),
    _sea("Tyrrhenian Sea", 12.0, 40.0, "sea", 5, 9),
    _sea("Andaman Sea", 95.8, 11.0, "sea", 4, 8),
    _sea("Java Sea", 111.0, -5.0, "sea", 4, 8),
    _sea("Coral Sea", 154.0, -17.0, "sea", 4, 7),
    _sea("Tasman Sea", 160.0, -38.5, "sea", 3, 7),
    _sea("Caribbean Sea", -75.0, 14.8, "sea", 3, 7),
    _sea("Labrador Sea", -53.0, 57.5, "sea", 4, 7),
    _sea("Bay of Bengal", 88.3, 14.5, "bay", 3, 7),
    _sea("Bay of Biscay", -4.5, 45.3, "bay", 5, 8),
    _sea("Hudson Bay", -85.5, 60.0, "bay", 4, 7),
    _sea("Baydaratskaya Bay", 67.3, 69.3, "bay", 6, 9),
    _sea("Gulf of Ob", 73.5, 69.3, "gulf", 6, 9),
    _sea("Gulf of Mexico", -90.5, 25.2, "gulf", 3, 7),
    _sea("Gulf of Guinea", 2.5, 2.0, "gulf", 4, 7),
    _sea("Gulf of Aden", 48.3, 12.5, "gulf", 4, 8),
    _sea("Gulf of Oman", 58.6, 24.9, "gulf", 5, 9),
    _sea("Persian Gulf", 51.0, 27.2, "gulf", 4, 9),
    _sea("Gulf of Suez", 32.9, 29.15, "gulf", 7, 10),
    _sea("Gulf of Aqaba", 34.7, 28.85, "gulf", 7, 10),
    _sea("Gulf of Finland", 26.2, 59.85, "gulf", 6, 10),
    _sea("Gulf of Riga", 23.6, 57.7, "gulf", 6, 10),
    _sea("Gulf of Bothnia", 19.6, 62.3, "gulf", 5, 9),
    _sea("Gulf of Thailand", 101.3, 9.8, "gulf", 5, 8),
    _sea("Gulf of Tonkin", 107.6, 20.0, "gulf", 5, 9),
    _sea("Gulf of Kutch", 69.4, 22.7, "gulf", 7, 10),
    _sea("Bohai Sea", 119.6, 38.6, "gulf", 5, 9),
    _sea("Gulf of Alaska", -146.0, 57.5, "gulf", 4, 7),
    _sea("Mozambique Channel", 41.0, -18.5, "strait", 4, 8),
    _sea("Bering Strait", -168.6, 65.9, "strait", 4, 9),
    _sea("Bosphorus", 29.07, 41.12, "strait", 7, 12),
    _sea("Dardanelles", 25.85, 40.0, "strait", 7, 12),
    _sea("Kerch Strait", 36.6, 44.85, "strait", 7, 12),
    _sea("Strait of Hormuz", 56.6, 26.45, "strait", 6, 10),
    _sea("Bab el-Mandeb", 43.3, 12.55, "strait", 6, 10),
    _sea("Strait of Malacca", 99.6, 4.2, "strait", 5, 9),
    _sea("Strait of Gibraltar", -5.6, 35.93, "strait", 6, 10),
    _sea("English Channel", -1.9, 50.1, "strait", 5, 9),
    _sea("Denmark Strait", -27.0, 66.3, "strait", 5, 8),
    _sea("Skagerrak", 9.0, 57.9, "strait", 6, 9),
    _sea("Kattegat", 11.35, 56.8, "strait", 6, 10),
    _sea("Kara Strait", 58.2, 70.45, "strait", 6, 10),
    _sea("Vilkitsky Strait", 103.0, 77.95, "strait", 5, 10),
    _sea("Sannikov Strait", 140.0, 74.5, "strait", 6, 10),
    _sea("Long Strait", 178.5, 70.15, "strait", 6, 10),
    _sea("Korea Strait", 129.2, 34.25, "strait", 6, 10),
    _sea("Tsushima Strait", 130.1, 33.9, "strait", 8, 10),
    _sea("La Pérouse Strait", 141.9, 45.75, "strait", 6, 10),
    _sea("Taiwan Strait", 119.5, 24.5, "strait", 5, 10),
    _sea("Palk Strait", 79.9, 10.0, "strait", 7, 10),
]


def iso2_of(country: Country) -> str | None:
    """Return a country's ISO 3166-1 alpha-2 code (XK for Kosovo), or None if it has none.

    The numbers are CLDR's aliases of territories.
    """
    if country.name in CODE_WITHOUT_NUMBER:
        return CODE_WITHOUT_NUMBER[country.name]
    codes: list[str] = get_global("territory_aliases").get(country.numeric or "", [])
    return codes[0] if len(codes) == 1 else None


def english_name(country: Country) -> str:
    """Return CLDR's English name, shortened where a map asks for it; else the data's name."""
    code = iso2_of(country)
    if code is None:
        return country.name
    name: str = Locale("en").territories.get(code, country.name)
    return SHORT_NAMES.get(code, name)


def _to_mercator(polygon: Polygon) -> Polygon:
    return transform(lambda lon, lat: (lon, [mercator_lat(y) for y in lat]), polygon)


def _from_mercator(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def _first_zoom(name: str, circle_deg: float) -> int:
    """Return the first zoom at which the name is not much wider than the country."""
    for zoom in range(WIDEST_ZOOM, NARROWEST_ZOOM):
        if len(name) * LETTER_PX * pixel_deg(zoom) <= NAME_WIDTHS_PER_CIRCLE * circle_deg:
            return zoom
    return NARROWEST_ZOOM


def _rounded(value: float) -> float:
    return round(value, 2)


def country_labels(topology: Topology) -> list[dict[str, Any]]:
    """Return a label for each country, the largest on the Mercator map first."""
    found = []
    for country in topology.countries:
        code = iso2_of(country)
        if code is None:
            continue
        parts = [_to_mercator(to_polygon(topology.arcs, p)).buffer(0) for p in country.polygons]
        solid = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
        biggest = max(solid, key=lambda part: part.area)
        place = polylabel(biggest, tolerance=0.02)
        circle_deg = 2 * biggest.exterior.distance(place)
        lon, lat = PLACES.get(code, (place.x, _from_mercator(place.y)))
        name = english_name(country)
        label = {
            "name": name,
            "iso2": code,
            "kind": "country",
            "lon": _rounded(lon),
            "lat": _rounded(lat),
            "min_zoom": _first_zoom(name, circle_deg),
            "max_zoom": 8,
        }
        found.append((-sum(part.area for part in solid), code, label))
    ordered = [label for _, _, label in sorted(found, key=lambda row: row[:2])]
    return [{**label, "rank": rank} for rank, label in enumerate(ordered, start=1)]


def sea_labels() -> list[dict[str, Any]]:
    """Return the labels of the waters, in the editor's order of importance."""
    return [
        {
            "name": sea.name,
            "kind": sea.kind,
            "lon": sea.lon,
            "lat": sea.lat,
            "min_zoom": sea.min_zoom,
            "max_zoom": sea.max_zoom,
            "rank": sea.rank,
        }
        for sea in sorted(SEAS, key=lambda sea: sea.rank)
    ]


def note_labels() -> list[dict[str, Any]]:
    """Return the labels that say a territory's standing."""
    crimea = {"name": "Crimea (occupied)", "iso2": "UA", "kind": "note", "lon": 34.1, "lat": 45.3}
    return [{**crimea, "min_zoom": 5, "max_zoom": 12, "rank": 3}]
