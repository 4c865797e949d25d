"""The map of a view as one picture: ground, lines, places, texts; the key and the notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.fold import Fold
from corridors.picture import selection, telling
from corridors.picture.callouts import Callout, check_callouts
from corridors.picture.colours import BORDER, COAST, LAND, LINE, PAPER, QUIET, SEA, TINT
from corridors.picture.composing import Contents, compose, in_sight
from corridors.picture.fitting import Fitting, box_to_fit, check_size
from corridors.picture.graticule import draw_graticule
from corridors.picture.ground import area_rings, draw_ground, draw_sea
from corridors.picture.key import make_key
from corridors.picture.key_layout import Key
from corridors.picture.lettering import REGULAR, Face, set_text, wrap_text
from corridors.picture.lines import draw_lines, gather_lines
from corridors.picture.places import Place
from corridors.picture.projection import MERCATOR, projection_of
from corridors.picture.scale import draw_scale
from corridors.picture.sheet import UNIT_MM, Frame, Sheet, box_of_frame
from corridors.picture.signs import draw_sign
from corridors.picture.svg import Element, document, element, line_data, text_element
from corridors.picture.text_drawing import draw_texts

_BELOW = 11.0  # units between the map, the key and the notes
_NOTE, _NOTE_ROW = Face(REGULAR, 9.5), 12.5
_FADED = 0.35
_EDGE = 0.8


@dataclass(frozen=True)
class Picture:
    """A map as an SVG document, in millimetres; its texts are outlines, so it needs no font.

    `title` is one line, `alt` what the map shows in words, `notes` what must stand with it.
    """

    svg: str
    width_mm: float
    height_mm: float
    title: str
    alt: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Foot:
    """What stands below the map: the key, and the notes in lines."""

    key: Key | None
    lines: Sequence[str]

    @property
    def height(self) -> float:
        """In units, with the gaps above both."""
        key = self.key.height + _BELOW if self.key else 0.0
        return key + (len(self.lines) * _NOTE_ROW + _BELOW if self.lines else 0.0)


def draw_map(
    fold: Fold,
    *,
    width_mm: float = 180.0,
    height_mm: float | None = None,
    projection: str | None = None,
    frame: Frame | None = None,
    callouts: Sequence[Callout] = (),
    language: str | None = None,
    key: bool = True,
    notes: bool = True,
) -> Picture:
    """The map of a fold as a picture; without a height, as high as what it shows asks for.

    `projection` is one of `PROJECTIONS`; None stands for the view’s own. Without a frame the
    picture is fitted to what is selected, else to all that is on the map. `key` and `notes` say
    whether these stand below the map. Raises PictureError for what cannot be drawn so.
    """
    check_size("width", width_mm)
    check_size("height", height_mm)
    check_callouts(callouts)
    language = language or fold.view.language
    plane = projection_of(projection or fold.view.projection or MERCATOR.name)
    lines = gather_lines(fold, plane)
    points = [callout.at for callout in callouts]
    box = box_of_frame(plane, frame) if frame else box_to_fit(fold, lines, plane, points)
    fitting = Fitting(plane, box, width_mm, height_mm, framed=frame is not None)
    told = telling.tell_notes(fold, plane, language)
    whole = fitting.sheet()
    foot = _Foot(
        make_key(fold, *in_sight(fold, lines, whole), whole.width, language) if key else None,
        wrap_text(" ".join(told), _NOTE, whole.width) if notes else (),
    )
    sheet = fitting.sheet(foot.height)
    title = telling.tell_title(fold, language)
    alt = telling.tell_picture(fold, plane, [one.text for one in callouts], language)
    contents = compose(fold, lines, sheet, callouts, language)
    outlines, drawing = _drawing(sheet, contents, selection.chosen_areas(fold))
    height = sheet.height + foot.height
    clip = element("clipPath", [element("rect", width=sheet.width, height=sheet.height)], id="map")
    root = element(
        "svg",
        [
            text_element("title", title),
            text_element("desc", alt),
            element("defs", [clip, *outlines]),
            element("rect", width=sheet.width, height=height, fill=PAPER),
            element("g", drawing, clip_path="url(#map)"),
            *_below_map(sheet, foot),
        ],
        width=f"{width_mm:g}mm",
        height=f"{height * UNIT_MM:.3f}mm",
        viewBox=f"0 0 {sheet.width:.2f} {height:.2f}",
        role="img",
    )
    return Picture(document(root), width_mm, height * UNIT_MM, title, alt, told)


def _drawing(
    sheet: Sheet, contents: Contents, tinted: Sequence[str]
) -> tuple[list[Element], list[Element]]:
    """The outlines of the texts, and what is drawn in the map's own room."""
    texts = draw_texts(contents.labels)
    return texts.outlines, [
        *_ground(sheet, tinted),
        *draw_lines(contents.drawn, sheet),
        *texts.leaders,
        *_signs(contents.signed),
        *texts.above,
        *(draw_scale(contents.scale) if contents.scale else ()),
    ]


def _ground(sheet: Sheet, tinted: Sequence[str]) -> Iterator[Element]:
    ground = draw_ground(sheet)
    yield element("path", d=line_data(draw_sea(sheet), closed=True), fill=SEA)
    land = line_data(ground.land, closed=True)
    yield element("path", d=land, fill=LAND, fill_rule="evenodd")
    for code in tinted:
        area = line_data(area_rings(sheet, code), closed=True)
        yield element("path", d=area, fill=TINT, fill_rule="evenodd")
    yield from draw_graticule(sheet)
    for layer, colour, width, dash in (
        ("coast", COAST, 0.6, None),
        ("border", BORDER, 0.8, None),
        ("disputed", BORDER, 0.8, (3.0, 3.0)),
    ):
        yield element(
            "path",
            d=line_data(ground.lines[layer]),
            fill="none",
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=dash,
            stroke_linejoin="round",
        )


def _signs(signed: Sequence[Place]) -> Iterator[Element]:
    """The signs, the most important above the others; what has faded is pale."""
    for place in reversed(signed):
        sign = draw_sign(place.sign, place.x, place.y, place.size)
        if not place.near:
            sign.set("opacity", str(_FADED))
        yield sign


def _below_map(sheet: Sheet, foot: _Foot) -> Iterator[Element]:
    """The map's edge, the key, and the notes line by line."""
    width, height = sheet.width - _EDGE, sheet.height - _EDGE
    at = _EDGE / 2
    yield element(
        "rect", x=at, y=at, width=width, height=height, fill="none", stroke=LINE, stroke_width=_EDGE
    )
    y = sheet.height + _BELOW
    if foot.key:
        yield element("g", foot.key.elements, transform=f"translate(0 {y:.2f})")
        y += foot.key.height + _BELOW
    for row, line in enumerate(foot.lines):
        place = f"translate(0 {y + row * _NOTE_ROW + _NOTE.size:.2f})"
        yield element("path", d=set_text(line, _NOTE).outline, fill=QUIET, transform=place)
