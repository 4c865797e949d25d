"""Ports of several lists made one place each, and which of them are placed wrongly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer_keys import name_keys
from gazetteer_sources import Record, distance_km

from corridors.places.gazetteer import OWN, Place
from corridors.places.placenames import fold

SAME_PLACE_KM, SAME_SITE_KM = 25.0, 10.0
OWN_TOWN_KM = 50.0
# How far off a point of a source may be: its coordinates' resolution and what it points at.
PRECISION_KM = {
    "wpi": 3.0,
    "searoute": 5.0,
    "geonames-ports": 2.0,
    "unlocode": 5.0,
    "geonames": 5.0,
}
# Whose position a port takes where several lie equally close to the others.
POSITION_ORDER = ("wpi", "geonames-ports", "searoute", "unlocode")
# What stands for inhabitants, so that ports rank among towns: each list of commercial ports that
# knows a port counts as a town of 60,000; a harbour known to one list only counts as a village.
LISTED_WEIGHT = 60_000
UNLISTED_WEIGHT = {
    "port": 10_000,
    "terminal": 3_000,
    "border": 3_000,
    "station": 1_500,
    "harbour": 1_000,
    "place": 500,
}
# How far from its namesakes a port that only searoute lists may lie, and how large they must be.
STRAY_KM, LEAST_NAMESAKE = 40.0, 5_000


def merged_ports(records: Sequence[Record]) -> list[tuple[Place, dict[str, int]]]:
    """Records of one port made one place.

    They lie in one country within 25 km and have their own name or their code in common, or within
    10 km and share any name: Tilbury is another name of London's port, and another port too.
    """
    names = [set(name_keys([r.name], r.others, shorten=True)) for r in records]
    parent = list(range(len(records)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    sharing: dict[tuple[str, str], list[int]] = {}
    for i, record in enumerate(records):
        for key in (*names[i], *filter(None, [record.locode])):
            sharing.setdefault((record.country, key), []).append(i)
    for (_, key), alike in sharing.items():
        for i, j in itertools.combinations(alike, 2):
            firm = all(key in (fold(records[k].name), records[k].locode) for k in (i, j))
            if _apart_km(records[i], records[j]) <= (SAME_PLACE_KM if firm else SAME_SITE_KM):
                parent[root(i)] = root(j)
    clusters: dict[int, list[Record]] = {}
    for i, record in enumerate(records):
        clusters.setdefault(root(i), []).append(record)
    return [_merged(cluster) for cluster in clusters.values()]


def _apart_km(a: Record, b: Record) -> float:
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _merged(cluster: Sequence[Record]) -> tuple[Place, dict[str, int]]:
    ordered = sorted(cluster, key=lambda r: (POSITION_ORDER.index(r.source), r.name, r.lat, r.lon))
    best = min(ordered, key=lambda r: sum(_apart_km(r, other) for other in ordered))
    listed = {r.source for r in ordered}
    commercial = listed & {"wpi", "searoute"}
    kind = "port" if commercial else min((r.kind for r in ordered), key=list(UNLISTED_WEIGHT).index)
    weight = LISTED_WEIGHT * len(listed) if commercial else UNLISTED_WEIGHT[kind] * len(listed)
    locodes = [
        r.locode
        for s in ("unlocode", "searoute", "wpi")
        for r in ordered
        if r.source == s and r.locode
    ]
    name = next((r.name for r in ordered if r.source in ("wpi", "searoute")), best.name)
    place = Place(
        name,
        best.lat,
        best.lon,
        best.country,
        kind,
        best.source,
        PRECISION_KM[best.source],
        weight,
        locodes[0] if locodes else None,
    )
    # A terminal that one list puts beside a port (Wilmington at Los Angeles) is not its own name.
    own = dict.fromkeys(r.name for r in ordered if not commercial or r.source in commercial)
    others = (n for r in ordered for n in (r.name, *r.others))
    return place, name_keys(own, others, shorten=True)


def without_known_towns(records: Iterable[Record], towns: Iterable[Record]) -> list[Record]:
    """The records but those of kind place that a GeoNames town of that name already stands for."""
    known: dict[tuple[str, str], list[Record]] = {}
    for town in towns:
        for name in (town.name, *town.others):
            known.setdefault((town.country, fold(name)), []).append(town)
    return [
        r
        for r in records
        if r.kind != "place"
        or not any(
            _apart_km(r, town) <= SAME_PLACE_KM for town in known.get((r.country, fold(r.name)), ())
        )
    ]


def without_strays(
    ports: Sequence[tuple[Place, dict[str, int]]], towns: Sequence[tuple[Place, dict[str, int]]]
) -> list[tuple[Place, dict[str, int]]]:
    """The ports but those that searoute alone lists, far from where others have their name.

    Of 354 ports that only searoute has, 60 or so bear the name of a town hundreds of km away in
    their country (Pittsburgh on the Gulf of Mexico, Çeşme at Izmir): another port's position.
    """
    lone = {id(keys) for place, keys in ports if _is_lone_searoute(place)}
    named: dict[tuple[str, str], list[Place]] = {}
    for place, keys in (*ports, *towns):
        if id(keys) not in lone and place.weight >= LEAST_NAMESAKE:
            named.setdefault((place.country, fold(place.name)), []).append(place)

    def strays(place: Place) -> bool:
        others = named.get((place.country, fold(place.name)), ())
        near = (distance_km(place.lat, place.lon, p.lat, p.lon) for p in others)
        return min(near, default=0.0) > STRAY_KM

    return [(place, keys) for place, keys in ports if id(keys) not in lone or not strays(place)]


def _is_lone_searoute(place: Place) -> bool:
    return place.source == "searoute" and place.weight == LISTED_WEIGHT


def beside_their_towns(
    ports: Iterable[tuple[Place, dict[str, int]]], towns: Iterable[tuple[Place, dict[str, int]]]
) -> list[tuple[Place, dict[str, int]]]:
    """The ports, to each commercial one the inhabitants of the town of its name added."""
    by_name: dict[tuple[str, str], list[Place]] = {}
    for town, keys in towns:
        for key in keys:
            by_name.setdefault((town.country, key), []).append(town)

    def inhabitants(port: Place, keys: dict[str, int]) -> int:
        return max(
            (
                town.weight
                for key, grade in keys.items()
                if grade == OWN
                for town in by_name.get((port.country, key), ())
                if distance_km(port.lat, port.lon, town.lat, town.lon) <= OWN_TOWN_KM
            ),
            default=0,
        )

    return [
        (replace(port, weight=port.weight + inhabitants(port, keys)), keys)
        if port.weight >= LISTED_WEIGHT
        else (port, keys)
        for port, keys in ports
    ]
