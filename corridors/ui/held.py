"""What one server process holds for all its sessions."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from corridors.atlas import Atlas, build_atlas
from corridors.catalog import load_catalog
from corridors.errors import Fault


class Held(NamedTuple):
    """The atlas, and the faults of what had to be left out of it."""

    atlas: Atlas
    faults: tuple[Fault, ...]


@cache
def held() -> Held:
    """Load the catalog and build the atlas, once a process."""
    catalog = load_catalog()
    return Held(build_atlas(catalog), catalog.faults)
