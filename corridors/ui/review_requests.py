"""What the review page may ask of the app: who may ask, how much, and in which form."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, StringConstraints, ValidationError, field_validator
from starlette.datastructures import Headers
from starlette.requests import Request

from corridors.model import Id, Record
from corridors.reading.files import MOST_BYTES
from corridors.review.edits import Edit
from corridors.review.proposal import Kind

JSON_BODY, FILE_BODY = "application/json", "application/octet-stream"
MOST_JSON = 2 * MOST_BYTES
MOST_EDITS = 50
Form = TypeVar("Form", bound=Record)
_CONTROLS = dict.fromkeys([*range(32), 127])

Who = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Given = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class BadRequest(Exception):
    """A request that no page of ours makes; its text says what is wrong with it."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Asked(Record):
    """What every change names: the person who makes it."""

    who: Who

    @field_validator("who")
    @classmethod
    def _one_line(cls, who: str) -> str:
        return who.translate(_CONTROLS)


class About(Asked):
    """What a person says of an article; what is None is left as it is."""

    publisher: Given | None = None
    title: Given | None = None
    published: Given | None = None
    url: Given | None = None
    archive_url: Given | None = None

    def fields(self) -> dict[str, str]:
        """What is said, by name."""
        said = self.model_dump(include=set(About.model_fields) - {"who"})
        return {name: value for name, value in said.items() if value is not None}


class Give(About):
    """An article; `by` says who looks for corridors in it, with `person` nobody but its reader."""

    by: Literal["extraction", "llm", "person"] = "extraction"


class GiveArticle(Give):
    """An article's text, or the address where it stands."""

    text: str | None = None
    address: Given | None = None


class GiveFile(Give):
    """A file by its name; its bytes are the request's body."""

    name: Given


class AskArchive(Asked):
    """A copy of an article's page in a web archive: looked for, or with `save` made now."""

    save: bool = False


class GiveLine(Asked):
    """A drawn line's file by its name; its bytes are the request's body.

    `swap` takes latitude for longitude; None asks first where the file looks so.
    """

    name: Given
    swap: bool | None = None


class BeginDraft(Asked):
    """An empty proposal, on an article or on none."""

    article: Id | None = None


class Decide(Asked):
    """One decision on the revision that the person saw; `key` is the same if it is sent again."""

    kind: Kind
    revision: Annotated[int, Field(ge=0)]
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")]
    edits: Annotated[tuple[Edit, ...], Field(max_length=MOST_EDITS)] = ()
    undoes: int | None = None
    reason: Given | None = None


class FindPlace(Record):
    """A name to look up, or the place of a click in degrees."""

    name: Annotated[str, StringConstraints(max_length=200)] = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


def check_origin(headers: Headers) -> None:
    """Raise BadRequest if another site's page makes the request."""
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin")
    own = origin is None or origin.partition("://")[2] == headers.get("host", "")
    if site not in ("same-origin", "none") or not own:
        raise BadRequest(403, "only the app's own page may ask this")


async def read_body(request: Request, media_type: Literal["json", "file"]) -> bytes:
    """The body, if it is of the type that makes a browser ask first where another site sends it.

    Raises BadRequest for another type and for more than is taken.
    """
    expected, most = (JSON_BODY, MOST_JSON) if media_type == "json" else (FILE_BODY, MOST_BYTES)
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != expected:
        raise BadRequest(415, f"the body is {given or 'of no type'}, not {expected}")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise BadRequest(413, f"it is larger than {most // 1_000_000} MB")
    return bytes(body)


def read_as(form: type[Form], values: Any) -> Form:
    """The values as a request of a form. Raises BadRequest, naming field and value."""
    try:
        return form.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = next((part for part in reversed(first["loc"]) if isinstance(part, str)), "body")
        told = str(first["msg"]).removeprefix("Value error, ")
        value = str(first.get("input"))[:80]
        given = "" if value in told else f" (given: {value!r})"
        raise BadRequest(422, f"{field}: {told}{given}") from None
