"""The tables that others point at, as pandas frames: the places of a view and its sources.

`docs/exports.md` documents every column; units stand in the columns' names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from corridors.evidence import claims_of_place, claims_of_view, describe_source
from corridors.fold import Fold, Item, strongest
from corridors.placing import place_name, point_of

Json = Mapping[str, Any]

PLACE_COLUMNS = (
    "id what name kind country countries lat lon precision_km unlocode names corridors evidence "
    "note"
).split()
SOURCE_COLUMNS = (
    "id kind publisher title published published_inferred published_note retrieved language url "
    "archive_url claims_count"
).split()


def frame_places(fold: Fold) -> pd.DataFrame:
    """The places on the map, one a row; an area has no position, and is never given one."""
    rows = [_place_row(fold, place, items) for place, items in fold.places.items()]
    return pd.DataFrame(rows, columns=pd.Index(PLACE_COLUMNS))


def frame_sources(fold: Fold) -> pd.DataFrame:
    """The sources that what is on the map rests on, one a row, in the panel's order."""
    counts = Counter(claim["source"] for claim in claims_of_view(fold))
    listed = [name for one in fold.document["publishers"] for name in one["sources"]]
    rows = [
        {**describe_source(name, fold.document), "claims_count": counts[name]}
        for name in listed
        if name in counts
    ]
    return pd.DataFrame(rows, columns=pd.Index(SOURCE_COLUMNS))


def _place_row(fold: Fold, place: str, items: Sequence[Item]) -> dict[str, Any]:
    document = fold.document
    node = document["nodes"].get(place)
    record = node or document["areas"].get(place) or {}
    at = [point for piece in point_of(place, document) for point in piece]
    names = (record.get("names") or {}) if node else {}
    return {
        "id": place,
        "what": "node" if node else "area",
        "name": place_name(place, document),
        "kind": record.get("kind"),
        "country": record.get("country"),
        "countries": _listed(record.get("countries") or ()),
        "lat": at[0].lat if at else None,
        "lon": at[0].lon if at else None,
        "precision_km": record.get("precision_km"),
        "unlocode": record.get("locode"),
        "names": _listed(f"{language}: {name}" for language, name in names.items()),
        "corridors": _listed(item.corridor["id"] for item in items),
        "evidence": strongest(claims_of_place(fold, place)),
        "note": record.get("note"),
    }


def _listed(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None
