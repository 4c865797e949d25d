"""Print the figures: `python -m evaluation [--misses]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.extraction.extract import extract
from corridors.extraction.model import to_record
from corridors.reading import read_text
from evaluation.score import fold, mode_right, place_right, score_article, summary

HERE = Path(__file__).parent
COLUMNS = (
    "stop_f1",
    "leg_f1",
    "mode_accuracy",
    "place_accuracy",
    "name_recall",
    "known_corridors_linked",
    "exact_quotes",
    "corridors_where_there_are_none",
)


@dataclass(frozen=True)
class Example:
    """One article with gold; `group` says which set it is of."""

    id: str
    group: str
    text: str
    gold: Mapping[str, Any]


def load_examples() -> Iterator[Example]:
    """The development set, the seeds, and the own articles, open and held apart."""
    for path in sorted((HERE / "dev").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        yield _example(HERE / "dev", name, "seeds" if name.startswith("seed") else "dev")
    index = json.loads((HERE / "own" / "index.json").read_text(encoding="utf-8"))
    for entry in index["articles"]:
        yield _example(HERE / "own", entry["id"], "own held" if entry["held"] else "own open")


def _example(folder: Path, name: str, group: str) -> Example:
    text = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["text"]
    gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
    return Example(name, group, text, gold)


def misses(record: Mapping[str, Any], example: Example) -> Iterator[str]:
    """What is wrong with an article's legs, modes and places, one line each."""
    gold = example.gold["corridors"]
    wanted = {(fold(e["a"]), fold(e["b"])): e["mode"] for c in gold for e in c["edges"]}
    found = dict(_legs(record))
    for ends, mode in found.items():
        if ends not in wanted:
            yield f"leg too many: {' → '.join(ends)}"
        elif not mode_right(mode, wanted[ends]):
            yield f"mode of {' → '.join(ends)}: {mode}, gold {wanted[ends]}"
    yield from (f"leg missed: {' → '.join(ends)}" for ends in wanted if ends not in found)
    places = {fold(s["surface"]): s.get("place") for c in gold for s in c["stops"]}
    for corridor in record["corridors"]:
        for stop in corridor["stops"]:
            right = places.get(fold(stop["name"]))
            if right and not place_right(stop["place"], right):
                yield f"place of {stop['name']}: {stop['place']}, gold {right}"


def _legs(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str | None]]:
    for corridor in record["corridors"]:
        names = {stop["id"]: fold(stop["name"]) for stop in corridor["stops"]}
        for leg in corridor["legs"]:
            yield (names[leg["origin"]], names[leg["destination"]]), leg["mode"]


def main() -> int:
    """Extract from every article and print the figures by set and language."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="list what is wrong, but of held ones"
    )
    options = parser.parse_args()
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    extract(read_text("From Minsk to Gebze by rail. Из Минска в Гебзе."))  # loads the data
    for example in load_examples():
        start = time.perf_counter()
        record = to_record(extract(read_text(example.text)), example.id)
        seconds[example.gold["lang"]] += time.perf_counter() - start
        characters[example.gold["lang"]] += len(example.text)
        counts = score_article(record, example.gold, example.text)
        for language in (example.gold["lang"], "all"):
            totals[example.group, language] += counts
        if options.misses and example.group != "own held":
            for line in misses(record, example):
                print(f"{example.group} {example.id}: {line}")
    _print(totals)
    for language, taken in sorted(seconds.items()):
        print(f"{language}: {characters[language] / 3000 / taken:.0f} articles of 3 kB a second")
    return 0


def _print(totals: Mapping[tuple[str, str], Counter[str]]) -> None:
    print(
        "| set | language | articles | " + " | ".join(c.replace("_", " ") for c in COLUMNS) + " |"
    )
    print("| --- | --- " + "| ---: " * (len(COLUMNS) + 1) + "|")
    for (group, language), counts in sorted(totals.items()):
        row = summary(counts)
        cells = ["–" if row[column] is None else f"{row[column]:g}" for column in COLUMNS]
        print(f"| {group} | {language} | {row['articles']} | {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
