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
    steps = _in_order(frame)
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


def _in_order(frame: Frame) -> list[Step]:
    """The steps, what is passed last put before the end: to C via A and B."""
    steps, late = frame.steps, 0
    if len(steps) > 1 and steps[0].phrases[0].consigned:
        return [*steps[1:], steps[0]]
    if len(steps) > 1 and steps[0].kind == TO and _is_told_before_origin(frame):
        return [*steps[1:], steps[0]]
    while late < len(steps) and steps[-1 - late].kind == VIA and not _is_deed(steps[-1 - late]):
        late += 1
    if not late or late == len(steps) or frame.sort == "chain":
        return steps
    end = len(steps) - late - 1
    if steps[end].kind != TO:
        return steps
    return [*steps[:end], *steps[end + 1 :], steps[end]]


def _is_told_before_origin(frame: Frame) -> bool:
    """Whether the end stands before the origin: boxes *bound for C* leave A, cross at B."""
    first = frame.steps[0].phrases[0].mention.first
    through = all(step.kind == VIA for step in frame.steps[1:])
    return through and bool(frame.origins) and first < frame.origins[0].mention.first


def _is_deed(step: Step) -> bool:
    """Whether a clause of its own says what is done there: and crosses the border at C."""
    return step.phrases[0].by_deed


def _is_fan(frame: Frame, step: Step) -> bool:
    """Whether a route ends in several places at once, none of them on the way to the next."""
    if step.kind != TO:
        return False
    if not (frame.origins or frame.continues) and step is frame.steps[0]:
        return True
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
