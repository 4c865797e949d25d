"""The third set's sheets are read, and their gold agrees with itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corridors.places.areas import load_areas
from evaluation.own.sheets import read_sheet

SHEETS = sorted((Path(__file__).parents[2] / "evaluation" / "third").glob("*.yaml"))
MODES = {"sea", "rail", "road", "river", "air"}


def test_every_language_has_two_articles_all_held() -> None:
    entries = [read_sheet(path)[2] for path in SHEETS]
    assert Counter(entry["lang"] for entry in entries) == {"en": 2, "ru": 2, "be": 2, "tr": 2}
    assert all(entry["held"] for entry in entries)
    assert [entry["id"] for entry in entries] == [path.stem for path in SHEETS]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_stop_has_a_leg_and_every_leg_its_stops(path: Path) -> None:
    article, gold, _ = read_sheet(path)
    for corridor in gold["corridors"]:
        ends = {end for edge in corridor["edges"] for end in (edge["a"], edge["b"])}
        assert ends == {stop["surface"] for stop in corridor["stops"]}
        assert {m for e in corridor["edges"] for m in (e["mode"] or "sea").split("/")} <= MODES
        for stop in corridor["stops"]:
            assert article["text"][slice(*stop["quote"])] == stop["surface"]
            assert set(stop["place"]["country"].split("/")) <= set(load_areas().countries)
