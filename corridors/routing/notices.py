"""Licence notices that must stand wherever a line made from somebody's data is shown or sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from corridors.routing.leg_path import LegPath


class Notice(NamedTuple):
    """What a notice is about, its words, and where its licence is explained."""

    what: str
    text: str
    url: str


OSM = Notice(
    "railways and roads",
    "Railways and roads © OpenStreetMap contributors, under the Open Database License (ODbL) 1.0",
    "https://www.openstreetmap.org/copyright",
)


def notices_for(paths: Iterable[LegPath]) -> tuple[Notice, ...]:
    """The notices that these ways call for."""
    return (OSM,) if any(path.osm for path in paths) else ()
