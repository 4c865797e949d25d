"""One file in, drafts out: read, swapped if asked for, matched to places, drafted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from corridors.errors import ImportFault
from corridors.importing.calls import LEAST_REACH_KM, MOST_REACH_KM, REACH_KM
from corridors.importing.drafting import drafts_of
from corridors.importing.files import read_drawing
from corridors.importing.nearby import Surroundings
from corridors.importing.swapping import swapped, told_swapped
from corridors.importing.where import Where
from corridors.register_model import Node
from corridors.review.draft import Draft, Origin

VERSION = "1"
"""Of what an import proposes; goes up when the same file would give other drafts."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The drafts of a file, what made them, and in words what was left out or looks odd.

    `faults` are of features that could not be read; `doubts` are worth a look before going on.
    """

    drafts: tuple[Draft, ...]
    origin: Origin
    faults: tuple[ImportFault, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def import_lines(
    file: str,
    data: bytes,
    *,
    nodes: Iterable[Node] = (),
    reach_km: float = REACH_KM,
    swap: bool = False,
) -> Imported:
    """The drafts of a file of lines.

    `nodes` are the atlas's own, matched before other places; `reach_km` says how far a known place
    may lie from the line's point. `swap` takes latitude for longitude, for files that have them the
    wrong way round. Raises ImportFault, naming file, feature, field, value and mend.
    """
    where = Where(PurePath(file.replace("\\", "/")).name[:200] or "the file")
    if not LEAST_REACH_KM <= reach_km <= MOST_REACH_KM:
        raise where.fault(
            f"{reach_km:g} km is no reach", f"give {LEAST_REACH_KM:g} to {MOST_REACH_KM:g} km"
        )
    drawing = read_drawing(where.file, data)
    if swap:
        drawing = swapped(drawing)
    surroundings = Surroundings(nodes)
    drafts = drafts_of(drawing, surroundings, reach_km)
    if not drafts:
        raise where.fault("there is no line in it, and fewer than two points", "draw a line")
    doubt = None if swap else told_swapped(drawing, drafts, surroundings, reach_km)
    detail = {"file": where.file, "format": drawing.form, "reach_km": f"{reach_km:g}"}
    return Imported(
        drafts,
        Origin(by="import", version=VERSION, detail=detail),
        drawing.faults,
        drawing.notes,
        (doubt,) if doubt else (),
    )
