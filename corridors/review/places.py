"""The places that a name or a point may mean, for a person to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.catalog import Catalog
from corridors.errors import GeocodingError
from corridors.geometry import length_km
from corridors.model import Position
from corridors.places.areas import load_areas
from corridors.places.gazetteer import Place as GazetteerPlace
from corridors.places.placenames import fold
from corridors.places.resolution import places_begun, resolve
from corridors.review.atlas_places import Likeness, atlas_named, atlas_places, of_node
from corridors.review.draft import Place

HERE_KM = 2.0  # a click means the place that the atlas has within this distance
SAME_KM = 30.0  # as near as this, two places of one name are one
MOST_CANDIDATES = 12
FROM_POINT = "coordinates"


def places_named(name: str, country: str | None, catalog: Catalog) -> tuple[Place, ...]:
    """The places of a name: the atlas's own, the gazetteer's, then those that only begin so.

    "Marmara" finds the Sea of Marmara, "Novoros" and «Наварасійск» find Novorossiysk. `country` is
    an ISO code or a name, and narrows the search. Raises GeocodingError for an unknown country or
    an empty name.
    """
    if not name.strip():
        raise GeocodingError("the name is empty — give the name of a place")
    code = load_areas().country_code(country) if country and country.strip() else None
    own = atlas_places(name, catalog.registers)
    resolved = resolve(name, code)
    elsewhere = [*map(from_gazetteer, resolved.candidates)]
    is_guess = resolved.match == "similar"
    found: list[Place] = []
    for place in (
        *(place for likeness, place in own if likeness <= Likeness.WORDS),
        *([] if is_guess else elsewhere),
        *_area(name),
        *(place for likeness, place in own if likeness > Likeness.WORDS),
        *map(from_gazetteer, places_begun(name, code)),
        *(elsewhere if is_guess else []),
    ):
        fits = code is None or place.country is None or place.country == code
        known = (one for one in found if (one.at and one.at == place.at) or is_same(one, place))
        if fits and next(known, None) is None:
            found.append(place)
    return tuple(found[:MOST_CANDIDATES])


def place_at(lat: float, lon: float, name: str, catalog: Catalog, kind: str = "site") -> Place:
    """The node that the atlas has within 2 km of a point in degrees, else the bare point.

    Raises ValueError for a latitude outside -90…90 or a longitude outside -180…180.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat}, {lon} is no point — latitude -90 to 90, then longitude ±180")
    here = Position(lat, lon)
    near = [
        (length_km([here, Position(*node.position)]), node)
        for node in catalog.registers.nodes.values()
        if abs(node.position[0] - lat) < 1
    ]
    km, node = min(near, key=lambda pair: pair[0], default=(HERE_KM + 1, None))
    if node is not None and km <= HERE_KM:
        return of_node(node)
    return Place(name=name, kind=kind, position=(lat, lon), precision_km=HERE_KM, source=FROM_POINT)


def from_gazetteer(place: GazetteerPlace) -> Place:
    """A place of the gazetteer as a candidate."""
    return Place(
        name=place.name,
        kind=place.kind.replace(" ", "-"),
        country=place.country or None,
        position=(place.lat, place.lon),
        precision_km=place.precision_km,
        locode=place.locode,
        source=place.source,
    )


def with_atlas(name: str, places: Iterable[Place], catalog: Catalog) -> tuple[Place, ...]:
    """Candidates of which those that the atlas has too are the atlas's own."""
    registers = catalog.registers
    held = atlas_named(name, registers)
    found: list[Place] = []
    for place in places:
        same = (one for one in (*held, *atlas_named(place.name, registers)) if is_same(one, place))
        chosen = next(same, place)
        if not any(one.at and one.at == chosen.at for one in found):
            found.append(chosen)
    return tuple(found)


def is_same(one: Place, other: Place) -> bool:
    """Whether two candidates are one place: points near each other, or areas of one name."""
    if one.position is None or other.position is None:
        return one.position == other.position and fold(one.name) == fold(other.name)
    if one.country and other.country and one.country != other.country:
        return False
    return length_km([Position(*one.position), Position(*other.position)]) <= SAME_KM


def _area(name: str) -> list[Place]:
    """The country, sea or region of a name, told in words if it is chosen."""
    area = load_areas().find(name)
    return [Place(name=area.name, kind=area.kind, country=area.country)] if area else []
