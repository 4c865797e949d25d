"""Atlases of earlier formats read as today's: one step a format, each tested on a real one.

An atlas's hash is that of its bytes as they were made; what a step fills in is no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from corridors.atlas import FORMAT
from corridors.errors import AtlasFault

Json = dict[str, Any]


def check_format(name: str, document: Json) -> None:
    """Raise AtlasFault, which calls the document `name`, for a format that is none, or is newer."""
    version = document.get("format")
    if type(version) is not int or version < 1:
        raise AtlasFault(
            name, "format", f"is {version!r}", f"give an atlas of format 1 to {FORMAT}"
        )
    if version > FORMAT:
        message = f"is {version}, of a newer program; this one knows {FORMAT}"
        raise AtlasFault(name, "format", message, "update the program")


def upgrade(document: Json) -> Json:
    """A checked document in today's format, its hash as it was; the given one is left as it is."""
    for step in range(document["format"], FORMAT):
        document = {**STEPS[step](document), "format": step + 1}
    return document


def _with_paths(document: Json) -> Json:
    """Format 1 was made before legs had lengths, and when they came kept its number."""
    return {
        **document,
        "passages": document.get("passages", {}),
        "assumptions": document.get("assumptions", []),
        "notices": document.get("notices", []),
        "corridors": [_corridor_with_paths(corridor) for corridor in document["corridors"]],
    }


def _corridor_with_paths(corridor: Json) -> Json:
    return {
        **corridor,
        "legs": [{"path": None, "way": [], **leg} for leg in corridor["legs"]],
        "routes": [{"path": None, **route} for route in corridor["routes"]],
    }


STEPS: Mapping[int, Callable[[Json], Json]] = {1: _with_paths}
