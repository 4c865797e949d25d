"""The second set's gold is exact, and agrees with itself by the scorer."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evaluation.score import score_article, summary

SECOND = Path(__file__).parents[2] / "evaluation" / "second"
IDS = sorted(path.name.removesuffix(".gold.json") for path in SECOND.glob("*.gold.json"))


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SECOND / name).read_text(encoding="utf-8"))
    return content


def test_every_language_has_its_share_and_two_articles_without_a_corridor() -> None:
    golds = [read(f"{name}.gold.json") for name in IDS]
    assert Counter(gold["lang"] for gold in golds) == {"en": 10, "ru": 9, "be": 9, "tr": 8}
    empty = Counter(gold["lang"] for gold in golds if not gold["corridors"])
    assert empty == {"en": 2, "ru": 2, "be": 2, "tr": 2}


@pytest.mark.parametrize("name", IDS)
def test_every_surface_stands_at_its_place(name: str) -> None:
    text = read(f"{name}.json")["text"]
    for corridor in read(f"{name}.gold.json")["corridors"]:
        if corridor["name"]:
            assert text[slice(*corridor["name_quote"])] == corridor["name"]
        surfaces = {stop["surface"] for stop in corridor["stops"]}
        for stop in corridor["stops"]:
            assert text[slice(*stop["quote"])] == stop["surface"]
        for edge in corridor["edges"]:
            assert {edge["a"], edge["b"]} <= surfaces


def in_one_country(place: dict[str, Any] | None) -> dict[str, Any] | None:
    """A border post lies in two; either is right."""
    return place and {**place, "country": place["country"].split("/")[0]}


def as_found(gold: dict[str, Any], name: str) -> dict[str, Any]:
    """The record of an extractor that found the gold's stops and places, and no leg."""
    corridors = [
        {
            "name": None,
            "corridor_id": corridor["corridor_id"],
            "legs": [],
            "stops": [
                {
                    "id": f"s{k}",
                    "name": stop["surface"],
                    "kind": stop["kind"],
                    "mentions": [stop["quote"]],
                    "place": in_one_country(stop["place"]),
                }
                for k, stop in enumerate(corridor["stops"])
            ],
        }
        for corridor in gold["corridors"]
    ]
    return {"article": name, "corridors": corridors}


@pytest.mark.parametrize("name", IDS)
def test_stops_and_places_agree_with_themselves(name: str) -> None:
    gold, text = read(f"{name}.gold.json"), read(f"{name}.json")["text"]
    row = summary(score_article(as_found(gold, name), gold, text))
    if gold["corridors"]:
        assert row["stop_f1"] == row["place_accuracy"] == 1.0
    else:
        assert row["corridors_where_there_are_none"] == 0
