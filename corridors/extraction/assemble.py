"""Frames across sentences put together: legs from stop to stop, each knowing where it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.extraction.frame import Frame
from corridors.extraction.phrase import TO
from corridors.extraction.resolve import key_of
from corridors.extraction.thread import Nearest, Thread, origins_of
from corridors.extraction.told import Told

_MOST_STOPS = 60  # of a route that a branch may leave


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

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the stops at its ends."""
        return key_of(self.origin.phrase.mention), key_of(self.destination.phrase.mention)


def assemble(frames: Sequence[Sequence[Frame]], nearest: Nearest) -> list[Piece]:
    """The legs of the frames of an article's sentences, in the order they are told.

    `nearest(stops, destination)` picks the stop that a branch leaves its route at.
    """
    thread, number = Thread(), 0
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
    frame: Frame, at: int, thread: Thread, number: int, nearest: Nearest
) -> Iterator[Piece]:
    ends = origins_of(frame, at, thread, nearest)
    if frame.opens and thread.holds(frame.steps[0].phrases[0]):
        ends = [Told(at, phrase) for phrase in frame.steps.pop(0).phrases]
    if thread.pending and (frame.reached or _starts_before(frame, at, thread)):
        yield from (
            Piece(start, end, number, frame.sort) for start in thread.pending for end in ends
        )
    for step in frame.steps:
        following = [thread.told(at, phrase) for phrase in step.phrases]
        for end in ends:
            for stop in following:
                yield Piece(end, stop, number, frame.sort, stop.sentence != at)
        ends = following


def _starts_before(frame: Frame, at: int, thread: Thread) -> bool:
    """Whether the sentence names another place before, where the same cargo comes from."""
    told = [*thread.pending, *(Told(at, phrase) for phrase in frame.origins)]
    points = not any(one.phrase.mention.is_area for one in told)
    return bool(frame.origins) and thread.sentence == at and frame.sort == "route" and points


def _stays(piece: Piece) -> bool:
    """Whether a leg leads nowhere: "the ship is due in X", where it was said to go already."""
    return key_of(piece.origin.phrase.mention) == key_of(piece.destination.phrase.mention)


def _await(thread: Thread, frame: Frame, at: int) -> None:
    """Remember an end that no way is told to yet: the first train has arrived in X."""
    steps = frame.steps
    lone = len(steps) == 1 and steps[0].kind == TO and not (frame.origins or frame.branch)
    if lone and not any(phrase.mention.is_area for phrase in steps[0].phrases):
        thread.awaited, thread.promised = [Told(at, p) for p in steps[0].phrases], at


def _go_on(thread: Thread, frame: Frame, at: int, found: Sequence[Piece]) -> None:
    if frame.sort == "fork":
        thread.fork, thread.sentence = list(thread.tails), at
        return
    if not found and frame.opens:
        thread.pending, thread.sentence = [Told(at, p) for p in frame.steps[0].phrases], at
    if frame.origins and not frame.steps:
        thread.pending, thread.sentence = [Told(at, phrase) for phrase in frame.origins], at
    if found and all(_stays(piece) for piece in found):
        thread.sentence = at
        return
    if not found:
        _await(thread, frame, at)
        return
    thread.pending, thread.awaited = [], []
    stops = [told for piece in found for told in (piece.origin, piece.destination)]
    thread.seen.update(key_of(told.phrase.mention) for told in stops)
    if frame.branch or frame.anchor is not None:
        thread.stops = [*thread.stops, *stops][-_MOST_STOPS:]
        thread.sentence = at
        return
    provisional = [piece.origin for piece in found if piece.provisional]
    thread.passed = provisional
    bare = len(frame.steps) == 1 and bool(frame.origins) and frame.steps[0].kind == TO
    if frame.origins or not (frame.again or frame.some):
        thread.origins = [found[0].origin] if bare else []
    if frame.steps:
        thread.tails = [thread.told(at, phrase) for phrase in frame.steps[-1].phrases]
    thread.stops = [*(thread.stops if frame.continues else []), *stops][-_MOST_STOPS:]
    thread.sentence = at
