"""What a briefing is asked for: what the analyst writes and chooses, within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, ValidationError, field_validator

from corridors.briefing.plain import one_line
from corridors.errors import BriefingFault
from corridors.evidence import safe_address
from corridors.model import Record

MOST_CALLOUTS = 12
MOST_JUDGEMENT, MOST_TITLE, MOST_MARKING, MOST_CALLOUT = 500, 160, 60, 80
_MOST_ADDRESS = 300
_SHOWN = 80  # letters of a value in a message

Lat = Annotated[float, Field(ge=-90, le=90)]
Lon = Annotated[float, Field(ge=-540, le=540)]


class CalloutRequest(Record):
    """A label that the analyst puts at a point of the map; degrees on WGS84."""

    text: Annotated[str, StringConstraints(max_length=MOST_CALLOUT)]
    lat: Lat
    lon: Lon

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        text = one_line(text)
        if not text:
            raise ValueError("a call-out needs a text: write one, or take the call-out away")
        return text


class BriefingRequest(Record):
    """A briefing of the view that `link` (query and fragment) gives.

    `address` is the http(s) address of the app or the published folder, that the link is added to;
    empty where nobody can be sent to one. An empty `title` is that of what is shown; without a
    `projection` the map has the view's own.
    """

    link: Annotated[str, StringConstraints(max_length=100_000)] = ""
    judgement: Annotated[str, StringConstraints(max_length=MOST_JUDGEMENT)] = ""
    title: Annotated[str, StringConstraints(max_length=MOST_TITLE)] = ""
    marking: Annotated[str, StringConstraints(max_length=MOST_MARKING)] = ""
    callouts: Annotated[tuple[CalloutRequest, ...], Field(max_length=MOST_CALLOUTS)] = ()
    projection: Literal["mercator", "arctic", "eurasia"] | None = None
    address: Annotated[str, StringConstraints(max_length=_MOST_ADDRESS)] = ""

    @field_validator("judgement", "title", "marking")
    @classmethod
    def _of_one_line(cls, text: str) -> str:
        return one_line(text)

    @field_validator("address")
    @classmethod
    def _is_address(cls, address: str) -> str:
        if not address:
            return ""
        if safe_address(address) is None:
            raise ValueError("it is no http or https address: write it as https://atlas.example/")
        if urlsplit(address).query or urlsplit(address).fragment:
            raise ValueError("it must end before ? and #: the view's link is added to it")
        return address


def read_request(values: Mapping[str, Any]) -> BriefingRequest:
    """What is asked for. Raises BriefingFault, naming field, value and what is allowed."""
    try:
        return BriefingRequest.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        given = str(first.get("input"))
        short = given if len(given) <= _SHOWN else f"{given[: _SHOWN - 1]}…"
        mend = first["msg"].removeprefix("Value error, ")
        raise BriefingFault("briefing", field, f"{short!r} cannot be taken", mend) from None
