"""A point on the globe: in a module of its own, so that networks load without the records."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A point on WGS84, in degrees, latitude first."""

    lat: float
    lon: float
