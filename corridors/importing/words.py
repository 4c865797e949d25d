"""What columns are called and how modes are named in the files that people export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from corridors.model import Mode

_FILE = Path(__file__).with_name("words.yaml")
_BETWEEN = re.compile(r"[\W_]+")
_PARTS = re.compile(r"[()\[\]:]")
_LIST = re.compile(r"[,;/|+&]| and | и | і | ve ")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, Mode]]:
    tables = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    columns = {word: kind for kind, words in tables["columns"].items() for word in words}
    modes = {word: Mode(mode) for mode, words in tables["modes"].items() for word in words}
    return columns, modes


def fold(text: str) -> str:
    """A heading or value in small letters, marks and spaces as one space."""
    return _BETWEEN.sub(" ", text.replace("İ", "i").casefold()).strip()


def column_kind(heading: str) -> str | None:
    """What a column holds by its heading (geometry, latitude, longitude, name …), if known."""
    return _tables()[0].get(fold(heading))


def modes_in_value(value: str) -> tuple[Mode, ...]:
    """The modes that a property's value lists; empty unless each item of it is one."""
    modes = _tables()[1]
    if (whole := fold(value)) in modes:
        return (modes[whole],)
    items = [fold(item) for item in _LIST.split(value)]
    found = [modes[item] for item in items if item in modes]
    return tuple(dict.fromkeys(found)) if len(found) == len(items) else ()


def modes_in_name(name: str | None) -> tuple[Mode, ...]:
    """The modes that a name gives as a whole, in brackets or before a colon: Minsk – Poti (rail).

    A word inside a name says nothing: the Black Sea corridor is no sea leg for it.
    """
    for part in _PARTS.split(name or ""):
        if not part.strip().isdigit() and (modes := modes_in_value(part)):
            return modes
    return ()


def modes_of_properties(properties: Mapping[str, str]) -> tuple[str | None, tuple[Mode, ...]]:
    """What the property that tells the mode says, and the modes of it; (None, ()) without one."""
    for key, value in properties.items():
        if column_kind(key) == "mode":
            return value, modes_in_value(value)
    return None, ()
