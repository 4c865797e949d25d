"""Evidence of a draft as claims: each with its grade, what proposed it, and who accepted it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.model import Claim, Review
from corridors.register_model import Actor, ActorName
from corridors.review.draft import (
    UNGRADED,
    CargoSaid,
    Draft,
    Evidence,
    Grade,
    ModeSaid,
    OperatorSaid,
    StatementSaid,
    StatusSaid,
)
from corridors.review.mends import Mend, Mends
from corridors.review.naming import free_id, id_of

ClaimT = TypeVar("ClaimT", bound=Claim)
Said = ModeSaid | StatusSaid | CargoSaid | OperatorSaid | StatementSaid


@dataclass(frozen=True)
class Accepting:
    """Who accepts a proposal, when, what had proposed it, and what persons made of it since.

    `origin` and `mends` are None of what a person began.
    """

    who: str
    at: datetime
    origin: str | None = None
    mends: Mends | None = None


@dataclass
class Claiming:
    """Makes the claims of one draft; `actors` are those that they name, found or made."""

    draft: Draft
    articles: Mapping[str, Article]
    catalog: Catalog
    accepting: Accepting
    actors: dict[str, Actor] = field(default_factory=dict)

    def stated(
        self, path: str, stated: Iterable[Evidence], grade: Grade | None
    ) -> tuple[Claim, ...]:
        """The claims that there is a stop or a leg; `path` leads to the field by keys."""
        return tuple(self.claim(Claim, one, grade, self.mend(path, one)) for one in stated)

    def said(
        self, kind: type[ClaimT], path: str, said: Iterable[Said], grade: Grade | None
    ) -> tuple[ClaimT, ...]:
        """The claims of one field, of a kind, for all that is said of it."""
        return tuple(
            self.claim(kind, one.evidence, grade, self.mend(path, one), **self._told(one))
            for one in said
            if one.evidence is not None
        )

    def claim(
        self,
        kind: type[ClaimT],
        evidence: Evidence,
        grade: Grade | None,
        mend: Mend | None = None,
        **told: Any,
    ) -> ClaimT:
        """A claim of a kind that rests on some evidence."""
        accepting, is_own = self.accepting, evidence.editor is not None
        graded = None if is_own else (grade or self.draft.grade or UNGRADED).text
        is_machines = not is_own and not (mend and mend.is_added)
        return kind(
            article=evidence.article,
            quote=evidence.quote,
            occurrence=self._occurrence(evidence),
            reference=evidence.reference,
            editor=evidence.editor,
            reason=evidence.reason,
            note=evidence.note,
            grade=graded,
            origin=accepting.origin if is_machines else None,
            review=Review(
                accepted_by=accepting.who,
                accepted_at=accepting.at,
                mended_by=mend.by if mend else None,
                machine_value=mend.machine_value if mend else None,
            ),
            **told,
        )

    def mend(self, path: str, item: Evidence | Said) -> Mend | None:
        """What a person did to one item of a field that a machine had proposed."""
        mends = self.accepting.mends
        return mends.of(path, item) if mends else None

    def _told(self, said: Said) -> dict[str, Any]:
        if isinstance(said, OperatorSaid):
            return {"value": self._actor(said), "role": said.role}
        return {name: getattr(said, name) for name in type(said).model_fields if name != "evidence"}

    def _actor(self, said: OperatorSaid) -> str:
        """The id of an actor: of the registers, by id or by name, else a new one."""
        held = {**self.catalog.registers.actors, **self.actors}
        wanted = said.name.casefold()
        found = held.get(said.actor or "") or next(
            (a for a in held.values() if wanted in {a.name.casefold(), *_forms(a)}), None
        )
        if found is None:
            name = said.actor or free_id(id_of(said.name, "actor"), held)
            found = Actor(id=name, name=said.name, kind="company", names=self._names(said))
        self.actors[found.id] = found
        return found.id

    def _names(self, said: OperatorSaid) -> tuple[ActorName, ...]:
        if said.evidence is None:
            return ()
        article = self.articles.get(said.evidence.article or "")
        language = article.record.language if article else "en"
        return (self.claim(ActorName, said.evidence, None, value=said.name, language=language),)

    def _occurrence(self, evidence: Evidence) -> int | None:
        """Which of the places of its article where the same words stand, if there are several."""
        if evidence.article is None or evidence.quote is None:
            return None
        text, quote = self.articles[evidence.article].text, evidence.quote
        start, starts = text.find(quote), []
        while start >= 0:
            starts.append(start)
            start = text.find(quote, start + 1)
        return starts.index(evidence.start or 0) + 1 if len(starts) > 1 else None


def _forms(actor: Actor) -> set[str]:
    return {form.value.casefold() for form in actor.names}
