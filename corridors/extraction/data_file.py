"""Data files of words: YAML in which everything is text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# Everything is text: a loader that knows types would read "on" and "no" as truth values. The one
# written in C, where it is there, is ten times as quick.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_words(path: Path) -> Any:
    """What a file holds, its scalars as text; None if it is missing or empty."""
    if not path.is_file():
        return None
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - no types
