"""Name → place as a geopy geocoder: the offline gazetteer, behind geopy's own interface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from corridors.errors import GeocodingError
from corridors.places.gazetteer import GAZETTEER_FILE, Place
from corridors.places.resolution import Resolution, load_gazetteer, resolve

__all__ = ["OfflineGazetteer", "Place", "Resolution", "location_of", "resolve"]


class OfflineGazetteer(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """A geopy geocoder that asks no network: it reads the gazetteer shipped with the program."""

    def __init__(self, path: Path = GAZETTEER_FILE) -> None:
        super().__init__(user_agent="corridors")
        self._gazetteer = load_gazetteer(path)

    def geocode(
        self, query: str, *, country: str | None = None, exactly_one: bool = True
    ) -> Location | list[Location] | None:
        """The location of a name, or all that it may mean with `exactly_one=False`; None if none.

        An area has no location, and an ambiguous name has no single one: `resolve` says which it
        is. `raw` of a location carries the place's other fields. Raises GeocodingError for an
        empty name or an unknown country.
        """
        if not query.strip():
            raise GeocodingError("the name is empty — give the name of a place")
        resolution = resolve(query, country, gazetteer=self._gazetteer)
        if exactly_one:
            return location_of(resolution.place, resolution) if resolution.place else None
        return [location_of(place, resolution) for place in resolution.candidates] or None


def location_of(place: Place, resolution: Resolution) -> Location:
    """A place as geopy's Location: point (lat, lon) in degrees, the other fields in `raw`."""
    raw: dict[str, Any] = {
        "name": place.name,
        "country": place.country,
        "kind": place.kind,
        "source": place.source,
        "precision_km": place.precision_km,
        "locode": place.locode,
        "match": resolution.match,
    }
    address = f"{place.name}, {place.country}" if place.country else place.name
    return Location(address, Point(place.lat, place.lon), raw)
