"""Where things are, in the words and figures of an export: places' names, assumed lengths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridors.fold import Item
from corridors.geometry import length_km
from corridors.model import Position

Json = Mapping[str, Any]

KM_PER_NMI = 1.852


def place_name(place: str, document: Json) -> str:
    """A place's label, else its name; an id that the atlas doesn't have stands as it is."""
    record = document["nodes"].get(place) or document["areas"].get(place)
    return str(record.get("label") or record["name"]) if record else place


def assumed_length_km(item: Item) -> float | None:
    """Geodesic length in km of the schematic line of a leg; None for flows, areas and stops."""
    line = item.thing.get("line")
    if item.kind != "leg" or not line or item.thing.get("basis") == "arc":
        return None
    return round(length_km([Position(*point) for point in line]), 1)
