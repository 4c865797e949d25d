"""A view as pandas frames: its corridors, its legs (and lone stops), its claims.

`docs/exports.md` documents every column; units stand in the columns' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from corridors.dataout.cells import write_csv
from corridors.evidence import (
    claims_of_corridor,
    claims_of_item,
    claims_of_view,
    describe_claim,
    describe_source,
    sources_of,
)
from corridors.fold import Fold, Item, State
from corridors.placing import (
    KM_PER_NMI,
    assumed_length_km,
    assumed_path,
    licence_notice,
    place_name,
)
from corridors.standing import Standing

Json = Mapping[str, Any]

CORRIDOR_COLUMNS = (
    "id name kind group legs stops modes statuses cargo operators sources_count sources"
).split()
LEG_COLUMNS = (
    "id what corridor corridor_name corridor_kind from from_name via to to_name modes status "
    "status_since status_since_is status_known_until status_by_series as_of cargo operators "
    "one_way evidence on_map basis assumed_path_km assumed_path_nmi no_route assumed_days_low "
    "assumed_days_high passages countries border_crossings gauge_breaks schematic_km proposed_km "
    "licence_notice sources_count sources"
).split()
CLAIM_COLUMNS = (
    "id about field value actor evidence quote quote_start quote_end reason note date until "
    "service vehicles direction side role name_language amount unit grade origin accepted_by "
    "accepted_at mended_by machine_value source source_kind publisher title published "
    "published_inferred published_note retrieved source_language url archive_url"
).split()

_WHOLE_NUMBERS = {"quote_start": "Int64", "quote_end": "Int64"}


def frame_legs(fold: Fold) -> pd.DataFrame:
    """The legs and lone stops on the map, one a row, in the atlas's order."""
    return _frame((_leg_row(fold, item, state) for item, state in fold.shown), LEG_COLUMNS)


def frame_corridors(fold: Fold) -> pd.DataFrame:
    """The corridors of which something is on the map, one a row, in the atlas's order."""
    groups: dict[str, list[tuple[Item, State]]] = {}
    for item, state in fold.shown:
        groups.setdefault(item.corridor["id"], []).append((item, state))
    return _frame((_corridor_row(fold, group) for group in groups.values()), CORRIDOR_COLUMNS)


def frame_claims(fold: Fold) -> pd.DataFrame:
    """The claims that what is on the map rests on, one a row, each with its source."""
    sources = {name: describe_source(name, fold.document) for name in fold.document["sources"]}
    rows = (_claim_row(claim, sources, fold.document) for claim in claims_of_view(fold))
    return _frame(rows, CLAIM_COLUMNS).astype(_WHOLE_NUMBERS)


def frame_csv(frame: pd.DataFrame, *, bom: bool = True) -> bytes:
    """A frame as CSV, every cell neutralised against formulas; a missing value is an empty cell."""
    cells = frame.astype(object).where(frame.notna(), None)
    return write_csv(list(frame.columns), cells.itertuples(index=False, name=None), bom=bom)


def _frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=pd.Index(columns))


def _leg_row(fold: Fold, item: Item, state: State) -> dict[str, Any]:
    document, thing = fold.document, item.thing
    claims = claims_of_item(fold, item)
    vias = [v["at"] for v in thing.get("via") or () if fold.counting(v.get("stated"))]
    length_km = assumed_length_km(item)
    by_sea = length_km is not None and state.modes == ("sea",)
    return {
        "id": item.id,
        "what": item.kind,
        "corridor": item.corridor["id"],
        "corridor_name": item.corridor["name"],
        "corridor_kind": item.corridor["kind"],
        "from": item.ends[0],
        "from_name": place_name(item.ends[0], document),
        "via": _listed(place_name(via, document) for via in vias),
        "to": item.ends[1] if item.kind == "leg" else None,
        "to_name": place_name(item.ends[1], document) if item.kind == "leg" else None,
        "modes": _listed(state.modes),
        "status": state.lead,
        **_since(state, fold),
        "status_by_series": _listed(series_text(one, fold) for one in state.standings),
        "as_of": fold.calendar.day.isoformat(),
        "cargo": _listed(state.cargoes),
        "operators": _operators(fold, [thing]),
        "one_way": bool(fold.counting(thing.get("one_way"))),
        "evidence": state.stated,
        "on_map": fold.passes(item, state),
        "basis": thing.get("basis"),
        "assumed_path_km": length_km,
        "assumed_path_nmi": round(length_km / KM_PER_NMI, 1) if by_sea and length_km else None,
        **_way(item, document),
        **_sources(claims, document),
    }


