"""The registers' places, as the land networks know them."""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import NamedTuple

from corridors.position import Position
from corridors.routing.land_network import NETWORKS

PLACES = NETWORKS / "land-places.csv"


class RegisterPlace(NamedTuple):
    """A place of the registers; `country` is None where it lies on a border."""

    position: Position
    country: str | None
    is_crossing: bool


@lru_cache(maxsize=1)
def places() -> dict[str, RegisterPlace]:
    """Return the registers' places by id."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: RegisterPlace(
                Position(float(row["lat"]), float(row["lon"])),
                row["country"] or None,
                row["kind"] == "border-crossing",
            )
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _countries() -> dict[Position, str]:
    return {place.position: place.country for place in places().values() if place.country}


def home_of(position: Position) -> str | None:
    """Return the country of the register's place at a position, None if there is none."""
    return _countries().get(position)
