"""Sources in: the texts we hold, as they are stored, and where a quote stands in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corridors.article_model import ArticleRecord, Furniture
from corridors.errors import ArticleFault, QuoteFault
from corridors.records import Collected, read_records

CONTEXT_CHARS = 32


@dataclass(frozen=True)
class Passage:
    """Where a quote stands: offsets in code points, end exclusive, and the words around it.

    The shape is that of the W3C TextPositionSelector and TextQuoteSelector together.
    """

    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Article:
    """An article's record and its text, unchanged."""

    record: ArticleRecord
    text: str

    def passage(self, start: int, end: int) -> Passage:
        """The passage at two offsets, with up to 32 characters of context on each side."""
        return Passage(
            start,
            end,
            self.text[max(0, start - CONTEXT_CHARS) : start],
            self.text[end:][:CONTEXT_CHARS],
        )

    def furniture_at(self, start: int, end: int) -> Furniture | None:
        """The span of page furniture that a passage touches, if any."""
        return next((f for f in self.record.furniture if f.start < end and start < f.end), None)


def locate(article: Article, quote: str, occurrence: int | None, file: str, field: str) -> Passage:
    """Find a quote in its article, outside page furniture.

    `occurrence` counts from 1 over all places of the stored text, furniture included. Raises
    QuoteFault, naming `file` and `field`, if the words are not there exactly, stand there more than
    once without an occurrence, or lie in page furniture.
    """
    starts = list(_starts(article.text, quote))
    if not starts:
        raise QuoteFault(file, field, *_not_there(article, quote))
    if occurrence is None:
        clear = [s for s in starts if article.furniture_at(s, s + len(quote)) is None]
        if len(clear) > 1:
            raise QuoteFault(
                file,
                field,
                f"the quote {_short(quote)} stands {len(starts)} times in {article.record.id}",
                f"lengthen it, or say which with occurrence: 1 to {len(starts)}",
            )
        start = (clear or starts)[0]
    elif occurrence <= len(starts):
        start = starts[occurrence - 1]
    else:
        raise QuoteFault(
            file,
            field,
            f"occurrence {occurrence} of {_short(quote)}: {article.record.id} has {len(starts)}",
            f"give a number from 1 to {len(starts)}",
        )
    furniture = article.furniture_at(start, start + len(quote))
    if furniture is not None:
        raise QuoteFault(
            file,
            field,
            f"the quote {_short(quote)} lies in page furniture of {article.record.id} "
            f"({furniture.what}, {furniture.start}–{furniture.end})",
            "quote the article itself",
        )
    return article.passage(start, start + len(quote))


def _starts(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _not_there(article: Article, quote: str) -> tuple[str, str]:
    """Message and mend for a missing quote, with the longest beginning of it that is there."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if quote[:middle] in article.text else (low, middle - 1)
    what = f"the quote {_short(quote)} does not stand in {article.record.id}"
    if low < 12:
        return what, f"copy the words exactly as {article.record.file} has them"
    at = article.text.find(quote[:low]) + low
    there = article.text[at : at + 20]
    return what, f"after {quote[:low][-24:]!r} the article has {there!r}, not {quote[low:][:20]!r}"


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 60 else quote[:57] + "…")


def load_articles(folder: Path) -> Collected[Mapping[str, Article]]:
    """Read `articles.yaml` and the texts beside it.

    Faults (collected, not raised): a broken record, a missing text, a text whose sha256 is not the
    recorded one, furniture that is not where it is said to be.
    """
    records, faults = read_records(folder / "articles.yaml", ArticleRecord)
    articles: dict[str, Article] = {}
    for record in records:
        try:
            articles[record.id] = _read_article(folder, record)
        except ArticleFault as fault:
            faults.append(fault)
    return Collected(articles, faults)


def _read_article(folder: Path, record: ArticleRecord) -> Article:
    where = f"{folder.name}/articles.yaml"
    path = folder / Path(record.file).name
    if not path.is_file():
        raise ArticleFault(where, f"{record.id}.file", f"{record.file!r} is not there", "add it")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != record.sha256:
        raise ArticleFault(
            where,
            f"{record.id}.sha256",
            f"{record.file} has changed: it hashes to {found}",
            "restore the text as it was captured, or add the new one as another article",
        )
    text = content.decode("utf-8")
    for span in record.furniture:
        if not (span.start < span.end <= len(text)) or not text[span.start :].startswith(span.text):
            raise ArticleFault(
                where,
                f"{record.id}.furniture",
                f"{span.text!r} does not stand at {span.start}",
                "correct the span",
            )
    return Article(record, text)
