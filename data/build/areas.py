"""Build data/gazetteer/areas.csv: CLDR's territory names in four languages, and regions.csv's.

    python data/build/areas.py [--out FILE]

regions.csv is kept by hand: seas, regions, groups, further names of countries, whose territory
one is. CLDR comes with babel; the same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from babel import Locale

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corridors.places.placenames import fold

FOLDER = Path(__file__).resolve().parents[1] / "gazetteer"
COLUMNS = ("id", "kind", "country", "sovereign", "also_city", "names")
LANGUAGES = ("en", "ru", "be", "tr")
# Codes of CLDR that are no country: groups and pseudo-territories.
NO_COUNTRY = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def cldr_rows() -> dict[str, dict[str, str]]:
    """A row for each country and continent of CLDR, by id."""
    territories = {language: Locale(language).territories for language in LANGUAGES}
    rows = {}
    for code, name in territories["en"].items():
        country = len(code) == 2 and code not in NO_COUNTRY
        if (len(code) == 2 and not country) or code in ("001", "ZZ"):
            continue
        names = dict.fromkeys([name, *(territories[lang].get(code, name) for lang in LANGUAGES)])
        row_id = code if country else f"m49-{code}"
        rows[row_id] = dict(
            zip(
                COLUMNS,
                (
                    row_id,
                    "country" if country else "continent",
                    code if country else "",
                    "",
                    "",
                    ";".join(names),
                ),
                strict=True,
            )
        )
    return rows


def merged(rows: dict[str, dict[str, str]], by_hand: list[dict[str, str]]) -> list[dict[str, str]]:
    """CLDR's rows with the hand-kept names and fields added, and the hand-kept rows besides."""
    result = {row_id: dict(row) for row_id, row in rows.items()}
    for row in by_hand:
        known = result.get(row["id"])
        if known is None:
            result[row["id"]] = dict(row)
            continue
        names = dict.fromkeys([*known["names"].split(";"), *row["names"].split(";")])
        known["names"] = ";".join(n for n in names if n)
        for field in ("sovereign", "also_city"):
            known[field] = row[field] or known[field]
    return _each_name_once(result)


def _each_name_once(rows: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """The rows by id, a name that several share left to a country, else to a hand-kept row."""
    owners: dict[str, str] = {}
    first = sorted(rows, key=lambda i: (rows[i]["kind"] != "country", i.startswith("m49"), i))
    for row_id in first:
        for name in rows[row_id]["names"].split(";"):
            owners.setdefault(fold(name), row_id)
    kept = []
    for row_id, row in sorted(rows.items()):
        names = [n for n in row["names"].split(";") if owners[fold(n)] == row_id]
        if names:
            kept.append({**row, "names": ";".join(names)})
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=FOLDER / "areas.csv")
    arguments = parser.parse_args()
    with (FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
        by_hand = list(csv.DictReader(file))
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(merged(cldr_rows(), by_hand))


if __name__ == "__main__":
    main()
