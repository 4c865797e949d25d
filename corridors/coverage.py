"""Row by row: which claim carries what the seed articles name (`data/checklist/systems.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors import paths

CHECKLIST = paths.DATA / "checklist" / "systems.csv"
_MAY_BE_BARE = ("non-geographic", "EXCLUDE")
SHOWN_CLAIMS = 4


@dataclass(frozen=True)
class Row:
    """One thing that an article names: `offset` counts code points, `as_map` is what it may be."""

    row: str
    article: str
    offset: int
    phrase: str
    as_map: str

    @property
    def end(self) -> int:
        """The offset after the phrase's last character."""
        return self.offset + len(self.phrase)

    @property
    def needs_claim(self) -> bool:
        """Whether the row must be carried by a claim: all but the non-geographic and excluded."""
        return not self.as_map.startswith(_MAY_BE_BARE)


@dataclass(frozen=True)
class Covered:
    """A row and the claims whose quotes overlap it."""

    row: Row
    claims: tuple[Mapping[str, Any], ...]


def read_checklist(path: Path = CHECKLIST) -> list[Row]:
    """The checklist's rows, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(r["row"], r["article"], int(r["offset"]), r["phrase"], r["as_map"])
            for r in csv.DictReader(file)
        ]


def cover(rows: Iterable[Row], claims: Iterable[Mapping[str, Any]]) -> list[Covered]:
    """For each row the quoted claims of an atlas whose passage overlaps it, the closest first."""
    quoted: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        if claim["kind"] == "quoted":
            quoted.setdefault(claim["source"], []).append(claim)
    return [
        Covered(row, tuple(sorted(_overlapping(row, quoted.get(row.article, ())), key=_closeness)))
        for row in rows
    ]


def _overlapping(row: Row, claims: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [c for c in claims if c["start"] < row.end and row.offset < c["end"]]


def _closeness(claim: Mapping[str, Any]) -> tuple[int, str]:
    return claim["end"] - claim["start"], claim["id"]


def uncovered(covered: Iterable[Covered]) -> list[Row]:
    """The rows that need a claim and have none."""
    return [c.row for c in covered if c.row.needs_claim and not c.claims]


def write_table(covered: Sequence[Covered]) -> str:
    """The coverage as a Markdown page."""
    missing = uncovered(covered)
    carried = sum(bool(c.claims) for c in covered)
    lines = [
        "# Coverage of the seed articles",
        "",
        "Written by `corridors coverage`. Each row is a thing that a seed article names; the",
        "claims are those whose quotes overlap it in the article, the shortest quotes first.",
        "",
        f"{len(covered)} rows, {carried} carried by a claim, {len(missing)} missing.",
        "",
        "| row | words of the article | as map | claims |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {c.row.row} | {_cell(c.row.phrase)} | {_cell(c.row.as_map)} | {_claims_cell(c)} |"
        for c in covered
    ]
    return "\n".join(lines) + "\n"


def _claims_cell(covered: Covered) -> str:
    if not covered.claims:
        return "**missing**" if covered.row.needs_claim else "none needed"
    shown = [f"{c['about']} · {c['field']} `{c['id']}`" for c in covered.claims[:SHOWN_CLAIMS]]
    more = len(covered.claims) - len(shown)
    return "<br>".join(shown) + (f"<br>and {more} more" if more else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
