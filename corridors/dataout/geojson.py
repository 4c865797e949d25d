"""A view as GeoJSON (RFC 7946): legs, lone stops and places, each with all that says so.

Positions are written [lon, lat] in degrees on WGS84; `docs/exports.md` says what each property is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corridors.antimeridian import Line, bounding_box
from corridors.dataout.rights import NAME, RIGHTS, describe_file
from corridors.evidence import (
    claims_of_item,
    claims_of_place,
    date_text,
    describe_claim,
    sources_of,
)
from corridors.fold import Fold, Item, State, strongest
from corridors.geometry import DECIMALS
from corridors.jsontext import write_json
from corridors.model import Position
from corridors.placing import (
    assumed_length_km,
    assumed_path,
    licence_notice,
    pieces_of,
    place_name,
    point_of,
)
from corridors.standing import Standing

Json = Mapping[str, Any]

_WAY = (
    "no_route days parts passages countries crossings gauge_breaks schematic_km approach_km "
    "proposed_km"
).split()


def write_geojson(fold: Fold, link: str) -> bytes:
    """The view as a FeatureCollection, one feature a line; `link` is the view's own query."""
    features = list(_features(fold))
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": NAME,
        **describe_file(fold, link),
    }
    box = bounding_box([piece for _, pieces in features for piece in pieces])
    if box:
        head["bbox"] = _rounded_box(box)
    lines = ",\n".join(write_json(feature) for feature, _ in features)
    return f'{write_json(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _features(fold: Fold) -> Iterator[tuple[dict[str, Any], list[Line]]]:
    """Each feature with its pieces as (lat, lon) within ±180°."""
    for item, state in fold.shown:
        pieces, flow = pieces_of(item, fold.document), item.thing.get("basis") == "arc"
        yield _feature(item.id, pieces, flow, _item_properties(fold, item, state)), pieces
    for place, items in fold.places.items():
        pieces = point_of(place, fold.document)
        properties = _place_properties(fold, place, items)
        yield _feature(f"{properties['feature']}/{place}", pieces, False, properties), pieces


def _feature(
    name: str, pieces: Sequence[Line], flow: bool, properties: Mapping[str, Any]
) -> dict[str, Any]:
    geometry = _geometry(pieces, flow)
    box = bounding_box(pieces) if geometry and geometry["type"] != "Point" else None
    return {
        "type": "Feature",
        "id": name,
        **({"bbox": _rounded_box(box)} if box else {}),
        "geometry": geometry,
        "properties": {**properties, "rights": RIGHTS},
    }


def _geometry(pieces: Sequence[Line], flow: bool) -> dict[str, Any] | None:
    """The geometry of pieces: nothing, a point, the two ends of a flow, or a line, cut or not."""
    lines = [[_lon_lat(point) for point in piece] for piece in pieces]
    if not lines:
        return None
    if flow:
        return {"type": "MultiPoint", "coordinates": [end for line in lines for end in line]}
    if len(lines) > 1:
        return {"type": "MultiLineString", "coordinates": lines}
    (line,) = lines
    if len(line) == 1:
        return {"type": "Point", "coordinates": line[0]}
    return {"type": "LineString", "coordinates": line}


def _lon_lat(point: Position) -> list[float]:
    return [round(point.lon, DECIMALS), round(point.lat, DECIMALS)]


def _rounded_box(box: Sequence[float]) -> list[float]:
    return [round(edge, DECIMALS) for edge in box]


def _item_properties(fold: Fold, item: Item, state: State) -> dict[str, Any]:
    document, thing = fold.document, item.thing
    claims = claims_of_item(fold, item)
    length_km = assumed_length_km(item)
    return {
        "feature": item.kind,
        "corridor": item.corridor["id"],
        "corridor_name": item.corridor["name"],
        "corridor_kind": item.corridor["kind"],
        "ends": [_place(place, document) for place in item.ends],
        "via": [
            _place(via["at"], document)
            for via in thing.get("via") or ()
            if fold.counting(via.get("stated"))
        ],
        "modes": list(state.modes),
        "status": state.lead,
        "statuses": [_status(standing, fold) for standing in state.standings],
        "cargo": list(state.cargoes),
        "operators": [
            describe_claim(claim, document).get("actor", claim["value"])
            for claim in fold.counting(thing.get("operator"))
        ],
        "one_way": bool(fold.counting(thing.get("one_way"))),
        "evidence": state.stated,
        "on_map": fold.passes(item, state),
        "basis": thing.get("basis"),
        **({"assumed_path_km": length_km} if length_km is not None else {}),
        **_way(item, document),
        "sources": sources_of(claims, document),
    }


def _way(item: Item, document: Json) -> dict[str, Any]:
    """What is known of a leg's assumed path, and the notice that its line must carry."""
    path, notice = assumed_path(item), licence_notice(item, document)
    told = {name: path[name] for name in _WAY if path}
    return {**told, **({"licence_notice": notice} if notice else {})}


def _place(place: str, document: Json) -> dict[str, str]:
    return {"id": place, "name": place_name(place, document)}


def _status(standing: Standing, fold: Fold) -> dict[str, Any]:
    """One series on the day: its statuses, what they are about, since when, known until when."""
    claim = standing.claims[0]
    published = fold.document["sources"][claim["source"]].get("published")
    since = date_text(claim.get("date") if standing.dated else published)
    return {
        "status": list(standing.values),
        **{name: value for name, value in standing.scope._asdict().items() if value},
        "since": since,
        "since_is": "in effect" if standing.dated else "reported",
        "until": date_text(claim.get("until")),
        "known": standing.known,
        "known_until": standing.known_until.isoformat(),
        "claims": [one["id"] for one in standing.claims],
    }


def _place_properties(fold: Fold, place: str, items: Sequence[Item]) -> dict[str, Any]:
    document = fold.document
    claims = claims_of_place(fold, place)
    node = document["nodes"].get(place)
    record = node or document["areas"].get(place) or {}
    own = {
        "country": record.get("country"),
        "precision_km": record.get("precision_km"),
        "unlocode": record.get("locode"),
        "names": record.get("names") or {},
    }
    return {
        "feature": "node" if node else "area",
        "name": place_name(place, document),
        "kind": record.get("kind"),
        **(own if node else {"countries": record.get("countries") or []}),
        "corridors": list(dict.fromkeys(item.corridor["id"] for item in items)),
        "items": [item.id for item in items],
        "evidence": strongest(claims),
        "note": record.get("note"),
        "sources": sources_of(claims, document),
    }
