"""The words of a language by what they do, and where a sentence has them.

A phrase is words separated by blanks: `*` at a word's end stands for any ending, `?` says that the
word may be missing, `+case` (last, or first in phrases that follow a place) asks for the case of
the place itself. The longest phrase of a sort wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from corridors.extraction.data_file import read_words
from corridors.extraction.tokens import Token, lower

# The keys of vocabulary.yaml: those that hold a list, and those that hold lists by value.
LISTS = frozenset(
    "loading unloading then fork branch reverse and or with for fillers route cargo moved travel "
    "name_nouns operator_cues units months never never_after body_nouns weak_sea possessive "
    "compass comparison areal border_nouns speech veto enter anew clause again "
    "located_heads crossing fresh pronoun locating "
    "some ends_named name_openings station_names point_only ways joining unreal boarding adding "
    "statistics whole consigned calling relative outdone receiving".split()
)
TABLES = frozenset(
    "before after heads modes mode_nouns carriers modality status cargo_kinds case_roles "
    "done_at".split()
)

_WORDS = re.compile(r"\+\w+|[^\W_]+[*?]?|\*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase found in a sentence: tokens `first` to `last` (inclusive), its sort and value."""

    first: int
    last: int
    sort: str
    value: str
    case: str = ""


@dataclass(slots=True)
class _Node:
    """A step in the tree of phrases: by whole word, by beginning, and what ends here."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    ends: list[tuple[str, str, str]] = field(default_factory=list)

    def child(self, word: str) -> _Node:
        if not word.endswith("*"):
            return self.words.setdefault(word, _Node())
        stem = word[:-1]
        if len(stem) not in self.lengths:
            self.lengths.append(len(stem))
        return self.stems.setdefault(stem, _Node())

    def after(self, word: str) -> Iterator[_Node]:
        if word in self.words:
            yield self.words[word]
        for length in self.lengths:
            if length <= len(word) and word[:length] in self.stems:
                yield self.stems[word[:length]]


class Vocabulary:
    """The phrases of one language."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        """Raises ValueError for a key that is not known."""
        if unknown := set(entries) - LISTS - TABLES:
            raise ValueError(f"vocabulary has unknown keys: {', '.join(sorted(unknown))}")
        self.case_roles: Mapping[str, str] = entries.get("case_roles") or {}
        self._root = _Node()
        self._lists = {
            key: frozenset(str(word) for word in entries.get(key) or ()) for key in LISTS
        }
        for sort, value, phrase in _phrases(entries):
            self._add(sort, value, phrase)

    def _add(self, sort: str, value: str, phrase: str) -> None:
        words = _WORDS.findall(lower(phrase))
        case = next((word[1:] for word in words if word.startswith("+")), "")
        words = [word for word in words if not word.startswith("+")]
        choices = [(word[:-1], None) if word.endswith("?") else (word,) for word in words]
        for chosen in product(*choices):
            node = self._root
            for word in filter(None, chosen):
                node = node.child(word)
            if node is not self._root and (sort, value, case) not in node.ends:
                node.ends.append((sort, value, case))

    def holds(self, key: str, word: str) -> bool:
        """Whether a list of single whole words has this one."""
        return word in self._lists[key]

    @property
    def verbs_last(self) -> bool:
        """Whether its names tell their part by case, and its verbs stand at the end: Turkish."""
        return bool(self.case_roles)

    def lists(self, key: str) -> bool:
        """Whether a list has any words."""
        return bool(self._lists[key])

    def find(self, tokens: Sequence[Token]) -> list[Mark]:
        """All marks of a sentence, of each sort the longest at a token, in order."""
        marks: list[Mark] = []
        for at in range(len(tokens)):
            best: dict[str, list[Mark]] = {}
            for mark in self._at(tokens, at):
                held = best.setdefault(mark.sort, [])
                if held and held[0].last < mark.last:
                    held.clear()
                if not held or held[0].last == mark.last:
                    held.append(mark)
            for held in best.values():
                marks.extend(held)
        return marks

    def _at(self, tokens: Sequence[Token], first: int) -> Iterator[Mark]:
        level, at = [self._root], first
        while level and at < len(tokens):
            word = tokens[at].lower
            level = [child for node in level for child in node.after(word)]
            for node in level:
                for sort, value, case in node.ends:
                    yield Mark(first, at, sort, value, case)
            at += 1


def _phrases(entries: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, value in entries.items():
        if key in LISTS:
            for phrase in value or ():
                yield key, "", str(phrase)
        elif key != "case_roles":
            for name, phrases in (value or {}).items():
                yield from _table_phrases(key, name, phrases)


def _table_phrases(key: str, name: str, phrases: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(phrases, Mapping):
        for manner, words in phrases.items():
            for phrase in words or ():
                yield key, f"{name} {manner}", str(phrase)
    else:
        for phrase in phrases or ():
            yield key, name, str(phrase)


def load_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of a file. Raises ValueError if it has a key that is not known."""
    entries = read_words(path)
    try:
        return Vocabulary(entries or {})
    except ValueError as error:
        raise ValueError(f"{path.parent.name}/{path.name}: {error}") from error
