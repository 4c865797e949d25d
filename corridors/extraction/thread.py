"""Where a telling without an origin begins, and one without an end: what stands before it.

A thread is what later sentences may go on from: "from there", "it will call at", "part of it".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corridors.extraction.frame import Frame, Step
from corridors.extraction.nearness import km_apart
from corridors.extraction.phrase import TO, VIA, Phrase
from corridors.extraction.resolve import key_of
from corridors.extraction.told import Told

# A sentence goes on from one at most this many before it.
_REACH = 3
_RETOLD_REACH = 2
_OPENING_REACH = 2  # to a sentence that begins at the next place
_PENDING_REACH = 2  # from the sentence that only says where cargo starts
_AWAITED_REACH = 3  # from the one that only says where it goes
_BESIDE_KM = 90.0  # a town and a port of another name that serves it

Nearest = Callable[[Sequence[Told], Told], Told]


@dataclass(slots=True)
class Thread:
    """The route told last: its ends and all its stops, and what was told in part only.

    `origins` are those of a route told by its two ends alone; `pending` places that cargo starts
    at, with no way told yet; `awaited` ends with no way to them, told in sentence `promised`;
    `seen` the keys of all stops of the article.
    """

    tails: list[Told] = field(default_factory=list)
    stops: list[Told] = field(default_factory=list)
    fork: list[Told] = field(default_factory=list)
    pending: list[Told] = field(default_factory=list)
    passed: list[Told] = field(default_factory=list)
    origins: list[Told] = field(default_factory=list)
    awaited: list[Told] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    sentence: int = -9
    promised: int = -9

    def holds(self, phrase: Phrase) -> bool:
        """Whether a place stands on the route already: to B by way of A; *at A* it is reloaded.

        So does a port beside the end: to Baku; at the port of Alat it is reloaded.
        """
        key = key_of(phrase.mention)
        if key in self.seen:
            return True
        if phrase.head != "port":
            return False
        apart = (km_apart(told.phrase.mention, phrase.mention) for told in self.tails)
        return any(km is not None and km <= _BESIDE_KM for km in apart)

    def has_passed(self, phrase: Phrase) -> bool:
        """Whether the route told last leads through a place, and does not end there."""
        ends, key = {key_of(told.phrase.mention) for told in self.tails}, key_of(phrase.mention)
        return key not in ends and any(key == key_of(t.phrase.mention) for t in self.stops)

    def told(self, at: int, phrase: Phrase) -> Told:
        """A phrase in its sentence: this one, or the one whose ends are told again."""
        earlier = (*self.tails, *self.awaited)
        return next((told for told in earlier if told.phrase is phrase), Told(at, phrase))


def origins_of(frame: Frame, at: int, thread: Thread, nearest: Nearest) -> list[Told]:
    """Where a frame begins: where it says, or where the route told before it leads on from.

    A frame whose end was told before is given that end.
    """
    if frame.origins:
        _complete(frame, at, thread)
        return [Told(at, phrase) for phrase in frame.origins]
    if frame.anchor is not None:
        return [Told(at, frame.anchor)]
    if not frame.steps:
        return []
    earlier: list[Told] = []
    if frame.continues and thread.sentence < thread.promised and at - thread.promised <= _REACH:
        earlier = thread.awaited  # wheat arrives in B; from there it goes on
    elif thread.sentence < thread.promised == at - 1 and _leads_on(frame):
        earlier = thread.awaited
    elif at - thread.sentence <= _REACH:
        earlier = _carried_on(frame, at, thread, nearest)
    if not earlier:
        _complete(frame, at, thread)
    return earlier or _first_passed(frame, at)


def _complete(frame: Frame, at: int, thread: Thread) -> None:
    """Lead a frame that only says what is passed to the end that was told before it."""
    least = 1 if frame.origins else 0
    near = bool(thread.awaited) and least <= at - thread.promised <= _AWAITED_REACH
    if not near or not frame.steps or frame.steps[-1].kind != VIA or frame.sort != "route":
        return
    passed = {key_of(phrase.mention) for phrase in frame.phrases}
    if not any(key_of(told.phrase.mention) in passed for told in thread.awaited):
        frame.steps.append(Step(TO, [told.phrase for told in thread.awaited]))


def _carried_on(frame: Frame, at: int, thread: Thread, nearest: Nearest) -> list[Told]:
    """Where the route told before lets a frame begin that names no origin."""
    if thread.pending and at - thread.sentence <= _PENDING_REACH:
        return thread.pending
    first = Told(at, frame.steps[0].phrases[0])
    if at == thread.sentence and thread.has_passed(first.phrase):
        return []  # to C by way of B: to B by lorry
    if frame.branch:
        return thread.fork or ([nearest(thread.stops, first)] if thread.stops else [])
    if frame.opens and at - thread.sentence > _OPENING_REACH:
        return []
    if frame.continues:
        return thread.tails
    if _is_retold(frame, at, thread):
        return _retold(frame, at, thread, nearest)
    if frame.again or frame.some:
        return _parted(frame, at, thread, nearest)
    return thread.tails if frame.opens or _follows(frame, at, thread) else []


def _is_retold(frame: Frame, at: int, thread: Thread) -> bool:
    """Whether a route told by its two ends alone may be told again: they go via X and Y."""
    near = bool(thread.origins) and at - thread.sentence <= _RETOLD_REACH
    listed = at == thread.sentence and all(step.kind == VIA for step in frame.steps)
    return near and (frame.moves or frame.opens or listed)


def _retold(frame: Frame, at: int, thread: Thread, nearest: Nearest) -> list[Told]:
    """Where a frame begins that tells again, or tells on, a route told by its two ends."""
    first = Told(at, frame.steps[0].phrases[0])
    if frame.again or frame.some:
        return thread.origins
    ends = {key_of(told.phrase.mention) for told in thread.tails}
    last = frame.steps[-1]
    farther = last.kind == TO and key_of(last.phrases[0].mention) not in ends
    onward = farther or frame.steps[0].kind != VIA or (frame.opens and _is_beyond(thread, first))
    if onward and nearest([*thread.tails, *thread.origins], first) in thread.tails:
        return thread.tails
    if frame.steps[-1].kind == VIA:
        frame.steps.append(Step(TO, [told.phrase for told in thread.tails]))
    return thread.origins


def _is_beyond(thread: Thread, stop: Told) -> bool:
    """Whether a place lies farther than the end of the route that was told."""
    start, end = thread.origins[0].phrase.mention, thread.tails[0].phrase.mention
    there, whole = km_apart(start, stop.phrase.mention), km_apart(start, end)
    return there is not None and whole is not None and there > whole


def _parted(frame: Frame, at: int, thread: Thread, nearest: Nearest) -> list[Told]:
    """Where part of what went along a longer route leaves it; all of it begins elsewhere."""
    ends = [key_of(told.phrase.mention) for told in thread.tails]
    passed = [told for told in thread.stops if key_of(told.phrase.mention) not in ends]
    if not frame.some or not passed:
        return []
    return [nearest(passed, Told(at, frame.steps[0].phrases[0]))]


def _first_passed(frame: Frame, at: int) -> list[Told]:
    """What is passed first, for the origin: through Russia, then over the Black Sea to …"""
    first = frame.steps[0]
    if first.kind != VIA or len(frame.steps) < 2 or frame.branch:
        return []
    return [Told(at, phrase) for phrase in frame.steps.pop(0).phrases]


def _leads_on(frame: Frame) -> bool:
    """Whether a frame tells where what was spoken of goes: it is shipped to C."""
    first = frame.steps[0].phrases[0]
    clear = first.direct or first.mention.strong
    return frame.steps[0].kind == TO and clear and frame.moves and not frame.fresh


def _follows(frame: Frame, at: int, thread: Thread) -> bool:
    """Whether a sentence without an origin goes on with the route of the sentence before it."""
    if frame.fresh:
        return False
    return at - thread.sentence <= 1 and frame.moves and frame.steps[0].phrases[0].direct
