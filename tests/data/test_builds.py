"""`make data` rebuilds the files of data/sources.csv, and the land that tests measure by."""

from __future__ import annotations

import ast
import re

from tests.data.test_sources import ROOT, ROWS

BUILD = ROOT / "data" / "build"
OF_ANOTHER = {"land_register"}  # a part of the step `land`
BY_HAND: set[str] = set()
FOR_TESTS = {"land_outline"}


def _steps() -> tuple[str, ...]:
    """The steps of data/build/all.py, without running it."""
    tree = ast.parse((BUILD / "all.py").read_text(encoding="utf-8"))
    (steps,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "STEPS"
    )
    return tuple(ast.literal_eval(steps))


def test_make_data_runs_each_step_that_a_file_names_and_registers_last() -> None:
    named = (re.fullmatch(r"python data/build/(\w+)\.py", row["rebuild"]) for row in ROWS.values())
    makers = {found[1] for found in named if found} - OF_ANOTHER - BY_HAND
    steps = _steps()
    assert makers | FOR_TESTS == set(steps[:-1])
    assert steps[-1] == "register_files"
    assert all((BUILD / f"{step}.py").is_file() for step in steps)
