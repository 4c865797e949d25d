"""What is new as an Atom feed (RFC 4287): one entry a corridor and edition, one a decision.

Ids are made of what an entry tells, so that they stay the same; texts are plain, never markup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from corridors.history.changes import changes_between
from corridors.history.news import Edition, Verdict

Json = dict[str, Any]
ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 200  # the latest ones
_NAMES = UUID("7f0c5a52-6ad1-4a1e-9a54-9a1d9a3f5d0e")  # of all our entries; never to be changed
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 65534, 65535], " ")


@dataclass(frozen=True)
class Entry:
    """One entry: `at` is an ISO time in UTC, `link` what is added to the map's address."""

    key: str
    at: str
    title: str
    lines: tuple[str, ...]
    link: str
    corridors: tuple[str, ...] = ()


def entries_of(editions: Sequence[Edition], verdicts: Sequence[Verdict]) -> list[Entry]:
    """What the editions changed, and what was accepted or undone here, the latest first."""
    found = [_beginning(editions[0])] if editions else []
    for before, after in pairwise(editions):
        found += _of_step(before, after)
    found += map(_of_verdict, verdicts)
    return sorted(found, key=lambda entry: (entry.at, entry.key), reverse=True)


def choose(entries: Iterable[Entry], corridors: Collection[str] | None, since: str) -> list[Entry]:
    """Those of chosen corridors (None: all) that are of a day later than `since` (may be empty)."""
    return [
        entry
        for entry in entries
        if (corridors is None or set(entry.corridors) & set(corridors)) and entry.at[:10] > since
    ]


def write_feed(entries: Sequence[Entry], *, home: str, address: str, title: str) -> bytes:
    """The feed. `home` is the map's address, to which links are added, `address` the feed's own."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(_atom("feed"))
    _add(feed, "title", title)
    _add(feed, "id", _urn(f"feed {address.partition('?')[2]}"))
    _add(feed, "updated", entries[0].at if entries else "1970-01-01T00:00:00Z")
    _add(feed, "link", rel="self", href=address, type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=home, type="text/html")
    _add(ET.SubElement(feed, _atom("author")), "name", "Corridor Atlas")
    for entry in entries[:MOST_ENTRIES]:
        feed.append(_element(entry, home))
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _element(entry: Entry, home: str) -> ET.Element:
    element = ET.Element(_atom("entry"))
    _add(element, "title", entry.title)
    _add(element, "id", _urn(entry.key))
    _add(element, "updated", entry.at)
    _add(element, "link", rel="alternate", href=f"{home}{entry.link}", type="text/html")
    _add(element, "content", "\n".join(entry.lines), type="text")
    return element


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    child = ET.SubElement(parent, _atom(name), attributes)
    child.text = text.translate(_CONTROLS) if text else text


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid5(_NAMES, key)}"


def _beginning(edition: Edition) -> Entry:
    document = edition.document
    corridors = document["corridors"]
    return Entry(
        key=f"edition {document['hash']}",
        at=f"{edition.day}T00:00:00Z",
        title=f"The first edition: {len(corridors)} corridors, {len(document['claims'])} claims",
        lines=tuple(corridor["name"] for corridor in corridors),
        link=f"?pin={document['hash']}",
        corridors=tuple(corridor["id"] for corridor in corridors),
    )


def _of_step(before: Edition, after: Edition) -> Iterator[Entry]:
    """One entry a corridor that changed, and one of what belongs to none."""
    changes = changes_between(before.document, after.document)["changes"]
    names = {c["id"]: c["short"] for e in (before, after) for c in e.document["corridors"]}
    ids = {corridor["id"] for corridor in after.document["corridors"]}
    since = f"since={before.document['hash']}"
    for corridor in dict.fromkeys(change["corridor"] for change in changes):
        own = [change for change in changes if change["corridor"] == corridor]
        yield Entry(
            at=f"{after.day}T00:00:00Z",
            key=f"{before.document['hash']} {after.document['hash']} {corridor}",
            title=f"{names.get(corridor, 'Sources, places and assumptions')}: {_counted(own)}",
            lines=tuple(tell_change(change) for change in own),
            link=f"?c={corridor}&{since}#sel={corridor}" if corridor in ids else f"?{since}",
            corridors=tuple(dict.fromkeys(name for change in own for name in change["corridors"])),
        )


def _counted(changes: Sequence[Json]) -> str:
    kinds = [change["kind"] for change in changes]
    counts = [(kinds.count(kind), kind) for kind in ("added", "changed", "removed")]
    return ", ".join(f"{count} {kind}" for count, kind in counts if count)


def _of_verdict(verdict: Verdict) -> Entry:
    did = "taken back" if verdict.is_undo else "accepted"
    into = " (joined to a corridor that was there)" if verdict.merges else ""
    return Entry(
        key=f"decision {verdict.proposal} {verdict.revision}",
        at=verdict.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        title=f"{verdict.title}: {did}{into}",
        lines=(
            f"{verdict.title} was {did} in review{into}.",
            *filter(None, [verdict.reason]),
            *(f"“{quote}”" for quote in verdict.quotes),
        ),
        link="" if verdict.is_undo else f"#sel={verdict.corridor}",
        corridors=(verdict.corridor,),
    )


def tell_change(change: Json) -> str:
    """A change in one line of plain text, a claim with its words and who says so."""
    kind = change["kind"].capitalize()
    if change["what"] == "claim":
        sides = [_tell_claim(change[side]) for side in ("before", "after") if change[side]]
        return f"{kind}: {change['title']}, {' → now: '.join(sides)}"
    claims = change.get("claims")
    counted = f" ({claims} claim{'' if claims == 1 else 's'})" if claims else ""
    differ = ", ".join(_tell_fact(change, key) for key in change["after"] or ())
    return f"{kind}: {change['what']} {change['title']}{counted}{f': {differ}' if differ else ''}"


def _tell_claim(claim: Json) -> str:
    words = claim.get("quote") or claim.get("reason") or ""
    said = " ".join(filter(None, [claim["field"], claim.get("value")]))
    day = (claim["published"] or {}).get("text")
    by = ", ".join(filter(None, [claim["publisher"], claim["title"], day]))
    return f"{said}{f': “{words}”' if words else ''} ({by})"


def _tell_fact(change: Json, key: str) -> str:
    before, after = (change["before"] or {}).get(key), change["after"][key]
    if isinstance(after, (list, dict)) or key == "line":
        return key
    return f"{key} {before} → {after}"
