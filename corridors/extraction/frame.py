"""One telling of a route: where from, through what, where to."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.extraction.phrase import Phrase


@dataclass(slots=True)
class Step:
    """The next stops of a frame: several are a list whose meaning shows when the frame is whole.

    `fixed` says that a word puts the step after the one before it ("then", a verb of its own).
    """

    kind: str
    phrases: list[Phrase]
    either: bool = False
    fixed: bool = False


@dataclass(slots=True)
class Frame:
    """A route as one sentence tells it.

    `continues` says that it goes on from where the last one ended; `branch` that it leaves a route;
    `anchor` is the phrase that a bracketed branch stands behind; `subject` a place before the verb
    that may be the origin; `sort` is route, link, chain or fork; `moves` says that a word of moving
    cargo stands before its first stop; `reached` that its origin is where the cargo already is;
    `clause` is the number of its steps when a new clause began; `again` that the
    same cargo now takes another way, `some` that part of it does; `fresh` that other cargo is
    spoken of.
    """

    origins: list[Phrase] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    continues: bool = False
    branch: bool = False
    anchor: Phrase | None = None
    subject: Phrase | None = None
    sort: str = "route"
    moves: bool = False
    reached: bool = False
    clause: int | None = None
    again: bool = False
    some: bool = False
    fresh: bool = False

    @property
    def opens(self) -> bool:
        """Whether its sentence begins at a place where something is done to what came there."""
        return not self.origins and bool(self.steps) and self.steps[0].phrases[0].opens

    @property
    def phrases(self) -> list[Phrase]:
        """All its phrases: origins, then stops in the order of the route."""
        return [*self.origins, *(p for step in self.steps for p in step.phrases)]
