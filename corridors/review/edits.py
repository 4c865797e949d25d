"""What a person may change in a proposal, each change a small frozen record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from corridors.model import Id, Record
from corridors.review.draft import (
    CargoSaid,
    DraftLeg,
    DraftStop,
    Evidence,
    Grade,
    Key,
    ModeSaid,
    Name,
    OperatorSaid,
    Place,
    Stated,
    StatementSaid,
    StatusSaid,
)

MOST_ALIASES = 30


class NameCorridor(Record):
    """Give the corridor a name, with the words that call it so, if any do."""

    edit: Literal["name-corridor"] = "name-corridor"
    name: Name
    named: Stated = ()


class SetAliases(Record):
    """Say by what other names the corridor goes, all anew."""

    edit: Literal["set-aliases"] = "set-aliases"
    names: Annotated[tuple[Name, ...], Field(max_length=MOST_ALIASES)]


class MergeWith(Record):
    """Take it for a corridor of the atlas, or with None for one of its own."""

    edit: Literal["merge-with"] = "merge-with"
    into: Id | None
    why: Evidence | None = None


class PlaceStop(Record):
    """Say which place a stop is; one of kind `place` and no position is known to nobody.

    With None it is asked for again.
    """

    edit: Literal["place-stop"] = "place-stop"
    stop: Key
    place: Place | None


class NameStop(Record):
    """Call a stop by another name."""

    edit: Literal["name-stop"] = "name-stop"
    stop: Key
    name: Name


class AddStop(Record):
    """Put a stop in after one, before one, or (with neither) by itself."""

    edit: Literal["add-stop"] = "add-stop"
    stop: DraftStop
    after: Key | None = None
    before: Key | None = None


class DropStop(Record):
    """Take a stop out; the legs on its two sides become one."""

    edit: Literal["drop-stop"] = "drop-stop"
    stop: Key


class OrderStops(Record):
    """Put all stops of a route that does not fork into another order."""

    edit: Literal["order-stops"] = "order-stops"
    stops: tuple[Key, ...]


class AddLeg(Record):
    """Put a leg in between two stops."""

    edit: Literal["add-leg"] = "add-leg"
    leg: DraftLeg


class DropLeg(Record):
    """Take a leg out; its stops stay."""

    edit: Literal["drop-leg"] = "drop-leg"
    leg: Key


class ChangeEnds(Record):
    """Let a leg run between other stops, or the other way round."""

    edit: Literal["change-ends"] = "change-ends"
    leg: Key
    start: Key
    end: Key


class SetModes(Record):
    """Say by what modes a leg runs, all anew."""

    edit: Literal["set-modes"] = "set-modes"
    leg: Key
    modes: tuple[ModeSaid, ...]


class SetStatuses(Record):
    """Say how a leg, or with None the corridor, stands, all anew."""

    edit: Literal["set-statuses"] = "set-statuses"
    leg: Key | None = None
    statuses: tuple[StatusSaid, ...]


class SetCargo(Record):
    """Say what a leg carries, all anew."""

    edit: Literal["set-cargo"] = "set-cargo"
    leg: Key
    cargo: tuple[CargoSaid, ...]


class SetOperators(Record):
    """Say who runs a leg, or with None the corridor, all anew."""

    edit: Literal["set-operators"] = "set-operators"
    leg: Key | None = None
    operators: tuple[OperatorSaid, ...]


class SetStatements(Record):
    """Say what else is told of a leg, or with None of the corridor, all anew."""

    edit: Literal["set-statements"] = "set-statements"
    leg: Key | None = None
    statements: tuple[StatementSaid, ...]


class SetStated(Record):
    """Give the words that a stop, a leg or the name rests on, all anew."""

    edit: Literal["set-stated"] = "set-stated"
    of: Literal["stop", "leg", "name"]
    key: Key | None = None
    stated: Stated


class SetGrade(Record):
    """Grade all claims of the proposal, or those of one stop or leg; None takes the grade back."""

    edit: Literal["set-grade"] = "set-grade"
    grade: Grade | None
    of: Literal["all", "stop", "leg"] = "all"
    key: Key | None = None


Edit = Annotated[
    NameCorridor
    | SetAliases
    | MergeWith
    | PlaceStop
    | NameStop
    | AddStop
    | DropStop
    | OrderStops
    | AddLeg
    | DropLeg
    | ChangeEnds
    | SetModes
    | SetStatuses
    | SetCargo
    | SetOperators
    | SetStatements
    | SetStated
    | SetGrade,
    Field(discriminator="edit"),
]
EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)
EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])
