"""The things of an atlas that a change can name, each with the facts that a reader sees of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from corridors.ledger import canonical

Json = dict[str, Any]
_OF_PLACE = ("name", "kind", "country", "at", "locode", "countries", "outline")
Key = tuple[str, str]  # what it is, and the id under which two atlases' things meet


@dataclass(frozen=True)
class Thing:
    """One thing: what opens it in a link (`sel`), its name, the corridors that it is of.

    `corridor` is the one that it is part of; `facts` are what two atlases are compared by.
    """

    sel: str | None
    title: str
    facts: Json
    corridor: str | None = None
    corridors: tuple[str, ...] = ()


def things_of(document: Json, rename: Callable[[str], str] = str) -> dict[Key, Thing]:
    """All things of an atlas document, in its order; `rename` gives the later name of an id."""
    return dict(_walk(document, rename))


def _walk(document: Json, rename: Callable[[str], str]) -> Iterator[tuple[Key, Thing]]:
    names = {**document["nodes"], **document["areas"]}
    for corridor in document["corridors"]:
        yield from _of_corridor(corridor, rename(corridor["id"]), names)
    yield from _sources(document, rename)
    yield from _places(document, rename)
    for name, actor in document["actors"].items():
        facts = _picked(actor, "name", "kind", "country")
        yield ("actor", f"actor/{name}"), Thing(f"actor/{name}", actor["name"], facts)
    for one in document.get("assumptions", ()):
        facts = _picked(one, "what", "unit", "low", "high", "reason")
        yield ("assumption", one["id"]), Thing(None, one["what"], facts)


def _of_corridor(corridor: Json, now: str, names: Json) -> Iterator[tuple[Key, Thing]]:
    was, whole = corridor["id"], (now,)
    facts = _picked(corridor, "id", "name", "short", "kind", "group", "aliases", "colour")
    yield ("corridor", now), Thing(was, corridor["short"], facts, now, whole)
    for leg in corridor["legs"]:
        facts, sel = _leg_facts(leg, names), f"{was}.{leg['id']}"
        title = f"{facts['from']} – {facts['to']}"
        yield ("leg", f"{now}.{leg['id']}"), Thing(sel, title, facts, now, whole)
    for stop in corridor["stops"]:
        sel = f"{was}/{stop['at']}"
        yield ("stop", f"{now}/{stop['at']}"), Thing(sel, _name(stop["at"], names), {}, now, whole)
    for route in corridor["routes"]:
        facts = _picked(route, "name", "legs")
        yield ("route", f"{now} {route['id']}"), Thing(was, route["name"], facts, now, whole)


def _leg_facts(leg: Json, names: Json) -> Json:
    """What a reader sees of a leg beside its claims; its line by a hash of it."""
    path = leg.get("path") or {}
    return {
        "from": _name(leg["from"], names),
        "to": _name(leg["to"], names),
        "via": [_name(via["at"], names) for via in leg["via"]],
        "basis": leg["basis"],
        "line": hashlib.sha256(canonical(leg["line"])).hexdigest()[:10] if leg["line"] else None,
        **_picked(path, "km", "passages", "parts", "no_route", "proposed_km"),
        "countries": [code for code, _ in path.get("countries") or ()],
    }


def _sources(document: Json, rename: Callable[[str], str]) -> Iterator[tuple[Key, Thing]]:
    speak = defaultdict(set)
    corridors = {corridor["id"] for corridor in document["corridors"]}
    for claim in document["claims"].values():
        corridor = claim["about"].partition("/")[0].partition(".")[0]
        if corridor in corridors:
            speak[claim["source"]].add(rename(corridor))
    publishers = {one["id"]: one["name"] for one in document["publishers"]}
    for name, source in document["sources"].items():
        facts = {
            "publisher": publishers.get(source["publisher"], source["publisher"]),
            **_picked(source, "kind", "title", "url", "archive_url", "sha256"),
            "published": (source["published"] or {}).get("text"),
        }
        title = f"{facts['publisher']}, {source['title']}"
        yield ("source", name), Thing(None, title, facts, corridors=tuple(sorted(speak[name])))


def _places(document: Json, rename: Callable[[str], str]) -> Iterator[tuple[Key, Thing]]:
    of: dict[str, set[str]] = defaultdict(set)
    for corridor in document["corridors"]:
        for stop in corridor["stops"]:
            of[stop["at"]].add(rename(corridor["id"]))
        for leg in corridor["legs"]:
            for via in leg["via"]:
                of[via["at"]].add(rename(corridor["id"]))
    for kind, held in (("node", document["nodes"]), ("area", document["areas"])):
        for name, place in held.items():
            facts = _picked(place, *_OF_PLACE)
            sel = f"{kind}/{name}"
            thing = Thing(sel, place["name"], facts, corridors=tuple(sorted(of[name])))
            yield ("place", sel), thing


def _name(place: str, names: Json) -> str:
    """The name of a place by its id; the id where the atlas has no such place."""
    found = names.get(place)
    return (found.get("label") or found["name"]) if found else place


def _picked(record: Json, *keys: str) -> Json:
    return {key: record.get(key) for key in keys}
