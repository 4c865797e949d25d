"""The command line: `corridors` or `python -m corridors`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from corridors import __version__
from corridors.errors import CorridorsError

COMMANDS = ("check", "coverage", "export", "geocode", "serve")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands, each in its own module of `corridors.commands`."""
    parser = argparse.ArgumentParser(prog="corridors", description="The Corridor Atlas.")
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        import_module(f"corridors.commands.{name}").add_parser(subparsers)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 a fault that the user can mend, 2 a wrong command line."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CorridorsError as error:
        print(f"corridors: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
