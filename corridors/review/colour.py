"""The colour of a corridor that is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from corridors.catalog import Catalog

# The set of mapview/script/colours.js: any two of them are apart for every kind of colour vision,
# and firm on land and sea (tests/data/test_colours.py).
COLOURS = (
    "#39359a", "#ce6a02", "#208bcf", "#861f4e", "#00616c", "#b76e98", "#775840", "#a84b98",
)  # fmt: skip


def choose_colour(catalog: Catalog, places: Container[str]) -> str:
    """A colour for a corridor through some places, by their ids.

    That which fewest of the corridors that it meets have, then fewest of all, then the first.
    """
    used, met = Counter[str](), Counter[str]()
    for definition in (grounded.definition for grounded in catalog.corridors):
        used[definition.colour] += 1
        met[definition.colour] += any(stop.at in places for stop in definition.stops)
    return min(COLOURS, key=lambda colour: (met[colour], used[colour]))
