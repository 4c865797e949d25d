"""Where sources differ: on a mode, on a status of one day, or with figures for the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corridors.briefing.citing import stated_text
from corridors.briefing.legs import leg_name
from corridors.briefing.plain import one_line
from corridors.briefing.record import Cited
from corridors.evidence import claims_of_corridor, claims_of_item
from corridors.fold import Fold, Item, State
from corridors.standing import list_standings
from corridors.strings import t
from corridors.wording import filled, raised, term

Json = Mapping[str, Any]
Group = Sequence[tuple[Item, State]]


def differences_of(fold: Fold, group: Group) -> tuple[Cited, ...]:
    """The disagreements about what is shown of one corridor, each value with who says so."""
    language = fold.view.language
    corridor = group[0][0].corridor
    whole = fold.counting(corridor.get("status"))
    found = list(_status_differences(fold, one_line(corridor["short"]), whole, language))
    found += _figure_differences(
        fold, one_line(corridor["short"]), claims_of_corridor(fold, corridor), language
    )
    for item, _ in group:
        name = leg_name(item, fold.document)
        statuses = fold.counting(item.thing.get("status"))
        found += _mode_differences(fold, name, fold.counting(item.thing.get("mode")), language)
        found += _status_differences(fold, name, statuses, language)
        found += _figure_differences(fold, name, claims_of_item(fold, item), language)
    return tuple(found)


def _mode_differences(
    fold: Fold, name: str, claims: Sequence[Json], language: str | None
) -> Iterator[Cited]:
    if len({claim["value"] for claim in claims}) > 1:
        words = {claim["id"]: term("mode", str(claim["value"]), language) for claim in claims}
        about = filled(t("{name}, mode", language), name=name)
        yield _side_by_side(fold, about, claims, words)


def _status_differences(
    fold: Fold, name: str, claims: Sequence[Json], language: str | None
) -> Iterator[Cited]:
    """Series of which the claims of the same latest day differ."""
    for standing in list_standings(claims, fold.calendar):
        if standing.known and len(standing.values) > 1:
            told = standing.claims
            words = {claim["id"]: term("status", str(claim["value"]), language) for claim in told}
            about = filled(t("{name}, status", language), name=name)
            yield _side_by_side(fold, about, told, words)


def _figure_differences(
    fold: Fold, name: str, claims: Sequence[Json], language: str | None
) -> Iterator[Cited]:
    """Figures of one topic, time and unit that different sources give differently."""
    figures: dict[tuple[str, str, str], list[Json]] = {}
    for claim in claims:
        if claim.get("amount") is not None:
            when = str((claim.get("date") or {}).get("text"))
            key = (claim["field"], str(claim.get("unit")), when)
            figures.setdefault(key, []).append(claim)
    for (topic, _, _), told in figures.items():
        differ = len({claim["amount"] for claim in told}) > 1
        if differ and len({claim["source"] for claim in told}) > 1:
            words = {claim["id"]: stated_text(claim, language) for claim in told}
            form = t("{name}, {topic}, not always of the same thing", language)
            about = filled(form, name=name, topic=t(raised(topic), language).lower())
            yield _side_by_side(fold, about, told, words)


def _side_by_side(
    fold: Fold, about: str, claims: Sequence[Json], words: Mapping[str, str]
) -> Cited:
    """Each value once, with the publishers that say so."""
    by_words: dict[str, dict[str, None]] = {}
    for claim in claims:
        by_words.setdefault(words[claim["id"]], {})[_publisher(fold, claim)] = None
    told = "; ".join(f"{said} ({', '.join(who)})" for said, who in by_words.items())
    return Cited(one_line(told), _ids(claims), strong=one_line(about))


def _publisher(fold: Fold, claim: Json) -> str:
    source = fold.document["sources"][claim["source"]]
    names = {one["id"]: one["name"] for one in fold.document["publishers"]}
    return one_line(names.get(source["publisher"], source["publisher"]))


def _ids(claims: Iterable[Json]) -> tuple[str, ...]:
    return tuple(claim["id"] for claim in claims)
