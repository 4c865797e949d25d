"""What one server process holds for all its sessions."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corridors.atlas import Atlas, build_atlas
from corridors.atlas_file import GIVEN_ATLAS, read_atlas
from corridors.catalog import Catalog, load_catalog
from corridors.errors import Fault
from corridors.routing.ways import Ways, find_ways


class Curated(NamedTuple):
    """What the atlas was folded from, and the ways of its legs: what a closure needs."""

    catalog: Catalog
    ways: Ways


class Held(NamedTuple):
    """The atlas, the faults of what had to be left out of it, and what it was folded from.

    `curated` is None of an atlas that was given as a file.
    """

    atlas: Atlas
    faults: tuple[Fault, ...]
    curated: Curated | None = None


@cache
def held() -> Held:
    """Load the catalog and build the atlas, or read the one that is given, once a process."""
    given = os.environ.get(GIVEN_ATLAS)
    if given:
        return Held(read_atlas(Path(given)), ())
    catalog = load_catalog()
    ways = find_ways(catalog)
    return Held(build_atlas(catalog, ways=ways), catalog.faults, Curated(catalog, ways))
