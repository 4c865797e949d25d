"""Drawn lines to drafts of corridors: stops and modes proposed, every quote still asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil

from corridors.importing.calls import BEND, Call, calls_of, is_same_place
from corridors.importing.features import Drawing, Feature, Vertex
from corridors.importing.lines import Chain, chains_of, picture_of
from corridors.importing.nearby import Surroundings
from corridors.importing.where import Where, shown
from corridors.importing.words import modes_in_name, modes_in_value, modes_of_properties
from corridors.model import Mode
from corridors.review.draft import (
    MOST_STOPS,
    Draft,
    DraftLeg,
    DraftStop,
    ModeSaid,
    Place,
)

MOST_DRAFTS = 100
MOST_POINTS = MOST_STOPS
_THROUGH_POINTS = "points"
QUOTES_ASKED = (
    "a drawn line is nobody's source: quote the words that state each stop, each leg and each mode"
)


def drafts_of(drawing: Drawing, surroundings: Surroundings, reach_km: float) -> tuple[Draft, ...]:
    """A draft for each line of a drawing, or for lines that lead on from one another.

    Without any line, one through its points in the file's order. Raises ImportFault for more lines
    than MOST_DRAFTS, more points than MOST_POINTS, and more stops than a draft may have.
    """
    where = Where(drawing.file)
    points = [point for feature in drawing.features for point in _named(feature)]
    if len(points) > MOST_POINTS:
        raise where.fault(
            f"it has {len(points)} points, of at most {MOST_POINTS}", "export the corridor's alone"
        )
    chains = chains_of(drawing.features)
    if len(chains) > MOST_DRAFTS:
        raise where.fault(
            f"it has {len(chains)} lines that do not lead on from one another, of at most "
            f"{MOST_DRAFTS}",
            "export the corridor's layer alone",
        )
    if not chains:
        chains, points = _through_points(points), []
    return tuple(
        _draft(chain, points, surroundings, reach_km, where.of(chain.legs[0][1].label))
        for chain in chains
    )


def _named(feature: Feature) -> Iterator[Vertex]:
    """A feature's points, under its name."""
    value, _ = modes_of_properties(feature.properties)
    for point in feature.points:
        yield Vertex(point.position, point.name or feature.name, point.mode or value)


def _through_points(points: Sequence[Vertex]) -> tuple[Chain, ...]:
    line = Feature(label=_THROUGH_POINTS, lines=(tuple(points),))
    return chains_of([line]) if len(points) > 1 else ()


def _draft(
    chain: Chain,
    points: Sequence[Vertex],
    surroundings: Surroundings,
    reach_km: float,
    where: Where,
) -> Draft:
    calls = calls_of(chain, points, surroundings, reach_km, where)
    numbers = _numbers(calls)
    first = dict(zip(numbers[::-1], calls[::-1], strict=True))
    stops = tuple(_stop(number, first[number]) for number in sorted(first))
    legs, unsaid = _legs(chain, calls, numbers)
    name = _name(chain)
    asks = [] if name else ["the file gives no name: name the corridor"]
    for number, stop in enumerate(stops):
        asks += _stop_asks(first[number], stop, reach_km)
    if not legs:
        asks.append("the line begins and ends at one place: add the stops between")
    if where.feature == _THROUGH_POINTS:
        asks.append("there is no line, only points: check the order, which is the file's")
    asks += [*unsaid, *_descriptions(chain), QUOTES_ASKED]
    picture = picture_of(chain.vertices)
    return Draft(name=name, stops=stops, legs=legs, picture=picture, asks=tuple(asks))


def _name(chain: Chain) -> str | None:
    """The name of a single line, else that of the folder of several, as far as the file has one."""
    features = list(dict.fromkeys(id(feature) for _, feature in chain.legs))
    feature = chain.legs[0][1]
    own = feature.name if len(features) == 1 else None
    return own or feature.folder or None


def _numbers(calls: Sequence[Call]) -> list[int]:
    """For each call the number of its stop: one place is one stop, called at twice or not."""
    seen: list[Call] = []
    numbers = []
    for call in calls:
        known = next((n for n, other in enumerate(seen) if is_same_place(call, other)), None)
        if known is None:
            seen.append(call)
        numbers.append(len(seen) - 1 if known is None else known)
    return numbers


