"""What the review page is shown, as JSON: the desk, a proposal, an article, ways, places."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from corridors.desk import Desk, open_desk
from corridors.errors import ArchiveFault, ReviewFault
from corridors.reading.web_archive import archive_from
from corridors.review.draft import Place
from corridors.review.places import place_at, places_named
from corridors.review.proposal import Reviewed, acceptance
from corridors.routing.draft_ways import ways_of_draft
from corridors.ui.held import held_now
from corridors.ui.review_changed import changed_records
from corridors.ui.review_records import (
    Json,
    article_of,
    article_record,
    corridor_records,
    line_record,
    reviewed_record,
    way_record,
)
from corridors.ui.review_requests import FindPlace

LLM_MODEL = "CORRIDORS_LLM_MODEL"  # docs/llm.md
_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def show_desk() -> Json:
    """All that is under review, the newest first."""
    desk = open_desk()
    titles = {one.id: one.title for one in _titled(desk)}
    lines = [line_record(one, titles.get(article_of(one) or "")) for one in desk.proposals()]
    return {"proposals": lines, "model": os.environ.get(LLM_MODEL, "").strip() or None}


def show_proposal(proposal_id: str) -> Json:
    """One proposal with what stands beside it: its article's others, corridors, articles."""
    desk = open_desk()
    reviewed = desk.review(proposal_id)
    quoted = article_of(reviewed)
    articles = [one for one in _titled(desk) if one.given or one.id == quoted]
    return {
        "reviewed": reviewed_record(reviewed),
        "siblings": _siblings(desk, quoted),
        "corridors": corridor_records(desk.catalog()),
        "articles": [one.record() for one in articles],
        "archive": _may_ask_archive(),
    }


def show_article(article_id: str) -> Json:
    """An article with its text, and what became of what was accepted from an earlier text of it."""
    desk = open_desk()
    article = desk.article(article_id)
    return article_record(article, changed_records(desk, article))


def show_on_map(proposal_id: str, home: str) -> Json:
    """The link of an accepted corridor, once the map that is served holds it."""
    corridor = _corridor(open_desk().review(proposal_id))
    return {"atlas": held_now().atlas.hash, "link": f"{home}#sel={corridor}"}


def show_ways(proposal_id: str) -> Json:
    """The way of each leg by its key, as the map will draw it."""
    desk = open_desk()
    draft, held = desk.review(proposal_id).draft, desk.holdings.last()
    ways = ways_of_draft(draft, desk.catalog(), held.ways)
    return {"ways": {key: way_record(path) for key, path in ways.items()}}


def find_places(asked: FindPlace) -> Json:
    """The places of a name, or of a point: what is known there first, then the bare point."""
    catalog = open_desk().catalog()
    written = _COORDINATES.fullmatch(asked.name)
    point = (asked.lat, asked.lon)
    if written:
        point = (float(written[1]), float(written[2]))
    lat, lon = point
    if lat is not None and lon is not None:
        if abs(lat) > 90 or abs(lon) > 180:
            raise ReviewFault(f"{asked.name} is no place on Earth — give latitude, then longitude")
        name = "" if written else asked.name.strip()
        found: Sequence[Place] = [place_at(lat, lon, name or f"{lat:.2f}, {lon:.2f}", catalog)]
    else:
        found = places_named(asked.name, None, catalog)
    return {"places": [place.model_dump(mode="json") for place in found]}


def saved_yaml(proposal_id: str) -> tuple[str, bytes]:
    """The corridor of an accepted proposal as a zip of YAML, and its id."""
    desk = open_desk()
    corridor = _corridor(desk.review(proposal_id))
    return corridor, desk.saved_zip(corridor)


def _corridor(reviewed: Reviewed) -> str:
    """The id under which an accepted proposal is on the map. Raises ReviewFault if it is not."""
    accepted = acceptance(reviewed.decisions)
    if accepted is None or accepted.adds is None:
        raise ReviewFault("this proposal is not accepted — accept it first")
    return accepted.adds.corridor.id


def _may_ask_archive() -> bool:
    """Whether an archive is set up; one that is set up wrongly says so when it is asked."""
    try:
        return archive_from(os.environ) is not None
    except ArchiveFault:
        return True


class _Titled(NamedTuple):
    """An article as a menu has it; `given` is when, None of one that came with the program."""

    id: str
    title: str
    given: datetime | None = None

    def record(self) -> Json:
        return {"id": self.id, "title": self.title, "given": self.given and self.given.isoformat()}


def _titled(desk: Desk) -> list[_Titled]:
    given = [_Titled(one.id, one.record.title, one.given_at) for one in desk.articles()]
    shipped = desk.catalog().articles.values()
    known = {one.id for one in given}
    own = [_Titled(one.record.id, one.record.title) for one in shipped]
    return [*given, *(one for one in own if one.id not in known)]


def _siblings(desk: Desk, article: str | None) -> list[Json]:
    """The proposals of an article, in the order in which they were made."""
    if article is None:
        return []
    others = [one for one in desk.proposals() if article_of(one) == article]
    return [line_record(one, None) for one in sorted(others, key=_begun)]


def _begun(reviewed: Reviewed) -> tuple[str, str]:
    return reviewed.proposal.created.isoformat(), reviewed.proposal.id
