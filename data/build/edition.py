"""Write the atlas of the definitions as they are now as an edition, with its row in sources.csv.

    .venv/bin/python data/build/edition.py --note "What it brings." [--day YYYY-MM-DD]

An earlier edition of the same day gives way. docs/pinned.md says what editions are for.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from register_files import read_register, sha256_of, write_register  # noqa: E402

from corridors.atlas import build_atlas  # noqa: E402
from corridors.catalog import load_catalog  # noqa: E402
from corridors.history.editions import HISTORY, write_edition  # noqa: E402

FOLDER = "data/history"
LICENCE = (
    "as this repository; lines of railways and roads ODbL-1.0 (OpenStreetMap); "
    "the quotes are from the articles and records that it names"
)


def main() -> int:
    """Write it; 1 if the definitions are at fault, or nothing has changed since the last one."""
    parser = argparse.ArgumentParser(description="Write an edition of the atlas.")
    parser.add_argument("--note", required=True, help="what it brings, in a sentence")
    parser.add_argument("--day", type=date.fromisoformat, default=datetime.now(UTC).date())
    options = parser.parse_args()
    catalog = load_catalog()
    for fault in catalog.faults:
        print(fault, file=sys.stderr)
    if catalog.faults:
        return 1
    atlas = build_atlas(catalog)
    if not write_edition(HISTORY, atlas, options.day.isoformat(), options.note):
        print("nothing has changed since the last edition", file=sys.stderr)
        return 1
    register(f"{FOLDER}/{atlas.hash}.json.xz", f"the atlas as it stood on {options.day}")
    return 0


def register(file: str, what: str) -> None:
    """Write the row of a new edition, and take out that of the one that gave way."""
    others = (row for row in read_register() if row["file"] != file)
    rows = [row for row in others if (ROOT / row["file"]).is_file()]
    rows.append(
        {
            "file": file,
            "what": what,
            "package": "none",
            "version": "1",
            "licence": LICENCE,
            "url_or_publisher": "Corridor Atlas",
            "sha256": "",
            "rebuild": "make edition",
        }
    )
    fresh = [
        {**row, "sha256": sha256_of(row["file"])} if row["file"].startswith(FOLDER) else row
        for row in rows
    ]
    write_register(sorted(fresh, key=lambda row: row["file"]))


if __name__ == "__main__":
    sys.exit(main())
