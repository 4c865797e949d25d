"""What of an atlas is shown: the choices that a link carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridors.model import Cargo, Mode, Status

NOT_STATED = "not-stated"
NOT_KNOWN = "not-known"
MODES = (*map(str, Mode), NOT_STATED)
STATUSES = (*map(str, Status), NOT_STATED, NOT_KNOWN)
CARGOES = (*map(str, Cargo), NOT_STATED)
COLOUR_WAYS = ("corridor", "source", "mode", "status")
PROJECTIONS = ("mercator", "arctic", "eurasia")


class MapPosition(NamedTuple):
    """Zoom level, and latitude and longitude of the middle of the map in degrees."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True)
class View:
    """One view of the map; None stands for all, or for the default.

    `corridors` are those switched on, `off` the sources switched off, `closed` what is shut (as
    docs/closures.md writes it), `pin` the atlas to show, `since` the day, or the kept atlas, from
    which on changes are listed, `others` the parts of the query that are somebody else's and are
    kept as they are.
    """

    corridors: tuple[str, ...] | None = None
    off: tuple[str, ...] = ()
    modes: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    cargoes: tuple[str, ...] | None = None
    asof: str | None = None
    colour_by: str | None = None
    closed: tuple[str, ...] = ()
    language: str | None = None
    base: str | None = None
    projection: str | None = None
    pin: str | None = None
    since: str | None = None
    position: MapPosition | None = None
    selected: str | None = None
    others: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
