"""Editions: the atlas of the definitions alone, as it stood on a day, shipped with the program.

A user has no history of the files; so the program brings its own: docs/pinned.md.
"""

from __future__ import annotations

import csv
import io
import lzma
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from corridors import paths
from corridors.atlas import Atlas
from corridors.errors import SnapshotFault

HISTORY = paths.DATA / "history"
REGISTER = "editions.csv"
_FIELDS = ("day", "hash", "note")


class Editions:
    """The editions of a folder; it never changes while the program runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def rows(self) -> tuple[Mapping[str, str], ...]:
        """The register's rows (day, hash, note), the oldest first."""
        register = self.folder / REGISTER
        if not register.is_file():
            return ()
        with register.open(encoding="utf-8", newline="") as file:
            return tuple(sorted(csv.DictReader(file), key=lambda row: row["day"]))

    def days(self) -> dict[str, str]:
        """The first day of each edition by its hash."""
        return {row["hash"]: row["day"] for row in reversed(self.rows)}

    def content(self, digest: str) -> bytes | None:
        """The bytes of an edition; None if there is none of that hash.

        Raises SnapshotFault if its file is gone or cannot be unpacked.
        """
        if digest not in self.days():
            return None
        try:
            return lzma.decompress(_file(self.folder, digest).read_bytes())
        except (OSError, lzma.LZMAError) as error:
            mend = "install the program anew"
            raise SnapshotFault(digest, "", f"cannot be read: {error}", mend) from None


def write_edition(folder: Path, atlas: Atlas, day: str, note: str = "") -> bool:
    """Add an atlas to the editions of a folder; False if the last one is the same.

    A day has one edition: an earlier one of the same day gives way.
    """
    rows = [dict(row) for row in Editions(folder).rows]
    if rows and rows[-1]["hash"] == atlas.hash:
        return False
    kept = [row for row in rows if row["day"] != day]
    for row in rows:
        if row["hash"] not in {one["hash"] for one in kept}:
            _file(folder, row["hash"]).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    packed = lzma.compress(atlas.as_bytes, preset=9 | lzma.PRESET_EXTREME)
    _file(folder, atlas.hash).write_bytes(packed)
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, fieldnames=_FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, {"day": day, "hash": atlas.hash, "note": note}])
    (folder / REGISTER).write_text(buffer.getvalue(), encoding="utf-8")
    return True


def _file(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.json.xz"
