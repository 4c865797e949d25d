"""`corridors extract`: the corridors that articles describe, each field with its exact words."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from tqdm import tqdm

from corridors.errors import CorridorsError, ExtractionError
from corridors.extraction.extract import extract
from corridors.extraction.marked_page import marked_page
from corridors.extraction.model import to_record
from corridors.reading import fetch, read_bytes, read_file
from corridors.reading.files import MOST_BYTES
from corridors.reading.stored import storable

FORMATS = ("jsonl", "yaml", "html")
STANDARD_INPUT = "-"
ADDRESSES = ("http://", "https://")
_MOST_WORKERS = 32
_CHUNK = 4  # articles that a worker is given at a time


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "extract", help="the corridors that articles describe, each field with its exact words"
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, .md, .html, .docx, .pdf or an address; - is stdin",
    )
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes to share the files"
    )
    parser.set_defaults(run=run)


def _workers(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number from 1 to {_MOST_WORKERS} — leave it out for one"
        )
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Print what each file holds, in order; name the files that cannot be read at the end.

    Raises ExtractionError if standard input is asked for twice, or HTML of more than one file.
    """
    files: list[str] = options.files
    if files.count(STANDARD_INPUT) > 1:
        raise ExtractionError("- stands twice — standard input can be read once")
    if options.format == "html" and len(files) > 1:
        raise ExtractionError("--format html makes one page — give one file at a time")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    unread = []
    shown = tqdm(total=len(files), unit="article", disable=not sys.stderr.isatty())
    with shown:
        for written, fault in _results(files, options.format, options.workers):
            shown.update()
            if fault:
                unread.append(fault)
            else:
                sys.stdout.write(written)
    for fault in unread:
        print(f"corridors: {fault}", file=sys.stderr)
    return 1 if unread else 0


def _results(files: Sequence[str], form: str, workers: int) -> Iterator[tuple[str, str]]:
    """What is written for each file, or why it cannot be read, in the order of the files."""
    each = partial(_read_and_write, form=form)
    if workers == 1 or len(files) == 1:
        yield from map(each, files)
        return
    here = [file for file in files if file == STANDARD_INPUT]
    answers = {file: each(file) for file in here}
    with ProcessPoolExecutor(min(workers, len(files))) as pool:
        others: Iterable[tuple[str, str]] = pool.map(
            each, [file for file in files if file not in answers], chunksize=_CHUNK
        )
        found = iter(others)
        for file in files:
            yield answers[file] if file in answers else next(found)


def _read_and_write(file: str, form: str) -> tuple[str, str]:
    shown, _ = storable(file)
    try:
        if file == STANDARD_INPUT:
            reading = read_bytes("standard input", sys.stdin.buffer.read(MOST_BYTES + 1))
        elif file.startswith(ADDRESSES):
            reading = fetch(file)
        else:
            reading = read_file(Path(file))
    except (CorridorsError, OSError) as fault:
        return "", f"{shown}: {fault}" if isinstance(fault, OSError) else str(fault)
    name = "stdin" if file == STANDARD_INPUT else Path(shown).stem
    extraction = extract(reading)
    if form == "html":
        return marked_page(extraction, os.path.basename(shown)), ""  # noqa: PTH119
    return _written(to_record(extraction, name), form), ""


def _written(record: dict[str, Any], form: str) -> str:
    if form == "jsonl":
        return json.dumps(record, ensure_ascii=False) + "\n"
    return "---\n" + yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)
