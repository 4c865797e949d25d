"""The colour of a corridor that is added."""

from __future__ import annotations

from collections import Counter

from corridors.catalog import Catalog

# The set of mapview/script/colours.js: any two of them are apart for every kind of colour vision,
# and firm on land and sea (tests/data/test_colours.py).
COLOURS = (
    "#39359a", "#ce6a02", "#208bcf", "#861f4e", "#00616c", "#b76e98", "#775840", "#a84b98",
)  # fmt: skip


def choose_colour(catalog: Catalog) -> str:
    """The colour that fewest corridors have; the first of them in the order of the set."""
    used = Counter(grounded.definition.colour for grounded in catalog.corridors)
    return min(COLOURS, key=lambda colour: used[colour])
