"""A picture in words: its title, what it shows, and the notes that must stand with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corridors.bidi import close_controls
from corridors.fold import Fold, Item, State
from corridors.picture.projection import ARCTIC, EURASIA, Projection
from corridors.placing import licence_notice, place_name
from corridors.strings import t
from corridors.view import NOT_STATED
from corridors.wording import day_text, filled, raised, term

Json = Mapping[str, Any]


def tell_title(fold: Fold, language: str | None) -> str:
    """The corridors that are on the map, three at most by name."""
    names = _corridors(fold)
    if not names:
        return t("Map without any corridor", language)
    if len(names) <= 3:
        return ", ".join(names)
    return filled(
        t("{names} and {n} more corridors", language), names=", ".join(names[:2]), n=len(names) - 2
    )


def _corridors(fold: Fold) -> list[str]:
    shown = {item.corridor["id"]: item.corridor for item, _ in fold.shown}
    return [close_controls(str(corridor["name"])) for corridor in shown.values()]


def tell_picture(
    fold: Fold, projection: Projection, callouts: Sequence[str], language: str | None
) -> str:
    """What the map shows: the day, each corridor with its legs in order, and the call-outs."""
    day = day_text(fold.calendar.day, language)
    parts = [
        filled(
            t("Map of logistics corridors, {projection}, as of {date}.", language),
            projection=tell_projection(projection, language),
            date=day,
        )
    ]
    parts += _told(fold, language)
    if len(parts) == 1:
        parts.append(t("No corridor is on the map.", language))
    parts += [
        filled(t("Marked: {remark}.", language), remark=close_controls(text)) for text in callouts
    ]
    return " ".join(parts)


def tell_projection(projection: Projection, language: str | None) -> str:
    """A projection's name in words."""
    if projection is ARCTIC:
        return t("polar stereographic projection", language)
    if projection is EURASIA:
        return t("equal-area projection", language)
    return t("Mercator projection", language)


def _told(fold: Fold, language: str | None) -> Iterator[str]:
    """A sentence for each corridor: its legs in order, then what else it names."""
    by_corridor: dict[str, list[tuple[Item, State]]] = {}
    for item, state in fold.shown:
        by_corridor.setdefault(item.corridor["id"], []).append((item, state))
    for pairs in by_corridor.values():
        name = close_controls(str(pairs[0][0].corridor["name"]))
        legs = [_leg(fold, *pair, language) for pair in pairs if pair[0].kind == "leg"]
        stops = [_ends(fold, item) for item, _ in pairs if item.kind != "leg"]
        also = (
            [filled(t("also named: {places}", language), places=", ".join(stops))] if stops else []
        )
        yield f"{name}: {'; '.join([*legs, *also])}."


def _ends(fold: Fold, item: Item) -> str:
    return " – ".join(close_controls(place_name(end, fold.document)) for end in item.ends)


def _leg(fold: Fold, item: Item, state: State, language: str | None) -> str:
    told = [term("mode", mode, language) for mode in state.modes]
    if state.lead != NOT_STATED:
        told.append(term("status", state.lead, language))
    if not item.thing.get("line"):
        told.append(t("not drawn", language))
    return f"{_ends(fold, item)} ({', '.join(told)})"


def tell_notes(fold: Fold, projection: Projection, language: str | None) -> tuple[str, ...]:
    """What must stand with the map: the day and its sources, boundaries, whose data it is."""
    sources = fold.document["sources"]
    on = len(sources) - len(fold.off & set(sources))
    day, cutoff = fold.calendar.day, fold.calendar.cutoff
    as_of = (
        t("As of {date}.", language)
        if day == cutoff
        else t("As of {date}, data to {cutoff}.", language)
    )
    notes = [
        filled(as_of, date=day_text(day, language), cutoff=day_text(cutoff, language)),
        filled(t("{on} of {all} sources on.", language), on=on, all=len(sources)),
        t("Boundaries imply no opinion on the status of any territory.", language),
    ]
    if any(item.thing.get("basis") == "routed" for item, _ in fold.shown):
        notes.append(
            t(
                "Lines follow our network’s assumed path between stated ends; where no network "
                "serves them they are schematic.",
                language,
            )
        )
    notes.append(raised(tell_projection(projection, language)) + ".")
    notes.append(t("Ground: Natural Earth.", language))
    notices = {licence_notice(item, fold.document) for item, _ in fold.shown}
    return (*notes, *sorted(notice for notice in notices if notice))
