"""Each shipped file has its row in data/sources.csv, and is the file that the row speaks of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "build"))

from register_files import ROOT, read_register, sha256_of, shipped_files

ROWS = {row["file"]: row for row in read_register()}
LIMITS_MB = {"data/gazetteer": 12, "data/basemap": 2.1, "corridors/mapview/vendor": 0.5}


def test_no_row_is_without_its_file_and_no_file_without_its_row() -> None:
    assert sorted(ROWS) == shipped_files()


@pytest.mark.parametrize("name", shipped_files())
def test_a_shipped_file_is_the_one_that_its_row_names(name: str) -> None:
    row = ROWS[name]
    assert row["sha256"] == sha256_of(name)
    assert all(row[field] for field in ("what", "package", "version", "licence", "rebuild"))


@pytest.mark.parametrize("folder", LIMITS_MB)
def test_what_is_shipped_stays_small(folder: str) -> None:
    size = sum(path.stat().st_size for path in (ROOT / folder).rglob("*") if path.is_file())
    assert size < LIMITS_MB[folder] * 1e6
