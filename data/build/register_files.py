"""Write the present sha256 of every shipped file into data/sources.csv.

    python data/build/register_files.py

A file without a row is named and nothing is written: its source and licence come first.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "data" / "sources.csv"
FOLDERS = (
    "data/basemap",
    "data/checklist",
    "data/citations",
    "data/fonts",
    "data/gazetteer",
    "data/history",
    "data/networks",
    "corridors/mapview/vendor",
)


def shipped_files() -> list[str]:
    """Every data file that the repository ships, as paths inside it."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def read_register() -> list[dict[str, str]]:
    """The rows of data/sources.csv."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sha256_of(name: str) -> str:
    """The sha256 of a shipped file, in hex."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def write_register(rows: list[dict[str, str]]) -> None:
    """Write the rows of data/sources.csv."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    REGISTER.write_text(buffer.getvalue(), encoding="utf-8")


def main() -> int:
    """Refresh the hashes; 1 where a file has no row."""
    rows = {row["file"]: row for row in read_register()}
    missing = [name for name in shipped_files() if name not in rows]
    if missing:
        print(f"no row in data/sources.csv: {', '.join(missing)} — add one", file=sys.stderr)
        return 1
    write_register([{**rows[name], "sha256": sha256_of(name)} for name in shipped_files()])
    return 0


if __name__ == "__main__":
    sys.exit(main())
