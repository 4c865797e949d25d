"""Networks of a few made-up ways, for tests that need no real sea and no real railway."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.networks import Networks
from corridors.routing.noroute import NoRoute


@dataclass(frozen=True)
class MadeSeaRoute:
    """What `corridors.routing.sea.route` gives, made by hand."""

    waypoints: tuple[Position, ...]
    length_km: float
    passages: tuple[str, ...] = ()
    channel_km: float = 0.0
    drawn_km: float = 0.0
    approach_km: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class MadeLandRoute:
    """What `corridors.routing.land.route` gives, made by hand."""

    waypoints: tuple[Position, ...]
    length_km: float
    countries: tuple[tuple[str, float], ...] = ()
    crossings: tuple[Any, ...] = ()
    gauge_breaks: tuple[Any, ...] = ()
    schematic_km: float = 0.0
    approach_km: tuple[float, float] = (0.0, 0.0)
    proposed_km: float = 0.0


def no_ways(reason: str) -> Networks:
    """Networks on which there is no way, for one reason."""
    return Networks(lambda *_, **__: NoRoute(reason), lambda *_, **__: NoRoute(reason))


def straight_ways(factor: float = 1.0) -> Networks:
    """Networks whose every way is straight, and longer than that by a factor."""

    def by_sea(origin: Position, destination: Position, **_: Any) -> MadeSeaRoute:
        line = (origin, destination)
        return MadeSeaRoute(line, factor * length_km(line))

    def by_land(_: Any, origin: Position, destination: Position, **__: Any) -> MadeLandRoute:
        line = (origin, destination)
        return MadeLandRoute(line, factor * length_km(line))

    return Networks(by_sea, by_land)


@dataclass
class Strait:
    """A sea with a short way through one strait and a long way round; it notes what is asked."""

    slug: str
    through: Position
    round_about: Position | None
    asked: list[dict[str, Any]]

    def __call__(
        self,
        origin: Position,
        destination: Position,
        *,
        avoid: Iterable[str] = (),
        allow: Iterable[str] = (),
    ) -> MadeSeaRoute | NoRoute:
        self.asked.append({"avoid": set(avoid), "allow": set(allow)})
        by = self.round_about if self.slug in set(avoid) else self.through
        if by is None:
            return NoRoute(f"closed: {self.slug}")
        line = (origin, by, destination)
        passages = (self.slug,) if by is self.through else ()
        return MadeSeaRoute(line, length_km(line), passages)


def by_land(answer: Callable[..., Any]) -> Networks:
    """Networks with one way by land and none by sea."""
    return Networks(lambda *_, **__: NoRoute("no sea"), answer)
