"""KMZ in: the one KML inside a zip; nothing else of it is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import replace

from corridors.importing.features import MOST_BYTES, Drawing
from corridors.importing.kml import read_kml
from corridors.importing.where import Where

MOST_ENTRIES = 1_000

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError)


def read_kmz(file: str, data: bytes) -> Drawing:
    """The placemarks of the KML in a KMZ.

    Its size is what it really unpacks to, read piece by piece: a zip's own list can lie. Raises
    ImportFault for what is no zip, holds no KML, is locked, or is too large.
    """
    where = Where(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = _document(archive.infolist(), where)
            if entry.flag_bits & 1:
                raise where.fault(
                    f"{entry.filename[:60]!r} in it is locked", "save it without a password"
                )
            with archive.open(entry) as stream:
                unpacked = stream.read(MOST_BYTES + 1)
    except (*_BROKEN, OSError, RuntimeError, ValueError):
        raise where.fault("it is no KMZ that can be read", "export it anew, or as KML") from None
    if len(unpacked) > MOST_BYTES:
        raise where.fault(
            f"unpacked, its KML is larger than {MOST_BYTES // 1_000_000} MB", "export less of it"
        )
    return replace(read_kml(file, unpacked), form="kmz")


def _document(entries: list[zipfile.ZipInfo], where: Where) -> zipfile.ZipInfo:
    """The KML that a reader opens first: doc.kml, else the first one in the archive."""
    if len(entries) > MOST_ENTRIES:
        raise where.fault(f"it holds more than {MOST_ENTRIES} files", "export the lines alone")
    found = [entry for entry in entries if entry.filename.lower().endswith(".kml")]
    if not found:
        raise where.fault("there is no .kml in it", "give a KMZ or KML exported from the map")
    return next((entry for entry in found if entry.filename.lower() == "doc.kml"), found[0])
