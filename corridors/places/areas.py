"""Areas (countries, seas, regions), in four languages: what may never become a point."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corridors.errors import GeocodingError
from corridors.paths import DATA
from corridors.places.placenames import fold, latinka_forms, words_of

AREAS_FILE = DATA / "gazetteer" / "areas.csv"
# "Kaliningrad region", "Брестская область", "Pskov Oblast", "Marmara Denizi", "Georgian ports".
_AREA_WORDS = frozenset(
    "region regions oblast oblasts voblast voblasc krai kray okrug rayon raion governorate "
    "voivodeship prefecture republic respublika respublica federation territory territories coast "
    "coastline sea seas ocean gulf peninsula bolgesi bolge denizi ili bogazlari more mora "
    "zaliv zaliu borders border ports frontier".split()
)
_AREA_BEFORE = frozenset("gulf sea coast republic respublika region oblast ports border".split())


@dataclass(frozen=True, slots=True)
class Area:
    """An area: `kind` is country, region, range (of mountains), sea, continent, group or route.

    `country` is ISO 3166-1 alpha-2 where the area is a country or lies in one; `sovereign` the
    country that a dependent territory belongs to. `also_city` says when a country's name is a
    town's too: yes (Singapore), given (Panama: only where the country is given as well), or no.
    """

    id: str
    kind: str
    country: str | None
    sovereign: str | None
    also_city: str
    name: str


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of a file by folded name, and the countries among them."""

    by_key: dict[str, Area]
    countries: dict[str, Area]

    def find(self, name: str) -> Area | None:
        """The area of that name, or None."""
        words = words_of(name)
        return self.by_key.get("".join(words[1:] if words[:1] == ["the"] else words))

    def country_code(self, country: str) -> str:
        """The ISO code of a country given by code or by name in any of the four languages.

        Raises GeocodingError if there is no such country.
        """
        text = country.strip()
        if text.upper() in self.countries:
            return text.upper()
        area = self.find(text) if len(text) > 2 else None
        if area is None or area.kind != "country" or area.country is None:
            raise GeocodingError(
                f"country {country!r} is not known — give an ISO 3166-1 code of two letters such "
                "as TR, or leave it out"
            )
        return area.country

    def territories(self, code: str) -> tuple[str, ...]:
        """The ISO codes of the territories that belong to a country."""
        return tuple(a for a in self.countries if self.countries[a].sovereign == code)


_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def names_area_by_form(name: str) -> bool:
    """Whether a name says by its form that it is an area ("… region", "Gulf of …", «… область»)."""
    words = words_of(_BRACKETS.sub("", name))
    return len(words) > 1 and (words[-1] in _AREA_WORDS or words[0] in _AREA_BEFORE)


@lru_cache(maxsize=4)
def load_areas(path: Path = AREAS_FILE) -> Areas:
    """The areas of a file. Raises GeocodingError if it is missing or lacks a column."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise GeocodingError(
            f"{path.name}: cannot be read ({error.strerror}) — run `make data`"
        ) from error
    by_key: dict[str, Area] = {}
    countries: dict[str, Area] = {}
    for row in rows:
        try:
            names = row["names"].split(";")
            area = Area(
                row["id"],
                row["kind"],
                row["country"] or None,
                row["sovereign"] or None,
                row["also_city"] or "no",
                names[0],
            )
        except KeyError as error:
            raise GeocodingError(
                f"{path.name}: no column {error.args[0]!r} — run `make data`"
            ) from error
        if area.kind == "country" and area.country:
            countries[area.country] = area
        for name in names:
            for form in (name, *latinka_forms(name)):
                by_key.setdefault(fold(form), area)
    return Areas(by_key, countries)
