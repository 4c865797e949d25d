"""An article as it is given: its record, and whether it is an earlier one in another text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from corridors.article_model import Furniture
from corridors.articles import Article
from corridors.dates import PartialDate
from corridors.errors import ReviewFault
from corridors.reading.reading import OTHER, Reading
from corridors.register_model import require_http
from corridors.review.anchoring import Anchored, look_for_all
from corridors.review.draft import Draft
from corridors.review.gate import fields_of
from corridors.review.naming import free_id, id_of
from corridors.store.records import AMENDABLE, NewArticle

_LONGEST = 500
_LONGEST_URL = 2000
_LONGEST_ID = 70
_FURNITURE_WORDS = 40
TOLD = (*AMENDABLE, "language")


def new_article(
    reading: Reading, taken: Collection[str], at: datetime, told: Mapping[str, str | None]
) -> NewArticle:
    """The record of a reading; what a person tells of it goes before what was found in it.

    Raises ReviewFault for a text without words, or a date or address that is none.
    """
    if not reading.text.strip():
        raise ReviewFault("the text is empty — paste the article, or give a file or an address")
    said = checked(told)
    title = said.get("title") or reading.title or _first_words(reading.text)
    url = said.get("url") or _http(reading.address)
    publisher = said.get("publisher") or reading.publisher or None
    published = said.get("published") or reading.published
    return NewArticle(
        id=_article_id(publisher or _host(url), published, title, taken),
        text=reading.text,
        language=said.get("language") or main_language(reading),
        title=title[:_LONGEST],
        publisher=publisher[:_LONGEST] if publisher else None,
        url=url,
        archive_url=said.get("archive_url"),
        published=published,
        retrieved=said.get("retrieved") or at.date().isoformat(),
        furniture=tuple(
            Furniture(
                start=span.start,
                end=span.end,
                text=reading.text[span.start : span.end][:_FURNITURE_WORDS],
                what=span.what,
            )
            for span in reading.furniture
            if span.start < span.end
        ),
    )


def copy_of(article: Article) -> NewArticle:
    """An article that came with the program, to be kept beside what is proposed from it."""
    record = article.record
    return NewArticle(
        id=record.id,
        text=article.text,
        language=record.language,
        title=record.title,
        publisher=record.publisher,
        url=record.url,
        archive_url=record.archive_url,
        published=record.published.text if record.published else None,
        retrieved=record.retrieved.text if record.retrieved else None,
        furniture=record.furniture,
    )


def checked(told: Mapping[str, str | None]) -> dict[str, str | None]:
    """What a person tells of an article, each value trimmed; an empty one is None.

    Raises ReviewFault, naming field, value and mend, for what the field cannot have.
    """
    said = {name: (value.strip() or None) if value else None for name, value in told.items()}
    for name, value in said.items():
        if name not in TOLD:
            raise ReviewFault(f"{name}: no field of an article — tell one of {', '.join(TOLD)}")
        if value is None:
            continue
        if len(value) > (_LONGEST_URL if "url" in name else _LONGEST):
            raise ReviewFault(f"{name}: {len(value):,} characters are too many — shorten it")
        try:
            if name in ("url", "archive_url"):
                require_http(value)
            elif name in ("published", "retrieved"):
                PartialDate.parse(value)
        except ValueError:
            mend = "an http or https address" if "url" in name else "a date such as 2025-12-04"
            raise ReviewFault(f"{name}: {value[:80]!r} — give {mend}, or leave it empty") from None
    return said


def amended(changes: Mapping[str, str | None]) -> dict[str, str | None]:
    """What a person says of an article that is kept, as `checked`; it cannot lose its title."""
    said = checked(changes)
    for name in said:
        if name not in AMENDABLE:
            raise ReviewFault(f"{name}: cannot be amended — amend one of {', '.join(AMENDABLE)}")
    if "title" in said and said["title"] is None:
        raise ReviewFault("title: is empty — give the article's title")
    return said


def main_language(reading: Reading) -> str:
    """The language that most characters of a reading's paragraphs are in; `und` if none is told."""
    counts: dict[str, int] = {}
    for paragraph in reading.paragraphs:
        if paragraph.language != OTHER:
            counts[paragraph.language] = (
                counts.get(paragraph.language, 0) + paragraph.end - paragraph.start
            )
    return max(counts, key=lambda language: counts[language], default="und")


def again_of(
    article: Article, every: Mapping[str, Article], drafts: Iterable[tuple[str, Draft]]
) -> Iterator[tuple[str, tuple[Anchored, ...]]]:
    """The earlier texts of an article, each with what this one has of the quotes from it.

    One is of the same article if it has the same address, or publisher and title.
    """
    quotes = [
        (f"{proposal}.{field.path}", field.evidence)
        for proposal, draft in drafts
        for field in fields_of(draft)
        if field.evidence is not None
    ]
    for name, other in every.items():
        if name != article.record.id and _is_same(other, article):
            own = [(path, one) for path, one in quotes if one.article == name]
            yield name, look_for_all(own, article.text)


def _is_same(one: Article, other: Article) -> bool:
    a, b = one.record, other.record
    if a.sha256 == b.sha256:
        return False
    if a.url and b.url:
        return _address(a.url) == _address(b.url)
    return (a.publisher, a.title.casefold()) == (b.publisher, b.title.casefold())


def _address(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query


def _http(address: str | None) -> str | None:
    try:
        return require_http(address)
    except ValueError:
        return None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _article_id(
    publisher: str | None, published: str | None, title: str, taken: Collection[str]
) -> str:
    parts = (id_of(publisher) if publisher else "", published or "", "" if published else title)
    return free_id(id_of(" ".join(part for part in parts if part))[:_LONGEST_ID].strip("-"), taken)


def _first_words(text: str) -> str:
    first = next(line.strip() for line in text.splitlines() if line.strip())
    return first if len(first) <= 120 else first[:119] + "…"
