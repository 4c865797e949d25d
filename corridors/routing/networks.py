"""The two networks that legs are routed over, as functions, so that a test can put others in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from corridors.position import Position


class BySea(Protocol):
    """A router over water: `corridors.routing.sea.route`."""

    def __call__(
        self,
        origin: Position,
        destination: Position,
        /,
        *,
        avoid: Iterable[str] = ...,
        allow: Iterable[str] = ...,
    ) -> Any: ...


class ByLand(Protocol):
    """A router over land: `corridors.routing.land.route`."""

    def __call__(
        self,
        mode: Any,
        origin: Position,
        destination: Position,
        /,
        *,
        avoid_countries: Iterable[str] = ...,
        closed: Iterable[str] = ...,
        proposed: bool = ...,
    ) -> Any: ...


class Networks(NamedTuple):
    """The routers over water and over land."""

    sea: BySea
    land: ByLand


def shipped_networks() -> Networks:
    """The networks that come with the package; loaded only when something is to be routed."""
    from corridors.routing import land, sea

    return Networks(sea.route, land.route)
