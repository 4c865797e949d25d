"""The leg table: from and to, mode, length, days as a range, status with its date, basis, grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from corridors.briefing.plain import one_line
from corridors.briefing.record import Cited, LegRow, RouteRow, Table
from corridors.fold import Fold, Item, State
from corridors.placing import KM_PER_NMI, assumed_length_km, assumed_path, place_name
from corridors.standing import Standing, list_standings
from corridors.strings import t
from corridors.view import NOT_STATED
from corridors.wording import (
    THIN_SPACE,
    country_name,
    day_text,
    days_figures,
    filled,
    km_text,
    raised,
    term,
    when_short,
)

Json = Mapping[str, Any]
Group = Sequence[tuple[Item, State]]

_BY_WATER = frozenset({"sea", "river"})
NO_FIGURE = "–"


def tables_of(fold: Fold) -> tuple[Table, ...]:
    """One table a corridor of which something is shown, in the atlas's order."""
    return tuple(_table(fold, group, fold.view.language) for group in corridor_groups(fold))


def _table(fold: Fold, group: Group, language: str | None) -> Table:
    corridor = group[0][0].corridor
    whole = list_standings(fold.counting(corridor.get("status")), fold.calendar)
    rows = [pair for pair in group if _has_row(*pair)]
    named = [item for item, state in group if not _has_row(item, state)]
    return Table(
        corridor=one_line(corridor["name"]),
        colour=str(corridor["colour"]),
        whole=tuple(_status_line(fold, one, language) for one in whole),
        legs=tuple(_leg_row(fold, item, state, language) for item, state in rows),
        routes=tuple(map(_route_row, _whole_routes(group))),
        places=tuple(
            Cited(leg_name(item, fold.document), _ids(fold.counting(item.thing["stated"])))
            for item in named
        ),
    )


def _has_row(item: Item, state: State) -> bool:
    """Whether there is more to tell of an item than that it is named."""
    return item.kind == "leg" or bool(state.standings)


def corridor_groups(fold: Fold) -> list[Group]:
    """What is shown, by corridor."""
    return [list(group) for _, group in groupby(fold.shown, key=lambda p: p[0].corridor["id"])]


def leg_name(item: Item, document: Json) -> str:
    """The ends of a leg, or the place of a stop."""
    return one_line(" – ".join(place_name(end, document) for end in item.ends))


def _leg_row(fold: Fold, item: Item, state: State, language: str | None) -> LegRow:
    thing, document = item.thing, fold.document
    length_km = assumed_length_km(item)
    by_water = length_km is not None and set(state.modes) <= _BY_WATER
    days = assumed_path(item).get("days")
    return LegRow(
        ends=Cited(leg_name(item, document), _ids(fold.counting(thing.get("stated")))),
        via=_via(fold, item, language),
        mode=_mode(fold, item, state, language),
        km=NO_FIGURE if length_km is None else km_text(length_km),
        nmi=km_text(length_km / KM_PER_NMI) if by_water and length_km is not None else "",
        days=days_figures(days) if days else NO_FIGURE,
        statuses=_status_lines(fold, state, language),
        basis=_basis(item, language),
        grade=_grade(fold, item, state, language),
    )


def _via(fold: Fold, item: Item, language: str | None) -> str:
    """The places that a source says the leg passes."""
    vias = [via["at"] for via in item.thing.get("via") or () if fold.counting(via.get("stated"))]
    names = ", ".join(place_name(via, fold.document) for via in vias)
    return one_line(filled(t("via {places}", language), places=names)) if names else ""


def _mode(fold: Fold, item: Item, state: State, language: str | None) -> Cited:
    if item.kind == "stop":
        return Cited(NO_FIGURE)
    if state.modes == (NOT_STATED,):
        return Cited(t("not stated", language))
    words = " / ".join(term("mode", mode, language) for mode in state.modes)
    return Cited(words, _ids(fold.counting(item.thing.get("mode"))))


