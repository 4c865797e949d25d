"""The desk: all that a person does to articles and proposals, each in one call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from corridors import __version__
from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.deciding import work_out
from corridors.errors import ReviewFault
from corridors.extraction.extract import extract
from corridors.extraction.model import to_record
from corridors.giving import again_of, amended, copy_of, new_article
from corridors.holdings import Holdings, make_store, shared_holdings
from corridors.ledger import canonical
from corridors.reading import read_text
from corridors.reading.reading import Reading
from corridors.review.anchoring import Anchored
from corridors.review.draft import Draft, Origin
from corridors.review.edits import Edit
from corridors.review.from_extraction import drafts_of
from corridors.review.gate import objections_to, remarks_on
from corridors.review.proposal import (
    Decision,
    Kind,
    Proposal,
    Reviewed,
    State,
    acceptance,
    draft_now,
    state_of,
)
from corridors.saving import pack_zip, save_folder, write_files
from corridors.store.records import Amendment, NewCapture, NewDecision, StoredArticle
from corridors.store.store import Store

_ATTEMPTS = 50  # how often an acceptance is worked out anew because another came between
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Again:
    """An earlier text of the same article, and what the new one has of each accepted quote."""

    article: str
    quotes: tuple[Anchored, ...]


@dataclass(frozen=True)
class Given:
    """An article as it is kept now; `earlier` are other texts of what seems the same article."""

    article: StoredArticle
    is_new: bool
    earlier: tuple[Again, ...] = ()


class Desk:
    """A store and the holdings made of it. Methods raise StoreFault if the store fails them."""

    def __init__(self, store: Store, holdings: Holdings) -> None:
        self.store = store
        self.holdings = holdings

    def catalog(self) -> Catalog:
        """Registers, articles and corridors as of now, the accepted ones among them."""
        return self.holdings.catalog()[1]

    def give(
        self,
        reading: Reading,
        *,
        who: str,
        capture: NewCapture | None = None,
        at: datetime | None = None,
        **told: str | None,
    ) -> Given:
        """Keep an article; the same text is kept once.

        `told` may be title, publisher, published, url, archive_url, retrieved and language, which
        go before what the reading found. Raises ReviewFault for an empty text, or a date or address
        that is none.
        """
        who, at = _person(who), at or _now()
        known = {one.id for one in self.store.articles()} | set(self.holdings.curated.articles)
        own = self.holdings.curated.articles.values()
        new = new_article(reading, known, at, told)
        same = next((one for one in own if one.record.sha256 == new.sha256), None)
        article, is_new = self.store.keep_article(copy_of(same) if same else new, who, at)
        if capture is not None:
            self.store.keep_capture(capture, article.id)
        return Given(article, is_new, self._earlier(article) if is_new else ())

    def amend_article(
        self, name: str, *, who: str, key: str | None = None, **changes: str | None
    ) -> StoredArticle:
        """Say who published an article, its title, dates and addresses, from now on.

        Raises ReviewFault for a field that cannot be amended, or a value that it cannot have.
        """
        return self.store.amend_article(
            Amendment(name, amended(changes), _person(who), _now(), key or str(uuid4()))
        )

    def article(self, name: str) -> StoredArticle:
        """An article, the program's own among them. Raises ReviewFault if there is none."""
        own = self.holdings.curated.articles.get(name)
        found = StoredArticle(own) if own else self.store.article(name)
        if found is None:
            raise ReviewFault(f"no article has the id {name!r} — give its text first")
        return found

    def earlier(self, name: str) -> tuple[Again, ...]:
        """Other texts of what seems the same article, given before or after, and what this one has
        of the quotes from them that stand accepted. Raises ReviewFault if there is no such article.
        """
        return self._earlier(self.article(name))

    def articles(self) -> tuple[StoredArticle, ...]:
        """The articles that were given here, in that order."""
        return tuple(self.store.articles())

    def propose(self, name: str, *, who: str) -> tuple[Reviewed, ...]:
        """What our extractor finds in an article; the same article gives the same proposals."""
        article = self.article(name)
        reading = read_text(article.text, name)
        found = extract(reading)
        language, catalog = article.record.language, self.catalog()
        records = to_record(found, name)["corridors"]
        origin = Origin(by="extraction", version=__version__, who=_person(who))
        return tuple(
            self.add(draft, origin, article=name, extracted=record)
            for draft, record in zip(
                drafts_of(found, name, language, catalog), records, strict=True
            )
        )

    def add(
        self,
        draft: Draft,
        origin: Origin,
        *,
        article: str | None = None,
        extracted: Mapping[str, Any] | None = None,
    ) -> Reviewed:
        """Keep a proposal, whoever made it: a machine, an importer, a person with an empty draft.

        A machine's proposal that is there already is that one; a person's is always a new one.
        """
        if article is not None:
            self._keep_own(article, origin.who)
        proposal = Proposal(
            _proposal_id(draft, origin, article), article, draft, origin, _now(), extracted
        )
        kept = self.store.keep_proposal(proposal)
        return self.review(kept.id)

    def review(self, name: str) -> Reviewed:
        """A proposal as it stands. Raises ReviewFault if there is none of that id."""
        return self._reviewed(*self.store.proposal(name), self._articles())

    def proposals(self, state: State | None = None) -> tuple[Reviewed, ...]:
        """The proposals of a state, or all, the newest first."""
        found, articles = self.store.proposals(), self._articles()
        chosen = [pair for pair in found if state is None or state_of(pair[1]) is state]
        return tuple(self._reviewed(*pair, articles) for pair in chosen)

    def decide(
        self,
        name: str,
        kind: Kind,
        *,
        who: str,
        key: str,
        revision: int,
        edits: Sequence[Edit] = (),
        reason: str | None = None,
        undoes: int | None = None,
        at: datetime | None = None,
    ) -> Reviewed:
        """Keep a decision: when this returns it is on the disk, and stays.

        `revision` is that of the proposal as the person saw it, `key` one that the client made for
        this click. Raises NotAcceptable with all objections, Conflict if somebody decided in
        between, and ReviewFault for edits or an undo that cannot be.
        """
        person, at = _person(who), at or _now()
        for _ in range(_ATTEMPTS):
            if self.store.decided(key) is not None:
                return self.review(name)
            proposal, made = self.store.proposal(name)
            mark, catalog = self.holdings.catalog()
            new = NewDecision(name, revision, kind, person, at, key, tuple(edits), reason=reason)
            if len(made) == revision:  # else the store says whose decision came between
                new = work_out(new, undoes, proposal, made, catalog, self._articles())
            if self.store.decide(new, mark if new.adds is not None else None):
                return self.review(name)
        raise ReviewFault("others accept at this very moment — try again")

    def save(self, corridor: str, folder: Path) -> None:
        """Write a corridor as YAML files that `corridors check FOLDER` accepts.

        Raises DefinitionFault for an id that is none, or a folder that is not empty.
        """
        save_folder(write_files(self.catalog(), corridor), folder)

    def saved_zip(self, corridor: str) -> bytes:
        """The same files as a zip archive. Raises DefinitionFault for an id that is none."""
        return pack_zip(write_files(self.catalog(), corridor))

    def _reviewed(
        self, proposal: Proposal, made: Sequence[Decision], articles: Mapping[str, Article]
    ) -> Reviewed:
        draft = draft_now(proposal, made)
        return Reviewed(
            proposal,
            draft,
            state_of(made),
            tuple(made),
            objections_to(draft, articles, self.catalog()),
            remarks_on(draft),
        )

    def _articles(self) -> dict[str, Article]:
        given = {one.id: one.article for one in self.store.articles()}
        return {**given, **self.holdings.curated.articles}

    def _keep_own(self, name: str, who: str | None) -> None:
        """Keep an article that came with the program beside what is proposed from it."""
        if self.store.article(name) is None:
            copy = copy_of(self.article(name).article)
            self.store.keep_article(copy, who or "Corridor Atlas", _now())

    def _earlier(self, article: StoredArticle) -> tuple[Again, ...]:
        quoted = self._quotes()
        every = self._articles()
        return tuple(
            Again(name, anchored) for name, anchored in again_of(article.article, every, quoted)
        )

    def _quotes(self) -> Iterable[tuple[str, Draft]]:
        """The drafts of what stands accepted, by the proposal's id."""
        for proposal, made in self.store.proposals():
            if acceptance(made) is not None:
                yield proposal.id, draft_now(proposal, made)


@cache
def open_desk() -> Desk:
    """The desk of this process. Raises StoreFault if the store cannot be opened or made."""
    holdings = shared_holdings()
    store = holdings.store() or make_store()
    holdings.use(store)
    return Desk(store, holdings)


def _proposal_id(draft: Draft, origin: Origin, article: str | None) -> str:
    content: dict[str, Any] = {
        "draft": draft.model_dump(mode="json"),
        "origin": origin.model_dump(mode="json", exclude={"who"}),
        "article": article,
    }
    if origin.by == "person":
        content["made"] = str(uuid4())
    return f"p-{hashlib.sha256(canonical(content)).hexdigest()[:12]}"


def _person(who: str) -> str:
    """The name of whoever decides, on one line. Raises ReviewFault if there is none."""
    name = " ".join(who.split())
    if not name or len(name) > _LONGEST_NAME:
        raise ReviewFault("who decides? — give your name, of 200 characters at most")
    return name


def _now() -> datetime:
    return datetime.now(UTC)
