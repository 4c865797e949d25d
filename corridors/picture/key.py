"""The key: only what is in sight on the picture, in the colours that lines have there.

It stands below the map, in columns; samples are drawn as the lines and signs themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.fold import Fold, State
from corridors.picture.colours import CASING, INK, OTHER
from corridors.picture.key_layout import ENTRY, SAMPLE, Entry, Group, Key, lay_out, lettered
from corridors.picture.lines import Drawn, stroke
from corridors.picture.linestyle import HOLLOW_SHARE, style_of
from corridors.picture.places import Place
from corridors.picture.signs import Sign, draw_sign
from corridors.picture.svg import element
from corridors.strings import t
from corridors.view import MODES, NOT_KNOWN, NOT_STATED, STATUSES
from corridors.wording import filled, raised, term

_MOST_COLOURS = 40
_LIKENESSES = ("announced", "constrained", "closed", NOT_KNOWN)


def make_key(
    fold: Fold, drawn: Sequence[Drawn], places: Sequence[Place], width: float, language: str | None
) -> Key:
    """The key of what is drawn, as wide as the map."""
    groups = [group for group in _groups(fold, drawn, places, language) if group.entries]
    return lay_out(groups, width)


def _groups(
    fold: Fold, drawn: Sequence[Drawn], places: Sequence[Place], language: str | None
) -> Iterator[Group]:
    by = fold.view.colour_by or "corridor"
    if by in ("corridor", "source"):
        head = t("Corridors", language) if by == "corridor" else t("Sources", language)
        yield Group(head, tuple(_colours(fold, drawn, by, language)))
    yield Group(t("Mode", language), tuple(_modes(drawn, by, language)))
    yield Group(t("Status", language), tuple(_statuses(drawn, by, language)))
    yield Group(t("Line", language), tuple(_others(fold, drawn, language)))
    yield Group(t("Places", language), tuple(_signs(places, language)))


def _sample_state(mode: str = "rail", lead: str = "operating", stated: str = "quoted") -> State:
    return State(stated, (mode,), (lead,), (), (), lead, ahead=False)


def _line(basis: str, state: State, colour: str, text: str) -> Entry:
    style = style_of(basis, state, colour)
    data = f"M0 0H{SAMPLE:.0f}"
    sample = [stroke(data, style.colour, style.width, dash=style.dash, cap=style.cap)]
    if style.hollow:
        sample.append(stroke(data, CASING, style.width * HOLLOW_SHARE))
    if style.cross:
        middle = SAMPLE / 2
        cross = f"M{middle - 3:.1f} -3l6 6m-6 0l6 -6"
        sample += [stroke(cross, CASING, 4.4, cap="round"), stroke(cross, INK, 1.6, cap="round")]
    return Entry(sample, text)


def _colours(fold: Fold, drawn: Sequence[Drawn], by: str, language: str | None) -> Iterator[Entry]:
    seen = {one.coloured.key: one.coloured.colour for one in drawn if one.near}
    document = fold.document
    names = (
        {corridor["id"]: corridor["short"] for corridor in document["corridors"]}
        if by == "corridor"
        else {one["id"]: one["name"] for one in document["publishers"]}
        | {OTHER: t("other sources", language)}
    )
    shown = [(names[key], seen[key]) for key in names if key in seen]
    for name, colour in shown[:_MOST_COLOURS]:
        yield _line("", _sample_state(), colour, name)
    if len(shown) > _MOST_COLOURS:
        more = filled(t("and {n} more", language), n=len(shown) - _MOST_COLOURS)
        yield Entry((), more)


def _modes(drawn: Sequence[Drawn], by: str, language: str | None) -> Iterator[Entry]:
    """Modes are drawn as they are on the map: schematic where all lines in sight are."""
    legs = [one for one in drawn if one.item.thing["basis"] != "arc"]
    basis = "routed" if any(one.item.thing["basis"] == "routed" for one in legs) else "schematic"
    seen = {one.state.modes[0]: one.coloured.colour for one in legs}
    for mode in MODES:
        if mode in seen:
            colour = seen[mode] if by == "mode" else INK
            yield _line(basis, _sample_state(mode), colour, raised(term("mode", mode, language)))


def _statuses(drawn: Sequence[Drawn], by: str, language: str | None) -> Iterator[Entry]:
    seen = {one.state.lead: one.coloured.colour for one in drawn if one.state.lead != NOT_STATED}
    if by == "status":
        for lead in STATUSES:
            if lead in seen:
                text = raised(term("status", lead, language))
                yield _line("routed", _sample_state(lead=lead), seen[lead], text)
        return
    texts = {
        "announced": t("Announced or proposed", language),
        "constrained": t("Trial or constrained", language),
        "closed": t("Suspended, closed, abandoned", language),
        NOT_KNOWN: t("Not known on this day", language),
    }
    alike = {_likeness(lead) for lead in seen}
    for lead in _LIKENESSES:
        if lead in alike:
            yield _line("routed", _sample_state(lead=lead), INK, texts[lead])


def _likeness(lead: str) -> str:
    """The status that one is drawn like."""
    match lead:
        case "proposed":
            return "announced"
        case "suspended" | "abandoned":
            return "closed"
        case "trial":
            return "constrained"
    return lead


def _others(fold: Fold, drawn: Sequence[Drawn], language: str | None) -> Iterator[Entry]:
    bases = {one.item.thing["basis"] for one in drawn}
    if "routed" in bases:
        yield _line("routed", _sample_state(), INK, t("On the assumed path", language))
    if "arc" in bases:
        yield _line(
            "arc",
            _sample_state(NOT_STATED, NOT_STATED),
            INK,
            t("Flow, path not published", language),
        )
    if "schematic" in bases:
        yield _line("schematic", _sample_state(), INK, t("Fine gaps: schematic", language))
    if any(one.state.stated == "editor" for one in drawn):
        state = replace(_sample_state(), stated="editor")
        yield _line("schematic", state, INK, t("Paler: editors only", language))
    if any(one.one_way for one in drawn):
        arrow = element("path", d="M22.6 0L12.8 4.2L15 0L12.8 -4.2z", fill=INK)
        yield Entry((arrow,), t("One way only", language))
    told = sum(1 for item, _ in fold.shown if item.kind == "leg" and not item.thing.get("line"))
    if told:
        text = (
            t("1 leg told in words, not drawn", language)
            if told == 1
            else filled(t("{n} legs told in words, not drawn", language), n=told)
        )
        yield Entry((lettered("“…”", ENTRY, SAMPLE / 2 - 8, 3.5),), text)


def _signs(places: Sequence[Place], language: str | None) -> Iterator[Entry]:
    for kind in sorted({place.sign.kind for place in places}):
        yield _sign(Sign(kind), raised(term("node", kind, language)))
    if any(place.sign.gauge for place in places):
        yield _sign(Sign("city", gauge=True), t("Break of gauge", language))
    if any(place.sign.dead for place in places):
        yield _sign(Sign("border-crossing", dead=True), t("Closed", language))
    if any(not place.sign.filled for place in places):
        yield _sign(Sign("city", filled=False), t("Hollow: the editors’ own", language))


def _sign(sign: Sign, text: str) -> Entry:
    return Entry((draw_sign(sign, SAMPLE / 2, 0),), text)
