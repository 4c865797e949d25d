"""The nouns: claims with their evidence, and the corridors, legs and stops that are built of them.

Every record is frozen and refuses a key it does not know. Everything that is a fact is a list of
claims; what is left bare (ids, names of our own) is only there to point at things.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from corridors.dates import PartialDate
from corridors.position import Position as Position


class Mode(StrEnum):
    """How cargo moves on a leg (UN/CEFACT Recommendation 19 codes 1, 2, 3, 8 and 4)."""

    SEA = "sea"
    RAIL = "rail"
    ROAD = "road"
    RIVER = "river"
    AIR = "air"


class Status(StrEnum):
    """How far a leg, a crossing or a corridor has come, or what has befallen it."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    TRIAL = "trial"
    OPERATING = "operating"
    CONSTRAINED = "constrained"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class Cargo(StrEnum):
    """The kinds of cargo that the sources tell apart."""

    CONTAINERS = "containers"
    LCL = "lcl"
    GENERAL = "general"
    FERTILISER = "fertiliser"
    TIMBER = "timber"
    OIL_PRODUCTS = "oil-products"
    CONSTRUCTION = "construction"
    MILITARY = "military"


class NodeKind(StrEnum):
    """What a place is to the cargo that passes it."""

    PORT = "port"
    BORDER_CROSSING = "border-crossing"
    TERMINAL = "terminal"
    STATION = "station"
    PLANT = "plant"
    CITY = "city"
    SITE = "site"
    CHOKEPOINT = "chokepoint"


class AreaKind(StrEnum):
    """What a source names without giving a point."""

    COUNTRY = "country"
    REGION = "region"
    SEA = "sea"
    CLASS = "class"
    PLACE = "place"  # a place whose position nobody gives


class CorridorKind(StrEnum):
    """How a definition is to be read: a way, a mere flow, a yardstick, or a set of crossings."""

    CORRIDOR = "corridor"
    FLOW = "flow"
    BASELINE = "baseline"
    CROSSINGS = "crossings"


class Topic(StrEnum):
    """What a statement that is not a leg's own field speaks of."""

    NAME = "name"
    PROVENANCE = "provenance"
    TIME = "time"
    PURPOSE = "purpose"
    BENEFIT = "benefit"
    CONSTRAINT = "constraint"
    RISK = "risk"
    EVENT = "event"
    LEGAL = "legal"
    LISTING = "listing"
    ROLE = "role"
    OWNERSHIP = "ownership"
    COST = "cost"
    LENGTH = "length"
    DURATION = "duration"
    VOLUME = "volume"
    CAPACITY = "capacity"
    CARGO = "cargo"
    TRADE = "trade"
    PROPOSAL = "proposal"
    GAP = "gap"
    NEGATIVE = "negative"
    CONTEXT = "context"


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
LatLon = tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]
LocodeText = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z0-9]{3}$")]


def _date_text(value: object) -> object:
    """YAML reads a bare day as a date and a bare year as a number: both are texts here."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else value


def _read_date(text: object) -> PartialDate:
    text = _date_text(text)
    if isinstance(text, PartialDate):
        return text
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is not a date: write it as text, such as 2025-12-04")
    return PartialDate.parse(text)


When = Annotated[
    PartialDate,
    BeforeValidator(_read_date),
    PlainSerializer(lambda when: when.text, return_type=str),
]
GradeText = Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Review(Record):
    """How a claim came through review: who accepted it, and when.

    `mended_by` is who changed what a machine had proposed, or added to it; `machine_value` the
    machine's own in its place, in words, where it had any.
    """

    accepted_by: Text
    accepted_at: AwareDatetime
    mended_by: Text | None = None
    machine_value: Text | None = None


class Claim(Record):
    """One source states one thing. Exactly one of the three kinds of evidence is given.

    - `article` and `quote`: the exact words, in a text that `seeds/` holds; `occurrence` (1-based)
      says which, where the same words stand there more than once.
    - `reference`: the id of a record of a source whose text we do not hold.
    - `editor` and `reason`: inference or knowledge of whoever wrote the definition.

    `grade` is how a person graded it on the Admiralty scale: the source A to F, then what it says
    1 to 6. `origin` says what proposed it, where that was not a person, and `review` who accepted
    it. None of them is part of what is claimed.
    """

    article: Id | None = None
    quote: Text | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None
    reference: Id | None = None
    editor: Text | None = None
    reason: Text | None = None
    note: Text | None = None
    grade: GradeText | None = None
    origin: Text | None = None
    review: Review | None = None

    @model_validator(mode="after")
    def _has_one_kind_of_evidence(self) -> Self:
        given = [
            name for name in ("article", "reference", "editor") if getattr(self, name) is not None
        ]
        if len(given) != 1:
            raise ValueError(
                f"a claim needs exactly one of article, reference, editor; it has {given or 'none'}"
            )
        for owner, companion in (("article", "quote"), ("editor", "reason")):
            if (getattr(self, owner) is None) != (getattr(self, companion) is None):
                raise ValueError(f"{owner} and {companion} go together")
        if self.occurrence is not None and self.article is None:
            raise ValueError("occurrence goes with article and quote")
        return self


class ModeClaim(Claim):
    """A source says by what mode a leg runs."""

    value: Mode


class StatusClaim(Claim):
    """A source says how something stood from a date on.

    `date` is when it took effect; without it the status is known from the day its source was
    published. `service`, `vehicles`, `direction` and `side` narrow what it is about: claims with
    different ones run side by side as separate series.
    """

    value: Status
    date: When | None = None
    until: When | None = None
    service: Text | None = None
    vehicles: Text | None = None
    direction: Text | None = None
    side: Country | None = None


class CargoClaim(Claim):
    """A source says what kind of cargo a leg carries."""

    value: Cargo


class ActorClaim(Claim):
    """A source names who runs, owns, sends or receives; `value` is an actor's id."""

    value: Id
    role: Text = "operator"


