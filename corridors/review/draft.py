"""The nouns of review: a corridor as it is proposed, before anybody has accepted it.

A field whose evidence is empty, or None, asks for a quote. Offsets count Unicode code points of
the article's stored text, end exclusive; positions are (latitude, longitude) in degrees on WGS84.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from corridors.model import (
    Cargo,
    CorridorKind,
    Country,
    Id,
    LatLon,
    LocodeText,
    Mode,
    Record,
    Status,
    Text,
    Topic,
    When,
)

MOST_STOPS, MOST_LEGS, MOST_EVIDENCE = 300, 400, 60
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Evidence(Record):
    """What a field rests on: exactly one of a quote at its offsets, a reference, the editor's own.

    `reference` is the id of a record of a source whose text we do not hold.
    """

    article: Id | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    quote: Text | None = None
    reference: Id | None = None
    editor: Name | None = None
    reason: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_one_kind(self) -> Self:
        given = [n for n in ("article", "reference", "editor") if getattr(self, n) is not None]
        if len(given) != 1:
            raise ValueError(
                f"evidence is exactly one of article, reference, editor; this has {given or 'none'}"
            )
        at = (self.start, self.end, self.quote)
        if any(part is None for part in at) != (self.article is None) or (
            self.article is None and any(part is not None for part in at)
        ):
            raise ValueError("article goes with start, end and quote, and they with it")
        if (self.editor is None) != (self.reason is None):
            raise ValueError("editor and reason go together: say who infers it, and from what")
        return self


class Grade(Record):
    """A grade on the Admiralty scale: the source and what it says, graded apart."""

    source: Literal["A", "B", "C", "D", "E", "F"]
    information: Annotated[int, Field(ge=1, le=6)]

    @property
    def text(self) -> str:
        """The two as one, such as B2."""
        return f"{self.source}{self.information}"


UNGRADED = Grade(source="F", information=6)  # neither can be judged: what nobody has graded yet


class Place(Record):
    """A place that a stop may be; one without a position is an area and told in words.

    `at` is its id where the atlas has it already; `source` says who puts it there.
    """

    name: Name
    kind: Key = "site"
    country: Country | None = None
    position: LatLon | None = None
    at: Id | None = None
    precision_km: Annotated[float, Field(gt=0)] | None = None
    locode: LocodeText | None = None
    source: Name | None = None


Stated = Annotated[tuple[Evidence, ...], Field(max_length=MOST_EVIDENCE)]


class DraftStop(Record):
    """A place on the way, with the words that name it and the places it may be.

    `mentions` are the offsets of its name in the proposal's article, for marks in the text.
    """

    key: Key
    name: Name
    stated: Stated = ()
    mentions: tuple[tuple[int, int], ...] = ()
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    ambiguous: bool = False
    grade: Grade | None = None


class ModeSaid(Record):
    """By what mode a leg runs."""

    value: Mode
    evidence: Evidence | None = None


class StatusSaid(Record):
    """How something stands from a day on."""

    value: Status
    date: When | None = None
    until: When | None = None
    evidence: Evidence | None = None


class CargoSaid(Record):
    """What kind of cargo a leg carries."""

    value: Cargo
    evidence: Evidence | None = None


class OperatorSaid(Record):
    """Who runs it, by the name that the source uses; `actor` is an id of the registers."""

    name: Name
    actor: Id | None = None
    role: Name = "operator"
    evidence: Evidence | None = None


class StatementSaid(Record):
    """Anything else that is said, in our own words."""

    topic: Topic
    value: Text
    date: When | None = None
    evidence: Evidence | None = None


class DraftLeg(Record):
    """One stage between two stops, named by their keys."""

    key: Key
    start: Key
    end: Key
    stated: Stated = ()
    modes: Annotated[tuple[ModeSaid, ...], Field(max_length=MOST_EVIDENCE)] = ()
    statuses: Annotated[tuple[StatusSaid, ...], Field(max_length=MOST_EVIDENCE)] = ()
    cargo: Annotated[tuple[CargoSaid, ...], Field(max_length=MOST_EVIDENCE)] = ()
    operators: Annotated[tuple[OperatorSaid, ...], Field(max_length=MOST_EVIDENCE)] = ()
    statements: Annotated[tuple[StatementSaid, ...], Field(max_length=MOST_EVIDENCE)] = ()
    grade: Grade | None = None


class Draft(Record):
    """A corridor as it is proposed.

    `into` is the corridor of the atlas that it is taken for, whose claims its own join; `known` the
    id of a corridor known by name, which need not be in the atlas. `picture` is a line that
    somebody drew: it proposes stops and is nobody's source. `asks` says what could not be told.
    """

    name: Name | None = None
    named: Stated = ()
    aliases: tuple[Name, ...] = ()
    kind: CorridorKind = CorridorKind.CORRIDOR
    into: Id | None = None
    into_why: Evidence | None = None
    known: Key | None = None
    stops: Annotated[tuple[DraftStop, ...], Field(max_length=MOST_STOPS)] = ()
    legs: Annotated[tuple[DraftLeg, ...], Field(max_length=MOST_LEGS)] = ()
    statuses: tuple[StatusSaid, ...] = ()
    operators: tuple[OperatorSaid, ...] = ()
    statements: tuple[StatementSaid, ...] = ()
    grade: Grade | None = None
    picture: tuple[tuple[LatLon, ...], ...] = ()
    asks: tuple[Text, ...] = ()

    def stop(self, key: str) -> DraftStop | None:
        """The stop of a key."""
        return next((stop for stop in self.stops if stop.key == key), None)

    def leg(self, key: str) -> DraftLeg | None:
        """The leg of a key."""
        return next((leg for leg in self.legs if leg.key == key), None)


class Origin(Record):
    """What made a proposal; `detail` holds model, prompt, library, file name, as they apply."""

    by: Literal["extraction", "llm", "import", "person"]
    version: Name
    who: Name | None = None
    detail: dict[str, Annotated[str, StringConstraints(max_length=1000)]] = Field(default={})

    @property
    def text(self) -> str | None:
        """What is written into a claim of it; None for a person's own."""
        if self.by == "person":
            return None
        version = f"prompt {self.version}" if self.by == "llm" else self.version
        return ", ".join([f"{self.by} {version}", *(f"{k} {v}" for k, v in self.detail.items())])


def quoted(article: str, text: str, start: int, end: int, note: str | None = None) -> Evidence:
    """The words of an article's text at two offsets.

    Raises ValueError if there are no words between the offsets.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}–{end} are no offsets into {article}, of {len(text)} characters")
    return Evidence(article=article, start=start, end=end, quote=text[start:end], note=note)


def own(editor: str, reason: str) -> Evidence:
    """The editor's own, with a name and a reason."""
    return Evidence(editor=editor, reason=reason)
