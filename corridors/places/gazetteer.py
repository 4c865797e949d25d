"""The packed gazetteer: one file of places and the names they go by, read block by block.

The file is a magic line, the length of a header, the header, then zlib blocks. The header (JSON,
zlib) lists the blocks of names, each with its first key, the blocks of places, and the range of
place numbers of each country. A block of names has lines `key<TAB>number.grade number.grade …`
sorted by key; a block of places has `BLOCK_PLACES` lines in the order of `Place`'s fields, sorted
by country. So only the header is read on opening, and one or two blocks for a name.
"""

from __future__ import annotations

import bisect
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corridors.errors import GeocodingError
from corridors.paths import DATA

GAZETTEER_FILE = DATA / "gazetteer" / "gazetteer.bin"
MAGIC = b"corridors gazetteer 1\n"
BLOCK_NAMES, BLOCK_PLACES = 384, 128
_BLOCKS_KEPT = 256  # at most about 6 MB of unpacked text

# How a name belongs to its place: its own, another of its names, or that with "Port of" dropped.
OWN, OTHER, SHORTENED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be put on a map as a point.

    `lat`, `lon` in degrees on WGS84; `country` ISO 3166-1 alpha-2; `kind` is city, port, harbour,
    station, border, terminal, place, or a kind of nodes.csv; `source` is geonames, geonames-ports,
    wpi, searoute, unlocode or nodes; `precision_km` is how far off the point may be; `weight` is
    inhabitants, or what stands for them at a port or node (see data/build/gazetteer.py); `locode`
    is UN/LOCODE where there is one.
    """

    name: str
    lat: float
    lon: float
    country: str
    kind: str
    source: str
    precision_km: float
    weight: int
    locode: str | None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place under one of its names: `grade` is OWN, OTHER or SHORTENED."""

    number: int
    grade: int
    place: Place


def _place_line(place: Place) -> str:
    fields = (
        place.name,
        f"{place.lat:.4f}",
        f"{place.lon:.4f}",
        place.country,
        place.kind,
        place.source,
        f"{place.precision_km:g}",
        str(place.weight),
        place.locode or "",
    )
    return "\t".join(fields)


def _read_place(line: str) -> Place:
    name, lat, lon, country, kind, source, precision_km, weight, locode = line.split("\t")
    return Place(
        name,
        float(lat),
        float(lon),
        country,
        kind,
        source,
        float(precision_km),
        int(weight),
        locode or None,
    )


def pack(places: Sequence[tuple[Place, dict[str, int]]]) -> bytes:
    """The bytes of a gazetteer file of places, each with its folded names and their grades.

    The same places give the same bytes, in whatever order they come.
    """
    ordered = sorted(places, key=lambda p: (p[0].country, -p[0].weight, _place_line(p[0])))
    countries: dict[str, list[int]] = {}
    names: dict[str, dict[int, int]] = {}
    for number, (place, keys) in enumerate(ordered):
        countries.setdefault(place.country, [number, number])[1] = number + 1
        for key, grade in keys.items():
            names.setdefault(key, {})[number] = grade
    lines = [
        f"{key}\t" + " ".join(f"{n}.{g}" for n, g in sorted(names[key].items()))
        for key in sorted(names)
    ]
    name_blocks = _blocks(lines, BLOCK_NAMES)
    place_blocks = _blocks([_place_line(place) for place, _ in ordered], BLOCK_PLACES)
    header = {
        "names": [[first.split("\t")[0], len(block)] for first, block in name_blocks],
        "places": [len(block) for _, block in place_blocks],
        "countries": countries,
    }
    packed = zlib.compress(json.dumps(header, separators=(",", ":")).encode(), 9)
    body = b"".join(block for _, block in [*name_blocks, *place_blocks])
    return MAGIC + len(packed).to_bytes(4, "big") + packed + body


def _blocks(lines: list[str], size: int) -> list[tuple[str, bytes]]:
    starts = range(0, len(lines), size)
    return [(lines[i], zlib.compress("\n".join(lines[i : i + size]).encode(), 9)) for i in starts]


