"""The nouns of an imported file: its features with their lines and points, as they were read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corridors.errors import ImportFault
from corridors.importing.where import Where
from corridors.position import Position
from corridors.reading.stored import storable

MOST_BYTES = 5_000_000
"""Of a file, and of the KML inside a KMZ once it is unpacked."""
MOST_FEATURES = 2_000
MOST_VERTICES = 100_000
MOST_DEPTH = 8
"""Of geometries inside geometries."""
LONGEST_NAME, LONGEST_TEXT = 200, 5_000

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Vertex:
    """A point of a line, or a point by itself; `position` as the file has it.

    Longitudes may run on beyond ±180 (at most MOST_LONGITUDE), as maps write them that repeat the
    world. `name` and `mode` are the file's own words, where it gives this very point any.
    """

    position: Position
    name: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: `label` says which one it is in its file, `folder` the layer that it lies in."""

    label: str
    name: str | None = None
    description: str | None = None
    folder: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[tuple[Vertex, ...], ...] = ()
    points: tuple[Vertex, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a file holds: its features, the faults of those left out, and notes on the rest."""

    file: str
    form: str
    features: tuple[Feature, ...]
    faults: tuple[ImportFault, ...] = ()
    notes: tuple[str, ...] = ()


class Allowance:
    """How many vertices and features may still come; the one thing here that is counted down."""

    def __init__(self, where: Where) -> None:
        self._where, self._vertices, self._features = where, MOST_VERTICES, MOST_FEATURES

    def take_feature(self) -> None:
        """Count a feature. Raises ImportFault for one too many."""
        self._features -= 1
        if self._features < 0:
            raise self._where.fault(
                f"it holds more than {MOST_FEATURES} features", "export the corridor's layer alone"
            )

    def take_vertices(self, count: int) -> None:
        """Count vertices. Raises ImportFault for one too many."""
        self._vertices -= count
        if self._vertices < 0:
            raise self._where.fault(
                f"its lines have more than {MOST_VERTICES} vertices",
                "simplify the lines, or export fewer",
            )


def name_of(text: object) -> str | None:
    """A name on one line, without control characters, cut off when long; None if it is empty."""
    words = " ".join(_CONTROLS.sub(" ", storable(str(text))[0]).split()) if text is not None else ""
    return words[:LONGEST_NAME].rstrip() or None


def text_of(text: object) -> str | None:
    """A description with its line breaks, as `name_of` else."""
    if text is None:
        return None
    lines = _CONTROLS.sub(" ", storable(str(text))[0][: 2 * LONGEST_TEXT]).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()[:LONGEST_TEXT] or None


def label_of(kind: str, number: int, name: str | None) -> str:
    """What messages call a feature: Placemark 3 “Minsk – Poti”."""
    return f"{kind} {number} “{name[:60]}”" if name else f"{kind} {number}"