def _way(item: Item, document: Json) -> dict[str, Any]:
    """What the assumed path passes, in words and figures; nothing for what has none."""
    path = assumed_path(item)
    days = path.get("days") or (None, None)
    return {
        "no_route": path.get("no_route"),
        "assumed_days_low": days[0],
        "assumed_days_high": days[1],
        "passages": _listed(path.get("passages", ())),
        "countries": _listed(f"{code} {km:g} km" for code, km in path.get("countries", ())),
        "border_crossings": _listed(
            f"{one['from']}–{one['to']}"
            + (f" at {place_name(one['id'], document)}" if one["id"] else "")
            for one in path.get("crossings", ())
        ),
        "gauge_breaks": _listed(
            f"{one['from']}/{one['to']} mm" for one in path.get("gauge_breaks", ())
        ),
        "schematic_km": path.get("schematic_km"),
        "proposed_km": path.get("proposed_km"),
        "licence_notice": licence_notice(item, document),
    }


def _since(state: State, fold: Fold) -> dict[str, Any]:
    """Since when the leading status holds, by the series that says so."""
    leading = [one for one in state.standings if not one.known or state.lead in one.values]
    standing = next(iter(sorted(leading, key=lambda one: not one.known)), None)
    return {
        "status_since": standing and _since_text(standing, fold),
        "status_since_is": standing and ("in effect" if standing.dated else "reported"),
        "status_known_until": standing and standing.known_until.isoformat(),
    }


def _since_text(standing: Standing, fold: Fold) -> str | None:
    claim = standing.claims[0]
    published = fold.document["sources"][claim["source"]].get("published")
    when = claim.get("date") if standing.dated else published
    return when and str(when["text"])


def series_text(standing: Standing, fold: Fold) -> str:
    """One series in words, such as "service X: operating since 2025-03 (reported)"."""
    about = ", ".join(f"{k} {v}" for k, v in standing.scope._asdict().items() if v)
    since = _since_text(standing, fold) or "no stated date"
    known = "" if standing.known else f"not known since {standing.known_until}, last: "
    kind = "since" if standing.dated else "reported"
    words = f"{known}{' / '.join(standing.values)} {kind} {since}"
    return f"{about}: {words}" if about else words


def _corridor_row(fold: Fold, group: Sequence[tuple[Item, State]]) -> dict[str, Any]:
    document, corridor = fold.document, group[0][0].corridor
    items = [item for item, _ in group]
    told = [state for item, state in group if item.kind == "leg"] or [state for _, state in group]
    claims = claims_of_corridor(fold, corridor)
    claims.extend(claim for item in items for claim in claims_of_item(fold, item))
    return {
        "id": corridor["id"],
        "name": corridor["name"],
        "kind": corridor["kind"],
        "group": corridor.get("group"),
        "legs": sum(item.kind == "leg" for item in items),
        "stops": sum(item.kind == "stop" for item in items),
        "modes": _listed(mode for state in told for mode in state.modes),
        "statuses": _listed(state.lead for state in told),
        "cargo": _listed(cargo for state in told for cargo in state.cargoes),
        "operators": _operators(fold, [corridor, *(item.thing for item in items)]),
        **_sources(claims, document),
    }


def _claim_row(claim: Json, sources: Mapping[str, Json], document: Json) -> dict[str, Any]:
    source = sources[claim["source"]]
    described = describe_claim(claim, document)
    return {
        **{name: described.get(name) for name in CLAIM_COLUMNS},
        "name_language": described.get("language"),
        "source": source["id"],
        "source_kind": source["kind"],
        "source_language": source["language"],
        **{name: source[name] for name in CLAIM_COLUMNS if name in source and name != "id"},
    }


def _operators(fold: Fold, things: Iterable[Json]) -> str | None:
    claims = [claim for thing in things for claim in fold.counting(thing.get("operator"))]
    return _listed(str(describe_claim(c, fold.document).get("actor", c["value"])) for c in claims)


def _sources(claims: Iterable[Json], document: Json) -> dict[str, Any]:
    found = sources_of(claims, document)
    return {"sources_count": len(found), "sources": " | ".join(map(_source_text, found)) or None}


def _source_text(source: Json) -> str:
    """One source in words: publisher, title, date, address, then each quote with its offsets."""
    parts = [source["publisher"], source["title"], source["published"] or "no date", source["url"]]
    quotes = dict.fromkeys(
        f"“{claim['quote']}” [{claim['quote_start']}–{claim['quote_end']}]"
        for claim in source["claims"]
        if "quote" in claim
    )
    return "; ".join([*(str(part) for part in parts if part), *quotes])


def _listed(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None
