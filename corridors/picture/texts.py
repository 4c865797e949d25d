"""Every text of the map in its room: call-outs first, then places, corridors, the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.picture.callouts import CALLOUT, Callout, Remark, place_callouts
from corridors.picture.colours import CASING, INK, name_colour
from corridors.picture.lettering import REGULAR, SEMIBOLD, Face, set_text
from corridors.picture.linenames import place_line_name
from corridors.picture.lines import Drawn
from corridors.picture.names import GroundName, place_names
from corridors.picture.places import Place
from corridors.picture.room import Cover, Room, Spot, place_beside
from corridors.picture.sheet import Box, Sheet

EDGE = 3.0  # units kept free along the map's edge
LABEL_HEIGHT = 15.0
_LABEL, _MUST = Face(REGULAR, 12), Face(SEMIBOLD, 12)
_LINE_NAME = Face(SEMIBOLD, 11.5)
_LINE_END = 2.5
# Labels at most, by whole zoom step, on so many square units.
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
