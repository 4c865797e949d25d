"""Build data/gazetteer/gazetteer.bin from the packages of requirements-build.txt and nodes.csv.

    python data/build/gazetteer.py [--out FILE] [--without SOURCE …]

`--without` leaves sources out (geonames, wpi, geonames-ports, searoute, unlocode, nodes), to
measure how well the rest finds what they name. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from gazetteer_sources import Record, distance_km, misplaced, read_all

from corridors.places.akin import akin_key
from corridors.places.gazetteer import (
    GAZETTEER_FILE,
    OTHER,
    OWN,
    SHORTENED,
    Place,
    pack,
)
from corridors.places.placenames import bare_keys, fold, latinka_forms, parts_of, skeleton

NODES_FILE = GAZETTEER_FILE.with_name("nodes.csv")
ALIASES_FILE = GAZETTEER_FILE.with_name("aliases.csv")
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
# What stands for inhabitants, so that ports and nodes rank among towns. A corridor's node comes
# before any town but a metropolis; each list of commercial ports that knows a port counts as a
# town of 60,000; a harbour known to one list only counts as a village.
NODE_WEIGHT = 1_000_000
LISTED_WEIGHT = 60_000
UNLISTED_WEIGHT = {
    "port": 10_000,
    "terminal": 3_000,
    "border": 3_000,
    "station": 1_500,
    "harbour": 1_000,
    "place": 500,
}
LEAST_WEIGHT = 100
# A town's name in other letters is its own name too («Фаниполь» is Fanipol), unless it is a
# village: there are too many, and their names are words.
LEAST_OWN_SPELLED, LEAST_AKIN = 2_000, 2_000


def node_places(path: Path) -> list[tuple[Place, dict[str, int]]]:
    """The hand-checked nodes, each under its name and aliases."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = []
    for row in rows:
        place = Place(
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            row["kind"],
            "nodes",
            float(row["precision_km"]),
            NODE_WEIGHT,
            row["locode"] or None,
        )
        names = [row["name"], *filter(None, row["aliases"].split(";"))]
        places.append((place, _with_akin(place, names, _keys(names, []))))
    return places


def city_place(city: Record) -> tuple[Place, dict[str, int]]:
    """A town under all its names."""
    place = Place(
        city.name,
        city.lat,
        city.lon,
        city.country,
        "city",
        "geonames",
        PRECISION_KM["geonames"],
        max(city.inhabitants, LEAST_WEIGHT),
        None,
    )
    return place, _with_akin(place, [city.name, *city.others], _town_keys(city))


def _town_keys(city: Record) -> dict[str, int]:
    """The keys of a town; what spells its own name by other letters is its own name as well."""
    keys = _keys([city.name], city.others)
    if city.inhabitants < LEAST_OWN_SPELLED:
        return keys
    sound = skeleton(fold(city.name))
    return {key: OWN if skeleton(key) == sound else grade for key, grade in keys.items()}


def _with_akin(place: Place, names: Iterable[str], keys: dict[str, int]) -> dict[str, int]:
    """The keys with those of like spelling (corridors/places/akin.py), graded as their names."""
    if place.weight < LEAST_AKIN:
        return keys
    akin: dict[str, int] = {}
    for name in names:
        grade = keys.get(fold(name), OTHER)
        key = akin_key(name)
        if key and (grade == OWN or _is_cyrillic(name)):
            akin[key] = min(grade, akin.get(key, grade))
    return keys | akin


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in name)


def _keys(own: Iterable[str], others: Iterable[str], *, shorten: bool = False) -> dict[str, int]:
    own, others = list(own), list(others)
    latinka = [form for name in (*own, *others) for form in latinka_forms(name)]
    graded = [(fold(n), OWN) for n in own] + [(fold(n), OTHER) for n in (*others, *latinka)]
    if shorten:
        graded += [(fold(part), SHORTENED) for n in (*own, *others) for part in parts_of(n)]
        graded += [(key, SHORTENED) for n in (*own, *others) for key in bare_keys(n)]
    keys: dict[str, int] = {}
    for key, grade in graded:
        if len(key) > 1:
            keys[key] = min(grade, keys.get(key, grade))
    return keys


def merged_ports(records: Sequence[Record]) -> list[tuple[Place, dict[str, int]]]:
    """Records of one port made one place.

    They lie in one country within 25 km and have their own name or their code in common, or within
    10 km and share any name: Tilbury is another name of London's port, and another port too.
    """
    names = [set(_keys([r.name], r.others, shorten=True)) for r in records]
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
    return place, _keys(own, others, shorten=True)


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


def with_aliases(
    places: Sequence[tuple[Place, dict[str, int]]], path: Path, *, complete: bool
) -> list[tuple[Place, dict[str, int]]]:
    """The places with the hand-kept aliases: each row's go to the heaviest place of its name.

    Raises ValueError, naming the row, if no place of that name is known and the sources are
    `complete`.
    """
    by_name: dict[tuple[str, str], tuple[int, int, int]] = {}
    for at, (place, keys) in enumerate(places):
        for key, grade in keys.items():
            claim = (-grade, place.weight, at)
            named = (place.country, key)
            by_name[named] = max(claim, by_name.get(named, claim))
    result = list(places)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = by_name.get((row["country"], fold(row["name"])))
            if found is None and not complete:
                continue
            if found is None:
                raise ValueError(
                    f"aliases.csv: no place in {row['country']} is called "
                    f"{row['name']!r} — name it as its package does"
                )
            place, keys = result[found[2]]
            names = [row["name"], *row["aliases"].split(";")]
            result[found[2]] = place, _with_akin(place, names, keys | _keys(names, []))
    return result


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


def build(without: frozenset[str]) -> bytes:
    """The bytes of the gazetteer made of every source but those left out."""
    read = read_all()
    towns = [r for r in read if r.source == "geonames"]
    ports = [r for r in read if r.source not in {"geonames", *without}]
    wrong = set(misplaced(ports, towns))
    print(f"left out as lying in another country: {len(wrong)}", file=sys.stderr)
    cities = [] if "geonames" in without else [city_place(town) for town in towns]
    right = without_known_towns((r for r in ports if r not in wrong), towns)
    places = with_aliases(
        cities + beside_their_towns(merged_ports(right), cities), ALIASES_FILE, complete=not without
    )
    if "nodes" not in without:
        places += node_places(NODES_FILE)
    print(f"places: {len(places)}, names: {sum(len(k) for _, k in places)}", file=sys.stderr)
    return pack(places)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=GAZETTEER_FILE)
    parser.add_argument("--without", nargs="*", default=[])
    arguments = parser.parse_args()
    arguments.out.write_bytes(build(frozenset(arguments.without)))


if __name__ == "__main__":
    main()
