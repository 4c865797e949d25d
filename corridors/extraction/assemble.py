"""Frames across sentences put together: legs from stop to stop, each knowing where it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from corridors.extraction.frame import Frame, Step
from corridors.extraction.phrase import TO, VIA, Phrase
from corridors.extraction.told import Told


@dataclass(frozen=True, slots=True)
class Piece:
    """A leg as it is told.

    `frame` numbers the frame that it comes from, over the whole article; a `provisional` leg leads
    to an end that was told before, and gives way where the way there is told on.
    """

    origin: Told
    destination: Told
    frame: int
    sort: str
    provisional: bool = False


@dataclass(slots=True)
class _Thread:
    """What later sentences may go on from: the ends and all stops of the route told last."""

    tails: list[Told] = field(default_factory=list)
    stops: list[Told] = field(default_factory=list)
    fork: list[Told] = field(default_factory=list)
    pending: list[Told] = field(default_factory=list)
    passed: list[Told] = field(default_factory=list)
    origins: list[Told] = field(default_factory=list)
    sentence: int = -9


# A sentence goes on from one at most this many before it.
_REACH = 3
_MOST_STOPS = 60  # of a route that a branch may leave
_RETOLD_REACH = 2
_PENDING_REACH = 2  # from the sentence that only says where cargo starts


def assemble(
    frames: Sequence[Sequence[Frame]], nearest: Callable[[Sequence[Told], Told], Told]
) -> list[Piece]:
    """The legs of the frames of an article's sentences, in the order they are told.

    `nearest(stops, destination)` picks the stop that a branch leaves its route at.
    """
    thread, number = _Thread(), 0
    pieces: list[Piece] = []
    for at, told in enumerate(frames):
        for frame in told:
            number += 1
            if frame.continues and thread.passed:
                pieces = [piece for piece in pieces if not piece.provisional]
                thread.tails = thread.passed
            found = list(_pieces(frame, at, thread, number, nearest))
            pieces += found
            _go_on(thread, frame, at, found)
    return pieces


def _pieces(
    frame: Frame,
    at: int,
    thread: _Thread,
    number: int,
    nearest: Callable[[Sequence[Told], Told], Told],
) -> Iterator[Piece]:
    ends = _origins(frame, at, thread, nearest)
    if thread.pending and (frame.reached or _starts_before(frame, at, thread)):
        yield from (
            Piece(start, end, number, frame.sort) for start in thread.pending for end in ends
        )
    for step in frame.steps:
        following = [_told(at, phrase, thread) for phrase in step.phrases]
        for end in ends:
            for stop in following:
                yield Piece(end, stop, number, frame.sort, stop.sentence != at)
        ends = following


def _starts_before(frame: Frame, at: int, thread: _Thread) -> bool:
    """Whether the sentence names another place before, where the same cargo comes from."""
    told = [*thread.pending, *(Told(at, phrase) for phrase in frame.origins)]
    points = not any(one.phrase.mention.is_area for one in told)
    return bool(frame.origins) and thread.sentence == at and frame.sort == "route" and points


def _told(at: int, phrase: Phrase, thread: _Thread) -> Told:
    """A phrase in its sentence: this one, or the one whose ends are told again."""
    return next((told for told in thread.tails if told.phrase is phrase), Told(at, phrase))


def _origins(
    frame: Frame, at: int, thread: _Thread, nearest: Callable[[Sequence[Told], Told], Told]
) -> list[Told]:
    """Where a frame begins: where it says, or where the route told before it leads on from."""
    if frame.origins:
        return [Told(at, phrase) for phrase in frame.origins]
    if frame.anchor is not None:
        return [Told(at, frame.anchor)]
    if not frame.steps:
        return []
    earlier: list[Told] = []
    if at - thread.sentence <= _REACH:
        earlier = _carried_on(frame, at, thread, nearest)
    return earlier or _first_passed(frame, at)


def _carried_on(
    frame: Frame, at: int, thread: _Thread, nearest: Callable[[Sequence[Told], Told], Told]
) -> list[Told]:
    """Where the route told before lets a frame begin that names no origin."""
    if thread.pending and at - thread.sentence <= _PENDING_REACH:
        return thread.pending
    if frame.branch:
        first = Told(at, frame.steps[0].phrases[0])
        return thread.fork or ([nearest(thread.stops, first)] if thread.stops else [])
    if not (frame.continues or _follows(frame, at, thread) or _is_retold(frame, at, thread)):
        return []
    if frame.continues or not _is_retold(frame, at, thread):
        return thread.tails
    first = Told(at, frame.steps[0].phrases[0])
    if frame.again:
        return thread.origins
    if (
        frame.steps[0].kind != VIA
        and nearest([*thread.tails, *thread.origins], first) in thread.tails
    ):
        return thread.tails
    if frame.steps[-1].kind == VIA:
        frame.steps.append(Step(TO, [told.phrase for told in thread.tails]))
    return thread.origins


def _is_retold(frame: Frame, at: int, thread: _Thread) -> bool:
    """Whether a route told by its two ends alone may be told again: they go via X and Y."""
    return bool(thread.origins) and at - thread.sentence <= _RETOLD_REACH and frame.moves


def _first_passed(frame: Frame, at: int) -> list[Told]:
    """What is passed first, for the origin: through Russia, then over the Black Sea to …"""
    if frame.steps[0].kind != VIA or len(frame.phrases) < 2 or frame.branch:
        return []
    return [Told(at, phrase) for phrase in frame.steps.pop(0).phrases]


def _follows(frame: Frame, at: int, thread: _Thread) -> bool:
    """Whether a sentence without an origin goes on with the route of the sentence before it."""
    if frame.fresh:
        return False
    return at - thread.sentence <= 1 and frame.moves and frame.steps[0].phrases[0].direct


def _go_on(thread: _Thread, frame: Frame, at: int, found: Sequence[Piece]) -> None:
    if frame.sort == "fork":
        thread.fork, thread.sentence = list(thread.tails), at
        return
    if frame.origins and not frame.steps:
        thread.pending, thread.sentence = [Told(at, phrase) for phrase in frame.origins], at
    if not found:
        return
    thread.pending = []
    stops = [told for piece in found for told in (piece.origin, piece.destination)]
    if frame.branch or frame.anchor is not None:
        thread.stops = [*thread.stops, *stops][-_MOST_STOPS:]
        thread.sentence = at
        return
    provisional = [piece.origin for piece in found if piece.provisional]
    thread.passed = provisional
    bare = len(frame.phrases) == 2 and bool(frame.origins)
    if frame.origins or not frame.again:
        thread.origins = [found[0].origin] if bare else []
    if frame.steps:
        thread.tails = [_told(at, phrase, thread) for phrase in frame.steps[-1].phrases]
    thread.stops = [*(thread.stops if frame.continues else []), *stops][-_MOST_STOPS:]
    thread.sentence = at
