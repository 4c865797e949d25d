"""`corridors extract`: the corridors that articles describe, each field with its exact words."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from tqdm import tqdm

from corridors.errors import CorridorsError, ExtractionError
from corridors.extraction.extract import extract
from corridors.extraction.marked_page import marked_page
from corridors.extraction.model import Extraction, to_record
from corridors.proposing import proposer_from
from corridors.reading import Reading, fetch, read_bytes, read_file
from corridors.reading.files import MOST_BYTES
from corridors.reading.stored import storable

FORMATS = ("jsonl", "yaml", "html")
PROPOSERS = ("rules", "llm")
STANDARD_INPUT = "-"
Reader = Callable[[str], tuple[str, str]]  # a file's name to what is written, or to why it isn't
ADDRESSES = ("http://", "https://")
_MOST_WORKERS = 32


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
    parser.add_argument(
        "--proposer",
        choices=PROPOSERS,
        default=PROPOSERS[0],
        help="who reads: our rules, or the language model of CORRIDORS_LLM_MODEL (docs/llm.md)",
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

    Raises ExtractionError if standard input is asked for twice, or HTML of more than one file, and
    ProposerFault if a language model is to read and none can be asked.
    """
    files: list[str] = options.files
    if files.count(STANDARD_INPUT) > 1:
        raise ExtractionError("- stands twice — standard input can be read once")
    if options.format == "html" and len(files) > 1:
        raise ExtractionError("--format html makes one page — give one file at a time")
    if options.proposer == "llm":
        proposer_from(os.environ)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    unread = []
    shown = tqdm(total=len(files), unit="article", disable=not sys.stderr.isatty())
    with shown:
        for written, fault in _results(files, options):
            shown.update()
            if fault:
                unread.append(fault)
            else:
                sys.stdout.write(written)
    for fault in unread:
        print(f"corridors: {fault}", file=sys.stderr)
    return 1 if unread else 0


def _results(files: Sequence[str], options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """What is written for each file, or why it cannot be read, in the order of the files."""
    each = partial(_read_and_write, form=options.format, proposer=options.proposer)
    workers: int = options.workers
    if workers == 1 or len(files) == 1:
        yield from map(each, files)
        return
    here = [file for file in files if file == STANDARD_INPUT]
    answers = {file: each(file) for file in here}
    found = shared([file for file in files if file not in answers], each, workers)
    for file in files:
        yield answers[file] if file in answers else next(found)


def shared(files: Sequence[str], each: Reader, workers: int) -> Iterator[tuple[str, str]]:
    """What each file gives, by several processes.

    One that dies takes down the others: then the first file that is not done is read alone, in a
    process of its own, and the rest are shared again. So the file that kills is found and named.
    """
    left = list(files)
    while left:
        with ProcessPoolExecutor(min(workers, len(left))) as pool:
            answers = [pool.submit(each, file) for file in left]
            try:
                for answer in answers:
                    yield answer.result()
                    left.pop(0)
            except BrokenProcessPool:
                pass
        if left:
            yield _alone(left.pop(0), each)


def _alone(file: str, each: Reader) -> tuple[str, str]:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(each, file).result()
        except BrokenProcessPool:
            shown, _ = storable(file)
            return "", f"{shown}: the process that read it was killed — is there memory enough?"


def _read_and_write(file: str, form: str, proposer: str) -> tuple[str, str]:
    shown, _ = storable(file)
    name = "stdin" if file == STANDARD_INPUT else Path(shown).stem
    try:
        if file == STANDARD_INPUT:
            reading = read_bytes("standard input", sys.stdin.buffer.read(MOST_BYTES + 1))
        elif file.startswith(ADDRESSES):
            reading = fetch(file)
        else:
            reading = read_file(Path(file))
        extraction, record = _proposed(reading, name, proposer)
    except (CorridorsError, OSError) as fault:
        return "", f"{shown}: {fault}" if isinstance(fault, OSError) else str(fault)
    if form == "html":
        page = marked_page(extraction, os.path.basename(shown), reading.furniture)  # noqa: PTH119
        return page, ""
    return _written(record, form), ""


def _proposed(reading: Reading, name: str, proposer: str) -> tuple[Extraction, dict[str, Any]]:
    """What is proposed of an article, and its record. Raises ProposerFault if a model fails."""
    if proposer == "llm":
        proposal = proposer_from(os.environ).propose(reading, name)
        return proposal.extraction, proposal.to_record(name)
    extraction = extract(reading)
    return extraction, to_record(extraction, name)


def _written(record: dict[str, Any], form: str) -> str:
    if form == "jsonl":
        return json.dumps(record, ensure_ascii=False) + "\n"
    return "---\n" + yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)
