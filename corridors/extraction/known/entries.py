"""The names of known corridors and operators, as corridors.yaml and operators.yaml tell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corridors.places.placenames import latinka_forms

FOLDER = Path(__file__).parent
CORRIDOR, OPERATOR = "corridor", "operator"
# Keys of an entry in the two files.
KEYS = frozenset("id atlas mode alone names needs anchors ends".split())
_LETTERS = str.maketrans("ıł", "il")
_LETTERS_ONLY = re.compile(r"([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known corridor or operator as its file has it; `ends` as corridors.yaml tells."""

    id: str
    kind: str
    atlas: str | None
    mode: str | None
    alone: bool
    needs: tuple[str, ...]
    anchors: tuple[str, ...]
    ends: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One name: for each word its alternatives, folded.

    `capitals` says which words must begin with a capital letter; a `shouted` name is all capitals;
    a name with `commas` is written with them in it.
    """

    entry: Entry
    alias: str
    words: tuple[tuple[str, ...], ...]
    capitals: tuple[bool, ...]
    shouted: bool
    doubtful: bool
    commas: bool


@dataclass(slots=True)
class Names:
    """The names of a set of entries, by their first word."""

    entries: tuple[Entry, ...]
    by_word: dict[str, list[Pattern]] = field(default_factory=dict)
    by_stem: dict[str, list[Pattern]] = field(default_factory=dict)
    stem_lengths: list[int] = field(default_factory=list)

    def add(self, pattern: Pattern) -> None:
        """Put a pattern under each alternative of its first word."""
        for choice in pattern.words[0]:
            stem = choice.rstrip("*")
            listed = self.by_word if stem == choice else self.by_stem
            listed.setdefault(stem, []).append(pattern)
        self.stem_lengths = sorted({len(stem) for stem in self.by_stem})

    def beginning_with(self, word: str) -> Iterator[Pattern]:
        """The patterns whose first word may be this one, folded."""
        yield from self.by_word.get(word, ())
        for length in self.stem_lengths:
            if length > len(word):
                break
            yield from self.by_stem.get(word[:length], ())


def fold_word(word: str) -> str:
    """A word without case and accents, Turkish ı and İ as i."""
    lowered = word.replace("İ", "i").casefold().translate(_LETTERS)
    if lowered.isascii():
        return lowered
    return "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )


def fits(word: str, choices: Iterable[str]) -> bool:
    """Whether a folded word is one of these, of which some end in `*`."""
    return any(
        word.startswith(choice[:-1]) if choice.endswith("*") else word == choice
        for choice in choices
    )


def _pattern(entry: Entry, alias: str) -> Pattern:
    doubtful = alias.endswith("~")
    name = alias.rstrip("~")
    written = re.split(r"[\s,–-]+", name)
    words = tuple(tuple(_folded(choice) for choice in word.split("|")) for word in written)
    # A corridor's name is often written with one capital ("Middle corridor"), a company's is not.
    asked = written if entry.kind == OPERATOR else written[:1]
    capitals = tuple(word[:1].isupper() for word in asked)
    shouted = len(words) == 1 and 1 < len(name) <= 6 and name.isupper()
    return Pattern(entry, name, words, capitals, shouted, doubtful, "," in name)


def _folded(choice: str) -> str:
    stem = choice.rstrip("*")
    return fold_word(stem) + ("*" if stem != choice else "")


def read_names(files: Mapping[str, Path]) -> Names:
    """The names of files by kind. Raises ValueError for a key or a shape that is not known."""
    entries, patterns = [], []
    for kind, path in files.items():
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            entry = _entry(row, kind, path.name)
            entries.append(entry)
            aliases = _aliases(row["names"])
            patterns += [_pattern(entry, alias) for alias in dict.fromkeys(aliases)]
    names = Names(tuple(entries))
    for pattern in patterns:
        names.add(pattern)
    return names


def _words(listed: Iterable[Any]) -> tuple[str, ...]:
    """Single words, folded; those that may be Belarusian in Łacinka too."""
    written = (form for word in map(str, listed) for form in (word, *_in_latinka(word)))
    return tuple(dict.fromkeys(_folded(word) for word in written))


def _aliases(names: Mapping[str, Iterable[Any]]) -> Iterator[str]:
    """All names of a row; the Belarusian ones in both alphabets."""
    for language, listed in names.items():
        for name in map(str, listed):
            yield name
            if language == "be":
                yield from _in_latinka(name)


def _in_latinka(name: str) -> Iterator[str]:
    """A name in Łacinka, choices and all; none if it holds more than Belarusian letters."""
    parts = _LETTERS_ONLY.split(name)
    forms = [latinka_forms(word) for word in parts[1::2]]
    for spelling in (0, -1) if all(forms) else ():
        words = [_capitalised(f[spelling], w) for f, w in zip(forms, parts[1::2], strict=True)]
        parts[1::2] = words
        yield "".join(parts)


def _capitalised(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _entry(row: Mapping[str, Any], kind: str, file: str) -> Entry:
    if unknown := set(row) - KEYS:
        raise ValueError(
            f"{file}: {row.get('id')!r} has unknown keys: {', '.join(sorted(unknown))}"
        )
    return Entry(
        str(row["id"]),
        kind,
        row.get("atlas"),
        row.get("mode"),
        bool(row.get("alone", True)),
        _words(row.get("needs", ())),
        _words(row.get("anchors", ())),
        tuple(tuple(str(end) for end in ends) for ends in row.get("ends", ())),
    )


@lru_cache(maxsize=1)
def load_names() -> Names:
    """The names that the atlas ships."""
    return read_names({CORRIDOR: FOLDER / "corridors.yaml", OPERATOR: FOLDER / "operators.yaml"})
