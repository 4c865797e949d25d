"""Articles in the store: each text once, what is said of it as amended since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from corridors.errors import ReviewFault
from corridors.store.records import (
    AMENDABLE,
    Amendment,
    NewArticle,
    StoredArticle,
    as_article,
    from_text,
    to_text,
)
from corridors.store.tables import articles, decisions

Row = Mapping[Any, Any]


def read_article(connection: Connection, name: str) -> StoredArticle | None:
    """The article of an id, if it is kept here."""
    row = connection.execute(select(articles).where(articles.c.id == name)).mappings().first()
    return _as_stored(row, _amended(connection, name).get(name, {})) if row else None


def read_articles(
    connection: Connection, names: Sequence[str] | None = None
) -> list[StoredArticle]:
    """The articles of some ids, or all, in the order in which they were given."""
    query = select(articles).order_by(articles.c.given_at, articles.c.id)
    if names is not None:
        query = query.where(articles.c.id.in_(names))
    amended = _amended(connection)
    rows = connection.execute(query).mappings()
    return [_as_stored(row, amended.get(row["id"], {})) for row in rows]


def find_text(connection: Connection, sha256: str) -> StoredArticle | None:
    """The article with a text of this hash, if it is kept here."""
    query = select(articles.c.id).where(articles.c.sha256 == sha256)
    name = connection.execute(query).scalar()
    return read_article(connection, name) if name else None


def keep_article(connection: Connection, new: NewArticle, who: str, at: str) -> None:
    """Write a new article."""
    connection.execute(
        insert(articles).values(
            id=new.id,
            text=new.text,
            sha256=new.sha256,
            language=new.language,
            title=new.title,
            publisher=new.publisher,
            url=new.url,
            archive_url=new.archive_url,
            published=new.published,
            retrieved=new.retrieved,
            furniture=[span.model_dump(mode="json") for span in new.furniture],
            given_by=who,
            given_at=at,
        )
    )


def amend_article(connection: Connection, amendment: Amendment) -> None:
    """Write what is said of an article from now on, as a decision."""
    held = read_article(connection, amendment.article)
    if held is None:
        raise ReviewFault(
            f"{amendment.article!r} is no article of the store — those that came with the program "
            "are amended in seeds/articles.yaml"
        )
    before = {name: _told(held, name) for name in amendment.changes}
    changes = [
        {"path": name, "before": before[name], "after": value}
        for name, value in amendment.changes.items()
        if before[name] != value
    ]
    if not changes:
        return
    query = select(decisions.c.id).where(decisions.c.article == amendment.article)
    connection.execute(
        insert(decisions).values(
            article=amendment.article,
            revision=len(connection.execute(query).all()) + 1,
            kind="amend",
            who=amendment.who,
            at=to_text(amendment.at),
            edits=[],
            changes=changes,
            key=amendment.key,
        )
    )


def _told(held: StoredArticle, name: str) -> Any:
    value = held.publisher if name == "publisher" else getattr(held.record, name)
    return getattr(value, "text", value)


def _amended(connection: Connection, name: str | None = None) -> dict[str, dict[str, Any]]:
    """What was amended of articles, by their ids, the latest last."""
    query = (
        select(decisions.c.article, decisions.c.changes)
        .where(decisions.c.article.is_not(None))
        .order_by(decisions.c.id)
    )
    if name is not None:
        query = query.where(decisions.c.article == name)
    found: dict[str, dict[str, Any]] = {}
    for article, changes in connection.execute(query):
        for change in changes:
            if change["path"] in AMENDABLE:
                found.setdefault(article, {})[change["path"]] = change["after"]
    return found


def _as_stored(row: Row, amended: Row) -> StoredArticle:
    return StoredArticle(as_article(row, amended), row["given_by"], from_text(row["given_at"]))
