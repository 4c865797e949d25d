"""Exposure of a corridor: countries, passages, borders, gauges, operators with what lists them.

Countries, passages, crossings and gauge breaks are those of the assumed paths of the legs shown;
listings and legal acts are those that the atlas holds, which is not all there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corridors.briefing.citing import stated_text
from corridors.briefing.plain import one_line
from corridors.briefing.record import Cited
from corridors.fold import Fold, Item, State
from corridors.placing import assumed_path, place_name
from corridors.standing import read_span
from corridors.strings import t
from corridors.wording import THIN_SPACE, country_name, filled, km_text

Json = Mapping[str, Any]
Group = Sequence[tuple[Item, State]]

_LISTING, _LEGAL = "listing", "legal"


def exposure_of(fold: Fold, group: Group) -> tuple[Cited, ...]:
    """What the shown part of one corridor is exposed to, kind by kind, as far as there is any."""
    language = fold.view.language
    return (
        *_countries(group, language),
        *_passages(fold, group, language),
        *_crossings(fold, group, language),
        *_gauges(fold, group, language),
        *_operators(fold, group, language),
        *_legal(fold, group, language),
    )


def _paths(group: Group) -> Iterator[Json]:
    return (assumed_path(item) for item, _ in group)


def _countries(group: Group, language: str | None) -> Iterator[Cited]:
    km: Counter[str] = Counter()
    for path in _paths(group):
        for code, length in path.get("countries", ()):
            km[code] += length
    listed = ", ".join(
        f"{country_name(code, language)} {km_text(length)}{THIN_SPACE}km"
        for code, length in km.items()
    )
    if listed:
        yield Cited(listed, strong=t("Countries on the assumed path", language))


def _passages(fold: Fold, group: Group, language: str | None) -> Iterator[Cited]:
    passages = fold.document.get("passages") or {}
    slugs = dict.fromkeys(slug for path in _paths(group) for slug in path.get("passages", ()))
    names = [one_line(passages.get(slug, {}).get("name", slug)) for slug in slugs]
    if names:
        yield Cited(", ".join(names), strong=t("Passages", language))


def _crossings(fold: Fold, group: Group, language: str | None) -> Iterator[Cited]:
    listed = dict.fromkeys(
        _crossing_text(one, fold.document, language)
        for path in _paths(group)
        for one in path.get("crossings", ())
    )
    if listed:
        yield Cited(", ".join(listed), strong=t("Border crossings", language))


def _crossing_text(one: Json, document: Json, language: str | None) -> str:
    pair = "–".join(country_name(one[end], language) for end in ("from", "to"))
    if not one["id"]:
        return pair
    place = place_name(one["id"], document)
    return one_line(filled(t("{countries} at {place}", language), countries=pair, place=place))


def _gauges(fold: Fold, group: Group, language: str | None) -> Iterator[Cited]:
    """Breaks on the assumed paths, and those that a source states of a stop shown."""
    found = Counter(
        f"{one['from']}/{one['to']}{THIN_SPACE}mm"
        for path in _paths(group)
        for one in path.get("gauge_breaks", ())
    )
    stated = [
        (claim, place_name(stop["at"], fold.document))
        for stop in stops_shown(group)
        for claim in fold.counting(stop.get("gauge"))
    ]
    told = [text if often == 1 else f"{text} ({often}×)" for text, often in found.items()]
    told += dict.fromkeys(one_line(f"{claim['value']}{THIN_SPACE}mm, {at}") for claim, at in stated)
    if told:
        claims = tuple(claim["id"] for claim, _ in stated)
        yield Cited(", ".join(told), claims, strong=t("Gauge breaks", language))


def stops_shown(group: Group) -> list[Json]:
    """The stops of a corridor that something shown ends at or passes."""
    items = [item for item, _ in group]
    at = {end for item in items for end in item.ends}
    at.update(via["at"] for item in items for via in item.thing.get("via") or ())
    return [stop for stop in items[0].corridor["stops"] if stop["at"] in at]


def _operators(fold: Fold, group: Group, language: str | None) -> Iterator[Cited]:
    """Each actor named as operator, then what of the atlas lists it."""
    things = [group[0][0].corridor, *(item.thing for item, _ in group), *stops_shown(group)]
    named: dict[str, list[Json]] = {}
    for thing in things:
        for claim in fold.counting(thing.get("operator")):
            named.setdefault(str(claim["value"]), []).append(claim)
    for actor, claims in named.items():
        record = fold.document["actors"].get(actor) or {"name": actor}
        listings = _of_topic(fold.counting(record.get("statements")), _LISTING)
        roles = dict.fromkeys(str(claim["role"]) for claim in claims if claim.get("role"))
        none = () if listings else (t("no listing in the atlas", language),)
        said = one_line("; ".join((*roles, *none)))
        yield Cited(said, tuple(one["id"] for one in claims), strong=one_line(record["name"]))
        for one in listings:
            said = _as_of(fold, one, language)
            yield Cited(said, (one["id"],), strong=t("Listed", language))


def _legal(fold: Fold, group: Group, language: str | None) -> Iterator[Cited]:
    """Legal acts and listings that speak of the corridor, its legs, its stops or their places."""
    document = fold.document
    for name, thing in _things(group, document):
        for topic in (_LEGAL, _LISTING):
            for claim in _of_topic(fold.counting(thing.get("statements")), topic):
                said = _as_of(fold, claim, language)
                yield Cited(said, (claim["id"],), strong=one_line(name))


def _as_of(fold: Fold, claim: Json, language: str | None) -> str:
    """A statement's words, with a warning where it speaks of a day after the view's."""
    said = stated_text(claim, language)
    when = read_span(claim, "date")
    if when is None or when.first <= fold.calendar.day:
        return said
    later = t("after the day of this view", language)
    return f"{said}; {later}"


def _things(group: Group, document: Json) -> Iterator[tuple[str, Json]]:
    corridor = group[0][0].corridor
    yield corridor["short"], corridor
    for item, _ in group:
        if item.kind == "leg":
            yield " – ".join(place_name(end, document) for end in item.ends), item.thing
    for stop in stops_shown(group):
        yield place_name(stop["at"], document), stop
        place = document["nodes"].get(stop["at"]) or document["areas"].get(stop["at"]) or {}
        yield place_name(stop["at"], document), place


def _of_topic(claims: Iterable[Json], topic: str) -> list[Json]:
    return [claim for claim in claims if claim["field"] == topic]
