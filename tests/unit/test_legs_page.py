"""docs/legs.md against the code: assumptions, columns, fields of an answer."""

from __future__ import annotations

import re
from pathlib import Path

from corridors.model import Mode, Position
from corridors.routing.assumed import ASSUMED
from corridors.routing.batch import COLUMNS_IN, COLUMNS_OUT
from corridors.routing.leg_path import Basis
from corridors.routing.noroute import NoRoute
from corridors.routing.question_record import describe_answer
from corridors.routing.questions import Answer, Asked, Question

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "legs.md").read_text(encoding="utf-8")


def test_the_table_of_assumptions_is_that_of_the_code() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| ([\d.]+) \| ([\d.]+) \| ([a-z/]+) \|", PAGE, re.MULTILINE
    )
    assert [(name, float(low), float(high), unit) for name, low, high, unit in rows] == [
        (one.id, one.low, one.high, one.unit) for one in ASSUMED.values()
    ]


def test_every_basis_column_and_field_is_named() -> None:
    here = Position(0, 0)
    nothing = Answer(NoRoute("no way"), 0.0)
    fields = describe_answer(Question(here, here, Asked(Mode.SEA)), nothing)
    for name in (*Basis, *fields):
        assert f"`{name}`" in PAGE, name
    assert f"`{','.join(COLUMNS_IN)}`" in PAGE
    assert f"`{','.join(COLUMNS_OUT)}`" in PAGE


def test_the_pages_that_it_points_at_are_there() -> None:
    assert all((DOCS / name).is_file() for name in re.findall(r"\]\(([\w-]+\.md)\)", PAGE))
