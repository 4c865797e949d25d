"""What the review page asks to be done at the desk: each function takes a request, gives JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from corridors.desk import Desk, open_desk
from corridors.errors import ReviewFault
from corridors.importing import import_lines
from corridors.proposing import Proposer, proposer_from
from corridors.reading import Reading, read_bytes, read_text
from corridors.reading.capture import Capture, fetch_captured
from corridors.reading.web_archive import archive_from
from corridors.review.draft import Draft, Origin
from corridors.review.from_extraction import drafts_of
from corridors.review.proposal import Reviewed
from corridors.store.records import NewCapture, StoredArticle
from corridors.ui.review_records import Json, reviewed_record
from corridors.ui.review_requests import (
    About,
    AskArchive,
    BeginDraft,
    Decide,
    Give,
    GiveArticle,
    GiveFile,
    GiveLine,
)
from corridors.ui.review_shown import show_article

BY_HAND = "1"  # of what a person begins with nothing


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
    return {"reviewed": reviewed_record(reviewed)}


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


def _propose_by(
    proposer: Proposer, desk: Desk, article: StoredArticle, who: str
) -> tuple[Reviewed, ...]:
    """What a language model proposes of an article. Raises ProposerFault."""
    language, title = article.record.language, article.record.title
    proposal = proposer.propose(read_text(article.text, article.id), title)
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


def _bare(name: str) -> str:
    """A file's own name: a browser gives no path, and none is taken."""
    return re.split(r"[/\\]", name)[-1][:200] or "file"