def _stop(number: int, call: Call) -> DraftStop:
    name = call.name or f"Unnamed stop {number + 1}"
    drawn = Place(name=name, kind="site", position=call.drawn, source="coordinates")
    meant = call.meant.place if call.meant else None
    return DraftStop(
        key=f"s{number + 1}",
        name=name,
        place=meant or (drawn if call.said else None),
        candidates=(*(near.place for near in call.near), drawn),
        ambiguous=call.ambiguous,
    )


def _stop_asks(call: Call, stop: DraftStop, reach_km: float) -> Iterator[str]:
    if call.said and call.meant is None:
        yield (
            f"{stop.name}: no known place of that name lies within {reach_km:g} km of the point: "
            "choose its place, or keep the point as drawn"
        )
    elif call.said is None and call.meant is None:
        yield (
            f"{stop.name}: the file gives no name, and no known place lies within {reach_km:g} km: "
            "name it and choose its place"
        )
    elif call.said is None and call.meant is not None:
        far = f"{max(1, ceil(call.meant.distance_km))} km or less from"
        what = "a bend of the line" if call.why == BEND else "the point that was drawn"
        yield f"{stop.name}: named after the place {far} {what}: check that it is meant"


def _legs(
    chain: Chain, calls: Sequence[Call], numbers: Sequence[int]
) -> tuple[tuple[DraftLeg, ...], list[str]]:
    """The legs from call to call, and what is to be asked of their modes."""
    begins = [0, *accumulate(len(vertices) for vertices, _ in chain.legs)][:-1]
    by_rows, asks = _row_modes(calls)
    legs: list[DraftLeg] = []
    for at, (start, end) in enumerate(pairwise(numbers)):
        if start == end:
            continue
        feature = chain.legs[bisect_right(begins, (calls[at].at + calls[at + 1].at) / 2) - 1][1]
        modes, ask = (by_rows[at], None) if by_rows else _feature_modes(feature)
        ends = f"{calls[at].name or 'unnamed'} – {calls[at + 1].name or 'unnamed'}"
        if not modes:
            asks.append(ask or f"{ends}: the file does not say how cargo moves: choose the mode")
        legs.append(
            DraftLeg(
                key=f"l{len(legs) + 1}",
                start=f"s{start + 1}",
                end=f"s{end + 1}",
                modes=tuple(ModeSaid(value=mode) for mode in modes),
            )
        )
    return tuple(legs), list(dict.fromkeys(asks))


def _feature_modes(feature: Feature) -> tuple[tuple[Mode, ...], str | None]:
    value, modes = modes_of_properties(feature.properties)
    if value and not modes:
        return (), f"{feature.label}: {shown(value)} is no mode that is known: choose the mode"
    return modes or modes_in_name(feature.name) or modes_in_name(feature.folder), None


def _row_modes(calls: Sequence[Call]) -> tuple[list[tuple[Mode, ...]], list[str]]:
    """The modes of the legs where the file tells them point by point.

    Where the first point has none, each says how it is reached; where the last has none, how it is
    left; where all say the same, both. Else nobody can tell which.
    """
    said = [call.mode for call in calls]
    if not any(said) or len(said) < 2:
        return [], []
    told = said[1:] if said[0] is None or len(set(said)) == 1 else said[:-1]
    if said[0] is not None and said[-1] is not None and len(set(said)) > 1:
        ask = "the points say how cargo moves, but not whether to or from them: choose the modes"
        return [()] * len(told), [ask]
    modes = [modes_in_value(text) if text else () for text in told]
    asks = [
        f"{shown(text)} is no mode that is known: choose the mode"
        for text, found in zip(told, modes, strict=True)
        if text and not found
    ]
    return modes, asks


def _descriptions(chain: Chain) -> Iterator[str]:
    """What the file says of its lines, once each: for whoever looks for the sources."""
    for text in dict.fromkeys(feature.description for _, feature in chain.legs):
        if text:
            yield f"the file says of it: {text}"
