"""An accepted proposal as the records of a definition, so that the catalog takes it like any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corridors.additions import Addition
from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.model import (
    ActorClaim,
    CargoClaim,
    CorridorKind,
    Definition,
    Leg,
    ModeClaim,
    Route,
    Statement,
    StatusClaim,
    Stop,
)
from corridors.review.chain import chain_of
from corridors.review.claiming import Accepting, Claiming
from corridors.review.colour import choose_colour
from corridors.review.draft import Draft, DraftLeg
from corridors.review.gate import find_known
from corridors.review.naming import free_id, id_of
from corridors.review.placing import Placed, place_stops

ADDED_GROUP = 100  # what is added stands behind what came with the program
_LONGEST_SHORT = 60


def as_addition(
    draft: Draft,
    *,
    proposal: str,
    catalog: Catalog,
    articles: Mapping[str, Article],
    accepting: Accepting,
    before: Addition | None = None,
) -> Addition:
    """The records of an acceptable draft; `before` is what it added as it was accepted last.

    Places, actors and legs that the catalog has already are its own; ids of new ones are made of
    their names and given once. The draft must have passed the gate: `gate.objections_to`.
    """
    maker = Claiming(draft, articles, catalog, accepting)
    known = find_known(catalog, draft.into) if draft.into else None
    placed = place_stops(draft, catalog, accepting.who)
    legs, names = _legs(maker, placed, known)
    title = draft.name or (known.name if known else "")
    taken = {d for g in catalog.corridors for d in (g.definition.id, *g.definition.was)}
    fallback = "-".join(placed.at[s.key] for s in (*draft.stops[:1], *draft.stops[-1:]))
    own = before.corridor if before is not None and not before.merges else None
    held = known or own
    name = held.id if held else free_id(id_of(title, fallback), taken)
    colour = held.colour if held else choose_colour(catalog, set(placed.at.values()))
    corridor = Definition(
        id=name,
        group=known.group if known else ADDED_GROUP,
        kind=known.kind if known else draft.kind,
        name=known.name if known else title,
        short=known.short if known else title[:_LONGEST_SHORT],
        colour=colour,
        aliases=draft.aliases,
        statements=(*_names(maker), *maker.said(Statement, "statements", draft.statements, None)),
        status=maker.said(StatusClaim, "statuses", draft.statuses, None),
        operator=maker.said(ActorClaim, "operators", draft.operators, None),
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


def _names(maker: Claiming) -> Iterable[Statement]:
    draft = maker.draft
    for evidence in draft.named:
        words, mend = evidence.quote or draft.name or "", maker.mend("named", evidence)
        value = f"It is called “{words[:200]}”."
        yield maker.claim(Statement, evidence, None, mend, topic="name", value=value)
    if draft.into_why is not None and draft.into is not None:
        mend = maker.mend("into_why", draft.into_why)
        value = "The words by which what is told here was taken for this corridor."
        yield maker.claim(Statement, draft.into_why, None, mend, topic="name", value=value)


def _stops(maker: Claiming, placed: Placed) -> Iterable[Stop]:
    for stop in maker.draft.stops:
        stated = maker.stated(f"stops.{stop.key}.stated", stop.stated, stop.grade)
        yield Stop(at=placed.at[stop.key], stated=stated)


def _legs(
    maker: Claiming, placed: Placed, known: Definition | None
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


def _leg(maker: Claiming, leg: DraftLeg, name: str, start: str, end: str) -> Leg:
    path, grade = f"legs.{leg.key}", leg.grade
    return Leg.model_validate(
        {
            "id": name,
            "from": start,
            "to": end,
            "stated": maker.stated(f"{path}.stated", leg.stated, grade),
            "mode": maker.said(ModeClaim, f"{path}.modes", leg.modes, grade),
            "status": maker.said(StatusClaim, f"{path}.statuses", leg.statuses, grade),
            "cargo": maker.said(CargoClaim, f"{path}.cargo", leg.cargo, grade),
            "operator": maker.said(ActorClaim, f"{path}.operators", leg.operators, grade),
            "statements": maker.said(Statement, f"{path}.statements", leg.statements, grade),
        }
    )


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
