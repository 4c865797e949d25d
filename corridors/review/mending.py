"""An edit applied to a proposal: a draft in, another draft out; what cannot be done is refused."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce, singledispatch
from typing import Any

from pydantic import ValidationError

from corridors.errors import ReviewFault
from corridors.model import Record
from corridors.review import edits as E  # noqa: N812 — the edits are many, and named as such
from corridors.review.chain import add_stop, drop_stop, order_stops
from corridors.review.draft import Draft, DraftLeg, DraftStop
from corridors.review.edits import Edit


def apply_edits(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft with all edits applied in turn. Raises ReviewFault as `apply_edit` does."""
    return reduce(apply_edit, edits, draft)


def apply_edit(draft: Draft, edit: Edit) -> Draft:
    """The draft with one edit applied.

    Raises ReviewFault, naming what is wrong and the mend, for a stop or leg that is not there, a
    key given twice, or a draft that grows over its bounds.
    """
    changed = _apply(edit, draft)
    try:
        return Draft.model_validate(changed.model_dump())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ReviewFault(f"{edit.edit}: {where}: {first['msg']} — give less") from None


@singledispatch
def _apply(edit: Any, draft: Draft) -> Draft:
    raise ReviewFault(f"{type(edit).__name__} is no edit of a {type(draft).__name__}")


@_apply.register
def _(edit: E.NameCorridor, draft: Draft) -> Draft:
    return _with(draft, name=edit.name, named=edit.named)


@_apply.register
def _(edit: E.SetAliases, draft: Draft) -> Draft:
    return _with(draft, aliases=tuple(dict.fromkeys(edit.names)))


@_apply.register
def _(edit: E.MergeWith, draft: Draft) -> Draft:
    return _with(draft, into=edit.into, into_why=edit.why)


@_apply.register
def _(edit: E.PlaceStop, draft: Draft) -> Draft:
    return _change_stop(draft, edit.stop, place=edit.place, ambiguous=False)


@_apply.register
def _(edit: E.NameStop, draft: Draft) -> Draft:
    return _change_stop(draft, edit.stop, name=edit.name)


@_apply.register
def _(edit: E.AddStop, draft: Draft) -> Draft:
    for key in (edit.after, edit.before):
        if key is not None:
            find_stop(draft, key)
    if draft.stop(edit.stop.key):
        raise ReviewFault(f"a stop has the key {edit.stop.key!r} already — choose another")
    return add_stop(draft, edit.stop, edit.after, edit.before)


@_apply.register
def _(edit: E.DropStop, draft: Draft) -> Draft:
    return drop_stop(draft, find_stop(draft, edit.stop))


@_apply.register
def _(edit: E.OrderStops, draft: Draft) -> Draft:
    return order_stops(draft, edit.stops)


@_apply.register
def _(edit: E.AddLeg, draft: Draft) -> Draft:
    if draft.leg(edit.leg.key):
        raise ReviewFault(f"a leg has the key {edit.leg.key!r} already — choose another")
    _check_ends(draft, edit.leg.start, edit.leg.end)
    return _with(draft, legs=(*draft.legs, edit.leg))


@_apply.register
def _(edit: E.DropLeg, draft: Draft) -> Draft:
    gone = find_leg(draft, edit.leg)
    return _with(draft, legs=tuple(leg for leg in draft.legs if leg is not gone))


@_apply.register
def _(edit: E.ChangeEnds, draft: Draft) -> Draft:
    _check_ends(draft, edit.start, edit.end)
    return _change_leg(draft, edit.leg, start=edit.start, end=edit.end)


_SAID: dict[type[Record], str] = {
    E.SetModes: "modes",
    E.SetStatuses: "statuses",
    E.SetCargo: "cargo",
    E.SetOperators: "operators",
    E.SetStatements: "statements",
}


def _set_said(edit: Any, draft: Draft) -> Draft:
    """What is said of a leg, or where the edit names none of the corridor, all anew."""
    name = _SAID[type(edit)]
    change = {name: getattr(edit, name)}
    return _with(draft, **change) if edit.leg is None else _change_leg(draft, edit.leg, **change)


for _kind in _SAID:
    _apply.register(_kind, _set_said)


@_apply.register
def _(edit: E.SetStated, draft: Draft) -> Draft:
    match edit.of:
        case "name":
            return _with(draft, named=edit.stated)
        case "stop":
            return _change_stop(draft, edit.key or "", stated=edit.stated)
        case _:
            return _change_leg(draft, edit.key or "", stated=edit.stated)


@_apply.register
def _(edit: E.SetGrade, draft: Draft) -> Draft:
    match edit.of:
        case "all":
            return _with(draft, grade=edit.grade)
        case "stop":
            return _change_stop(draft, edit.key or "", grade=edit.grade)
        case _:
            return _change_leg(draft, edit.key or "", grade=edit.grade)


def find_stop(draft: Draft, key: str) -> DraftStop:
    """The stop of a key; raises ReviewFault, naming the stops, if there is none."""
    found = draft.stop(key)
    if found is None:
        known = ", ".join(stop.key for stop in draft.stops) or "none"
        raise ReviewFault(f"no stop has the key {key!r} — the stops are {known}")
    return found


def find_leg(draft: Draft, key: str) -> DraftLeg:
    """The leg of a key; raises ReviewFault, naming the legs, if there is none."""
    found = draft.leg(key)
    if found is None:
        known = ", ".join(leg.key for leg in draft.legs) or "none"
        raise ReviewFault(f"no leg has the key {key!r} — the legs are {known}")
    return found


def _check_ends(draft: Draft, start: str, end: str) -> None:
    find_stop(draft, start)
    find_stop(draft, end)
    if start == end:
        raise ReviewFault(f"a leg cannot start and end at {start!r} — choose another end")


def _with(draft: Draft, **changes: Any) -> Draft:
    return draft.model_copy(update=changes)


def _change_stop(draft: Draft, key: str, **changes: Any) -> Draft:
    return _with(draft, stops=_replaced(draft.stops, find_stop(draft, key), changes))


def _change_leg(draft: Draft, key: str, **changes: Any) -> Draft:
    return _with(draft, legs=_replaced(draft.legs, find_leg(draft, key), changes))


def _replaced(
    things: tuple[Record, ...], old: Record, changes: dict[str, Any]
) -> tuple[Record, ...]:
    return tuple(t.model_copy(update=changes) if t is old else t for t in things)
