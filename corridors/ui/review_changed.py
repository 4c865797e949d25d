"""What became of an article's accepted quotes where it was given again with other words."""

from __future__ import annotations

from datetime import UTC, datetime

from corridors.desk import Again, Desk
from corridors.review.anchoring import Anchored
from corridors.store.records import StoredArticle
from corridors.ui.review_records import Json

_WITH_THE_PROGRAM = datetime.min.replace(tzinfo=UTC)


def changed_records(desk: Desk, article: StoredArticle) -> list[Json]:
    """The other texts of an article, each with what the later one has of accepted quotes.

    Texts from which nothing was accepted are left out, but for one where all are such.
    """
    found = [_changed_record(desk, article, again) for again in desk.earlier(article.id)]
    return [one for one in found if one["quotes"]] or found[-1:]


def _changed_record(desk: Desk, article: StoredArticle, again: Again) -> Json:
    other = desk.article(again.article)
    is_later = _given(other) > _given(article)
    if is_later:  # then what counts is what it has of this one's quotes
        again = next(one for one in desk.earlier(other.id) if one.article == article.id)
    once = {(_proposal(one), one.quote.start, one.quote.end): one for one in again.quotes}
    names = {name: desk.review(name).draft.name for name, *_ in once}
    return {
        "article": other.id,
        "title": other.record.title,
        "is_later": is_later,
        "quotes": [_quote_record(one, names[_proposal(one)]) for one in once.values()],
    }


def _quote_record(anchored: Anchored, name: str | None) -> Json:
    return {
        "proposal": _proposal(anchored),
        "name": name,
        "quote": anchored.quote.quote,
        "state": anchored.state.value,
        "start": anchored.start,
        "end": anchored.end,
        "near": anchored.near,
    }


def _proposal(anchored: Anchored) -> str:
    """The proposal that a quote is accepted of: its path begins with it."""
    return anchored.path.partition(".")[0]


def _given(article: StoredArticle) -> datetime:
    return article.given_at or _WITH_THE_PROGRAM
