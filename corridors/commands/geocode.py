"""`corridors geocode`: the place a name means, or the places of a whole CSV file."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from corridors.batch_file import read_rows
from corridors.errors import GeocodingError
from corridors.places.gazetteer import Place
from corridors.places.resolution import Resolution, resolve

if TYPE_CHECKING:
    from corridors.geocoding_online import OnlineGeocoder

COLUMNS_IN = ("id", "name", "country")
COLUMNS_OUT = ("id", "name", "lat", "lon", "country", "kind", "source", "candidates")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "geocode", help="the place a name means, as JSON; or the places of a CSV file, as CSV"
    )
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("name", nargs="?", help="a place's name, in any of the four languages")
    wanted.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.csv",
        help="a file with columns id,name,country; country may be empty",
    )
    parser.add_argument("--country", help="an ISO 3166-1 code such as TR, or a country's name")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one answer as JSON, or the batch's answers as CSV. Raises GeocodingError."""
    online = _online()
    if arguments.batch is None:
        if not arguments.name.strip():
            raise GeocodingError("the name is empty — give the name of a place")
        answer = _answer(arguments.name, arguments.country, online)
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    if arguments.country is not None:
        raise GeocodingError("--country goes with one name — in a batch use the column country")
    rows = [_batch_row(row, online) for row in read_batch(arguments.batch)]
    write_batch(rows, sys.stdout)
    return 0


def read_batch(path: Path) -> list[dict[str, str]]:
    """The rows of a batch file, each checked.

    Raises GeocodingError naming file, row (the header is row 1), field, value and mend.
    """
    return read_rows(path, COLUMNS_IN, _checked, GeocodingError)


def _checked(path: Path, number: int, row: Mapping[str | None, Any]) -> dict[str, str]:
    if None in row:
        raise GeocodingError(
            f"{path}: row {number}: one field too many, {row[None][0]!r} — "
            "quote a name that has a comma"
        )
    checked = {column: (row[column] or "").strip() for column in COLUMNS_IN}
    if not checked["name"]:
        raise GeocodingError(f"{path}: row {number}: name: empty — give the name of a place")
    try:
        resolve(checked["name"], checked["country"])
    except GeocodingError as error:
        raise GeocodingError(f"{path}: row {number}: country: {error}") from error
    return checked


def write_batch(rows: list[dict[str, Any]], out: TextIO) -> None:
    """Write the answers of a batch as CSV."""
    writer = csv.DictWriter(out, COLUMNS_OUT, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _batch_row(row: Mapping[str, str], online: OnlineGeocoder | None) -> dict[str, Any]:
    answer = _answer(row["name"], row["country"] or None, online)
    counted = {**answer, "id": row["id"], "candidates": len(answer["candidates"])}
    return {column: counted[column] for column in COLUMNS_OUT}


def _answer(name: str, country: str | None, online: OnlineGeocoder | None) -> dict[str, Any]:
    resolution = resolve(name, country)
    if online is None or resolution.match != "none" or resolution.is_area:
        return _offline_answer(name, resolution)
    found = list(_online_answers(online, name, country))
    if not found:
        return _offline_answer(name, resolution)
    return {**found[0], "ambiguous": False, "reason": "found online", "candidates": found}


def _offline_answer(name: str, resolution: Resolution) -> dict[str, Any]:
    place = resolution.place
    fields = (
        _fields(place, resolution.match)
        if place
        else {
            "name": name,
            "lat": None,
            "lon": None,
            "country": None,
            "kind": "area" if resolution.is_area else None,
            "source": None,
        }
    )
    candidates = [_fields(candidate, resolution.match) for candidate in resolution.candidates]
    return {
        **fields,
        "ambiguous": resolution.ambiguous,
        "reason": resolution.reason,
        "candidates": candidates,
    }


def _fields(place: Place, match: str) -> dict[str, Any]:
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "kind": place.kind,
        "source": place.source,
        "precision_km": place.precision_km,
        "locode": place.locode,
        "match": match,
    }


def _online_answers(
    online: OnlineGeocoder, name: str, country: str | None
) -> Iterator[dict[str, Any]]:
    for match in online.geocode(name, country):
        yield {
            "name": match.name,
            "lat": match.lat,
            "lon": match.lon,
            "country": match.country,
            "kind": match.precision,
            "source": match.source,
            "precision_km": None,
            "locode": None,
            "match": "online",
        }


def _online() -> OnlineGeocoder | None:
    """The online geocoder if the environment asks for one; geopy is loaded only then."""
    if os.environ.get("CORRIDORS_GEOCODER", "").strip().lower() in ("", "offline"):
        return None
    from corridors.geocoding_online import online_geocoder

    return online_geocoder()
