"""What of a view is picked out: it keeps its colours, and everything else fades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridors.fold import Fold, Item

Json = Mapping[str, Any]


def chosen_items(fold: Fold) -> frozenset[str] | None:
    """The ids of the items that are picked out; None where nothing is to fade.

    A link selects a corridor, one of its legs or stops, a place or an actor. A leg picks out its
    corridor, an actor the legs that it operates; a place picks out nothing but itself.
    """
    selected = fold.view.selected
    if not selected:
        return None
    kind, _, name = selected.partition("/")
    if kind in ("node", "area") and name:
        return None
    items = [item for item, _ in fold.shown]
    if kind == "actor" and name:
        found = frozenset(item.id for item in items if name in _operators(fold, item))
    else:
        found = frozenset(
            item.id for item in items if item.corridor["id"] == kind.partition(".")[0]
        )
    return found or None


def chosen_leg(fold: Fold) -> str | None:
    """The id of the leg that is selected, if it is on the map."""
    selected = fold.view.selected
    return next((item.id for item, _ in fold.shown if item.id == selected), None)


def chosen_place(fold: Fold) -> str | None:
    """The id of the place that is selected."""
    kind, _, name = (fold.view.selected or "").partition("/")
    return name if name and kind != "actor" else None


def chosen_areas(fold: Fold) -> list[str]:
    """The ISO codes of the countries and regions that what is selected names as areas."""
    leg = chosen_leg(fold)
    ends = next((item.ends for item, _ in fold.shown if item.id == leg), (chosen_place(fold),))
    areas = fold.document["areas"]
    named = [areas[end] for end in ends if end in areas]
    codes = [[area["outline"]] if area.get("outline") else area["countries"] for area in named]
    return list(dict.fromkeys(code for some in codes for code in some))


def _operators(fold: Fold, item: Item) -> set[str]:
    return {claim["value"] for claim in fold.counting(item.thing.get("operator"))}
