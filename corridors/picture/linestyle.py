"""How a leg is drawn: dash says which mode, weight and hollowness which status, gaps schematic.

Twin of the map script's `linestyle.js`; `tests/browser/test_picture_twins.py` holds them to each
other. Widths and dashes are in units.
"""

from __future__ import annotations

from typing import NamedTuple

from corridors.fold import State
from corridors.picture.colours import DEAD, UNKNOWN, mixed
from corridors.view import NOT_KNOWN, NOT_STATED

_DASHES: dict[str, tuple[float, ...]] = {
    "rail": (),
    "sea": (13, 5),
    "road": (2.2, 3.6),
    "river": (10, 4, 2, 4),
    "air": (),
    NOT_STATED: (5, 4),
}
# The same rhythms, thinner and with a gap in what would be solid: not the way taken.
_SCHEMATIC_DASHES: dict[str, tuple[float, ...]] = {
    "rail": (16, 2.4),
    "sea": (9, 5.5),
    "road": (2, 3.6),
    "river": (9, 3.5, 2, 3.5),
    "air": (16, 2.4),
    NOT_STATED: (5, 4),
}
_WEIGHTS = {
    "operating": 3.8,
    "constrained": 2.5,
    "trial": 2.2,
    "announced": 4,
    "proposed": 4,
    NOT_STATED: 2.8,
    "suspended": 2.4,
    "closed": 2.4,
    "abandoned": 2.4,
    NOT_KNOWN: 2.2,
}
_SHARES = {"routed": 0.82, "schematic": 0.72}
_ARC_DASH, _ARC_WEIGHT = (0.1, 4.2), 2.0
_AIR_WEIGHT = 1.6
_UNKNOWN_DASH = (4.5, 4.5)
_EDITOR_SHARE, _EDITOR_GREY = 0.66, 0.5
_DEAD = ("suspended", "closed", "abandoned")
_HOLLOW = ("announced", "proposed")
HOLLOW_SHARE = 0.45  # of a hollow line's width, that is paper


class LineStyle(NamedTuple):
    """A line's look; `cross` marks that nothing runs there, `cap` is how its dashes end."""

    colour: str
    width: float
    dash: tuple[float, ...]
    hollow: bool
    cross: bool
    cap: str


def is_dead(status: str) -> bool:
    """Whether a status means that nothing runs."""
    return status in _DEAD


def style_of(basis: str | None, state: State, colour: str) -> LineStyle:
    """The look of a leg of a basis (routed, schematic, arc) in a state and a colour #rrggbb."""
    mode, lead = state.modes[0], state.lead
    own = state.stated == "editor"
    width = _weight(basis, mode, lead) * _SHARES.get(basis or "", 1.0)
    return LineStyle(
        colour=_colour(lead, own, colour),
        width=width * _EDITOR_SHARE if own else width,
        dash=_dash(basis, mode, lead),
        hollow=basis != "arc" and mode != "road" and lead in _HOLLOW,
        cross=is_dead(lead),
        cap="round" if basis == "arc" else "butt",
    )


def _weight(basis: str | None, mode: str, lead: str) -> float:
    if basis == "arc":
        return _ARC_WEIGHT
    return _AIR_WEIGHT if mode == "air" else _WEIGHTS[lead]


def _colour(lead: str, own: bool, colour: str) -> str:
    if is_dead(lead):
        return DEAD
    if lead == NOT_KNOWN:
        return UNKNOWN
    return mixed(colour, UNKNOWN, _EDITOR_GREY) if own else colour


def _dash(basis: str | None, mode: str, lead: str) -> tuple[float, ...]:
    if lead == NOT_KNOWN:
        return _UNKNOWN_DASH
    if basis == "arc":
        return _ARC_DASH
    return (_SCHEMATIC_DASHES if basis == "schematic" else _DASHES)[mode]
