"""Make the documents in docs/examples anew, each by the command that docs/examples/README.md gives.

python -m tests.documents.examples
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from corridors.__main__ import main

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "examples"
_COMMANDS = re.compile(r"^```\n(?P<lines>python -m corridors .*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    """The words of each command of the page, after `python -m corridors`."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    whole = (match["lines"].replace("\\\n", " ") for match in _COMMANDS.finditer(page))
    return [shlex.split(line)[3:] for line in whole]


def make_all() -> int:
    """Run them; the first code that is not 0, else 0."""
    return next((code for code in map(main, commands()) if code), 0)


if __name__ == "__main__":
    sys.exit(make_all())
