"""A view as a Frictionless data package: every table with its description, and the lines, as zip.

https://specs.frictionlessdata.io/tabular-data-package/. Cells are neutralised against formulas as
in every CSV of ours: these tables are opened in spreadsheets too.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd

from corridors.citations.items import cite_view
from corridors.dataout.datafields import describe_field
from corridors.dataout.geojson import write_geojson
from corridors.dataout.lookups import frame_places, frame_sources
from corridors.dataout.rights import NAME, describe_file
from corridors.dataout.tables import frame_claims, frame_corridors, frame_csv, frame_legs
from corridors.evidence import claims_of_view
from corridors.fold import Fold
from corridors.jsontext import write_json

DESCRIPTOR = "datapackage.json"
_TITLES = {
    "corridors": "Corridors, one a row",
    "legs": "Legs, and stops that no leg ends at, one a row",
    "claims": "Claims, one a row, each with its quote and its source",
    "places": "Places, one a row",
    "sources": "Sources of the claims, one a row",
}
# By table: a column, and the table whose ids it holds.
_POINTERS = {
    "legs": {"corridor": "corridors", "from": "places", "to": "places"},
    "claims": {"source": "sources"},
}


def write_datapackage(fold: Fold, link: str) -> bytes:
    """The view as a zip with its descriptor first; `link` is the view's own query."""
    tables = {
        "corridors": frame_corridors(fold),
        "legs": frame_legs(fold),
        "claims": frame_claims(fold),
        "places": frame_places(fold),
        "sources": frame_sources(fold),
    }
    items = cite_view(fold, claims_of_view(fold), link)
    files = {
        DESCRIPTOR: write_json(_describe(fold, link, tables), indent=2).encode(),
        **{f"{name}.csv": frame_csv(table, bom=False) for name, table in tables.items()},
        "map.geojson": write_geojson(fold, link),
        "citations.json": write_json(items, indent=1).encode(),
    }
    return pack(files)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Files by their paths as a zip; the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _describe(fold: Fold, link: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    about = describe_file(fold, link)
    notices = about.pop("notices")
    return {
        "profile": "data-package",
        "name": "corridor-atlas",
        "title": NAME,
        "description": f"{about['attribution']}. {about['rights']}",
        "version": about["atlas"],
        **{f"x-{name}": value for name, value in about.items()},
        "licenses": [{"path": notice["url"], "title": notice["text"]} for notice in notices],
        "resources": [
            *(_table(name, table) for name, table in tables.items()),
            _file("map", "map.geojson", "geojson", "application/geo+json", "Lines and places"),
            _file("citations", "citations.json", "json", "application/json", "Sources as CSL-JSON"),
        ],
    }


def _table(name: str, table: pd.DataFrame) -> dict[str, Any]:
    pointers = _POINTERS.get(name, {})
    return {
        **_file(name, f"{name}.csv", "csv", "text/csv", _TITLES[name]),
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [describe_field(name, str(column)) for column in table],
            "primaryKey": ["id"],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
                for column, other in pointers.items()
            ],
        },
    }


def _file(name: str, path: str, kind: str, media_type: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "title": title,
        "format": kind,
        "mediatype": media_type,
        "encoding": "utf-8",
    }
