"""What one server process holds for all its sessions."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corridors.atlas import Atlas, build_atlas
from corridors.atlas_file import GIVEN_ATLAS, read_atlas
from corridors.catalog import load_catalog
from corridors.errors import Fault


class Held(NamedTuple):
    """The atlas, and the faults of what had to be left out of it."""

    atlas: Atlas
    faults: tuple[Fault, ...]


@cache
def held() -> Held:
    """Load the catalog and build the atlas, or read the one that is given, once a process."""
    given = os.environ.get(GIVEN_ATLAS)
    if given:
        return Held(read_atlas(Path(given)), ())
    catalog = load_catalog()
    return Held(build_atlas(catalog), catalog.faults)
