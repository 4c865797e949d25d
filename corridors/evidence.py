"""Who says so, as it leaves the atlas: claims under their sources, with quotes and offsets.

A quote goes out with its place in the article; never the words around it, nor the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from corridors.claims import CLAIM_FIELDS
from corridors.fold import Fold, Item

Json = Mapping[str, Any]

_TEXTS = ("quote", "reason", "note", "service", "vehicles", "direction", "side", "role", "language")
_DATES = ("date", "until")
_REVIEW = ("accepted_by", "accepted_at", "mended_by", "machine_value")


def claims_of_item(fold: Fold, item: Item) -> list[Json]:
    """The claims that count of a leg or a stop and of what the leg passes, each once."""
    vias = item.thing.get("via") or ()
    ids = [*_ids(item.thing), *(name for via in vias for name in via.get("stated") or ())]
    return _once(fold.counting(ids))


def claims_of_corridor(fold: Fold, corridor: Json) -> list[Json]:
    """The claims that count of a corridor as a whole and of its routes."""
    ids = [name for thing in (corridor, *corridor.get("routes", ())) for name in _ids(thing)]
    return _once(fold.counting(ids))


def claims_of_place(fold: Fold, place: str) -> list[Json]:
    """The claims that count of a place, and of it as a stop of the corridors shown there."""
    document = fold.document
    record = document["nodes"].get(place) or document["areas"].get(place) or {}
    ids = [record["located"]] if record.get("located") else []
    ids.extend(_ids(record))
    for corridor in {item.corridor["id"]: item.corridor for item in fold.places[place]}.values():
        ids.extend(n for stop in corridor["stops"] if stop["at"] == place for n in _ids(stop))
    return _once(fold.counting(ids))


def claims_of_view(fold: Fold) -> list[Json]:
    """The claims of all that is on the map, then of the actors and articles that these name."""
    if fold.whole:
        return fold.counting(fold.document["claims"])
    claims: list[Json] = []
    shown = [item for item, _ in fold.shown]
    for corridor in {item.corridor["id"]: item.corridor for item in shown}.values():
        claims.extend(claims_of_corridor(fold, corridor))
    for item in shown:
        claims.extend(claims_of_item(fold, item))
    for place in fold.places:
        claims.extend(claims_of_place(fold, place))
    document = fold.document
    actors = dict.fromkeys(claim["value"] for claim in claims if claim["field"] == "operator")
    articles = dict.fromkeys(claim["source"] for claim in claims)
    for records, names in ((document["actors"], actors), (document.get("articles", {}), articles)):
        for name in names:
            claims.extend(fold.counting(_ids(records.get(name, {}))))
    return _once(claims)


def _ids(thing: Json) -> Iterator[str]:
    for name in CLAIM_FIELDS:
        ids = thing.get(name)
        if isinstance(ids, Sequence):  # a node's own names are a mapping, not claims
            yield from ids


def _once(claims: Iterable[Json]) -> list[Json]:
    return list({claim["id"]: claim for claim in claims}.values())


def describe_claim(claim: Json, document: Json) -> dict[str, Any]:
    """A claim as it is exported: dates as texts, an actor's name beside its id, no empty field."""
    actor = document["actors"].get(claim["value"]) if claim["field"] == "operator" else None
    review = claim.get("review") or {}
    described: dict[str, Any] = {
        "id": claim["id"],
        "about": claim["about"],
        "field": claim["field"],
        "value": claim.get("value"),
        "actor": actor and actor["name"],
        "evidence": claim["kind"],
        **{name: claim.get(name) for name in _TEXTS},
        "quote_start": claim.get("start"),
        "quote_end": claim.get("end"),
        **{name: date_text(claim.get(name)) for name in _DATES},
        "amount": claim.get("amount"),
        "unit": claim.get("unit"),
        "grade": claim.get("grade"),
        "origin": claim.get("origin"),
        **{name: review.get(name) for name in _REVIEW},
    }
    return {name: value for name, value in described.items() if value is not None}


def describe_source(name: str, document: Json) -> dict[str, Any]:
    """A source as it is exported: publisher by name, dates as texts, addresses only if http(s)."""
    source = document["sources"][name]
    return {
        "id": name,
        "kind": source["kind"],
        "publisher": _publishers(document).get(source["publisher"], source["publisher"]),
        "title": source["title"],
        "published": date_text(source.get("published")),
        "published_inferred": bool(source.get("published_inferred")),
        "published_note": source.get("published_note"),
        "retrieved": date_text(source.get("retrieved")),
        "language": source.get("language"),
        "url": safe_address(source.get("url")),
        "archive_url": safe_address(source.get("archive_url")),
    }


def _publishers(document: Json) -> dict[str, str]:
    return {publisher["id"]: publisher["name"] for publisher in document["publishers"]}


def sources_of(claims: Iterable[Json], document: Json) -> list[dict[str, Any]]:
    """The sources of claims in the panel's order, each with its claims."""
    by_source: dict[str, list[Json]] = {}
    for claim in claims:
        by_source.setdefault(claim["source"], []).append(claim)
    listed = [name for publisher in document["publishers"] for name in publisher["sources"]]
    order = {name: place for place, name in enumerate(listed)}
    return [
        {
            **describe_source(name, document),
            "claims": [describe_claim(claim, document) for claim in by_source[name]],
        }
        for name in sorted(by_source, key=lambda name: (order.get(name, len(order)), name))
    ]


def date_text(when: Json | None) -> str | None:
    """A date of the atlas as its source gives it: 2025-12-04, 2025-Q1, 2014/2017; None without."""
    return str(when["text"]) if when else None


def safe_address(address: object) -> str | None:
    """The address if it is http or https with a host and holds no space or control; else None."""
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
