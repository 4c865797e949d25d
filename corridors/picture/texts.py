"""Every text of the map in its room: call-outs first, then places, corridors, the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.picture.callouts import CALLOUT, PAD, Callout, Remark, place_callouts
from corridors.picture.colours import CASING, INK, name_colour
from corridors.picture.lettering import (
    BOLD,
    CAP_HEIGHT,
    REGULAR,
    SEMIBOLD,
    Face,
    set_text,
)
from corridors.picture.linenames import place_line_name
from corridors.picture.lines import Drawn
from corridors.picture.names import GroundName, place_names
from corridors.picture.places import Place
from corridors.picture.room import Cover, Room, Spot, place_beside
from corridors.picture.sheet import Box, Sheet
from corridors.picture.svg import Element, element

EDGE = 3.0  # units kept free along the map's edge
LABEL_HEIGHT = 15.0
_LABEL, _MUST, _PICKED = Face(REGULAR, 12), Face(SEMIBOLD, 12), Face(BOLD, 12)
_LINE_NAME = Face(SEMIBOLD, 11.5)
_LINE_END = 2.5
# Labels at most, by whole zoom step, on a sheet of 1.6 million square units.
_MOST_LABELS = (8, 16, 30, 46, 64, 90, 120)
_MOST_FOR_AREA = 1.2e6
_MOST_NAMED = 40  # corridors


class Label(NamedTuple):
    """A text of the map in its place: `kind` is place, corridor, callout or ground.

    A leader is a thin line from `at` to where it ends.
    """

    kind: str
    lines: tuple[str, ...]
    face: Face
    colour: str
    halo: str
    box: Box
    at: tuple[float, float] | None = None
    leader: tuple[float, float] | None = None


def place_texts(
    sheet: Sheet,
    places: Sequence[Place],
    signed: Sequence[Place],
    drawn: Sequence[Drawn],
    callouts: Sequence[Callout],
    taken: Sequence[Box],
    names: dict[str, str],
) -> list[Label]:
    """Every text of the map with its place; `taken` is what stands over the map.

    `names` are those of the corridors to be named beside their lines, by id.
    """
    room, cover = Room(sheet.bounds.grown(-EDGE)), Cover()
    for one in drawn:
        cover.add(one.path.points, one.owner)
    for box in taken:
        room.take(box)
    for place in places:
        if place.end and place.near:
            room.take(_around(place, _LINE_END))
    for place in signed:
        if place.near:
            room.take(_around(place, place.reach))
    remarks = place_callouts(sheet, callouts, room, cover)
    labels = [_of_callout(remark) for remark in remarks]
    notes = place_names(sheet, room, cover, notes=True)
    labels += _places(sheet, signed, room, cover)
    labels += _corridors(drawn, names, room, cover)
    said = {text for label in labels for text in label.lines}
    ground = [*notes, *place_names(sheet, room, cover, notes=False, said=said)]
    return [*map(_of_ground, ground), *labels]


def _around(place: Place, reach: float) -> Box:
    return Box(place.x, place.y, place.x, place.y).grown(reach)


def _of_callout(remark: Remark) -> Label:
    return Label(
        "callout",
        remark.lines,
        CALLOUT,
        INK,
        CASING,
        remark.spot.box,
        remark.at,
        remark.spot.leader,
    )


def _of_ground(name: GroundName) -> Label:
    return Label("ground", (name.text,), name.face, name.colour, name.halo, name.box)


def _places(sheet: Sheet, signed: Sequence[Place], room: Room, cover: Cover) -> list[Label]:
    step = _MOST_LABELS[max(0, min(len(_MOST_LABELS) - 1, int(sheet.zoom)))]
    most = step * sheet.width * sheet.height / _MOST_FOR_AREA + 3
    labels: list[Label] = []
    for place in signed:
        if not place.near or (len(labels) >= most and not place.must):
            continue
        face = _MUST if place.must else _LABEL
        size = set_text(place.name, face).width, LABEL_HEIGHT
        at = place.x, place.y
        spot = place_beside(at, place.reach, size, room, cover, must=place.must)
        if spot:
            labels.append(_label("place", place.name, face, INK, spot, at, room))
    return labels


def _label(
    kind: str, text: str, face: Face, colour: str, spot: Spot, at: tuple[float, float], room: Room
) -> Label:
    room.say(spot, at)
    return Label(kind, (text,), face, colour, CASING, spot.box, at, spot.leader)


def _corridors(
    drawn: Sequence[Drawn], names: dict[str, str], room: Room, cover: Cover
) -> list[Label]:
    own: dict[str, list[Drawn]] = {}
    for one in drawn:
        if one.near and one.item.corridor["id"] in names:
            own.setdefault(one.item.corridor["id"], []).append(one)
    labels = []
    for name, lines in own.items() if len(own) <= _MOST_NAMED else ():
        text = names[name]
        size = set_text(text, _LINE_NAME).width, LABEL_HEIGHT - 1
        named = place_line_name(
            [one.path.points for one in lines], lines[0].owner, size, room, cover
        )
        if named:
            colour = name_colour(lines[0].coloured.colour)
            labels.append(_label("corridor", text, _LINE_NAME, colour, named.spot, named.at, room))
    return labels


def draw_texts(labels: Sequence[Label]) -> tuple[list[Element], list[Element]]:
    """Outlines for `defs`, and the elements: boxes and leaders, then all halos, then the texts."""
    outlines, below, halos, texts = [], [], [], []
    for number, label in enumerate(labels):
        below += _leader(label)
        name = f"t{number}"
        outlines.append(_outlined(label, name))
        if label.kind != "callout":
            halos.append(
                element(
                    "use",
                    href=f"#{name}",
                    fill="none",
                    stroke=label.halo,
                    stroke_width=_halo_of(label),
                    stroke_linejoin="round",
                )
            )
        texts.append(
            element(
                "g",
                [element("use", href=f"#{name}", fill=label.colour)],
                role="img",
                aria_label=" ".join(label.lines),
            )
        )
    return outlines, [*below, *halos, *texts]


def _halo_of(label: Label) -> float:
    return 2.4 if label.kind == "ground" else 3.4


def _outlined(label: Label, name: str) -> Element:
    """The text's outlines, each line in the middle of its part of the box."""
    pad = PAD if label.kind == "callout" else 0.0
    height = (label.box.height - 2 * pad) / len(label.lines)
    parts = []
    for at, line in enumerate(label.lines):
        lettering = set_text(line, label.face)
        x = label.box.x0 + pad
        if label.kind == "ground":
            x = (label.box.x0 + label.box.x1 - lettering.width) / 2
        y = label.box.y0 + pad + height * (at + 0.5) + label.face.size * CAP_HEIGHT / 2
        parts.append(element("path", d=lettering.outline, transform=f"translate({x:.2f} {y:.2f})"))
    return element("g", parts, id=name)


def _leader(label: Label) -> list[Element]:
    if label.kind == "callout" and label.at and label.leader:
        return _callout_box(label, label.at, label.leader)
    if not (label.leader and label.at):
        return []
    (x0, y0), (x1, y1) = label.at, label.leader
    return [
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=colour, stroke_width=width)
        for colour, width in ((label.halo, 3.0), (INK, 0.9))
    ]


def _callout_box(
    label: Label, at: tuple[float, float], leader: tuple[float, float]
) -> list[Element]:
    (x0, y0), (x1, y1), box = at, leader, label.box
    return [
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=CASING, stroke_width=3.2),
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=INK, stroke_width=1.0),
        element("circle", cx=x0, cy=y0, r=2.6, fill=CASING, stroke=INK, stroke_width=1.2),
        element(
            "rect",
            x=box.x0,
            y=box.y0,
            width=box.width,
            height=box.height,
            rx=2.0,
            fill=CASING,
            stroke=INK,
            stroke_width=0.8,
        ),
    ]
