"""Whole passages of trade news: how many of the legs that a reader finds are told, and by what.

The floors are the shares that were measured last, rounded down; a change may raise them only.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.score import fold
from tests.told_legs import legs

FOLDER = Path(__file__).parent / "extraction_passages"
_SHORTEST_STEM = 3
_LONGEST_ENDING = 3  # a reader writes a name in one of its cases, the text in all of them


@dataclass(frozen=True)
class Floor:
    """The least share of legs (F1) and of modes on the legs found, of one language."""

    legs: float
    modes: float


FLOORS = {"en": Floor(0.84, 0.91), "ru": Floor(0.84, 0.82)}


def told_legs(text: str) -> dict[tuple[str, str], str]:
    found = legs(text)
    return {(fold(start), fold(end)): mode or "none" for start, mode, end in found}


def wanted_legs(rows: list[str]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for row in rows:
        ends, _, modes = row.rpartition(": ")
        origin, destination = ends.split(" > ")
        yield (fold(origin), fold(destination)), modes.split("/")


def same_name(one: str, other: str) -> bool:
    length = max(_SHORTEST_STEM, min(len(one), len(other)) - _LONGEST_ENDING)
    return one[:length] == other[:length]


def count(row: Mapping[str, Any]) -> Counter[str]:
    told, wanted = told_legs(row["text"]), dict(wanted_legs(row["legs"]))
    counts = Counter({"told": len(told), "wanted": len(wanted)})
    for ends, mode in told.items():
        alike = (w for w in wanted if all(map(same_name, ends, w)))
        if (match := next(alike, None)) is not None:
            counts["found"] += 1
            counts["mode"] += mode in wanted[match]
    return counts


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_as_many_legs_and_modes_are_found_as_were_before(language: str) -> None:
    rows = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    counts = sum((count(row) for row in rows), Counter[str]())
    f1 = 2 * counts["found"] / (counts["told"] + counts["wanted"])
    modes = counts["mode"] / counts["found"]
    assert f1 >= FLOORS[language].legs
    assert modes >= FLOORS[language].modes


NONE = yaml.safe_load((FOLDER / "none.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in NONE])
def test_no_corridor_is_found_where_none_is_told(row: Mapping[str, Any]) -> None:
    assert told_legs(row["text"]) == {}
