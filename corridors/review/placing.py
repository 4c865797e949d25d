"""The stops of an accepted proposal as nodes and areas of the registers: held ones, or new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridors.catalog import Catalog
from corridors.model import AreaKind, Claim, NodeKind
from corridors.register_model import Area, Node
from corridors.review.draft import Draft, DraftStop, Place
from corridors.review.naming import free_id, id_of

DEFAULT_PRECISION_KM = 5.0
# What gazetteers call a place, in the terms of the registers.
_KINDS = {
    "harbour": NodeKind.PORT,
    "border": NodeKind.BORDER_CROSSING,
    "industrial-park": NodeKind.SITE,
    "strait": NodeKind.CHOKEPOINT,
    "canal": NodeKind.CHOKEPOINT,
    "place": NodeKind.SITE,
}
_AREA_KINDS = {"continent": AreaKind.REGION, "group": AreaKind.REGION, "route": AreaKind.REGION}


@dataclass(frozen=True)
class Placed:
    """The id of each stop's node or area by the stop's key, and all records that are used."""

    at: Mapping[str, str]
    nodes: tuple[Node, ...]
    areas: tuple[Area, ...]


def place_stops(draft: Draft, catalog: Catalog, who: str) -> Placed:
    """Each stop as a node or an area: the registers' own where it has one, else a new record.

    A stop without a place is an area of unknown position, told in words. Ids of new records are
    made of their names, and of their countries where the name is taken.
    """
    registers = catalog.registers
    at: dict[str, str] = {}
    nodes: dict[str, Node] = {}
    areas: dict[str, Area] = {}
    for stop in draft.stops:
        taken = {**registers.nodes, **registers.areas, **nodes, **areas}
        found = _held(stop.place, catalog)
        if found is None and stop.place is not None and stop.place.position is not None:
            found = _new_node(stop, stop.place, taken, who)
        record = found or _new_area(stop, taken)
        if isinstance(record, Node):
            nodes[record.id] = record
        else:
            areas[record.id] = record
        at[stop.key] = record.id
    return Placed(at, tuple(nodes.values()), tuple(areas.values()))


def node_kind(kind: str) -> NodeKind:
    """The registers' kind of what a gazetteer calls so; a site, if it is none of them."""
    found = _KINDS.get(kind)
    if found is None:
        found = NodeKind(kind) if kind in set(NodeKind) else NodeKind.SITE
    return found


def _held(place: Place | None, catalog: Catalog) -> Node | Area | None:
    """The record that the registers have of a place."""
    registers = catalog.registers
    if place is None:
        return None
    if place.at is not None:
        return registers.nodes.get(place.at) or registers.areas.get(place.at)
    if place.position is not None:
        same = (node for node in registers.nodes.values() if _is_there(node, place))
        return next(same, None)
    countries = (place.country,) if place.country else ()
    return next(
        (
            area
            for area in registers.areas.values()
            if (
                area.countries == countries
                and (area.kind is AreaKind.COUNTRY and place.kind == "country")
            )
            or (area.name, area.kind, area.countries) == (place.name, place.kind, countries)
        ),
        None,
    )


def _is_there(node: Node, place: Place) -> bool:
    """Whether a node is a place that was added before: of its name, at its very point."""
    return node.name == place.name and place.position == tuple(node.position)


def _new_node(stop: DraftStop, place: Place, taken: Mapping[str, object], who: str) -> Node:
    return Node(
        id=_new_id(place.name, place.country, taken),
        name=place.name,
        kind=node_kind(place.kind),
        country=place.country,
        position=place.position or (0.0, 0.0),
        precision_km=place.precision_km or DEFAULT_PRECISION_KM,
        located=Claim(editor=who, reason=_why_there(stop, place)),
        locode=place.locode,
    )


def _why_there(stop: DraftStop, place: Place) -> str:
    if place.source == "coordinates":
        return f"Put at these coordinates in review, for {stop.name}."
    others = len(stop.candidates) - 1
    among = f", chosen in review among {others + 1} places of that name" if others > 0 else ""
    return f"Where {place.source or 'the gazetteer'} has {place.name}{among}."


def _new_area(stop: DraftStop, taken: Mapping[str, object]) -> Area:
    place = stop.place
    name = place.name if place else stop.name
    kind = AreaKind.PLACE
    if place is not None:
        kind = _AREA_KINDS.get(place.kind) or (
            AreaKind(place.kind) if place.kind in set(AreaKind) else AreaKind.REGION
        )
    country = place.country if place else None
    return Area(
        id=_new_id(name, country if kind is not AreaKind.COUNTRY else None, taken),
        name=name,
        kind=kind,
        countries=(country,) if country else (),
    )


def _new_id(name: str, country: str | None, taken: Mapping[str, object]) -> str:
    plain = id_of(name, "place")
    if plain in taken and country:
        plain = f"{plain}-{country.lower()}"
    return free_id(plain, taken)
