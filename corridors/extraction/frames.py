"""One telling of a route in a sentence: where from, through what, where to.

A sentence's phrases are folded, in order, into frames. A frame without an origin waits for one from
the sentences before it; a branch waits to be hung on the route it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.frame import Frame, Step
from corridors.extraction.ordering import in_order
from corridors.extraction.phrase import (
    AT,
    FROM,
    JOINED,
    LINK,
    NONE,
    ROUTE_ROLES,
    TO,
    VIA,
    Phrase,
)
from corridors.extraction.sentence import Sentence
from corridors.extraction.settling import settled
from corridors.extraction.vocabulary import Mark

_BORDER_REACH = 7  # words from "crosses the border" to where


def find_frames(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Frame]:
    """The frames of a sentence, each with its lists and order settled."""
    builder = _Builder(sentence)
    for item in in_order(sentence, phrases):
        builder.take(item)
    builder.close()
    for at, frame in enumerate(builder.frames, 1):
        told = any(step.kind == VIA for step in frame.steps)
        told |= any(not phrase.by_deed for phrase in frame.origins)
        if at < len(builder.frames) or not told:
            frame.steps = [step for step in frame.steps if not step.phrases[0].consigned]
    return [settled(frame) for frame in builder.frames]


class _Builder:
    """Folds phrases and events, in the order of the sentence, into frames."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self.frames: list[Frame] = []
        self._current = Frame()
        self._outer: list[Frame] = []
        self._last: Phrase | None = None
        self._then = False

    def take(self, item: Phrase | Mark | str) -> None:
        if isinstance(item, Phrase):
            self._place(item)
            self._last = item
        elif isinstance(item, Mark):
            self._event(item)
        elif item == "(":
            self._outer.append(self._current)
            self._current = Frame(branch=True, anchor=self._last)
        elif item == ")":
            if self._outer:
                self._finish(self._outer.pop())
        else:
            empty = not self._current.origins and not self._current.steps
            continues = empty and self._current.continues
            self.close()
            self._current.continues = continues

    def close(self) -> None:
        """End the current frame and begin another."""
        while self._outer:
            self._finish(self._outer.pop())
        self._finish(Frame())

    def _finish(self, following: Frame) -> None:
        frame = self._current
        frame.moves = self._has_moved(frame)
        alone = len(frame.phrases) == 1 and frame.phrases[0].consigned
        if (frame.steps or frame.sort == "fork" or frame.origins) and not alone:
            self.frames.append(frame)
        self._current = following
        self._then = False

    def _has_moved(self, frame: Frame) -> bool:
        if not frame.steps:
            return False
        first = frame.steps[0].phrases[0].mention.first
        lone = frame.steps[0].kind == VIA or len(frame.phrases) == 1
        lone |= len(frame.steps) > 1 and not self._has_cargo()  # to C they go through A
        if lone and frame.steps[0].phrases[0].first <= 1:
            first = len(self._sentence.tokens)  # through A and B it goes on to C
        ways = [m for m in self._sentence.of("modes") if not m.value.endswith("way")]
        ways += self._sentence.of("ends_named")
        marks = [*self._sentence.of("moved"), *ways]
        return any(m.first < first for m in marks) and not self._sentence.of("speech")

    def _has_cargo(self) -> bool:
        """Whether cargo is spoken of that is no vehicle."""
        vehicles = {mark.first for mark in self._sentence.of("modes")}
        return any(mark.first not in vehicles for mark in self._sentence.of("cargo"))

    def _event(self, mark: Mark) -> None:
        frame = self._current
        if mark.sort in ("again", "some", "fresh"):
            self._anew(mark.sort)
            return
        if mark.sort == "clause":
            frame.clause = len(frame.steps)
            return
        if mark.sort == "then":
            self._then = True
            if not frame.origins and not frame.steps:
                frame.continues = True
        elif mark.sort == "fork":
            if not frame.origins or frame.steps:
                self._finish(Frame(sort="fork"))
                self._finish(Frame())
        elif frame.steps:
            self._finish(Frame(branch=True))
        elif not frame.origins:
            frame.branch = True

    def _anew(self, sort: str) -> None:
        """The same cargo by another way, or other cargo: what was told before leads no further."""
        if sort in ("again", "some") and self._current.steps:
            self._finish(Frame())
        frame = self._current
        empty = not frame.origins and not frame.steps
        frame.again |= empty and sort == "again"
        frame.some |= empty and sort == "some"
        frame.fresh |= empty and sort == "fresh"

    def _place(self, phrase: Phrase) -> None:
        frame = self._current
        if phrase.joint == "dash" and phrase.role not in ROUTE_ROLES:
            self._chain(phrase)
        elif phrase.role == FROM:
            self._origin(phrase)
        elif phrase.role == LINK:
            self._link(phrase)
        elif phrase.role == JOINED:
            self._joined(phrase)
        elif phrase.role in (TO, VIA):
            self._step(phrase)
        elif phrase.role == AT and self._at_border(phrase):
            self._step(replace(phrase, role=VIA, by_deed=True))
        elif phrase.role in (NONE, AT) and not frame.origins and not frame.steps:
            frame.subject = phrase

    def _chain(self, phrase: Phrase) -> None:
        """A place behind a dash whose chain has no cue: Kashgar-Torugart-Makmal."""
        steps = self._current.steps
        goes_on = bool(steps) and steps[-1].phrases[-1] is self._last
        if self._current.sort != "chain" or not goes_on:
            start = self._last
            if start is None:
                return
            self._finish(Frame(sort="chain", origins=[start]))
        self._current.steps.append(Step(TO, [phrase]))

    def _origin(self, phrase: Phrase) -> None:
        frame = self._current
        listed = bool(phrase.joint) and self._last is not None and self._last.role == FROM
        if listed and phrase.joint == "dash":
            frame.steps.append(Step(VIA, [phrase], fixed=True))
        elif listed and frame.origins and (not frame.steps or frame.origins[-1] is self._last):
            frame.origins.append(phrase)
        elif frame.steps and not frame.origins and frame.sort == "route" and not frame.branch:
            frame.origins = [phrase]
        elif frame.steps:
            self._begin_clause(phrase)
        elif self._goes_on_from(phrase):
            frame.steps.append(Step(VIA, [phrase], fixed=True))
        else:
            frame.origins = [phrase]
            frame.continues = False

    def _at_border(self, phrase: Phrase) -> bool:
        """Whether a place is where a border or strait is crossed: crosses the border at Dostyk."""
        if phrase.head in ("border", "strait") and self._current.origins:
            return True
        if phrase.mention.is_area:
            return False
        start = self._last.last if self._last is not None else -1
        crossed = [m.last for m in self._sentence.of("crossing") if m.first > start - _BORDER_REACH]
        return any(last < phrase.mention.first <= last + _BORDER_REACH for last in crossed)

    def _begin_clause(self, phrase: Phrase) -> None:
        """Begin a frame at its origin; what its clause told before is where it leads."""
        frame = self._current
        own = [] if frame.clause is None else frame.steps[frame.clause :]
        del frame.steps[len(frame.steps) - len(own) :]
        self._finish(Frame(origins=[phrase], steps=own))

    def _goes_on_from(self, phrase: Phrase) -> bool:
        """Whether cargo starts in one place, goes on from another: starts in A, leaves B."""
        origins = self._current.origins
        return (
            bool(origins)
            and not origins[0].mention.is_area
            and not phrase.mention.is_area
            and not self._same_cue(phrase, origins[0])
        )

    def _link(self, phrase: Phrase) -> None:
        frame = self._current
        passed = all(step.kind == VIA for step in frame.steps)
        linked = self._last is not None and (self._last.role == LINK or passed)
        listed = bool(phrase.joint) and linked
        if listed and frame.sort == "link" and frame.origins:
            self._other_end(frame, phrase)
            return
        if frame.steps:
            self._finish(Frame())
        self._current.sort, self._current.origins = "link", [phrase]

    def _other_end(self, frame: Frame, phrase: Phrase) -> None:
        """Add to a link: A, B and C in a row, but A with B or C."""
        word = self._sentence.tokens[phrase.first].lower
        holds = self._sentence.language.vocabulary.holds
        if frame.steps and frame.steps[-1].either:
            frame.steps[-1].phrases.append(replace(phrase, joint="or"))
        else:
            paired = holds("with", word) and not holds("and", word)
            frame.steps.append(Step(TO, [phrase], either=paired, fixed=True))

    def _joined(self, phrase: Phrase) -> None:
        """A is connected to B: the place before the verb is the other end."""
        frame = self._current
        if not frame.origins and not frame.steps and frame.subject is not None:
            frame.origins, frame.sort = [frame.subject], "link"
        self._step(phrase)

    def _step(self, phrase: Phrase) -> None:
        steps, last = self._current.steps, self._last
        role = VIA if phrase.role == VIA else TO
        own_cue = phrase.first < phrase.mention.first and not self._inherits(phrase)
        then, self._then = self._then, False
        fixed = then or (own_cue and bool(steps))
        listed = bool(phrase.joint) and bool(steps) and last is not None
        if steps and last is steps[-1].phrases[-1] and self._is_alternative(phrase, last):
            steps[-1].phrases.append(replace(phrase, joint="or"))
            steps[-1].either = True
            return
        if listed and steps[-1].kind == role and steps[-1].phrases[-1] is last:
            same = not own_cue or (self._same_cue(phrase, steps[-1].phrases[0]) and not then)
            if same and phrase.joint in ("and", "or", "comma"):
                steps[-1].phrases.append(phrase)
                steps[-1].either |= phrase.joint == "or"
                return
        steps.append(Step(role, [phrase], fixed=fixed))

    def _is_alternative(self, phrase: Phrase, last: Phrase) -> bool:
        """Whether an "or" stands between two ends with a cue each: to A, or by ferry to B.

        So it may between two places passed: by rail through A or by air through B.
        """
        ors = {mark.first for mark in self._sentence.of("or")}
        if phrase.role == last.role == VIA:
            ors.update(mark.first for mark in self._sentence.of("clause"))
            parted = any(last.last < at < phrase.first for at in ors)
            return parted and not self._then
        if phrase.role != TO or last.role != TO:
            return False
        comma = self._sentence.tokens[last.last + 1].text == ","
        return phrase.first > last.last + 1 and last.last + 1 + comma in ors

    def _inherits(self, phrase: Phrase) -> bool:
        """Whether a phrase has its role from the one before it, not from a cue of its own."""
        first = self._sentence.tokens[phrase.first]
        return bool(phrase.joint) and (not first.is_word or self._is_connector(first.lower))

    def _is_connector(self, word: str) -> bool:
        holds = self._sentence.language.vocabulary.holds
        return holds("and", word) or holds("or", word)

    def _same_cue(self, one: Phrase, other: Phrase) -> bool:
        tokens = self._sentence.tokens
        return tokens[one.first].lower == tokens[other.first].lower
