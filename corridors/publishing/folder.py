"""Into a folder, so that it is never half done: each file beside its place first, the page last.

What the folder holds from earlier publications stays: pinned links to it go on for ever.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corridors.atlas import Atlas
from corridors.errors import PublicationFault
from corridors.history.chronicle import shared_chronicle
from corridors.history.snapshots import Kept, shared_snapshots
from corridors.publishing.files import INDEX, RECORD, Pin, Publication, list_files

_PART = ".part"


def publish_folder(folder: Path, atlas: Atlas, link: str = "", *, now: datetime) -> int:
    """Publish an atlas into a folder, new or of an earlier publication; the number of files put.

    `link` is that of the view to open with, `now` the time from which this atlas is kept. Raises
    PublicationFault if the folder holds something else or can't be written, AtlasFault or
    SnapshotFault if an atlas of an earlier pinned link is damaged: nothing is written then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        publication = gather(atlas, link, now=now, earlier=_read_pins(folder))
        _remove_parts(folder)
        return sum(_put(folder / path, content) for path, content in list_files(publication))
    except OSError as error:
        where, why = str(error.filename or folder), error.strerror or str(error)
        raise PublicationFault(where, "", why, "make room, or name another folder") from None


def gather(
    atlas: Atlas,
    link: str,
    *,
    now: datetime,
    earlier: Mapping[str, Pin] | None = None,
) -> Publication:
    """An atlas with all that links were pinned to: in `earlier`, and in this process's snapshots.

    Raises SnapshotFault or StoreFault if one can't be read.
    """
    snapshots = shared_snapshots()
    pins = {one.hash: Pin(one, snapshots.original(one.hash)) for one in snapshots.kept()}
    pins |= earlier or {}
    since = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    new = Pin(Kept(atlas.hash, since, edition=False), atlas.as_bytes)
    pins[atlas.hash] = replace(pins.get(atlas.hash, new), has_files=True)
    oldest_first = sorted(pins.values(), key=lambda pin: pin.kept.since)
    return Publication(atlas, tuple(oldest_first), link, shared_chronicle())


def _read_pins(folder: Path) -> dict[str, Pin]:
    """The atlases of earlier publications by their hashes, each looked at."""
    record = _read_record(folder)
    pins = {}
    for told in record.get("kept", ()):
        kept = Kept(**told)
        file = folder / "data" / f"{kept.hash}.json"
        original = file.with_suffix(".original.json")
        has_files = (folder / "files" / kept.hash).exists()
        pin = Pin(kept, (original if original.exists() else file).read_bytes(), has_files)
        pin.read()
        pins[kept.hash] = pin
    return pins


def _read_record(folder: Path) -> dict[str, Any]:
    """The folder's own record; empty for a folder that holds nothing of ours."""
    file = folder / RECORD
    mend = "name an empty folder, or that of an earlier publication"
    if not file.exists():
        if (folder / INDEX).exists():
            raise PublicationFault(str(folder), "", f"has a page of its own, and no {RECORD}", mend)
        return {}
    try:
        record: dict[str, Any] = json.loads(file.read_bytes())
        record["kept"][0]["hash"]
    except (ValueError, LookupError, TypeError):
        raise PublicationFault(str(file), "", "is not the record of a publication", mend) from None
    return record


def _remove_parts(folder: Path) -> None:
    """Take away what a publication that was cut short left under passing names."""
    for part in folder.rglob(f".*{_PART}"):
        part.unlink()


def _put(path: Path, content: bytes) -> bool:
    """Put a file in its place whole; False if it was there already."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{_PART}")
    part.write_bytes(content)
    part.replace(path)
    return True
