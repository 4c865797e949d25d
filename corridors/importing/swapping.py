"""Latitude taken for longitude: how a file shows it, and the file with the two changed back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.errors import ImportFault
from corridors.importing.features import Drawing, Feature, Vertex
from corridors.importing.nearby import Surroundings, keys_of
from corridors.importing.where import Where, shown
from corridors.position import Position
from corridors.review.draft import Draft, DraftStop

_MOST_TRIED = 40


def swapped(drawing: Drawing) -> Drawing:
    """The drawing with latitude and longitude changed for one another.

    Raises ImportFault where a longitude is no latitude.
    """
    where = Where(drawing.file)
    features = tuple(_swapped_feature(feature, where) for feature in drawing.features)
    return replace(drawing, features=features)


def _swapped_feature(feature: Feature, where: Where) -> Feature:
    def turned(vertex: Vertex) -> Vertex:
        lat, lon = vertex.position
        if abs(lon) > 90:
            raise _no_latitude(where.of(feature.label), lon)
        return replace(vertex, position=Position(lon, lat))

    return replace(
        feature,
        lines=tuple(tuple(map(turned, line)) for line in feature.lines),
        points=tuple(map(turned, feature.points)),
    )


def _no_latitude(where: Where, lon: float) -> ImportFault:
    return where.at("longitude").fault(
        f"{shown(lon)} is no latitude", "import the file without swapping"
    )


def told_swapped(
    drawing: Drawing, drafts: Sequence[Draft], surroundings: Surroundings, reach_km: float
) -> str | None:
    """Why latitude and longitude look swapped, in words; None where they do not.

    They do where no stop lies at a known place as the file has it, and two or more, and most of
    them, do the other way round; a stop that has a name counts where the place goes by it.
    """
    stops = [stop for draft in drafts for stop in draft.stops][:_MOST_TRIED]
    if any(stop.place is not None and stop.place.source != "coordinates" for stop in stops):
        return None
    agreeing = [stop for stop in stops if _agrees(stop, surroundings, reach_km)]
    if len(agreeing) < 2 or 2 * len(agreeing) <= len(stops):
        return None
    names = ", ".join(stop.name for stop in agreeing[:3])
    return (
        f"{drawing.file}: latitude and longitude look swapped: the other way round, "
        f"{len(agreeing)} of {len(stops)} stops lie at known places ({names}) — import it again, "
        "swapped"
    )


def _agrees(stop: DraftStop, surroundings: Surroundings, reach_km: float) -> bool:
    """Whether a stop lies at a known place once the two are changed."""
    drawn = stop.candidates[-1].position
    if drawn is None or abs(drawn[1]) > 90:
        return False
    near = surroundings.near(Position(drawn[1], drawn[0]), reach_km)
    if stop.place is None:  # nameless
        return bool(near)
    keys = keys_of(stop.name)
    return any(place.keys & keys for place in near)
