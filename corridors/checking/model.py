"""The records of claim checks: a quoted claim, the figures held against it, steps and rules.

One file a check in `corridors/checks/`; docs/claim-checks.md says how to write one.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, FiniteFloat, field_validator, model_validator

from corridors.model import Claim, Country, Id, LatLon, Record, Text
from corridors.passage_names import PASSAGES


class Op(StrEnum):
    """What a step does with its terms, from the left to the right."""

    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    PERCENT = "percent"  # the first of the second
    PERCENT_LESS = "percent-less"  # by how much the first is less than the second
    LEAST = "least"
    GREATEST = "greatest"


class Comparison(StrEnum):
    """How a condition compares its left side with its right."""

    AT_MOST = "at-most"
    AT_LEAST = "at-least"


_MOST_MOVED = 10  # assumptions of a check: all their ends are tried together, 1,024 ways

Term = Id | FiniteFloat  # the id of an input or of an earlier step, or a plain number


class SeaQuestion(Record):
    """A way by sea to measure; ends are ids of the atlas's places, or latitude and longitude.

    `through` names passages that it has to pass: without them it is not the way that is meant.
    """

    start: Id | LatLon
    end: Id | LatLon
    allow: tuple[Id, ...] = ()
    avoid: tuple[Id, ...] = ()
    through: tuple[Id, ...] = ()

    @field_validator("allow", "avoid", "through")
    @classmethod
    def _names_passages(cls, slugs: tuple[str, ...]) -> tuple[str, ...]:
        unknown = sorted(set(slugs) - set(PASSAGES))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is no passage: take one of {', '.join(PASSAGES)}")
        return slugs


class Tally(Record):
    """Stops of a corridor on a day: how many are open, or how many days ago one was last closed.

    Only what these sides did counts: a bar to one side's trucks doesn't open a shut crossing.
    """

    corridor: Id
    stops: Annotated[tuple[Id, ...], Field(min_length=1)]
    sides: Annotated[tuple[Country, ...], Field(min_length=1)]
    day: date
    count: Annotated[str, Field(pattern="^(open|days-since-closing)$")]


class Input(Record):
    """A figure that a check starts from; exactly one of the ways to have it is given.

    Measured: `route` (corridor/route) or `leg` (corridor.leg) with `part`: km, nmi, passage:<slug>,
    country:<code> (km in it) or an assumption of travel times (how much of it the way needs);
    `sea`, in km; `tally`. Recorded: `value` or `day` with `evidence` of an article or a reference.
    Assumed: the same with evidence of the editor's own, with `low` and `high` where a reader may
    move it; or `assumption`, one of those that travel times rest on, with the `value` to begin
    with.
    """

    id: Id
    what: Text
    unit: Text
    route: Text | None = None
    leg: Text | None = None
    part: Text | None = None
    sea: SeaQuestion | None = None
    tally: Tally | None = None
    assumption: Id | None = None
    value: FiniteFloat | None = None
    day: date | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    evidence: Claim | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        measured = [self.route, self.leg, self.sea, self.tally]
        held = [self.value is not None and self.assumption is None, self.day, self.assumption]
        if sum(map(bool, (*(one is not None for one in measured), *held))) != 1:
            raise ValueError("give one of route, leg, sea, tally, value, day, assumption")
        if (self.route or self.leg) and not self.part:
            raise ValueError("part says what of the way is measured, such as km")
        return self

    @model_validator(mode="after")
    def _says_whose_it_is(self) -> Self:
        if self.assumption and self.value is None:
            raise ValueError("value says where an assumption begins")
        stated = self.day is not None or (self.value is not None and not self.assumption)
        if stated != (self.evidence is not None):
            raise ValueError("evidence says who states a value or a day, and nothing else")
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high go together")
        return self

    @model_validator(mode="after")
    def _moves_only_what_is_assumed(self) -> Self:
        if self.low is None or self.high is None:
            return self
        if self.evidence is None or self.evidence.editor is None:
            raise ValueError("low and high: only the editor's own value may be moved")
        if self.value is None or not self.low <= self.value <= self.high or self.low == self.high:
            raise ValueError(f"value {self.value} does not lie between {self.low} and {self.high}")
        return self


class Step(Record):
    """One step of the arithmetic."""

    id: Id
    what: Text
    unit: Text
    op: Op
    of: Annotated[tuple[Term, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _compares_two(self) -> Self:
        if self.op in (Op.PERCENT, Op.PERCENT_LESS) and len(self.of) != 2:
            raise ValueError(f"{self.op} takes two terms: a part and the whole")
        return self


class Condition(Record):
    """A comparison that a claim has to stand."""

    left: Id
    comparison: Annotated[Comparison, Field(alias="is")]
    right: Term


class Rule(Record):
    """What is held against one baseline, in one measure: conditions, or why none can be had."""

    measure: Text
    baseline: Text
    conditions: tuple[Condition, ...] = ()
    untested: Text | None = None
    shown: tuple[Id, ...] = ()  # steps that are shown although nothing can be tested
    note: Text | None = None

    @model_validator(mode="after")
    def _is_tested_or_says_why_not(self) -> Self:
        if bool(self.conditions) == bool(self.untested):
            raise ValueError("give conditions, or say in untested why there are none")
        return self


class Said(Record):
    """What the claim says: of what, measured how, how much."""

    subject: Text
    measure: Text
    value: Text


class Check(Record):
    """One claim of a source, held against its baselines.

    `about` lists corridors, legs (corridor.leg) and actors (actor/id) in whose details it stands.
    """

    id: Id
    order: Annotated[int, Field(ge=1)]
    title: Text
    about: Annotated[tuple[Text, ...], Field(min_length=1)]
    claim: Claim
    says: Said
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...] = ()
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    note: Text | None = None

    @model_validator(mode="after")
    def _rests_on_a_quote(self) -> Self:
        if self.claim.article is None:
            raise ValueError("claim: a check is of a quoted claim: give article and quote")
        return self

    @model_validator(mode="after")
    def _assumes_little(self) -> Self:
        moved = sum(one.low is not None or one.assumption is not None for one in self.inputs)
        if moved > _MOST_MOVED:
            raise ValueError(f"{moved} inputs may be moved: {_MOST_MOVED} are the most")
        return self

    @model_validator(mode="after")
    def _uses_only_what_comes_before(self) -> Self:
        known = [one.id for one in self.inputs]
        for step in self.steps:
            _expect_known(f"steps.{step.id}", step.of, known)
            known.append(step.id)
        if len(known) != len(set(known)):
            twice = next(one for one in known if known.count(one) > 1)
            raise ValueError(f"the id {twice!r} is given twice")
        for place, rule in enumerate(self.rules):
            sides = [side for one in rule.conditions for side in (one.left, one.right)]
            _expect_known(f"rules.{place}", (*sides, *rule.shown), known)
        return self


def _expect_known(where: str, terms: tuple[Term, ...], known: list[str]) -> None:
    for term in terms:
        if isinstance(term, str) and term not in known:
            raise ValueError(f"{where}: {term!r} is no input or earlier step")
