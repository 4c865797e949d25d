"""What acceptances add to the curated definitions, and the union of the two.

The union is made here and nowhere else. An addition carries every record that it needs of the
registers, so that it stands whatever becomes of them; where both have a record, the curated one
speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from corridors.articles import Article
from corridors.claims import CLAIM_FIELDS, walk_claims
from corridors.errors import DefinitionFault, Fault
from corridors.geometry import length_km
from corridors.model import Claim, Definition, Id, Leg, Position, Record, Stop, Text
from corridors.register_model import Actor, Area, Node
from corridors.registers import Registers

Thing = TypeVar("Thing", Stop, Leg)
SAME_PLACE_KM = 25.0  # two records under one id are of one place up to here


class Addition(Record):
    """One accepted proposal as records: a corridor of its own, or what it adds to a known one.

    Of a merge, `corridor` has the id of the known corridor and only the stops, legs and claims that
    are added.
    """

    proposal: Text
    merges: bool
    corridor: Definition
    nodes: tuple[Node, ...] = ()
    areas: tuple[Area, ...] = ()
    actors: tuple[Actor, ...] = ()

    @cached_property
    def quoted_articles(self) -> frozenset[str]:
        """The ids of the articles that its claims quote."""
        return frozenset(claim.article for _, claim in walk_claims(self) if claim.article)


@dataclass(frozen=True)
class Accepted:
    """All that stands accepted, in the order of acceptance, and the articles that it quotes."""

    additions: tuple[Addition, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


NOTHING = Accepted()


@dataclass(frozen=True)
class Union:
    """Definitions and registers, the curated and the accepted together.

    `files` says of each definition where it comes from, as messages name it.
    """

    definitions: Mapping[str, Definition]
    files: Mapping[str, str]
    registers: Registers
    faults: tuple[Fault, ...]


def join(
    definitions: Mapping[str, Definition],
    files: Mapping[str, str],
    registers: Registers,
    additions: Sequence[Addition],
    check: Callable[[Definition, str, Registers], Sequence[Fault]],
) -> Union:
    """The union of what is curated and what was accepted.

    New corridors come first, then what joins known ones. An addition in which `check` finds faults
    (of a corridor, where it comes from, the registers with its records), or whose id means another
    place in the registers, is left out and named; one whose known corridor is gone stands by
    itself.
    """
    joined, named = dict(definitions), dict(files)
    faults: list[Fault] = []
    for addition in sorted(additions, key=lambda a: a.merges):
        where = f"accepted proposal {addition.proposal}"
        clash = _clash(addition, registers)
        if clash is not None:
            faults.append(DefinitionFault(where, *clash))
            continue
        corridor, extended = addition.corridor, _with_records(registers, addition)
        if found := check(corridor, where, extended):
            faults.extend(found)
            continue
        registers = extended
        known = _find(joined, corridor.id)
        if known is not None:
            joined[known.id] = merge(known, corridor)
            continue
        if addition.merges:
            faults.append(
                DefinitionFault(
                    where,
                    "into",
                    f"no corridor has the id {corridor.id!r} any more; it stands by itself",
                    "merge it with another, or leave it so",
                )
            )
        joined[corridor.id], named[corridor.id] = corridor, where
    return Union(joined, named, registers, tuple(faults))


def merge(known: Definition, added: Definition) -> Definition:
    """A corridor with another's stops, legs, routes and claims joined to its own, each once.

    Stops meet by their place, legs by their id; a leg of a known id between other ends gets an id
    of its own.
    """
    renamed = _apart(known, added)
    return known.model_copy(
        update={
            "aliases": _once(known.aliases, added.aliases),
            **{
                name: _once(getattr(known, name), getattr(added, name))
                for name in ("statements", "status", "operator")
            },
            "stops": _merged(known.stops, renamed.stops, "at"),
            "legs": _merged(known.legs, renamed.legs, "id"),
            "routes": (
                *known.routes,
                *(r for r in renamed.routes if r.id not in {k.id for k in known.routes}),
            ),
        }
    )


def _merged(known: tuple[Thing, ...], added: tuple[Thing, ...], key: str) -> tuple[Thing, ...]:
    held = {getattr(thing, key): thing for thing in known}
    for thing in added:
        name = getattr(thing, key)
        held[name] = _with_claims(held[name], thing) if name in held else thing
    return tuple(held.values())


def _with_claims(known: Thing, added: Thing) -> Thing:
    changes: dict[str, Any] = {
        name: _once(getattr(known, name), getattr(added, name))
        for name in CLAIM_FIELDS
        if isinstance(getattr(known, name, None), tuple)
    }
    return known.model_copy(update=changes)


def _apart(known: Definition, added: Definition) -> Definition:
    """What is added with its legs renamed whose id is another leg's by now."""
    ends = {leg.id: (leg.start, leg.end) for leg in known.legs}
    names = {
        leg.id: _free(leg.id, ends)
        for leg in added.legs
        if leg.id in ends and ends[leg.id] != (leg.start, leg.end)
    }
    if not names:
        return added
    return added.model_copy(
        update={
            "legs": tuple(
                leg.model_copy(update={"id": names.get(leg.id, leg.id)}) for leg in added.legs
            ),
            "routes": tuple(
                route.model_copy(update={"legs": tuple(names.get(x, x) for x in route.legs)})
                for route in added.routes
            ),
        }
    )


def _free(name: str, taken: Mapping[str, object]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _once(known: Iterable[Any], added: Iterable[Any]) -> tuple[Any, ...]:
    """All of them, claims that say the same once: the known one, or the one accepted later."""
    kept: dict[Any, Any] = {}
    for one in (*known, *added):
        meaning = _meaning(one)
        held = kept.setdefault(meaning, one)
        if isinstance(one, Claim) and held.review and one.review:
            kept[meaning] = max(held, one, key=lambda claim: claim.review.accepted_at)
    return tuple(kept.values())


def _meaning(one: Any) -> Any:
    """What a claim says, whoever proposed, graded and accepted it."""
    if not isinstance(one, Claim):
        return one
    return one.model_copy(update={"grade": None, "origin": None, "review": None})


def _find(definitions: Mapping[str, Definition], name: Id) -> Definition | None:
    """A corridor by its id, or by an earlier one."""
    found = definitions.get(name)
    if found is not None:
        return found
    return next((d for d in definitions.values() if name in d.was), None)


def _clash(addition: Addition, registers: Registers) -> tuple[str, str, str] | None:
    """Field, message and mend where an id of an addition means another place in the registers."""
    for node in addition.nodes:
        if node.id in registers.areas:
            return _taken(node.id, "an area")
        held = registers.nodes.get(node.id)
        if held is None:
            continue
        km = length_km([Position(*held.position), Position(*node.position)])
        if km > SAME_PLACE_KM + held.precision_km + node.precision_km:
            return _taken(node.id, f"a place {km:,.0f} km away")
    for area in addition.areas:
        if area.id in registers.nodes:
            return _taken(area.id, "a point")
    return None


def _taken(name: str, what: str) -> tuple[str, str, str]:
    message = f"the registers have {what} under the id {name!r} by now"
    return name, message, "undo the acceptance, choose the place again and accept it"


def _with_records(registers: Registers, addition: Addition) -> Registers:
    return Registers(
        {**{n.id: n for n in addition.nodes}, **registers.nodes},
        {**{a.id: a for a in addition.areas}, **registers.areas},
        {**{a.id: a for a in addition.actors}, **registers.actors},
        registers.references,
    )
