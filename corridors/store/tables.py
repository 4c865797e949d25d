"""The store's tables. Times are ISO 8601 texts in UTC; dates are texts with their precision."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
_json = JSON(none_as_null=True)

articles = Table(
    "articles",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("language", String(35), nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("archive_url", Text),
    Column("published", String(20)),
    Column("retrieved", String(20)),
    Column("furniture", _json, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("given_at", String(32), nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("article", String(80), ForeignKey("articles.id"), index=True),
    Column("asked", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("archive_url", Text),
    Column("media_type", Text, nullable=False),
    Column("headers", _json, nullable=False),
    Column("fetched", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("article", String(80), ForeignKey("articles.id"), index=True),
    Column("draft", _json, nullable=False),
    Column("origin", _json, nullable=False),
    Column("extracted", _json),
    Column("created", String(32), nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("proposal", String(40), ForeignKey("proposals.id")),
    Column("article", String(80), ForeignKey("articles.id")),
    Column("revision", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("edits", _json, nullable=False),
    Column("changes", _json, nullable=False),
    Column("undoes", Integer),
    Column("reason", Text),
    Column("adds", _json),
    Column("key", String(80), nullable=False, unique=True),
    UniqueConstraint("proposal", "revision"),
    UniqueConstraint("article", "revision"),
    CheckConstraint("(proposal IS NULL) <> (article IS NULL)", name="one_subject"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("created", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# One row: its value grows with every decision, and tells whoever holds an atlas that it is of old.
marks = Table(
    "marks",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Integer, nullable=False),
)
