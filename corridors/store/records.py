"""What the store gives back, and what it is given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from corridors.additions import Addition
from corridors.article_model import UNKNOWN_PUBLISHER, ArticleRecord, Furniture
from corridors.articles import Article
from corridors.dates import PartialDate
from corridors.review.edits import Edit
from corridors.review.proposal import Change, Kind


@dataclass(frozen=True)
class StoredArticle:
    """An article as it is kept: its text never changes, what is said of it may be amended.

    `given_by` and `given_at` are empty of an article that came with the program.
    """

    article: Article
    given_by: str | None = None
    given_at: datetime | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.article.record.id

    @property
    def text(self) -> str:
        """Its text, as it was given."""
        return self.article.text

    @property
    def record(self) -> ArticleRecord:
        """Title, publisher, dates, addresses, hash and furniture."""
        return self.article.record

    @property
    def publisher(self) -> str | None:
        """Who published it, None as long as nobody has said."""
        name = self.article.record.publisher
        return None if name == UNKNOWN_PUBLISHER else name


@dataclass(frozen=True)
class NewArticle:
    """An article to be kept; dates are texts such as 2025-12-04."""

    id: str
    text: str
    language: str
    title: str
    publisher: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    furniture: tuple[Furniture, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of its text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class NewCapture:
    """What was fetched, whole: `headers` have no cookies and no authorization."""

    asked: str
    address: str
    media_type: str
    headers: Mapping[str, str]
    fetched: datetime
    content: bytes
    archive_url: str | None = None


@dataclass(frozen=True)
class Capture:
    """What is known of a capture; its bytes are asked for apart."""

    id: str
    article: str | None
    asked: str
    address: str
    media_type: str
    headers: Mapping[str, str]
    fetched: datetime
    sha256: str
    archive_url: str | None


@dataclass(frozen=True)
class NewDecision:
    """A decision to be kept: `revision` is the number of decisions that it was based on.

    `key` is made by the client once for each click: given again, it finds the first answer.
    """

    proposal: str
    revision: int
    kind: Kind
    who: str
    at: datetime
    key: str
    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    undoes: int | None = None
    reason: str | None = None
    adds: Addition | None = None


def to_text(at: datetime) -> str:
    """A time as the store writes it: ISO 8601 in UTC, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """A time that the store wrote."""
    return datetime.fromisoformat(text)


def as_article(row: Mapping[Any, Any], amended: Mapping[Any, Any]) -> Article:
    """An article of its row and of what was amended since."""
    told = {**row, **amended}
    published = told["published"]
    record = ArticleRecord(
        id=row["id"],
        file=f"{row['id']}.txt",
        publisher=told["publisher"] or UNKNOWN_PUBLISHER,
        title=told["title"],
        url=told["url"],
        archive_url=told["archive_url"],
        language=row["language"],
        published=PartialDate.parse(published) if published else None,
        published_note=None if published else "The article was given without a date.",
        retrieved=PartialDate.parse(told["retrieved"]) if told["retrieved"] else None,
        sha256=row["sha256"],
        furniture=tuple(Furniture.model_validate(span) for span in row["furniture"]),
    )
    return Article(record, row["text"])


AMENDABLE = ("title", "publisher", "url", "archive_url", "published", "retrieved")


@dataclass(frozen=True)
class Amendment:
    """What somebody says of an article: new values of some of the fields of `AMENDABLE`."""

    article: str
    changes: Mapping[str, str | None]
    who: str
    at: datetime
    key: str
