"""The small signs of the places: one shape a kind, hollow where only the editors state the place.

Shapes and sizes are those of the map script's `signs.js`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin

from corridors.picture.colours import CASING, DEAD, INK
from corridors.picture.svg import Element, element

_RADIUS = {
    "port": 4.8,
    "border-crossing": 5.2,
    "terminal": 4.0,
    "station": 3.8,
    "plant": 4.8,
    "city": 4.0,
    "site": 4.6,
    "chokepoint": 5.0,
}
_OTHER_RADIUS = 4.0
_DEAD_SHARE = 1.3  # a closed place is hollow and a little bigger: room for its cross
_WAIST = 0.9  # radians: how far a chokepoint's two arcs bend


@dataclass(frozen=True)
class Sign:
    """A place's sign: `filled` if a source states it, `gauge` at a break of gauge."""

    kind: str
    filled: bool = True
    gauge: bool = False
    dead: bool = False

    @property
    def reach(self) -> float:
        """How far it reaches from its middle, with what stands beside it."""
        more = 4.5 if self.gauge else 2.5 if self.dead else 1.0
        return radius_of(self.kind) + more


def radius_of(kind: str) -> float:
    """How far a sign's shape reaches from its middle."""
    return _RADIUS.get(kind, _OTHER_RADIUS)


def draw_sign(sign: Sign, x: float, y: float, size: float = 1.0) -> Element:
    """The sign around a point."""
    r = radius_of(sign.kind) * (_DEAD_SHARE if sign.dead else 1)
    colour = DEAD if sign.dead else INK
    shape = _shape(sign.kind, r)
    fill = (
        "none" if sign.kind == "chokepoint" else colour if sign.filled and not sign.dead else CASING
    )
    parts = [
        element("path", d=shape, fill="none", stroke=CASING, stroke_width=4.2),
        element("path", d=shape, fill=fill, stroke=colour, stroke_width=1.5),
    ]
    if sign.kind == "port" and not sign.dead:
        parts.append(element("circle", r=1.5, fill=CASING if sign.filled else INK))
    if sign.gauge:
        rails = "".join(f"M{x:.2f} {-r:.2f}V{r:.2f}" for x in (-r - 3, r + 3))
        parts.append(element("path", d=rails, fill="none", stroke=CASING, stroke_width=3.4))
        parts.append(element("path", d=rails, fill="none", stroke=colour, stroke_width=1.4))
    if sign.dead:
        a = r * 0.42
        cross = f"M{-a:.2f} {-a:.2f}L{a:.2f} {a:.2f}M{-a:.2f} {a:.2f}L{a:.2f} {-a:.2f}"
        parts.append(element("path", d=cross, fill="none", stroke=INK, stroke_width=1.9))
    return element(
        "g",
        parts,
        transform=f"translate({x:.2f} {y:.2f}) scale({size:g})",
        stroke_linejoin="round",
        stroke_linecap="round",
    )


def _shape(kind: str, r: float) -> str:
    match kind:
        case "border-crossing":
            return _polygon((0, -r), (r, 0), (0, r), (-r, 0))
        case "terminal":
            return _polygon((-r, -r), (r, -r), (r, r), (-r, r))
        case "station":
            return _polygon((-r, -r * 0.7), (r, -r * 0.7), (r, r * 0.7), (-r, r * 0.7))
        case "plant":
            return _polygon((0, -r), (r, r * 0.8), (-r, r * 0.8))
        case "site":
            return _polygon((0, r), (r, -r * 0.8), (-r, -r * 0.8))
        case "chokepoint":
            return _narrows(r)
    half = r if kind == "port" else r * 0.85
    arc = f"a{half:.2f} {half:.2f} 0 1 1"
    return f"M{-half:.2f} 0{arc} {2 * half:.2f} 0{arc} {-2 * half:.2f} 0z"


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "z"


def _narrows(r: float) -> str:
    """Two arcs that bend towards each other."""
    near, high = r * cos(_WAIST), r * sin(_WAIST)
    arcs = []
    for side, sweep in ((-1, 1), (1, 0)):
        x = side * (r + 1.5 - near)
        arcs.append(f"M{x:.2f} {-high:.2f}A{r:.2f} {r:.2f} 0 0 {sweep} {x:.2f} {high:.2f}")
    return "".join(arcs)
