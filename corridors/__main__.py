"""The command line: `corridors` or `python -m corridors`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from importlib import import_module

from corridors import __version__
from corridors.errors import CorridorsError

_NEGATIVE, _OPTION = re.compile(r"-\.?\d"), re.compile(r"--[a-z-]+")
COMMANDS = (
    "brief check claims coverage export extract geocode picture publish route save serve store"
).split()


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, each in its own module of `corridors.commands`.

    `only` names the one that is wanted: the others, which take long to load, are left out.
    """
    parser = argparse.ArgumentParser(prog="corridors", description="The Corridor Atlas.")
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in (only,) if only in COMMANDS else COMMANDS:
        import_module(f"corridors.commands.{name}").add_parser(subparsers)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 a fault that the user can mend, 2 a wrong command line."""
    words = _join_negatives(sys.argv[1:] if arguments is None else arguments)
    options = build_parser(words[0] if words else None).parse_args(words)
    try:
        return int(options.run(options))
    except CorridorsError as error:
        print(f"corridors: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _join_negatives(words: list[str]) -> list[str]:
    """An option and the negative number after it as one word: argparse would see two options."""
    joined: list[str] = []
    for word in words:
        if joined and _NEGATIVE.match(word) and _OPTION.fullmatch(joined[-1]):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


if __name__ == "__main__":
    sys.exit(main())
