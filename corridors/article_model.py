"""What `seeds/articles.yaml` says of each article whose text we hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from corridors.model import Id, Record, Statement, Text, When
from corridors.register_model import require_http

UNKNOWN_PUBLISHER = "Publisher not given"  # what stands for one that nobody has named yet


class Furniture(Record):
    """A span of page furniture that no citation may use, by its first and last words.

    `start` and `end` are offsets in Unicode code points, end exclusive, `text` the words at its
    start, kept so that a shifted span is found out.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: Text
    what: Text


class ArticleRecord(Record):
    """Publisher, title, dates, hash and furniture of one article.

    Where `published` is unknown, imprecise or inferred, `published_note` says why.
    """

    id: Id
    file: Text
    publisher: Text
    title: Text
    url: str | None = None
    archive_url: str | None = None
    language: Text
    published: When | None
    published_inferred: bool = False
    published_note: Text | None = None
    retrieved: When | None
    retrieved_note: Text | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    furniture: tuple[Furniture, ...] = ()
    statements: tuple[Statement, ...] = ()

    _http = field_validator("url", "archive_url")(require_http)