class WayClaim(Claim):
    """A source, or the editor, says how a leg is to be routed; at least one hint is given.

    `avoid_countries` keeps a railway or road out of countries; `avoid` and `allow` close and open
    passages by slug; `proposed` lets the leg use lines that do not exist yet.
    """

    avoid_countries: tuple[Country, ...] = ()
    avoid: tuple[Id, ...] = ()
    allow: tuple[Id, ...] = ()
    proposed: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.avoid_countries or self.avoid or self.allow or self.proposed):
            raise ValueError("a way needs one of avoid_countries, avoid, allow, proposed")
        return self


class GaugeClaim(Claim):
    """A source says that the track gauge changes here, in mm from one side to the other."""

    value: Annotated[str, StringConstraints(pattern=r"^\d{4}/\d{4}$")]


class Statement(Claim):
    """Anything else that a source says of a thing, put in our own words in `value`.

    `amount` and `unit` carry a figure; `date` and `until` the time it speaks of.
    """

    topic: Topic
    value: Text
    amount: float | None = None
    unit: Text | None = None
    date: When | None = None
    until: When | None = None

    @model_validator(mode="after")
    def _amount_has_a_unit(self) -> Self:
        if (self.amount is None) != (self.unit is None):
            raise ValueError("amount and unit go together")
        return self


Claims = Annotated[tuple[Claim, ...], Field(min_length=1)]


class Stop(Record):
    """A node or an area of the registers, as one corridor speaks of it."""

    at: Id
    stated: Claims
    status: tuple[StatusClaim, ...] = ()
    gauge: tuple[GaugeClaim, ...] = ()
    operator: tuple[ActorClaim, ...] = ()
    statements: tuple[Statement, ...] = ()


class Via(Record):
    """What a leg passes between its ends: a node that a source says it passes, or a bare waypoint.

    A waypoint (`position`, latitude first) only shapes a schematic line, so that it keeps to its
    element or out of a country; it has no name, nobody states it, it is never shown as a place, and
    a leg that a network serves passes it by.
    """

    at: Id | None = None
    stated: tuple[Claim, ...] = ()
    position: LatLon | None = None

    @model_validator(mode="after")
    def _is_node_or_waypoint(self) -> Self:
        if (self.at is None) == (self.position is None):
            raise ValueError("a via has either at, with stated, or a position alone")
        if (self.at is None) == bool(self.stated):
            raise ValueError("a via at a node needs stated; a waypoint has none")
        return self


class Leg(Record):
    """One mode between two stops; an end that is an area is told in words and not drawn."""

    id: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    via: tuple[Via, ...] = ()
    stated: Claims
    mode: tuple[ModeClaim, ...] = ()
    status: tuple[StatusClaim, ...] = ()
    cargo: tuple[CargoClaim, ...] = ()
    operator: tuple[ActorClaim, ...] = ()
    one_way: tuple[Claim, ...] = ()
    way: tuple[WayClaim, ...] = ()
    statements: tuple[Statement, ...] = ()

    @model_validator(mode="after")
    def _ends_differ(self) -> Self:
        if self.start == self.end:
            raise ValueError(f"the leg starts and ends at {self.start!r}")
        return self


class Route(Record):
    """A branch of a corridor: an ordered chain of its legs."""

    id: Id
    name: Text
    legs: Annotated[tuple[Id, ...], Field(min_length=1)]
    statements: tuple[Statement, ...] = ()


class Definition(Record):
    """One corridor, as its sources tell it: the content of one definition file."""

    id: Id
    was: tuple[Id, ...] = ()
    group: Annotated[int, Field(ge=1)]
    kind: CorridorKind
    name: Text
    short: Text
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    aliases: tuple[Text, ...] = ()
    statements: tuple[Statement, ...] = ()
    status: tuple[StatusClaim, ...] = ()
    operator: tuple[ActorClaim, ...] = ()
    stops: Annotated[tuple[Stop, ...], Field(min_length=1)]
    legs: tuple[Leg, ...] = ()
    routes: tuple[Route, ...] = ()