class Gazetteer:
    """A gazetteer file opened for reading; look-ups touch only the blocks they need.

    Raises GeocodingError if the file is missing or is no gazetteer.
    """

    def __init__(self, path: Path = GAZETTEER_FILE) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise GeocodingError(
                f"{path.name}: cannot be read ({error.strerror}) — run `make data`"
            ) from error
        try:
            header, body = _read_header(data)
            self._first_keys: list[str] = [key for key, _ in header["names"]]
            sizes: list[int] = [*(size for _, size in header["names"]), *header["places"]]
            self._countries: dict[str, tuple[int, int]] = {
                code: (first, end) for code, (first, end) in header["countries"].items()
            }
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise GeocodingError(
                f"{path.name}: not a gazetteer file of this version — run `make data`"
            ) from error
        spans = _spans(body, sizes)
        self._block: Callable[[int], list[str]] = lru_cache(_BLOCKS_KEPT)(
            lambda index: zlib.decompress(data[slice(*spans[index])]).decode().split("\n")
        )

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries that have at least one place."""
        return frozenset(self._countries)

    def place(self, number: int) -> Place:
        """The place of that number."""
        block, line = divmod(number, BLOCK_PLACES)
        return _read_place(self._block(len(self._first_keys) + block)[line])

    def positions(self) -> Iterator[tuple[float, float, int]]:
        """Latitude, longitude and weight of every place, in the order of their numbers."""
        count = max((end for _, end in self._countries.values()), default=0)
        for block in range(-(-count // BLOCK_PLACES)):
            for line in self._block(len(self._first_keys) + block):
                fields = line.split("\t")
                yield float(fields[1]), float(fields[2]), int(fields[7])

    def named(self, key: str, country: str | None = None) -> list[NamedPlace]:
        """The places that go by a folded name, in one country or anywhere."""
        block = bisect.bisect_right(self._first_keys, key) - 1
        if block < 0 or not key:
            return []
        lines = self._block(block)
        at = bisect.bisect_left(lines, key + "\t")
        if at == len(lines) or not lines[at].startswith(key + "\t"):
            return []
        owners = _owners(lines[at], *self._range(country))
        return [NamedPlace(number, grade, self.place(number)) for number, grade in owners]

    def keys_in(
        self, country: str, initials: Iterable[str], lengths: range
    ) -> Iterator[tuple[str, list[int]]]:
        """The folded names of a country that begin so and are so long, each with its places."""
        first, end = self._range(country)
        for initial in initials:
            for line in self._lines(initial):
                if line.find("\t") not in lengths:
                    continue
                if owners := _owners(line, first, end):
                    yield line.partition("\t")[0], [number for number, _ in owners]

    def begun(self, beginning: str, country: str | None, most: int) -> list[NamedPlace]:
        """The places with a name whose folded form begins so: `most` a country, the weightiest."""
        first, end = self._range(country)
        grades: dict[int, int] = {}
        for line in self._lines(beginning):
            for number, grade in _owners(line, first, end):
                grades[number] = min(grade, grades.get(number, grade))
        ends = sorted(end for _, end in self._countries.values())
        of_country: dict[int, list[int]] = {}
        for number in sorted(grades):  # in a country the weightiest come first
            of_country.setdefault(bisect.bisect_right(ends, number), []).append(number)
        numbers = [number for held in of_country.values() for number in held[:most]]
        return [NamedPlace(number, grades[number], self.place(number)) for number in numbers]

    def _lines(self, beginning: str) -> Iterator[str]:
        """The lines of all folded names that begin so, in order."""
        start = max(0, bisect.bisect_right(self._first_keys, beginning) - 1)
        stop = bisect.bisect_left(self._first_keys, beginning + "\uffff")
        for block in range(start, stop):
            yield from (line for line in self._block(block) if line.startswith(beginning))

    def _range(self, country: str | None) -> tuple[int, int]:
        if country is None:
            return 0, 1 << 60
        return self._countries.get(country, (0, 0))


def _read_header(data: bytes) -> tuple[dict[str, Any], int]:
    if not data.startswith(MAGIC):
        raise ValueError("wrong magic line")
    start = len(MAGIC) + 4
    body = start + int.from_bytes(data[len(MAGIC) : start], "big")
    return json.loads(zlib.decompress(data[start:body])), body


def _spans(start: int, sizes: Iterable[int]) -> list[tuple[int, int]]:
    spans = []
    for size in sizes:
        spans.append((start, start + size))
        start += size
    return spans


def _owners(line: str, first: int, end: int) -> list[tuple[int, int]]:
    pairs = (owner.split(".") for owner in line.partition("\t")[2].split(" "))
    numbered = ((int(number), int(grade)) for number, grade in pairs)
    return [(number, grade) for number, grade in numbered if first <= number < end]
