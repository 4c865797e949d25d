"""What no source says of a corridor, worked out from which claims there are; then what they deny.

A thing is "not said" if no claim that counts speaks of it: the list is of the atlas's sources, not
of all that is known anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corridors.briefing.citing import stated_text
from corridors.briefing.exposure import stops_shown
from corridors.briefing.legs import leg_name
from corridors.briefing.plain import one_line
from corridors.briefing.record import Cited
from corridors.evidence import claims_of_corridor, claims_of_item
from corridors.fold import Fold, Item, State
from corridors.strings import t
from corridors.wording import filled

Json = Mapping[str, Any]
Group = Sequence[tuple[Item, State]]

# How often something runs has no topic of its own: it is told in a value's or a unit's words. A
# tonnage a year is no frequency, so the words stand after something that runs.
_OFTEN = re.compile(
    r"\b(daily|weekly|fortnightly|monthly|regular|every (day|week|month|\d+ days))\b"
    r"|\b(trains?|pairs|sailings?|voyages|departures|services|trips)\s+(a|per|each)\s"
    r"(day|week|month|year)",
    re.IGNORECASE,
)
_IN_WORDS = ("gap", "negative")


def gaps_of(fold: Fold, group: Group) -> tuple[Cited, ...]:
    """What is not said of the shown part of one corridor, and what sources say against it."""
    claims = _claims_of(fold, group)
    return (*_not_said(fold, group, claims), *_told(claims, fold.view.language))


def _claims_of(fold: Fold, group: Group) -> list[Json]:
    """The claims that count of a corridor, of what is shown of it, and of the stops there."""
    found = claims_of_corridor(fold, group[0][0].corridor)
    for item, _ in group:
        found += claims_of_item(fold, item)
    for stop in stops_shown(group):
        for field in ("stated", "status", "gauge", "operator", "statements"):
            found += fold.counting(stop.get(field))
    return list({claim["id"]: claim for claim in found}.values())


def _not_said(fold: Fold, group: Group, claims: Sequence[Json]) -> Iterator[Cited]:
    language = fold.view.language
    spoken = {claim["field"] for claim in claims if claim["kind"] != "editor"}
    unnamed = ", ".join(_without_terminal(fold, group))
    missing = {
        filled(t("terminal ({places})", language), places=unnamed): bool(unnamed),
        t("frequency", language): not any(map(_is_often, claims)),
        t("transit time", language): "duration" not in spoken,
        t("volume", language): not spoken & {"volume", "capacity"},
        t("price", language): "cost" not in spoken,
        t("operator", language): "operator" not in spoken,
    }
    words = [word for word, is_missing in missing.items() if is_missing]
    if words:
        yield Cited(one_line(", ".join(words)), strong=t("Not said", language))
    for head, field in (
        (t("Mode not said of", language), "mode"),
        (t("Status not said of", language), "status"),
    ):
        legs = [item for item, _ in group if item.kind == "leg"]
        lacking = [item for item in legs if not fold.counting(item.thing.get(field))]
        names = dict.fromkeys(leg_name(item, fold.document) for item in lacking)
        if lacking:
            every = len(lacking) == len(legs) > 1
            yield Cited(t("any leg", language) if every else ", ".join(names), strong=head)


def _without_terminal(fold: Fold, group: Group) -> list[str]:
    """The ports and cities at which a leg ends: the atlas has no terminal there."""
    ends = dict.fromkeys(end for item, _ in group if item.kind == "leg" for end in item.ends)
    nodes = fold.document["nodes"]
    found = (nodes[end] for end in ends if end in nodes)
    return [one_line(node["name"]) for node in found if node["kind"] in ("port", "city")]


def _is_often(claim: Json) -> bool:
    told = f"{claim.get('value') or ''} {claim.get('unit') or ''}"
    return claim["kind"] != "editor" and bool(_OFTEN.search(told))


def _told(claims: Sequence[Json], language: str | None) -> Iterator[Cited]:
    """Gaps that somebody has put in words, and what sources say against it; never left out."""
    heads = {"gap": "", "negative": t("Against it", language)}
    for topic in _IN_WORDS:
        for claim in claims:
            if claim["field"] == topic:
                yield Cited(stated_text(claim, language), (claim["id"],), strong=heads[topic])
