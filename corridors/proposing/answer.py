"""What a model is asked for, and all that is ever read of its answer.

Words are the article's own; places have no coordinates here and ids no meaning: a model tells what
the text says, and nothing else that it may know. Unknown keys are dropped unread.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MOST_CORRIDORS, MOST_STOPS, MOST_LEGS, MOST_FACTS = 30, 200, 300, 100

Words = Annotated[str, StringConstraints(max_length=2_000)]
Name = Annotated[str, StringConstraints(max_length=300)]
Word = Annotated[str, StringConstraints(max_length=60)]


class Said(BaseModel):
    """Part of an answer; keys that nobody asked for are dropped."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SaidStop(Said):
    """A place where cargo starts, ends, changes mode or crosses a border."""

    name: Annotated[Name, Field(description="the place's name exactly as the article writes it")]
    country: Annotated[
        Word | None, Field(description="ISO 3166-1 alpha-2 code of its country, if the text tells")
    ] = None


class SaidFact(Said):
    """A value of one field, with the words that say it."""

    field: Annotated[Word, Field(description="one of: status, date, cargo, volume, operator")]
    value: Annotated[
        Name,
        Field(
            description="for status: proposed, announced, trial, operating, constrained, "
            "suspended, closed or abandoned; else the article's words"
        ),
    ]
    quote: Annotated[Words, Field(description="the exact words of the article that say it")]


class SaidLeg(Said):
    """One stage from one stop to the next by one mode."""

    origin: Annotated[Name, Field(description="the name of a stop of this corridor")]
    destination: Annotated[Name, Field(description="the name of another stop of this corridor")]
    mode: Annotated[
        Word | None, Field(description="sea, rail, road, river or air; null if the text says none")
    ] = None
    mode_quote: Annotated[Words | None, Field(description="the exact words for it")] = None
    quotes: Annotated[
        list[Words],
        Field(
            max_length=10,
            description="one exact passage of the article that names both ends, or two that name "
            "one each; at most 400 characters in all",
        ),
    ] = Field(default=[])
    status: SaidFact | None = None


class SaidCorridor(Said):
    """A route for cargo that the article describes."""

    name: Annotated[
        Name | None, Field(description="its name exactly as the article writes it, or null")
    ] = None
    stops: Annotated[list[SaidStop], Field(max_length=MOST_STOPS)] = Field(default=[])
    legs: Annotated[list[SaidLeg], Field(max_length=MOST_LEGS)] = Field(default=[])
    facts: Annotated[list[SaidFact], Field(max_length=MOST_FACTS)] = Field(default=[])


class Answer(Said):
    """Every corridor that the article describes; none where it describes none."""

    corridors: Annotated[list[SaidCorridor], Field(max_length=MOST_CORRIDORS)]
