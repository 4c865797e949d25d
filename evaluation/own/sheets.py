"""Sheets of own articles made into texts and gold: `python -m evaluation.own.sheets`.

A sheet (sheets/<id>.yaml) holds an article and what it says, by surfaces: no offset is counted by
hand. Its stops are lines `surface | kind | country | lat lon` (country and position may be
missing, `RU/AZ` is a border post of both), its routes chains of surfaces with the mode in the
arrows: `Poti >sea> Constanta >> Budapest` (`>>`: no mode stated, `>rail/road>`: either).
"""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SHEETS = Path(__file__).with_name("sheets")
ORIGIN = "written for this project; a test text, its facts are partly invented"
ARROW = re.compile(r"\s*>([a-z/]*)>\s*")
SHOWN_IN_INDEX = ("id", "lang", "genre", "held", "title")

Json = dict[str, Any]


def find_span(text: str, surface: str) -> list[int]:
    """Offsets of the first occurrence of `surface` as words of their own.

    Raises ValueError where the text doesn't hold it.
    """
    whole = re.search(rf"(?<!\w){re.escape(surface)}(?!\w)", text)
    if whole is None:
        raise ValueError(f"{surface!r} is not in the text: spell it as the text does")
    return [whole.start(), whole.end()]


def read_stop(line: str, text: str) -> Json:
    """One stop of the gold from its line in the sheet."""
    surface, kind, *rest = (part.strip() for part in line.split("|"))
    place: Json | None = {"country": rest[0]} if rest else None
    if place and len(rest) > 1:
        lat, lon = rest[1].split()
        place = {"lat": float(lat), "lon": float(lon), **place}
    return {"surface": surface, "kind": kind, "quote": find_span(text, surface), "place": place}


def read_route(line: str) -> tuple[list[str], list[Json]]:
    """The stops' surfaces in order, and the legs between them."""
    parts = ARROW.split(line.strip())
    surfaces, modes = parts[::2], parts[1::2]
    legs = [
        {"a": a, "b": b, "mode": mode or None}
        for (a, b), mode in zip(itertools.pairwise(surfaces), modes, strict=True)
    ]
    return surfaces, legs


def distinct(items: Iterator[Any]) -> list[Any]:
    """The items without repetition, in order; items may be unhashable."""
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def read_corridor(sheet: Json, text: str) -> Json:
    """One corridor of the gold, keys as in the development set."""
    routes = [read_route(line) for line in sheet.get("routes", [])]
    edges = distinct(leg for _, legs in routes for leg in legs)
    modes = (mode for leg in edges if leg["mode"] for mode in leg["mode"].split("/"))
    name = sheet["name"]
    return {
        "name": name,
        "name_quote": find_span(text, name) if name else None,
        "aliases": sheet.get("aliases", []),
        "status": sheet["status"],
        "modes": distinct(modes),
        "operators": sheet.get("operators", []),
        "cargo": sheet.get("cargo", []),
        "dates": [str(date) for date in sheet.get("dates", [])],
        "countries_stated": sheet.get("countries", []),
        "routes": [surfaces for surfaces, _ in routes],
        "stops": [read_stop(line, text) for line in sheet.get("stops", [])],
        "edges": edges,
        "corridor_id": sheet["corridor_id"],
    }


def read_sheet(path: Path) -> tuple[Json, Json, Json]:
    """A sheet's text, gold and index entry."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = sheet["text"].rstrip("\n")
    head = {"id": sheet["id"], "lang": sheet["lang"]}
    article = {**head, "url": None, "title": sheet["title"], "text_origin": ORIGIN, "text": text}
    gold = {
        **head,
        "places_that_are_not_stops": sheet.get("not_stops", []),
        "corridors": [read_corridor(corridor, text) for corridor in sheet["corridors"]],
    }
    return article, gold, {key: sheet[key] for key in SHOWN_IN_INDEX}


def made_files(sheets: Path = SHEETS) -> dict[str, str]:
    """File names and contents of all articles, their gold and the index."""
    files, index = {}, []
    for path in sorted(sheets.glob("*.yaml")):
        article, gold, entry = read_sheet(path)
        files[f"{article['id']}.json"] = as_json(article)
        files[f"{article['id']}.gold.json"] = as_json(gold)
        index.append(entry)
    return {**files, "index.json": as_json({"articles": index})}


def as_json(content: Json) -> str:
    """One space of indent, letters as they are, as the development set is written."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every file beside this module."""
    for name, content in made_files().items():
        Path(__file__).with_name(name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
