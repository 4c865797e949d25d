"""What each column of the tables holds: for data packages, and for whoever reads `docs/exports.md`.

A test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIELDS: Mapping[str, Mapping[str, str]] = {
    "corridors": {
        "id": "of the corridor",
        "name": "of the corridor",
        "kind": "of the corridor",
        "group": "of the corridor",
        "legs": "how many legs, and stops that no leg ends at, are on the map",
        "stops": "how many legs, and stops that no leg ends at, are on the map",
        "modes": "of its legs, or of its stops if it has none",
        "statuses": "of its legs, or of its stops if it has none",
        "cargo": "of its legs, or of its stops if it has none",
        "operators": "of the corridor and its legs",
        "sources_count": "as of legs",
        "sources": "as of legs",
    },
    "legs": {
        "id": "`<corridor>.<leg>` or `<corridor>/<stop>`, as in links",
        "what": "`leg`, or `stop` (one that no leg ends at)",
        "corridor": "the corridor it belongs to",
        "corridor_name": "the corridor it belongs to",
        "corridor_kind": "the corridor it belongs to",
        "from": "where it starts; of a stop, where it is",
        "from_name": "where it starts; of a stop, where it is",
        "via": "places that a source says it passes",
        "to": "where it ends",
        "to_name": "where it ends",
        "modes": "every mode that a counting claim gives; `not-stated` without any",
        "status": "the status it goes by on the day",
        "status_since": (
            "since when, whether `in effect` or `reported` then, up to which day somebody looked"
        ),
        "status_since_is": (
            "since when, whether `in effect` or `reported` then, up to which day somebody looked"
        ),
        "status_known_until": (
            "since when, whether `in effect` or `reported` then, up to which day somebody looked"
        ),
        "status_by_series": "each service, vehicles, direction or side with its own status",
        "as_of": "the view's day",
        "cargo": "kinds of cargo; `not-stated` without any",
        "operators": "who runs it",
        "one_way": "`yes` if a source says so",
        "evidence": "strongest kind of evidence for it: `quoted`, `referenced`, `editor`",
        "on_map": "whether the view shows it",
        "basis": "`routed`, `schematic`, `arc`, `none`; empty of a stop",
        "assumed_path_km": (
            "length of the assumed path in km: of the network's way, or of the schematic line"
        ),
        "assumed_path_nmi": "the same in nautical miles, of legs by sea alone",
        "no_route": "why the network has no way, of a schematic leg",
        "assumed_days_low": "days on the assumed path, under the atlas's assumptions",
        "assumed_days_high": "days on the assumed path, under the atlas's assumptions",
        "passages": "straits and canals in the order crossed",
        "countries": (
            "codes in the order first entered, each with its km; by sea, inland water alone"
        ),
        "border_crossings": (
            "land borders in order, with the crossing's name where it is a place of the atlas"
        ),
        "gauge_breaks": "track gauges in mm where they change",
        "schematic_km": "km of the path that no network supplied; km of lines not built yet",
        "proposed_km": "km of the path that no network supplied; km of lines not built yet",
        "licence_notice": "what must stand where the line is shown",
        "sources_count": "number of sources",
        "sources": "each: publisher; title; date; address; “quotes” [offsets]",
    },
    "claims": {
        "id": "as in [the atlas](atlas-format.md)",
        "about": "as in [the atlas](atlas-format.md)",
        "field": "as in [the atlas](atlas-format.md)",
        "value": "as in [the atlas](atlas-format.md)",
        "actor": "name of the actor whose id `value` is",
        "evidence": "`quoted`, `referenced`, `editor`",
        "quote": "the words, and where they stand, in code points",
        "quote_start": "the words, and where they stand, in code points",
        "quote_end": "the words, and where they stand, in code points",
        "reason": "of an editor's own claim",
        "note": "the editor's note",
        "date": "time that the claim speaks of, as precise as its source",
        "until": "time that the claim speaks of, as precise as its source",
        "service": "what a status is about",
        "vehicles": "what a status is about",
        "direction": "what a status is about",
        "side": "what a status is about",
        "role": "of an operator",
        "name_language": "language of a name",
        "amount": "a figure and its unit",
        "unit": "a figure and its unit",
        "grade": "on the Admiralty scale, of what came through review; `F6` is ungraded",
        "origin": "what proposed it, of what came through review; empty of what a person gave",
        "accepted_by": "who accepted it, and when (UTC)",
        "accepted_at": "who accepted it, and when (UTC)",
        "mended_by": "who changed what the machine had proposed, or added to it",
        "machine_value": "the machine's own in place of what a person changed",
        "source": "id; `article` (held), `reference` (not held), `editor`",
        "source_kind": "id; `article` (held), `reference` (not held), `editor`",
        "publisher": "of the source",
        "title": "of the source",
        "published": "date of publication, and what is known of it",
        "published_inferred": "date of publication, and what is known of it",
        "published_note": "date of publication, and what is known of it",
        "retrieved": "when it was read",
        "source_language": "BCP 47",
        "url": "http or https, else empty",
        "archive_url": "http or https, else empty",
    },
    "places": {
        "id": "as in links",
        "what": "`node`, or `area` (a country, sea or region)",
        "name": "as the map calls it",
        "kind": "port, terminal, border crossing, city; of an area country, sea, region",
        "country": "code of the country that a node lies in",
        "countries": "codes of the countries that an area covers",
        "lat": "degrees on WGS84; empty of an area, which is never made a point",
        "lon": "degrees on WGS84; empty of an area, which is never made a point",
        "precision_km": "how true the position is",
        "unlocode": "UN/LOCODE, where there is one",
        "names": "in other languages, each as `language: name`",
        "corridors": "ids of the corridors that end or pass there",
        "evidence": "strongest kind of evidence for it: `quoted`, `referenced`, `editor`",
        "note": "the editor's note",
    },
    "sources": {
        "id": "as in the claims",
        "kind": "`article` (held), `reference` (not held), `editor`",
        "publisher": "by name",
        "title": "as printed; in brackets, our description",
        "published": "as precise as known",
        "published_inferred": "whether the date is inferred",
        "published_note": "what it is inferred from",
        "retrieved": "when it was read",
        "language": "BCP 47",
        "url": "http or https, else empty",
        "archive_url": "http or https, else empty",
        "claims_count": "number of its claims in the view",
    },
}

_NUMBERS = frozenset(
    "assumed_path_km assumed_path_nmi assumed_days_low assumed_days_high schematic_km proposed_km "
    "amount lat lon precision_km".split()
)
_WHOLE = frozenset("legs stops sources_count claims_count quote_start quote_end".split())
_YES_OR_NO = frozenset("one_way on_map published_inferred".split())


def describe_field(table: str, name: str) -> dict[str, Any]:
    """A column as Table Schema has it: name, type, description. Raises KeyError for another."""
    return {"name": name, **_type(name), "description": FIELDS[table][name]}


def _type(name: str) -> dict[str, Any]:
    if name in _YES_OR_NO:
        return {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if name in _WHOLE:
        return {"type": "integer"}
    return {"type": "number" if name in _NUMBERS else "date" if name == "as_of" else "string"}
