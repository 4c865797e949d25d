"""A made-up atlas of any size in the real format: for timing only, nothing in it is so."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from corridors.atlas import FORMAT
from corridors.ledger import canonical

Json = dict[str, Any]
Line = list[list[float]]

SOURCES = 10
PLACES = 240
SHARED_EVERY = 5  # one in five corridors has a second source: a toggle is more than hiding
ROUGHNESS = 0.22  # of a stretch's length: how far its middle is put aside
LAT, LON = (20.0, 66.0), (-5.0, 125.0)
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f3c8d", "#3969ac")
MODES = ("rail", "road", "sea", "river")
STATUSES = ("operating", "operating", "announced", "constrained", "suspended")
DAY = {"text": "2025-06-01", "first": "2025-06-01", "last": "2025-06-01"}


def make_atlas(corridors: int, points: int = 100, seed: int = 1) -> Json:
    """An atlas of so many corridors of one leg each, with so many points a leg; same seed, same."""
    return _Maker(random.Random(seed)).make(corridors, points)  # noqa: S311 — no secret


def sole_source(atlas: Json, corridor: Json) -> str | None:
    """The only source of a corridor's leg, or None if there are several."""
    claims = [atlas["claims"][claim]["source"] for claim in corridor["legs"][0]["stated"]]
    return claims[0] if len(claims) == 1 else None


def rough_line(start: list[float], end: list[float], points: int, chance: random.Random) -> Line:
    """A crooked way of so many (lat, lon) points between two: like a coast or a railway."""
    line = [start, end]
    while len(line) < points:
        finer = [line[0]]
        for one, other in pairwise(line):
            lat, lon = other[0] - one[0], other[1] - one[1]
            aside = chance.uniform(-ROUGHNESS, ROUGHNESS)
            middle = [(one[0] + other[0]) / 2 + aside * lon, (one[1] + other[1]) / 2 - aside * lat]
            finer += [[_within(middle[0]), round(middle[1], 4)], other]
        line = finer
    step = (len(line) - 1) / (points - 1)
    return [line[round(place * step)] for place in range(points)]


def _within(lat: float) -> float:
    return round(max(-80.0, min(80.0, lat)), 4)


@dataclass
class _Maker:
    chance: random.Random
    claims: Json = field(default_factory=dict)

    def make(self, corridors: int, points: int) -> Json:
        places = {f"place-{number}": self._node(number) for number in range(PLACES)}
        sources = {f"paper-{number}": _source(number) for number in range(SOURCES)}
        made = [self._corridor(number, places, points) for number in range(corridors)]
        document = {
            "format": FORMAT,
            "cutoff": "2025-12-31",
            "publishers": [
                {"id": f"house-{number}", "name": f"Paper {number}", "sources": [f"paper-{number}"]}
                for number in range(SOURCES)
            ],
            "sources": sources,
            "nodes": places,
            "areas": {},
            "actors": {},
            "articles": {},
            "corridors": made,
            "claims": self.claims,
        }
        return {**document, "hash": hashlib.sha256(canonical(document)).hexdigest()}

    def _claim(self, about: str, name: str, source: int, value: str | None = None) -> list[str]:
        key = f"{len(self.claims):010x}"
        claim: Json = {
            "id": key,
            "about": about,
            "field": name,
            "source": f"paper-{source}",
            "kind": "referenced",
            "value": value,
            "note": None,
        }
        self.claims[key] = claim | ({"date": DAY} if name == "status" else {})
        return [key]

    def _node(self, number: int) -> Json:
        name = f"Place {number}"
        return {
            "name": name,
            "label": None,
            "kind": ("city", "port", "station", "terminal")[number % 4],
            "country": "XX",
            "at": [round(self.chance.uniform(*LAT), 4), round(self.chance.uniform(*LON), 4)],
            "precision_km": 1.0,
            "locode": None,
            "note": None,
            "located": self._claim(f"node/place-{number}", "located", number % SOURCES)[0],
            "names": {"en": name},
            "statements": [],
        }

    def _corridor(self, number: int, places: Json, points: int) -> Json:
        start, end = self.chance.sample(sorted(places), 2)
        name, source = f"made-{number}", number % SOURCES
        about = f"{name}.way"
        second = (source + 3) % SOURCES if number // SOURCES % SHARED_EVERY == 0 else None
        stated = self._claim(about, "stated", source)
        stated += self._claim(about, "stated", second) if second is not None else []
        line = rough_line(places[start]["at"], places[end]["at"], points, self.chance)
        return {
            "id": name,
            "was": [],
            "group": 1,
            "kind": "corridor",
            "name": f"Made-up corridor {number}",
            "short": f"Made-up {number}",
            "colour": COLOURS[number % len(COLOURS)],
            "aliases": [],
            "status": [],
            "operator": [],
            "statements": [],
            "stops": [self._stop(name, at, source) for at in (start, end)],
            "legs": [
                {
                    "id": "way",
                    "from": start,
                    "to": end,
                    "via": [],
                    "basis": "schematic",
                    "line": line,
                    "stated": stated,
                    "mode": self._claim(about, "mode", source, MODES[number % len(MODES)]),
                    "status": self._claim(about, "status", source, STATUSES[number % 5]),
                    "cargo": self._claim(about, "cargo", source, "containers"),
                    "operator": [],
                    "one_way": [],
                    "statements": [],
                }
            ],
            "routes": [],
        }

    def _stop(self, corridor: str, at: str, source: int) -> Json:
        nothing: Json = {"status": [], "operator": [], "gauge": [], "statements": []}
        return {"at": at, "stated": self._claim(f"{corridor}/{at}", "stated", source), **nothing}


def _source(number: int) -> Json:
    nothing = dict.fromkeys(("archive_url", "published_note", "retrieved", "retrieved_note"))
    return {
        "kind": "reference",
        "publisher": f"house-{number}",
        "title": f"[Made-up article {number}]",
        "url": f"https://paper-{number}.example/",
        "language": "en",
        "published": DAY,
        "published_inferred": False,
        "primary": False,
        "note": None,
        **nothing,
    }
