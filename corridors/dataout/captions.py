"""What stands beside a line or a place on somebody else's map: plain lines, in English.

KML and GPX show a text where GeoJSON and tables have properties; the facts are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corridors.dataout.tables import series_text
from corridors.evidence import claims_of_item, claims_of_place, sources_of
from corridors.fold import Fold, Item, State
from corridors.placing import assumed_length_km, licence_notice, place_name

Json = Mapping[str, Any]

_BASES = {
    "routed": "on our network's shortest way between stated ends, not the way that cargo takes",
    "schematic": "along great-circle pieces through the named places, not the way taken",
    "arc": "a flow whose path nobody published",
    "none": "not drawn: an end is an area",
}


def item_name(fold: Fold, item: Item) -> str:
    """A leg by its ends, a stop by its place."""
    return " – ".join(place_name(end, fold.document) for end in item.ends)


def describe_item(fold: Fold, item: Item, state: State) -> list[str]:
    """A leg or a lone stop: corridor, modes and cargo, each status, the way, its notice."""
    length_km = assumed_length_km(item)
    basis = _BASES.get(item.thing.get("basis") or "")
    notice = licence_notice(item, fold.document)
    lines = [
        item.corridor["name"],
        f"Mode: {', '.join(state.modes)}; cargo: {', '.join(state.cargoes)}",
        *(f"Status: {series_text(one, fold)}" for one in state.standings),
        f"Evidence: {state.stated or 'none that is on'}",
    ]
    if basis:
        lines.append(f"Line: {basis}" + (f"; {length_km:.0f} km" if length_km else ""))
    return [*lines, *([notice] if notice else [])]


def describe_place(fold: Fold, place: str) -> list[str]:
    """A place: what it is, how true its position is, the corridors that meet there."""
    node = fold.document["nodes"][place]
    names = dict.fromkeys(item.corridor["name"] for item in fold.places[place])
    kind = ", ".join(filter(None, (node.get("kind"), node.get("country"), node.get("locode"))))
    return [kind, f"Position true to {node['precision_km']:g} km", *names]


def cite_item(fold: Fold, item: Item) -> Sequence[Json]:
    """The sources of a leg or a stop, each with its claims."""
    return sources_of(claims_of_item(fold, item), fold.document)


def cite_place(fold: Fold, place: str) -> Sequence[Json]:
    """The sources of a place, each with its claims."""
    return sources_of(claims_of_place(fold, place), fold.document)


def source_line(source: Json) -> str:
    """A source as a line: who, what, when, then its quotes, or the reasons of an editor."""
    said = dict.fromkeys(
        f"“{claim['quote']}”" if "quote" in claim else claim.get("reason")
        for claim in source["claims"]
    )
    when = source["published"] or "no date"
    head = f"{source['publisher']}, “{source['title']}”, {when}"
    return ": ".join([head, *filter(None, ["; ".join(filter(None, said))])])


def tell_file(about: Mapping[str, str]) -> list[str]:
    """The texts of a file as a whole, as `rights.list_texts` names them, as lines."""
    return [f"{name.replace('_', ' ').capitalize()}: {text}" for name, text in about.items()]
