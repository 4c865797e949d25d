"""Where a drawn line is meant to call: its ends, what carries a name, known places at its bends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corridors.importing.features import Vertex
from corridors.importing.lines import DRAWN_BY_HAND, Chain, bends, nearest_on, plain
from corridors.importing.nearby import CARGO_KINDS, Near, Surroundings, distance_km, keys_of
from corridors.importing.where import Where
from corridors.places.placenames import fold
from corridors.position import Position
from corridors.review.draft import MOST_STOPS

REACH_KM = 25.0
"""How far off its place somebody's click on a map of the world may be."""
LEAST_REACH_KM, MOST_REACH_KM = 0.5, 200.0
_LARGE_TOWN = 100_000
_MOST_CANDIDATES = 5
_COMPARABLE = 0.7

END, JOINT, NAMED, POINT, BEND = "end", "joint", "named", "point", "bend"


@dataclass(frozen=True, slots=True)
class Call:
    """A place at which a line may be meant to call.

    `at` counts vertices along the chain; `why` is one of END, JOINT, NAMED, POINT, BEND. `said` is
    the name in the file, `mode` its words on how this point is reached or left. `near` are known
    places, likeliest first; `meant` is the first of them where it goes by the name in the file, or
    where the file gives none.
    """

    at: float
    drawn: Position
    why: str
    said: str | None = None
    mode: str | None = None
    near: tuple[Near, ...] = ()
    meant: Near | None = None
    ambiguous: bool = False

    @property
    def name(self) -> str | None:
        """The file's name for it, else that of the place that is meant."""
        return self.said or (self.meant.place.name if self.meant else None)


def calls_of(
    chain: Chain,
    points: Sequence[Vertex],
    surroundings: Surroundings,
    reach_km: float,
    where: Where,
) -> tuple[Call, ...]:
    """The calls of a chain in order, those of one place in a row as one.

    `points` are the points that the file has beside its lines. Raises ImportFault, at `where`, for
    more named points than a draft may have stops.
    """
    vertices = chain.vertices
    fixed = _fixed(chain)
    beside = _beside(vertices, points, reach_km)
    if len(fixed) + len(beside) > MOST_STOPS:
        raise where.fault(
            f"it names {len(fixed) + len(beside)} points", f"a draft has at most {MOST_STOPS} stops"
        )
    fixed, beside = _with_points(fixed, beside, reach_km)
    kept = [_placed(call, surroundings, reach_km) for call in (*fixed, *beside)]
    for at in bends(vertices, reach_km):
        here = vertices[at].position
        if any(distance_km(here, call.drawn) <= reach_km for call in kept):
            continue
        call = _placed(Call(at, plain(here), BEND), surroundings, reach_km)
        if call.meant and _is_notable(call.meant, by_hand=len(vertices) <= DRAWN_BY_HAND):
            kept.append(call)
    return _merged(sorted(kept, key=lambda call: call.at))


def _fixed(chain: Chain) -> list[Call]:
    """Ends, joints of one leg with the next, and vertices that carry a name."""
    calls: list[Call] = []
    at = 0
    last = len(chain.vertices) - 1
    begins = set()
    for vertices, _ in chain.legs:
        begins.add(at)
        at += len(vertices)
    for at, vertex in enumerate(chain.vertices):
        if at in (0, last):
            why = END
        elif at in begins:
            why = JOINT
        elif vertex.name:
            why = NAMED
        else:
            continue
        calls.append(Call(at, plain(vertex.position), why, vertex.name, vertex.mode))
    return calls


def _beside(vertices: Sequence[Vertex], points: Sequence[Vertex], reach_km: float) -> list[Call]:
    line = np.array([vertex.position for vertex in vertices])
    calls = []
    for point in points:
        at, off_km = nearest_on(line, point.position)
        if off_km <= reach_km:
            calls.append(Call(at, plain(point.position), POINT, point.name, point.mode))
    return calls


def _with_points(
    fixed: list[Call], beside: list[Call], reach_km: float
) -> tuple[list[Call], list[Call]]:
    """Ends and joints that a point names, which is then no call of its own."""
    left = list(beside)
    named = []
    for call in fixed:
        near = [p for p in left if p.said and distance_km(p.drawn, call.drawn) <= reach_km]
        if call.said or not near:
            named.append(call)
            continue
        point = min(near, key=lambda p: distance_km(p.drawn, call.drawn))
        left.remove(point)
        named.append(replace(call, drawn=point.drawn, said=point.said, mode=point.mode))
    return named, left


def _placed(call: Call, surroundings: Surroundings, reach_km: float) -> Call:
    near = surroundings.near(call.drawn, reach_km)
    if call.said:
        keys = keys_of(call.said)
        named = tuple(place for place in near if place.keys & keys)
        others = tuple(place for place in near if not place.keys & keys)
        return replace(
            call, near=(*named, *others)[:_MOST_CANDIDATES], meant=named[0] if named else None
        )
    ambiguous = len(near) > 1 and near[0].score - near[1].score < _COMPARABLE
    return replace(
        call, near=near[:_MOST_CANDIDATES], meant=near[0] if near else None, ambiguous=ambiguous
    )


def _is_notable(near: Near, *, by_hand: bool) -> bool:
    """Whether a bend is a call: of a line that follows its way, at the atlas's nodes alone."""
    if near.place.at or near.place.source == "nodes":
        return True
    return by_hand and (near.place.kind in CARGO_KINDS or near.weight >= _LARGE_TOWN)


def _merged(calls: Sequence[Call]) -> tuple[Call, ...]:
    """Without calls at the place of the one before; a name of the file's own is kept."""
    kept: list[Call] = []
    for call in calls:
        if not kept or not is_same_place(kept[-1], call):
            kept.append(call)
        elif call.said and not kept[-1].said:
            kept[-1] = call
    return tuple(kept)


def is_same_place(one: Call, other: Call) -> bool:
    """Whether two calls are at one place: the same known place, or the same spot and name."""
    if one.meant and other.meant:
        return one.meant.position == other.meant.position
    apart = distance_km(one.drawn, other.drawn)
    return apart <= 1.0 and fold(one.name or "") == fold(other.name or "")
