"""What stands where on a map: lines, places, scale, and every text in its room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.fold import Fold
from corridors.picture.callouts import Callout
from corridors.picture.lines import Drawn, Line, lay_lines
from corridors.picture.places import Place, gather_places, thin_out
from corridors.picture.scale import Scale, make_scale
from corridors.picture.sheet import Sheet
from corridors.picture.texts import Label, place_texts


class Contents(NamedTuple):
    """What is on a map: lines, the places whose sign is drawn, the scale, and the texts."""

    drawn: list[Drawn]
    signed: list[Place]
    scale: Scale | None
    labels: list[Label]


def in_sight(fold: Fold, lines: Sequence[Line], sheet: Sheet) -> tuple[list[Drawn], list[Place]]:
    """The lines on a sheet, and the places, the most important first."""
    drawn = [one for one in lay_lines(fold, lines, sheet) if one.lies_in(sheet.bounds)]
    return drawn, gather_places(fold, sheet)


def compose(
    fold: Fold,
    lines: Sequence[Line],
    sheet: Sheet,
    callouts: Sequence[Callout] = (),
    language: str | None = None,
) -> Contents:
    """Everything on the map of a sheet in its place; raises PictureError for a call-out without."""
    drawn, places = in_sight(fold, lines, sheet)
    signed = thin_out(places, sheet.zoom)
    scale = make_scale(sheet, [one.path.points for one in drawn], signed, language)
    taken = [scale.box] if scale else []
    labels = place_texts(sheet, places, signed, drawn, callouts, taken, _names(drawn))
    return Contents(drawn, signed, scale, labels)


def _names(drawn: Sequence[Drawn]) -> dict[str, str]:
    """The corridors to be named beside their lines, by id; one alone needs no telling apart."""
    seen = {one.item.corridor["id"]: str(one.item.corridor["short"]) for one in drawn if one.near}
    return seen if len(seen) > 1 else {}
