"""Definitions in: read, checked against articles and registers, and held together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from corridors import paths
from corridors.additions import NOTHING, Accepted, join
from corridors.articles import Article, Passage, locate
from corridors.claims import walk_claims
from corridors.curated import Curated, read_curated
from corridors.errors import DefinitionFault, Fault, QuoteFault
from corridors.model import ActorClaim, Claim, Definition, Leg
from corridors.passage_names import PASSAGES
from corridors.registers import Registers

Kept = TypeVar("Kept", bound=BaseModel)


@dataclass(frozen=True)
class Grounded:
    """A definition whose every claim rests on something, with the passage of each quoted one.

    `passages` is keyed by the claim's path in the definition.
    """

    definition: Definition
    passages: Mapping[str, Passage]


@dataclass(frozen=True)
class Catalog:
    """All that is curated, as far as it is sound, and the faults of what is not.

    `shared` holds the passages of claims in articles.yaml and the registers, keyed by
    (kind, record id, path), the kind being `article`, `node`, `area` or `actor`.
    """

    articles: Mapping[str, Article]
    registers: Registers
    corridors: tuple[Grounded, ...]
    shared: Mapping[tuple[str, str, str], Passage]
    faults: tuple[Fault, ...]


def load_catalog(
    definitions: Path = paths.DEFINITIONS,
    registers: Path = paths.REGISTERS,
    seeds: Path = paths.SEEDS,
    accepted: Accepted = NOTHING,
) -> Catalog:
    """Read and check everything curated, together with what was accepted.

    Nothing raises: a broken definition is left out and its faults are listed, the rest stands.
    """
    return make_catalog(read_curated(definitions, registers, seeds), accepted)


def make_catalog(curated: Curated, accepted: Accepted = NOTHING) -> Catalog:
    """Check what was read and accepted, and hold what is sound of it together."""
    faults = [*curated.faults, *accepted.faults]
    every = {**accepted.articles, **curated.articles}
    sound: dict[int, Grounded] = {}  # what was accepted and stands as it is, by identity

    def check(corridor: Definition, file: str, registers: Registers) -> list[Fault]:
        sound[id(corridor)], found = ground(corridor, file, every, registers)
        return found

    union = join(curated.definitions, curated.files, curated.registers, accepted.additions, check)
    faults.extend(union.faults)
    before = len(faults)
    articles, held, shared = _ground_shared(every, union.registers, faults)
    if len(faults) > before:
        sound.clear()  # a record that somebody points at may have been left out
    corridors: list[Grounded] = []
    for name, definition in union.definitions.items():
        if id(definition) in sound:
            corridors.append(sound[id(definition)])
            continue
        grounded, found = ground(definition, union.files[name], articles, held)
        if not found:
            corridors.append(grounded)
        faults.extend(found)
    faults.extend(_clashing_ids(g.definition for g in corridors))
    corridors.sort(key=lambda g: (g.definition.group, g.definition.id))
    return Catalog(articles, held, tuple(corridors), shared, tuple(faults))


def ground(
    definition: Definition,
    file: str,
    articles: Mapping[str, Article],
    registers: Registers,
) -> tuple[Grounded, list[Fault]]:
    """Check one definition against the articles and registers; give its passages and faults."""
    passages, faults = _ground_claims(definition, file, "", articles, registers)
    faults.extend(DefinitionFault(file, *fault) for fault in _broken_links(definition, registers))
    return Grounded(definition, passages), faults


def _ground_claims(
    record: BaseModel,
    file: str,
    label: str,
    articles: Mapping[str, Article],
    registers: Registers,
) -> tuple[dict[str, Passage], list[Fault]]:
    passages: dict[str, Passage] = {}
    faults: list[Fault] = []
    for path, claim in walk_claims(record):
        field = f"{label}.{path}" if label else path
        try:
            passage = _evidence(claim, file, field, articles, registers)
        except (QuoteFault, DefinitionFault) as fault:
            faults.append(fault)
            continue
        if passage is not None:
            passages[path] = passage
    return passages, faults


def _evidence(
    claim: Claim,
    file: str,
    field: str,
    articles: Mapping[str, Article],
    registers: Registers,
) -> Passage | None:
    """The passage of a quoted claim, None for the other two kinds; raises what is wrong with it."""
    if isinstance(claim, ActorClaim) and claim.value not in registers.actors:
        raise DefinitionFault(
            file, field, f"no actor has the id {claim.value!r}", "add it to registers/actors.yaml"
        )
    if claim.reference is not None and claim.reference not in registers.references:
        raise DefinitionFault(
            file,
            field,
            f"no reference has the id {claim.reference!r}",
            "add it to registers/references.yaml",
        )
    if claim.article is None or claim.quote is None:
        return None
    if claim.article not in articles:
        raise DefinitionFault(
            file, field, f"no article has the id {claim.article!r}", "add it to seeds/articles.yaml"
        )
    return locate(articles[claim.article], claim.quote, claim.occurrence, file, field)


def _broken_links(definition: Definition, registers: Registers) -> Iterator[tuple[str, str, str]]:
    """Field, message and mend of every pointer inside a definition that leads nowhere."""
    places = registers.nodes.keys() | registers.areas.keys()
    stops = {stop.at for stop in definition.stops}
    yield from _repeated("stops", (stop.at for stop in definition.stops))
    yield from _repeated("legs", (leg.id for leg in definition.legs))
    yield from _repeated("routes", (route.id for route in definition.routes))
    for stop in definition.stops:
        if stop.at not in places:
            yield _unknown_place(f"stops.{stop.at}", stop.at)
    for leg in definition.legs:
        for end, at in (("from", leg.start), ("to", leg.end)):
            if at not in stops:
                yield f"legs.{leg.id}.{end}", f"{at!r} is not a stop", "add it to stops"
        for via in leg.via:
            if via.at is not None and via.at not in registers.nodes:
                yield _unknown_place(f"legs.{leg.id}.via.{via.at}", via.at)
        yield from _unknown_passages(leg)
    yield from _broken_routes(definition)


def _unknown_passages(leg: Leg) -> Iterator[tuple[str, str, str]]:
    for index, claim in enumerate(leg.way):
        for slug in (*claim.avoid, *claim.allow):
            if slug not in PASSAGES:
                yield (
                    f"legs.{leg.id}.way.{index}",
                    f"no passage has the slug {slug!r}",
                    f"write one of {', '.join(PASSAGES)}",
                )


def _broken_routes(definition: Definition) -> Iterator[tuple[str, str, str]]:
    legs = {leg.id: leg for leg in definition.legs}
    for route in definition.routes:
        field = f"routes.{route.id}.legs"
        unknown = [leg for leg in route.legs if leg not in legs]
        for leg in unknown:
            yield field, f"{leg!r} is not a leg", "correct the id"
        if unknown:
            continue
        for one, other in zip(route.legs, route.legs[1:], strict=False):
            if legs[one].end != legs[other].start:
                yield (
                    field,
                    f"{one!r} ends at {legs[one].end!r}, {other!r} starts at {legs[other].start!r}",
                    "order the legs so that each starts where the one before ends",
                )


def _repeated(field: str, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{field}.{name}", f"the id {name!r} is given {count} times", "keep one"


def _unknown_place(field: str, at: str) -> tuple[str, str, str]:
    return field, f"no node or area has the id {at!r}", "add it to registers/nodes.yaml"


def _clashing_ids(definitions: Iterable[Definition]) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for definition in definitions:
        for name in (definition.id, *definition.was):
            if name in owner:
                yield DefinitionFault(
                    f"definitions/{definition.id}.yaml",
                    "was",
                    f"the id {name!r} belongs to {owner[name]!r} too",
                    "an id is given once, for ever",
                )
            owner[name] = definition.id


def _ground_shared(
    articles: Mapping[str, Article], registers: Registers, faults: list[Fault]
) -> tuple[Mapping[str, Article], Registers, dict[tuple[str, str, str], Passage]]:
    """Check the claims of articles and registers; leave out the records that have faults."""
    shared: dict[tuple[str, str, str], Passage] = {}

    def is_sound(kind: str, file: str, name: str, record: BaseModel) -> bool:
        passages, found = _ground_claims(record, file, name, articles, registers)
        faults.extend(found)
        shared.update({(kind, name, path): passage for path, passage in passages.items()})
        return not found

    def keep(kind: str, records: Mapping[str, Kept]) -> dict[str, Kept]:
        file = f"registers/{kind}s.yaml"
        return {name: r for name, r in records.items() if is_sound(kind, file, name, r)}

    sound_articles = {
        name: article
        for name, article in articles.items()
        if is_sound("article", "seeds/articles.yaml", name, article.record)
    }
    sound_registers = Registers(
        keep("node", registers.nodes),
        keep("area", registers.areas),
        keep("actor", registers.actors),
        registers.references,
    )
    return sound_articles, sound_registers, shared
