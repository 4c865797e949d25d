"""`corridors route`: the way between two places as JSON, or the ways of a whole CSV file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corridors.errors import RoutingError

_MODES = ("sea", "river", "rail", "road")
_LISTS = {
    "avoid": "passages to close; by land, border crossings",
    "allow": "passages to open, such as nsr; by land, 'proposed'",
    "avoid-country": "countries not to enter, by ISO 3166-1 code",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "route", help="the way between two places, as JSON; or the ways of a CSV file, as CSV"
    )
    parser.add_argument("--from", dest="origin", metavar="LAT,LON", help="such as 44.7,37.8")
    parser.add_argument("--to", dest="destination", metavar="LAT,LON")
    parser.add_argument("--mode", choices=_MODES, help="the network to go by")
    for name, what in _LISTS.items():
        parser.add_argument(
            f"--{name}", action="append", metavar="LIST", help=f"{what}; split by ;"
        )
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.csv",
        help="a file with columns id,from_lat,from_lon,to_lat,to_lon,mode,avoid,allow,"
        "avoid_countries",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one way as JSON, or the ways of a file as CSV. Raises RoutingError."""
    needed = (options.origin, options.destination, options.mode)
    more = (options.avoid, options.allow, options.avoid_country)
    if options.batch is not None:
        if any((*needed, *more)):
            raise RoutingError("--batch goes alone — what a way may use stands in its columns")
        return _run_batch(options.batch)
    if not all(needed):
        raise RoutingError("--from, --to and --mode go together — or give --batch FILE.csv")
    print(_one_line_a_field(_answer(options)))
    return 0


def _one_line_a_field(answer: Mapping[str, Any]) -> str:
    fields = (f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in answer.items())
    return "{\n" + ",\n".join(fields) + "\n}"


# What routes is imported only when it is asked for: it takes long to load.
def _run_batch(path: Path) -> int:
    from corridors.routing.batch import answer_rows, read_batch, write_answers

    rows = read_batch(path)
    write_answers(answer_rows(rows), sys.stdout)
    faults = [row.fault for row in rows if row.fault]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _answer(options: argparse.Namespace) -> dict[str, Any]:
    from corridors.routing.question_record import describe_answer
    from corridors.routing.questions import Question, answer_all, read_asked, read_place

    lists = (
        ";".join(given or ()) for given in (options.avoid, options.allow, options.avoid_country)
    )
    question = Question(
        read_place("from", *_split(options.origin, "--from")),
        read_place("to", *_split(options.destination, "--to")),
        read_asked(options.mode, *lists),
    )
    return describe_answer(question, answer_all([question])[0])


def _split(text: str, option: str) -> tuple[str, str]:
    lat, comma, lon = text.partition(",")
    if not comma:
        raise RoutingError(f"{option}: {text!r} is no place — write LAT,LON such as 44.7,37.8")
    return lat.strip(), lon.strip()
