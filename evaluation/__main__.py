"""Print the figures: `python -m evaluation [--misses] [--write]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.extraction.extract import extract
from corridors.extraction.model import to_record
from corridors.reading import read_text
from evaluation.own.sheets import read_sheet
from evaluation.score import fold, mode_right, place_right, score_article, summary

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "extraction.md"
OPENING, CLOSING = "<!-- figures -->", "<!-- end of figures -->"
ARTICLE = 3000  # characters
# One line a language, so that all that is loaded on first use is loaded.
WARMING = (
    "The freight goes by rail from Minsk to Gebze.",
    "Груз идёт по железной дороге из Минска в Гебзе.",
    "Груз ідзе па чыгунцы з Мінска ў Гебзэ.",
    "Yük trenle Minsk'ten Gebze'ye gidiyor.",
)
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
    """The development set, the seeds, and the sets of own articles, open and held apart."""
    for path in sorted((HERE / "dev").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        yield _example(HERE / "dev", name, "seeds" if name.startswith("seed") else "dev")
    index = json.loads((HERE / "own" / "index.json").read_text(encoding="utf-8"))
    for entry in index["articles"]:
        yield _example(HERE / "own", entry["id"], "own held" if entry["held"] else "own open")
    for path in sorted((HERE / "second").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        is_held = int(name[2:]) % 2 == 0
        yield _example(HERE / "second", name, "second held" if is_held else "second open")
    for path in sorted((HERE / "third").glob("*.yaml")):
        article, gold, _ = read_sheet(path)
        yield Example(path.stem, "third held", article["text"], gold)


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
    parser.add_argument("--misses", action="store_true", help="list misses, but of held articles")
    parser.add_argument(
        "--write", action="store_true", help="put the figures in docs/extraction.md"
    )
    options = parser.parse_args()
    start = time.process_time()
    for line in WARMING:
        extract(read_text(line))
    loading = time.process_time() - start
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    characters: Counter[str] = Counter()
    for example in load_examples():
        language = example.gold["lang"]
        start = time.process_time()
        record = to_record(extract(read_text(example.text)), example.id)
        seconds[language] += time.process_time() - start
        characters[language] += len(example.text)
        for group in (language, "all"):
            totals[example.group, group] += score_article(record, example.gold, example.text)
        if options.misses and not example.group.endswith("held"):
            for line in misses(record, example):
                print(f"{example.group} {example.id}: {line}")
    lines = [*_table(totals), "", f"Loading: {loading:.1f} s of processor time."]
    lines += [
        f"{language}: {characters[language] / ARTICLE / taken:.0f} articles of 3,000 characters "
        "a second on one core."
        for language, taken in sorted(seconds.items())
    ]
    print("\n".join(lines))
    if options.write:
        _write(lines)
    return 0


def _table(totals: Mapping[tuple[str, str], Counter[str]]) -> Iterator[str]:
    yield f"| set | language | articles | {' | '.join(c.replace('_', ' ') for c in COLUMNS)} |"
    yield "| --- | --- " + "| ---: " * (len(COLUMNS) + 1) + "|"
    for (group, language), counts in sorted(totals.items()):
        row = summary(counts)
        cells = ["–" if row[column] is None else f"{row[column]:g}" for column in COLUMNS]
        yield f"| {group} | {language} | {row['articles']} | {' | '.join(cells)} |"


def _write(lines: Sequence[str]) -> None:
    """Replace what stands between the two marks of docs/extraction.md."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(OPENING)
    _, _, after = rest.partition(CLOSING)
    body = "\n".join(lines)
    PAGE.write_text(f"{before}{OPENING}\n{body}\n{CLOSING}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
