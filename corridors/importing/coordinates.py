"""Numbers of a file to positions on WGS84: what is no number, or no place on earth, is refused."""

from __future__ import annotations

import math
import re

from corridors.errors import ImportFault
from corridors.importing.where import Where, shown
from corridors.position import Position

MOST_LONGITUDE = 540.0
"""Maps that repeat the world write longitudes up to one and a half turns off."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")
_ANGLE = re.compile(r"[°º′″'\"]|[NSEWСЮВЗ]\s*$|^\s*[NSEW]", re.IGNORECASE)
_DEGREES = "write decimal degrees, such as 53.9"


def position_at(lat: object, lon: object, where: Where, at: int | None = None) -> Position:
    """The position of a latitude and a longitude, numbers or texts, in degrees on WGS84.

    `at` is its number among those of a line. Raises ImportFault, with the value, for what is no
    finite number or lies outside the earth.
    """
    north, east = _number(lat), _number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > MOST_LONGITUDE:
        raise _fault(lat, lon, where if at is None else where.at(f"[{at}]"))
    return Position(north, east)


def _number(value: object) -> float | None:
    """A finite number; None for anything else."""
    if isinstance(value, str):
        plain = value.strip().replace("\u2212", "-")
        number = float(plain) if _NUMBER.fullmatch(plain) else math.nan
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    else:
        try:
            number = float(value)
        except OverflowError:
            return None
    return number if math.isfinite(number) else None


def _fault(lat: object, lon: object, where: Where) -> ImportFault:
    for value, field in ((lat, "latitude"), (lon, "longitude")):
        if _number(value) is None:
            return _no_number(value, where.at(field))
    north, east = _number(lat) or 0.0, _number(lon) or 0.0
    if abs(north) > MOST_LONGITUDE or abs(east) > MOST_LONGITUDE:
        return where.fault(
            f"{shown(lat)}, {shown(lon)} are no degrees",
            "these look like metres of a projection: export in WGS 84 (EPSG:4326)",
        )
    mend = "check the number"
    if abs(north) <= 180 and abs(east) <= 90:
        mend = "latitude and longitude look swapped: swap the two, or their columns"
    return where.at("latitude").fault(f"{shown(lat)} is not between -90 and 90", mend)


def _no_number(value: object, where: Where) -> ImportFault:
    if isinstance(value, str) and not value.strip():
        return where.fault("it is empty", _DEGREES)
    if isinstance(value, str) and _ANGLE.search(value):
        return where.fault(
            f"{shown(value)} is no number",
            f"degrees, minutes and seconds are not read: {_DEGREES}",
        )
    is_text = isinstance(value, str) and not _NUMBER.fullmatch(value.strip())
    return where.fault(f"{shown(value)} is no {'' if is_text else 'finite '}number", _DEGREES)
