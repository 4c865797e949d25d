"""Which format a file of lines is in, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from corridors.errors import ImportFault, ReadingFault
from corridors.importing.csv_file import read_csv
from corridors.importing.features import MOST_BYTES, Drawing
from corridors.importing.geojson_file import read_geojson
from corridors.importing.kml import read_kml
from corridors.importing.kmz import read_kmz
from corridors.importing.where import Where
from corridors.reading.stored import storable

READERS: Mapping[str, Callable[[str, bytes], Drawing]] = {
    "kml": read_kml,
    "kmz": read_kmz,
    "geojson": read_geojson,
    "csv": read_csv,
}
ENDINGS = {
    ".kml": "kml", ".kmz": "kmz", ".geojson": "geojson", ".json": "geojson", ".umap": "geojson",
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
}  # fmt: skip
"""Formats by the ending of a file's name."""

_MEND = "give a .kml, .kmz, .geojson, .umap or .csv file"
_OTHERS = {
    ".shp": "a shapefile", ".gpkg": "a GeoPackage", ".gpx": "GPX", ".xlsx": "an Excel file",
    ".zip": "an archive", ".topojson": "TopoJSON",
}  # fmt: skip
_ZIP = b"PK\x03\x04"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_drawing(file: str, data: bytes) -> Drawing:
    """What a file of lines holds, its features as they stand there.

    What the bytes themselves show decides the format, then the ending of the name. Raises
    ImportFault, naming the file, for what cannot be read, and if nothing of it could be.
    """
    file = storable(file)[0]
    where = Where(file)
    if len(data) > MOST_BYTES:
        raise where.fault(
            f"it is larger than {MOST_BYTES // 1_000_000} MB", "export the corridor's layer alone"
        )
    if not data.strip(b" \t\r\n\0"):
        raise where.fault("it is empty", _MEND)
    try:
        drawing = READERS[_form(where, data)](file, data)
    except ReadingFault as fault:  # of its encoding
        raise where.fault(fault.message, _MEND) from None
    if not any(feature.lines or feature.points for feature in drawing.features):
        raise _nothing(where, drawing)
    return drawing


def _form(where: Where, data: bytes) -> str:
    ending = Path(where.file).suffix.lower() if "\0" not in where.file else ""
    if data.startswith(_ZIP):
        if ending in _OTHERS:
            raise where.fault(f"this is {_OTHERS[ending]}", "export it as KML, GeoJSON or CSV")
        return "kmz"
    head = _head(data)
    if head.startswith("<"):
        return "kml"
    if head.startswith(("{", "[")):
        return "geojson"
    if ending in _OTHERS:
        raise where.fault(f"this is {_OTHERS[ending]}", "export it as KML, GeoJSON or CSV")
    if ending and ending not in ENDINGS:
        raise where.fault(f"{ending[:12]} is no format that is read", _MEND)
    return "csv" if ENDINGS.get(ending, "csv") == "csv" else ENDINGS[ending]


def _head(data: bytes) -> str:
    """The first letters of a file, whatever Unicode it is in."""
    head = data[:400]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return re.sub(r"[\s\0]+", "", head.decode("latin-1"))[:1]


def _nothing(where: Where, drawing: Drawing) -> ImportFault:
    if drawing.faults:
        return drawing.faults[0]
    said = f" ({drawing.notes[0]})" if drawing.notes else ""
    return where.fault(f"there is no line and no point in it{said}", "draw a line, and export it")
