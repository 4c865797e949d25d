"""An accepted proposal as the records of a definition, so that the catalog takes it like any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from corridors.additions import Addition
from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.model import (
    ActorClaim,
    CargoClaim,
    Claim,
    CorridorKind,
    Definition,
    Leg,
    ModeClaim,
    Route,
    Statement,
    StatusClaim,
    Stop,
)
from corridors.register_model import Actor, ActorName
from corridors.review.chain import chain_of
from corridors.review.colour import choose_colour
from corridors.review.draft import (
    UNGRADED,
    Draft,
    DraftLeg,
    Evidence,
    Grade,
    OperatorSaid,
    StatementSaid,
    StatusSaid,
)
from corridors.review.gate import find_known
from corridors.review.naming import free_id, id_of
from corridors.review.placing import Placed, place_stops

ClaimT = TypeVar("ClaimT", bound=Claim)
ADDED_GROUP = 100  # what is added stands behind what came with the program
_LONGEST_SHORT = 60


@dataclass
class _Maker:
    """What is at hand while one proposal is turned into records."""

    draft: Draft
    articles: Mapping[str, Article]
    catalog: Catalog
    who: str
    origin: str | None
    actors: dict[str, Actor] = field(default_factory=dict)

    def claim(
        self, kind: type[ClaimT], evidence: Evidence, grade: Grade | None, **more: Any
    ) -> ClaimT:
        """A claim of a kind that rests on some evidence."""
        is_own = evidence.editor is not None
        graded = None if is_own else (grade or self.draft.grade or UNGRADED).text
        return kind(
            article=evidence.article,
            quote=evidence.quote,
            occurrence=self._occurrence(evidence),
            reference=evidence.reference,
            editor=evidence.editor,
            reason=evidence.reason,
            note=evidence.note,
            grade=graded,
            origin=None if is_own else self.origin,
            **more,
        )

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


def as_addition(
    draft: Draft,
    *,
    proposal: str,
    catalog: Catalog,
    articles: Mapping[str, Article],
    who: str,
    origin: str | None,
    before: Addition | None = None,
) -> Addition:
    """The records of an acceptable draft; `before` is what it added as it was accepted last.

    Places, actors and legs that the catalog has already are its own; ids of new ones are made of
    their names and given once. The draft must have passed the gate: `gate.objections_to`.
    """
    maker = _Maker(draft, articles, catalog, who, origin)
    known = find_known(catalog, draft.into) if draft.into else None
    placed = place_stops(draft, catalog, who)
    legs, names = _legs(maker, placed, known)
    title = draft.name or (known.name if known else "")
    taken = {d for g in catalog.corridors for d in (g.definition.id, *g.definition.was)}
    fallback = "-".join(placed.at[s.key] for s in (*draft.stops[:1], *draft.stops[-1:]))
    own = before.corridor if before is not None and not before.merges else None
    name = known.id if known else own.id if own else free_id(id_of(title, fallback), taken)
    colour = known.colour if known else own.colour if own else choose_colour(catalog)
    corridor = Definition(
        id=name,
        group=known.group if known else ADDED_GROUP,
        kind=known.kind if known else draft.kind,
        name=known.name if known else title,
        short=known.short if known else title[:_LONGEST_SHORT],
        colour=colour,
        aliases=draft.aliases,
        statements=(*_names(maker), *_statements(maker, draft.statements, None)),
        status=_statuses(maker, draft.statuses, None),
        operator=_operators(maker, draft.operators, None),
        stops=tuple(_stops(maker, placed)),
        legs=legs,
        routes=_routes(draft, names, known, title),
    )
    return Addition(
        proposal=proposal,
        merges=known is not None,
        corridor=corridor,
        nodes=placed.nodes,
        areas=placed.areas,
        actors=tuple(maker.actors.values()),
    )


def _names(maker: _Maker) -> Iterable[Statement]:
    draft = maker.draft
    for evidence in draft.named:
        words = evidence.quote or draft.name or ""
        yield maker.claim(
            Statement, evidence, None, topic="name", value=f"It is called “{words[:200]}”."
        )
    if draft.into_why is not None and draft.into is not None:
        yield maker.claim(
            Statement,
            draft.into_why,
            None,
            topic="name",
            value="The words by which what is told here was taken for this corridor.",
        )


def _stops(maker: _Maker, placed: Placed) -> Iterable[Stop]:
    for stop in maker.draft.stops:
        stated = tuple(maker.claim(Claim, e, stop.grade) for e in stop.stated)
        yield Stop(at=placed.at[stop.key], stated=stated)


def _legs(
    maker: _Maker, placed: Placed, known: Definition | None
) -> tuple[tuple[Leg, ...], dict[str, str]]:
    """The legs, and the id of each by its key in the draft."""
    held = known.legs if known else ()
    names: dict[str, str] = {}
    legs = []
    for leg in maker.draft.legs:
        start, end = placed.at[leg.start], placed.at[leg.end]
        taken = {*(one.id for one in held), *names.values()}
        same = next((one.id for one in held if _is_same(one, start, end, leg)), None)
        fresh = free_id(id_of(f"{start} {end}", leg.key), taken)
        names[leg.key] = same if same and same not in names.values() else fresh
        legs.append(_leg(maker, leg, names[leg.key], start, end))
    return tuple(legs), names


def _is_same(known: Leg, start: str, end: str, leg: DraftLeg) -> bool:
    modes, others = {c.value for c in known.mode}, {said.value for said in leg.modes}
    return (known.start, known.end) == (start, end) and (
        not modes or not others or bool(modes & others)
    )


def _leg(maker: _Maker, leg: DraftLeg, name: str, start: str, end: str) -> Leg:
    grade = leg.grade
    return Leg.model_validate(
        {
            "id": name,
            "from": start,
            "to": end,
            "stated": tuple(maker.claim(Claim, e, grade) for e in leg.stated),
            "mode": tuple(
                maker.claim(ModeClaim, said.evidence, grade, value=said.value)
                for said in leg.modes
                if said.evidence
            ),
            "status": _statuses(maker, leg.statuses, grade),
            "cargo": tuple(
                maker.claim(CargoClaim, said.evidence, grade, value=said.value)
                for said in leg.cargo
                if said.evidence
            ),
            "operator": _operators(maker, leg.operators, grade),
            "statements": _statements(maker, leg.statements, grade),
        }
    )


def _statuses(
    maker: _Maker, statuses: Iterable[StatusSaid], grade: Grade | None
) -> tuple[StatusClaim, ...]:
    return tuple(
        maker.claim(StatusClaim, s.evidence, grade, value=s.value, date=s.date, until=s.until)
        for s in statuses
        if s.evidence
    )


def _statements(
    maker: _Maker, statements: Iterable[StatementSaid], grade: Grade | None
) -> tuple[Statement, ...]:
    return tuple(
        maker.claim(Statement, s.evidence, grade, topic=s.topic, value=s.value, date=s.date)
        for s in statements
        if s.evidence
    )


def _operators(
    maker: _Maker, operators: Iterable[OperatorSaid], grade: Grade | None
) -> tuple[ActorClaim, ...]:
    return tuple(
        maker.claim(ActorClaim, s.evidence, grade, value=_actor(maker, s, s.evidence), role=s.role)
        for s in operators
        if s.evidence
    )


def _actor(maker: _Maker, said: OperatorSaid, evidence: Evidence) -> str:
    """The id of an actor: of the registers, by id or by name, else a new one."""
    held = {**maker.catalog.registers.actors, **maker.actors}
    wanted = said.name.casefold()
    found = held.get(said.actor or "") or next(
        (a for a in held.values() if wanted in {a.name.casefold(), *_forms(a)}), None
    )
    if found is None:
        name = said.actor or free_id(id_of(said.name, "actor"), held)
        article = maker.articles.get(evidence.article or "")
        language = article.record.language if article else "en"
        form = maker.claim(ActorName, evidence, None, value=said.name, language=language)
        found = Actor(id=name, name=said.name, kind="company", names=(form,))
    maker.actors[found.id] = found
    return found.id


def _forms(actor: Actor) -> set[str]:
    return {form.value.casefold() for form in actor.names}


def _routes(
    draft: Draft, names: Mapping[str, str], known: Definition | None, title: str
) -> tuple[Route, ...]:
    """The draft's legs as one route, where they make a chain."""
    chain = chain_of(draft.legs)
    if not chain or (known is not None and known.kind is not CorridorKind.CORRIDOR):
        return ()
    legs = tuple(names[leg.key] for leg in chain)
    if known is None:
        return (Route(id="main", name=title, legs=legs),)
    if any(route.legs == legs for route in known.routes):
        return ()
    taken = {route.id for route in known.routes}
    ends = [draft.stop(key) for key in (chain[0].start, chain[-1].end)]
    name = " – ".join(stop.name for stop in ends if stop)
    return (Route(id=free_id(id_of(name, "told"), taken), name=name, legs=legs),)
