"""The answer to one question as JSON: what `corridors route` prints."""

from __future__ import annotations

from typing import Any

from corridors.antimeridian import Line, cut_line
from corridors.geometry import DECIMALS, great_circle
from corridors.routing.leg_path import Basis, LegPath
from corridors.routing.noroute import NoRoute
from corridors.routing.notices import notices_for
from corridors.routing.path_record import rounded
from corridors.routing.questions import Answer, Question

KM_DECIMALS = 3


def describe_answer(question: Question, answer: Answer) -> dict[str, Any]:
    """The way as JSON, its geometry as GeoJSON ([lon, lat], cut at ±180°); nulls without one."""
    if isinstance(answer.path, NoRoute):
        path, reason = LegPath(Basis.NONE, question.asked.mode), answer.path.reason
    else:
        path, reason = answer.path, None
    is_found = reason is None
    return {
        "mode": question.asked.mode,
        "length_km": round(path.length_km, KM_DECIMALS) if is_found else None,
        "nmi": round(path.nmi, KM_DECIMALS) if is_found and path.nmi is not None else None,
        "passages": list(path.passages),
        "countries": [{"country": code, "km": rounded(km)} for code, km in path.countries],
        "crossings": [
            {"id": one.node, "from": one.start, "to": one.end, "lat": one.at.lat, "lon": one.at.lon}
            for one in path.crossings
        ],
        "gauge_breaks": [
            {"from_mm": one.start_mm, "to_mm": one.end_mm, "lat": one.at.lat, "lon": one.at.lon}
            for one in path.gauge_breaks
        ],
        "schematic_km": rounded(path.schematic_km),
        "approach_km": [rounded(km) for km in path.approach_km],
        "proposed_km": rounded(path.proposed_km),
        "basis": path.basis if is_found else None,
        "geometry": _geometry(cut_line(great_circle(path.line))) if is_found else None,
        "reason": reason,
        "ms": round(answer.ms, KM_DECIMALS),
        "notices": [notice._asdict() for notice in notices_for([path])],
    }


def _geometry(pieces: list[Line]) -> dict[str, Any]:
    lines = [[[round(p.lon, DECIMALS), round(p.lat, DECIMALS)] for p in piece] for piece in pieces]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}
