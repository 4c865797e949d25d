"""Build data/gazetteer/gazetteer.bin from the packages of requirements-build.txt and nodes.csv.

    python data/build/gazetteer.py [--out FILE] [--without SOURCE …]

`--without` leaves sources out (geonames, wpi, geonames-ports, searoute, unlocode, nodes), to
measure how well the rest finds what they name. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from gazetteer_keys import name_keys, town_keys, with_akin
from gazetteer_ports import (
    PRECISION_KM,
    beside_their_towns,
    merged_ports,
    without_known_towns,
    without_strays,
)
from gazetteer_sources import Record, misplaced, read_all

from corridors.places.gazetteer import GAZETTEER_FILE, Place, pack
from corridors.places.placenames import fold

NODES_FILE = GAZETTEER_FILE.with_name("nodes.csv")
ALIASES_FILE = GAZETTEER_FILE.with_name("aliases.csv")
# A corridor's node comes before any town but a metropolis.
NODE_WEIGHT = 1_000_000
LEAST_WEIGHT = 100


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
        places.append((place, with_akin(place, names, name_keys(names, []))))
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
    return place, with_akin(place, [city.name, *city.others], town_keys(city))


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
            result[found[2]] = place, with_akin(place, names, keys | name_keys(names, []))
    return result


def build(without: frozenset[str]) -> bytes:
    """The bytes of the gazetteer made of every source but those left out."""
    read = read_all()
    towns = [r for r in read if r.source == "geonames"]
    ports = [r for r in read if r.source not in {"geonames", *without}]
    wrong = set(misplaced(ports, towns))
    print(f"left out as lying in another country: {len(wrong)}", file=sys.stderr)
    cities = [] if "geonames" in without else [city_place(town) for town in towns]
    right = without_known_towns((r for r in ports if r not in wrong), towns)
    harbours = beside_their_towns(without_strays(merged_ports(right), cities), cities)
    places = with_aliases(cities + harbours, ALIASES_FILE, complete=not without)
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
