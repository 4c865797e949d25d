"""What the review page asks for, done at the desk: each function takes a request, gives JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from corridors.desk import Desk, open_desk
from corridors.errors import ReviewFault
from corridors.importing import import_lines
from corridors.proposing import Proposer, proposer_from
from corridors.reading import Reading, read_bytes, read_text
from corridors.reading.capture import Capture, fetch_captured
from corridors.reading.web_archive import archive_from
from corridors.review.draft import Draft, Origin, Place
from corridors.review.from_extraction import drafts_of
from corridors.review.places import place_at, places_named
from corridors.review.proposal import Reviewed, acceptance
from corridors.store.records import NewCapture, StoredArticle
from corridors.ui.held import held_now
from corridors.ui.review_records import (
    Json,
    article_of,
    article_record,
    corridor_records,
    line_record,
    reviewed_record,
)
from corridors.ui.review_requests import (
    About,
    AskArchive,
    BeginDraft,
    Decide,
    FindPlace,
    Give,
    GiveArticle,
    GiveFile,
    GiveLine,
)

LLM_MODEL = "CORRIDORS_LLM_MODEL"  # docs/llm.md
BY_HAND = "1"  # of what a person begins with nothing
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
        **_answer(reviewed),
        "siblings": _siblings(desk, quoted),
        "corridors": corridor_records(desk.catalog()),
        "articles": [{"id": one.id, "title": one.title} for one in articles],
        "archive": archive_from(os.environ) is not None,
    }


def show_article(article_id: str) -> Json:
    """An article with its text, and what became of what was accepted from an earlier text of it."""
    desk = open_desk()
    return article_record(desk.article(article_id), again=desk.earlier(article_id))


def give_article(asked: GiveArticle) -> Json:
    """Keep a pasted text, or what stands at an address; propose its corridors, if asked to.

    Raises ReadingFault for what cannot be read.
    """
    if asked.address is not None:
        reading, page = fetch_captured(asked.address)
        archived = page.archived_at(asked.archive_url) if asked.archive_url else page
        return _keep(reading, asked, capture=_capture(archived))
    return _keep(read_text(asked.text or ""), asked)


def give_file(asked: GiveFile, data: bytes) -> Json:
    """Keep the text of a file; propose its corridors, if asked to. Raises ReadingFault."""
    return _keep(read_bytes(_bare(asked.name), data), asked)


def amend_article(article_id: str, asked: About) -> Json:
    """Say more of an article; its text never changes."""
    open_desk().amend_article(article_id, who=asked.who, **asked.fields())
    return show_article(article_id)


def ask_archive(article_id: str, asked: AskArchive) -> Json:
    """Note where a web archive has an article's page; with `save`, have it kept there now.

    Raises ReviewFault if no archive is set up, the article has no address, or no copy is found, and
    ArchiveFault if the archive does not answer.
    """
    archive, url = archive_from(os.environ), open_desk().article(article_id).record.url
    if archive is None:
        raise ReviewFault("no web archive is set up — set CORRIDORS_WEB_ARCHIVE=wayback")
    if not url:
        raise ReviewFault("nobody has said at which address the article stands — write it first")
    copy = archive.save(url) if asked.save else archive.find(url)
    if copy is None:
        raise ReviewFault(f"the archive has no copy of {url} — have one made")
    open_desk().amend_article(article_id, who=asked.who, archive_url=copy.address)
    return show_article(article_id)


def give_line(asked: GiveLine, data: bytes) -> Json:
    """Keep the drafts of a drawn line; where it looks turned round, ask first.

    Raises ImportFault for what cannot be read.
    """
    desk = open_desk()
    nodes = desk.catalog().registers.nodes.values()
    imported = import_lines(_bare(asked.name), data, nodes=nodes, swap=bool(asked.swap))
    notes = [*map(str, imported.faults), *imported.notes]
    if imported.doubts and asked.swap is None:
        return {"proposals": [], "notes": notes, "doubts": list(imported.doubts)}
    origin = imported.origin.model_copy(update={"who": asked.who})
    added = [desk.add(draft, origin) for draft in imported.drafts]
    return {"proposals": [one.proposal.id for one in added], "notes": notes, "doubts": []}


def begin_draft(asked: BeginDraft) -> Json:
    """Begin a proposal with nothing in it."""
    origin = Origin(by="person", version=BY_HAND, who=asked.who)
    return {"proposal": open_desk().add(Draft(), origin, article=asked.article).proposal.id}


def decide(proposal_id: str, asked: Decide) -> Json:
    """Take one decision; when this returns it is kept. Raises ReviewFault, Conflict, StoreFault."""
    desk = open_desk()
    reviewed = desk.decide(
        proposal_id,
        asked.kind,
        who=asked.who,
        edits=asked.edits,
        revision=asked.revision,
        key=asked.key,
        reason=asked.reason,
        undoes=asked.undoes,
    )
    return _answer(reviewed)


def show_on_map(proposal_id: str, home: str) -> Json:
    """The link of an accepted corridor, once the map that is served holds it."""
    corridor = _corridor(open_desk().review(proposal_id))
    if corridor is None:
        raise ReviewFault("this proposal is not accepted — accept it first")
    return {"atlas": held_now().atlas.hash, "link": f"{home}#sel={corridor}"}


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
    if corridor is None:
        raise ReviewFault("this proposal is not accepted — accept it first")
    return corridor, desk.saved_zip(corridor)


def _keep(reading: Reading, asked: Give, *, capture: NewCapture | None = None) -> Json:
    if not reading.text.strip():
        raise ReviewFault("there is no text in it — paste the article's text")
    desk = open_desk()
    proposer = proposer_from(os.environ) if asked.by == "llm" else None
    given = desk.give(
        reading,
        who=asked.who,
        capture=capture,
        publisher=asked.publisher,
        title=asked.title,
        published=asked.published,
        url=asked.url,
        archive_url=asked.archive_url,
    )
    found: Sequence[Reviewed] = ()
    if proposer is not None:
        found = _propose_by(proposer, desk, given.article, asked.who)
    elif asked.by == "extraction":
        found = desk.propose(given.article.id, who=asked.who)
    return {
        "article": {"id": given.article.id, "title": given.article.record.title},
        "is_new": given.is_new,
        "proposals": [one.proposal.id for one in found],
    }


def _answer(reviewed: Reviewed) -> Json:
    return {"reviewed": reviewed_record(reviewed)}


def _corridor(reviewed: Reviewed) -> str | None:
    """The id under which an accepted proposal is on the map."""
    accepted = acceptance(reviewed.decisions)
    return accepted.adds.corridor.id if accepted and accepted.adds else None


def _propose_by(
    proposer: Proposer, desk: Desk, article: StoredArticle, who: str
) -> tuple[Reviewed, ...]:
    """What a language model proposes of an article. Raises ProposerFault."""
    proposal = proposer.propose(read_text(article.text, article.id), article.id)
    language = article.record.language
    dropped = {"dropped": str(sum(proposal.dropped.values()))}
    detail = {**proposal.detail, **(dropped if proposal.dropped else {})}
    origin = Origin(by="llm", version=proposal.version, who=who, detail=detail)
    return tuple(
        desk.add(draft, origin, article=article.id, extracted=proposal.to_record(article.id))
        for draft in drafts_of(proposal.extraction, article.id, language, desk.catalog())
    )


def _capture(page: Capture) -> NewCapture:
    return NewCapture(
        asked=page.asked,
        address=page.address,
        media_type=page.media_type,
        headers=page.headers,
        fetched=page.fetched,
        content=page.content,
        archive_url=page.archive_url,
    )


class _Titled(NamedTuple):
    """An article as a menu has it; `given` ones did not come with the program."""

    id: str
    title: str
    given: bool


def _titled(desk: Desk) -> list[_Titled]:
    given = [_Titled(one.id, one.record.title, True) for one in desk.articles()]
    shipped = desk.catalog().articles.values()
    known = {one.id for one in given}
    own = [_Titled(one.record.id, one.record.title, False) for one in shipped]
    return [*given, *(one for one in own if one.id not in known)]


def _siblings(desk: Desk, article: str | None) -> list[Json]:
    """The proposals of an article, in the order in which they were made."""
    if article is None:
        return []
    others = [one for one in desk.proposals() if article_of(one) == article]
    return [line_record(one, None) for one in sorted(others, key=_begun)]


def _begun(reviewed: Reviewed) -> tuple[str, str]:
    return reviewed.proposal.created.isoformat(), reviewed.proposal.id


def _bare(name: str) -> str:
    """A file's own name: a browser gives no path, and none is taken."""
    return re.split(r"[/\\]", name)[-1][:200] or "file"
