"""A sentence as it is recognised: its words, what they do, and the names in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corridors.extraction.language import Language
from corridors.extraction.lexicon import Reading, best_of
from corridors.extraction.tokens import Token
from corridors.extraction.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: tokens `first` to `last`, characters `start` to `end`.

    `readings` is empty for a name that the gazetteer lacks; `strong` says that it is most likely a
    place; `partial` that it is part of a longer name (Minsk Tractor Plant); `areal` that more than
    the name is meant (Georgian ports, Riga Airport).
    """

    first: int
    last: int
    start: int
    end: int
    surface: str
    readings: tuple[Reading, ...]
    strong: bool = True
    partial: bool = False
    areal: bool = False

    @property
    def cases(self) -> frozenset[str]:
        """The cases it may stand in; empty string for a form that does not tell."""
        return frozenset(reading.case for reading in self.readings) or frozenset({""})

    @property
    def is_area(self) -> bool:
        """Whether its likeliest reading is an area."""
        best = best_of(self.readings)
        return best is not None and best.area is not None

    @property
    def country(self) -> str | None:
        """The ISO code of the country that it is, or lies in by its likeliest reading."""
        best = best_of(self.readings)
        if best is None:
            return None
        return best.area.country if best.area is not None else best.places[0].place.country


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words, what they do, and the names in it."""

    text: str = field(repr=False)
    tokens: Sequence[Token] = field(repr=False)
    marks: Sequence[Mark] = field(repr=False)
    mentions: Sequence[Mention]
    language: Language = field(repr=False)

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.tokens[-1].end

    @cached_property
    def _by_sort(self) -> Mapping[str, list[Mark]]:
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.sort, []).append(mark)
        return found

    def of(self, *sorts: str) -> list[Mark]:
        """Its marks of these sorts, in order within each sort."""
        return [mark for sort in sorts for mark in self._by_sort.get(sort, ())]

    @cached_property
    def ending(self) -> Mapping[int, list[Mark]]:
        """Its marks by their last token."""
        found: dict[int, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.last, []).append(mark)
        return found

    @cached_property
    def starting(self) -> Mapping[int, list[Mark]]:
        """Its marks by their first token."""
        found: dict[int, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.first, []).append(mark)
        return found

    def holds(self, key: str, at: int) -> bool:
        """Whether a list of the language's whole words has the word at a token."""
        return self.language.vocabulary.holds(key, self.tokens[at].lower)
