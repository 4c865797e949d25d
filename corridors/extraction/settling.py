"""Lists in a frame: read as a chain or as alternatives, and a late "via" put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corridors.extraction.frame import Frame, Step
from corridors.extraction.nearness import km_apart
from corridors.extraction.phrase import TO, VIA, Phrase

# A list of three or more destinations is a chain where it leads on without a detour.
_LEAST_CHAIN, _DETOUR = 3, 1.2


def settled(frame: Frame) -> Frame:
    """A frame with one stop a step, or several that are alternatives."""
    steps = frame.steps
    if len(steps) > 1 and steps[-1].kind == VIA and steps[-2].kind == TO and frame.sort != "chain":
        steps = [*steps[:-2], steps[-1], steps[-2]]
    found: list[Step] = []
    for at, step in enumerate(steps):
        last = at == len(steps) - 1
        if step.either and any(p.joint == "and" for p in step.phrases[1:]):
            found += [Step(step.kind, group) for group in _either_groups(step.phrases)]
        elif len(step.phrases) == 1 or step.either or (last and _is_fan(frame, step)):
            found.append(Step(step.kind, step.phrases, len(step.phrases) > 1, step.fixed))
        else:
            found += [Step(step.kind, [phrase]) for phrase in step.phrases]
    frame.steps = found
    return frame


def _is_fan(frame: Frame, step: Step) -> bool:
    """Whether a route ends in several places at once, none of them on the way to the next."""
    if step.kind != TO:
        return False
    if len(step.phrases) < _LEAST_CHAIN:
        return True
    way = [*frame.origins[:1], *step.phrases]
    parts = [km_apart(a.mention, b.mention) for a, b in pairwise(way)]
    whole = km_apart(way[0].mention, way[-1].mention)
    if whole is None or None in parts:
        return True
    return sum(part for part in parts if part) > _DETOUR * whole


def _either_groups(phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """A list with "or" and "and" in it as a chain of alternatives: A or B, then C."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        if groups and phrase.joint == "or":
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return groups
