"""The scale bar: kilometres and nautical miles, true at the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from pyproj import Geod

from corridors.picture.colours import CASING, INK, TEXT
from corridors.picture.lettering import REGULAR, Face, set_text
from corridors.picture.places import Place
from corridors.picture.plane import runs_through
from corridors.picture.projection import Array
from corridors.picture.sheet import Box, Sheet
from corridors.picture.svg import Element, element
from corridors.placing import KM_PER_NMI
from corridors.strings import t
from corridors.wording import THIN_SPACE, filled, number_text

_GEOD = Geod(ellps="WGS84")
_MOST_SHARE, _MOST, _LEAST = 0.22, 150.0, 20.0  # of the map's width, and units
_INSET = 12.0  # from the map's corner
_ROW = 15.0
_TEXT_ROOM = 58.0  # units beside a bar, for its text
_FACE = Face(REGULAR, 10.5)
_STEPS = (5, 2, 1)
_ROUNDS = 4  # a length in units is mended so often until it is true


@dataclass(frozen=True)
class Bar:
    """One bar: its length in units, in km, and as text."""

    length: float
    km: float
    text: str


@dataclass(frozen=True)
class Scale:
    """The bars, one above the other in the lower left corner; `note` says where they hold."""

    x: float
    y: float
    bars: tuple[Bar, ...]
    note: str

    @property
    def box(self) -> Box:
        """The room that they take."""
        widths = [bar.length + 6 + set_text(bar.text, _FACE).width for bar in self.bars]
        width = max(*widths, set_text(self.note, _FACE).width)
        return Box(self.x - 4, self.y - 10, self.x + width + 4, self.y + _ROW * len(self.bars) + 4)


def make_scale(
    sheet: Sheet, paths: Sequence[Array], places: Sequence[Place], language: str | None = None
) -> Scale | None:
    """The scale of a sheet in a lower corner, rather where no line or sign is: the left, or right.

    None where it could only stand off the globe.
    """
    most = max(_LEAST, min(_MOST, _MOST_SHARE * sheet.width))
    y = sheet.height - _INSET - 2 * _ROW
    left = _scale_at(sheet, _INSET, y, most, language)
    right = _scale_at(sheet, sheet.width - _INSET - most - _TEXT_ROOM, y, most, language)
    found = [scale for scale in (left, right) if scale]
    return min(found, key=lambda scale: _covered(scale.box, paths, places), default=None)


def _covered(box: Box, paths: Sequence[Array], places: Sequence[Place]) -> int:
    signs = sum(box.meets(Box(one.x, one.y, one.x, one.y).grown(one.reach)) for one in places)
    return signs + sum(runs_through(path, box) for path in paths)


def _scale_at(sheet: Sheet, x: float, y: float, most: float, language: str | None) -> Scale | None:
    at = sheet.position(x, y)
    km = length_km(sheet, x, y, most)
    if at is None or not km:
        return None
    bars = []
    for unit_km, unit in ((1.0, t("km", language)), (KM_PER_NMI, t("nmi", language))):
        amount = _round_below(km / unit_km)
        length = _length_of(sheet, x, y, amount * unit_km, most)
        bars.append(Bar(length, amount * unit_km, f"{number_text(amount)}{THIN_SPACE}{unit}"))
    return Scale(x, y, tuple(bars), _latitude(at.lat, language))


def length_km(sheet: Sheet, x: float, y: float, length: float) -> float | None:
    """How many km of the ground a bar of so many units from x, y to the right covers."""
    start, end = sheet.position(x, y), sheet.position(x + length, y)
    if start is None or end is None:
        return None
    return float(_GEOD.inv(start.lon, start.lat, end.lon, end.lat)[2]) / 1000


def _length_of(sheet: Sheet, x: float, y: float, km: float, length: float) -> float:
    for _ in range(_ROUNDS):
        length *= km / (length_km(sheet, x, y, length) or km)
    return length


def _round_below(most: float) -> float:
    power = 10.0 ** floor(log10(most))
    return next(step * power for step in _STEPS if step * power <= most)


def _latitude(lat: float, language: str | None) -> str:
    side = t("N", language) if lat >= 0 else t("S", language)
    degrees = f"{abs(lat):.0f}°"
    figure = degrees if degrees == "0°" else f"{degrees}{THIN_SPACE}{side}"
    return filled(t("at {latitude}", language), latitude=figure)


def draw_scale(scale: Scale) -> list[Element]:
    """The bars with their texts, on a halo in the ground's stead."""
    parts: list[Element] = []
    for row, bar in enumerate(scale.bars):
        y = scale.y + row * _ROW
        for colour, width in ((CASING, 4.0), (INK, 1.2)):
            d = f"M{scale.x:.2f} {y - 4:.2f}V{y:.2f}H{scale.x + bar.length:.2f}V{y - 4:.2f}"
            parts.append(element("path", d=d, fill="none", stroke=colour, stroke_width=width))
        parts += _haloed(bar.text, scale.x + bar.length + 6, y)
    return [*parts, *_haloed(scale.note, scale.x, scale.y + len(scale.bars) * _ROW)]


def _haloed(text: str, x: float, y: float) -> Iterator[Element]:
    outline, place = set_text(text, _FACE).outline, f"translate({x:.2f} {y:.2f})"
    yield element("path", d=outline, transform=place, fill="none", stroke=CASING, stroke_width=3.0)
    yield element("path", d=outline, transform=place, fill=TEXT)