def _status_lines(fold: Fold, state: State, language: str | None) -> tuple[Cited, ...]:
    """What each series of statuses says on the view's day, with its date and what it is about."""
    lines = tuple(_status_line(fold, one, language) for one in state.standings)
    return lines or (Cited(t("not stated", language)),)


def _status_line(fold: Fold, standing: Standing, language: str | None) -> Cited:
    claim = standing.claims[0]
    published = fold.document["sources"][claim["source"]].get("published")
    values = " / ".join(term("status", value, language) for value in standing.values)
    if standing.known:
        strong = values
        when = claim.get("date") if standing.dated else published
        form = t("since {date}", language) if standing.dated else t("reported {date}", language)
        since = filled(form, date=when_short(when, language)) if when else t("no date", language)
    else:
        strong = term("status", "not-known", language)
        since = filled(
            t("last stated {status}, known until {date}", language),
            status=values,
            date=day_text(standing.known_until, language),
        )
    said = one_line(", ".join([*_about(standing, language), since]))
    return Cited(said, _ids(standing.claims), one_line(raised(strong)))


def _about(standing: Standing, language: str | None) -> Iterator[str]:
    """What a series of statuses is about: the service, the vehicles, the direction, whose side."""
    service, vehicles, direction, side = standing.scope
    yield from filter(None, (service, vehicles, direction))
    if side:
        yield filled(t("by {country}", language), country=country_name(side, language))


def _basis(item: Item, language: str | None) -> str:
    """How the way was found that length, days and exposure rest on."""
    if item.kind == "stop":
        return NO_FIGURE
    words = {
        "routed": t("assumed path", language),
        "schematic": t("schematic", language),
        "arc": t("arc: path not published", language),
        "none": t("told in words", language),
    }
    return words.get(str(item.thing.get("basis")), t("way not known", language))


def _grade(fold: Fold, item: Item, state: State, language: str | None) -> str:
    """The Admiralty grades that a person gave what states the leg, and the kind of evidence."""
    claims = fold.counting(item.thing.get("stated"))
    grades = dict.fromkeys(str(claim["grade"]) for claim in claims if claim.get("grade"))
    kinds = {
        "quoted": t("quoted", language),
        "referenced": t("referenced", language),
        "editor": t("editor’s own", language),
    }
    graded = ", ".join(grades) or t("not graded", language)
    return one_line("; ".join(filter(None, (graded, kinds.get(str(state.stated))))))


def _whole_routes(group: Group) -> list[Json]:
    """The routes of more than one leg of which every leg is shown, if they have sums."""
    shown = {item.thing["id"] for item, _ in group if item.kind == "leg"}
    routes = group[0][0].corridor.get("routes") or ()
    whole = [one for one in routes if one.get("path") and shown.issuperset(one["legs"])]
    return [route for route in whole if len(route["legs"]) > 1]


def _route_row(route: Json) -> RouteRow:
    path = route["path"]
    nmi = path.get("nmi")
    return RouteRow(
        name=one_line(route["name"]),
        km=km_text(path["km"]),
        nmi=km_text(nmi) if nmi else "",
        days=days_figures(path["days"]) if path.get("days") else NO_FIGURE,
    )


def assumption_texts(fold: Fold) -> tuple[str, ...]:
    """What the days in the table rest on, each assumption with its range."""
    groups = corridor_groups(fold)
    paths = [assumed_path(item) for item, _ in fold.shown]
    paths += [route["path"] for group in groups for route in _whole_routes(group)]
    used = {name for path in paths for name, _ in path.get("parts") or ()}
    return tuple(
        _assumption_text(one, fold.view.language)
        for one in fold.document["assumptions"]
        if one["id"] in used
    )


def _assumption_text(one: Json, language: str | None) -> str:
    unit = t("km/h", language) if one["unit"] == "km/h" else t("h", language)
    span = f"{one['low']:g}–{one['high']:g}{THIN_SPACE}{unit}"
    return f"{one_line(t(one['what'], language))} {span}"


def _ids(claims: Iterable[Json]) -> tuple[str, ...]:
    return tuple(claim["id"] for claim in claims)
