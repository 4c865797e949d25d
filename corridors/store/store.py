"""The store: what users add is kept here, and nothing that was answered as kept is ever lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from corridors.additions import Accepted, Addition
from corridors.errors import Conflict, ReviewFault
from corridors.review.proposal import Decision, Proposal
from corridors.store import article_rows, proposal_rows, sqlite
from corridors.store.address import Address
from corridors.store.faults import named_faults
from corridors.store.opening import open_engine
from corridors.store.records import (
    Amendment,
    Capture,
    NewArticle,
    NewCapture,
    NewDecision,
    StoredArticle,
    from_text,
    to_text,
)
from corridors.store.tables import captures, marks, snapshots

_MARK = "decisions"


class Store:
    """An open store. Every method is one transaction; all raise StoreFault as `opening` does."""

    def __init__(self, address: Address, engine: Engine) -> None:
        self.address = address
        self._engine = engine
        self._additions: dict[int, Addition | None] = {}

    @classmethod
    def open(cls, address: Address, busy_s: float = sqlite.BUSY_S) -> Store:
        """The store at an address, made if it is not there. Raises StoreFault as `opening` does."""
        return cls(address, open_engine(address, busy_s))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def mark(self) -> int:
        """A number that grows with every decision: one look at one row."""
        with self._reading() as connection:
            return _mark(connection)

    def article(self, name: str) -> StoredArticle | None:
        """The article of an id, if it is kept here."""
        with self._reading() as connection:
            return article_rows.read_article(connection, name)

    def articles(self) -> list[StoredArticle]:
        """All articles, in the order in which they were given."""
        with self._reading() as connection:
            return article_rows.read_articles(connection)

    def keep_article(self, new: NewArticle, who: str, at: datetime) -> tuple[StoredArticle, bool]:
        """Keep an article; whether it is new: the same text is kept once.

        Raises ReviewFault if another text has its id.
        """
        with self._writing() as connection:
            held = article_rows.find_text(connection, new.sha256)
            if held is not None:
                return held, False
            if article_rows.read_article(connection, new.id) is not None:
                raise ReviewFault(f"an article has the id {new.id!r} already — choose another")
            article_rows.keep_article(connection, new, who, to_text(at))
        kept = self.article(new.id)
        assert kept is not None  # noqa: S101 — nothing is ever erased
        return kept, True

    def amend_article(self, amendment: Amendment) -> StoredArticle:
        """Keep what is said of an article from now on; its text never changes."""
        with self._writing() as connection:
            article_rows.amend_article(connection, amendment)
            _advance(connection)
            held = article_rows.read_article(connection, amendment.article)
        assert held is not None  # noqa: S101 — amend_article has looked
        return held

    def keep_capture(self, new: NewCapture, article: str | None) -> str:
        """Keep what was fetched, and give its id; the same of the same time is kept once."""
        digest = hashlib.sha256(new.content).hexdigest()
        when = to_text(new.fetched)
        name = hashlib.sha256(f"{digest} {when} {new.address} {article}".encode()).hexdigest()[:20]
        with self._writing() as connection:
            known = select(captures.c.id).where(captures.c.id == name)
            if connection.execute(known).first() is None:
                connection.execute(
                    insert(captures).values(
                        id=name,
                        article=article,
                        asked=new.asked,
                        address=new.address,
                        archive_url=new.archive_url,
                        media_type=new.media_type,
                        headers=dict(new.headers),
                        fetched=when,
                        sha256=digest,
                        content=new.content,
                    )
                )
        return name

    def captures(self, article: str | None = None) -> list[Capture]:
        """What was fetched for an article, or all of it, without the bytes, the oldest first."""
        columns = [column for column in captures.c if column.name != "content"]
        query = select(*columns).order_by(captures.c.fetched)
        if article is not None:
            query = query.where(captures.c.article == article)
        with self._reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [Capture(**{**row, "fetched": from_text(row["fetched"])}) for row in rows]

    def capture_bytes(self, name: str) -> bytes | None:
        """What was fetched, whole."""
        query = select(captures.c.content).where(captures.c.id == name)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def keep_proposal(self, new: Proposal) -> Proposal:
        """Keep a proposal; one whose id is held already is that one, unchanged."""
        with self._writing() as connection:
            held = proposal_rows.read_proposal(connection, new.id)
            if held is None:
                proposal_rows.keep_proposal(connection, new)
        return held or new

    def proposal(self, name: str) -> tuple[Proposal, list[Decision]]:
        """A proposal and its decisions in order. Raises ReviewFault if there is none of that id."""
        with self._reading() as connection:
            found = proposal_rows.read_proposal(connection, name)
            made = proposal_rows.read_decisions(connection, name)
        if found is None:
            raise ReviewFault(f"no proposal has the id {name!r} — look at the list of proposals")
        return found, made.get(name, [])

    def proposals(self) -> list[tuple[Proposal, list[Decision]]]:
        """All proposals with their decisions, the newest first."""
        with self._reading() as connection:
            found = proposal_rows.read_proposals(connection)
            made = proposal_rows.read_decisions(connection)
        return [(proposal, made.get(proposal.id, [])) for proposal in found]

    def decided(self, key: str) -> Decision | None:
        """The decision that was made with a client's key, if it was."""
        with self._reading() as connection:
            return proposal_rows.find_key(connection, key)

    def decide(self, new: NewDecision, mark: int | None = None) -> bool:
        """Keep a decision: when this returns it is on the disk.

        False, and nothing is kept, if `mark` is given and is no longer the store's: what was worked
        out from it is of old. A key that is known is kept once. Raises Conflict if somebody decided
        on the proposal since the revision that this was based on.
        """
        try:
            with self._writing() as connection:
                if proposal_rows.find_key(connection, new.key) is not None:
                    return True
                made = proposal_rows.read_decisions(connection, new.proposal)
                before = made.get(new.proposal, [])
                if len(before) != new.revision:
                    raise _conflict(before, new)
                if mark is not None and _mark(connection) != mark:
                    return False
                proposal_rows.keep_decision(connection, new)
                _advance(connection)
        except IntegrityError as error:
            return self._was_quicker(new, error)
        return True

    def accepted(self) -> tuple[Accepted, int]:
        """All that stands accepted, in the order of acceptance, and the mark that it is of."""
        with self._reading() as connection:
            mark = _mark(connection)  # first: where reads see what is written meanwhile, it is old
            found = [self._addition(connection, d) for d in proposal_rows.read_verdicts(connection)]
            additions = tuple(one for one in found if one is not None)
            names = sorted({n for addition in additions for n in addition.quoted_articles})
            held = article_rows.read_articles(connection, names)
        return Accepted(additions, {one.id: one.article for one in held}), mark

    def keep_snapshot(self, digest: str, content: bytes, at: datetime) -> None:
        """Keep the bytes of an atlas under its hash, once and for ever."""
        with self._writing() as connection:
            known = select(snapshots.c.hash).where(snapshots.c.hash == digest)
            if connection.execute(known).first() is None:
                connection.execute(
                    insert(snapshots).values(hash=digest, created=to_text(at), content=content)
                )

    def snapshot(self, digest: str) -> bytes | None:
        """The bytes that were kept under a hash."""
        query = select(snapshots.c.content).where(snapshots.c.hash == digest)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def snapshots(self) -> list[tuple[str, datetime]]:
        """The hashes of what is kept, each with the time when it was first, the oldest first."""
        query = select(snapshots.c.hash, snapshots.c.created).order_by(snapshots.c.created)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [(digest, from_text(created)) for digest, created in rows]

    def damage(self) -> str | None:
        """What is wrong with the file, in the database's words; None if nothing was found."""
        if self.address.file is None:
            return None
        with self._reading() as connection:
            return sqlite.find_damage(connection)

    def _addition(self, connection: Connection, decision: Decision) -> Addition | None:
        """What a decision adds: read once, for it never changes."""
        if decision.id not in self._additions:
            self._additions[decision.id] = proposal_rows.read_addition(connection, decision.id)
        return self._additions[decision.id]

    def _was_quicker(self, new: NewDecision, error: IntegrityError) -> bool:
        """The answer where another copy wrote between our look and our writing."""
        if self.decided(new.key) is not None:
            return True
        _, before = self.proposal(new.proposal)
        if len(before) != new.revision:
            raise _conflict(before, new) from error
        raise error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named_faults(self.address), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes: one at a time, so that what it reads first still holds then.

        SQLite begins it so; any other database holds the marks' row for it.
        """
        engine = self._engine.execution_options(**{sqlite.WRITES: True})
        with named_faults(self.address), engine.begin() as connection:
            connection.execute(select(marks).with_for_update())
            yield connection


def _mark(connection: Connection) -> int:
    return int(connection.execute(select(marks.c.value).where(marks.c.name == _MARK)).scalar_one())


def _advance(connection: Connection) -> None:
    connection.execute(update(marks).where(marks.c.name == _MARK).values(value=marks.c.value + 1))


def _conflict(before: Sequence[Decision], new: NewDecision) -> ReviewFault:
    if len(before) < new.revision:
        return ReviewFault(
            f"the proposal has {len(before)} decisions, not {new.revision} — open it anew"
        )
    other = before[new.revision]
    return Conflict(other.who, other.at)
