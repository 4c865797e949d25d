"""A language that articles are read in: its words, and how its names are inflected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Self

from corridors.extraction.data_file import read_words
from corridors.extraction.vocabulary import Vocabulary, load_vocabulary

FOLDER = Path(__file__).parent / "languages"
_MOST_FORMS = 30
_SHORTEST_STEM = 2
_VOWELS = frozenset("аеёиоуыэюяі")


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a name as it is written.

    `base` is a spelling to look up; `case` is nom, gen, dat, acc, ins, loc, abl, or empty where the
    form does not tell; `length` counts the characters of the surface that are the name itself.
    """

    base: str
    case: str
    length: int


@dataclass(frozen=True, slots=True)
class Ending:
    """A case ending: cut `ending` off and put one of `bases` in its place."""

    ending: str
    bases: tuple[str, ...]
    case: str
    adjective: bool


class Language:
    """The data of a folder of `languages/`; subclassed where inflection needs more than a table."""

    def __init__(
        self,
        code: str,
        vocabulary: Vocabulary,
        endings: Sequence[Ending],
        demonyms: Mapping[str, str],
    ) -> None:
        self.code = code
        self.vocabulary = vocabulary
        self.endings = sorted(endings, key=lambda e: -len(e.ending))
        self._demonyms = demonyms
        self._stem_lengths = sorted({len(d) - 1 for d in demonyms if d.endswith("*")}, reverse=True)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The language of a folder. Raises ValueError for keys that are not known."""
        demonyms = {
            stem.lower(): country
            for country, stems in (read_words(folder / "demonyms.yaml") or {}).items()
            for stem in stems
        }
        endings = [_ending(row) for row in read_words(folder / "inflection.yaml") or ()]
        return cls(folder.name, load_vocabulary(folder / "vocabulary.yaml"), endings, demonyms)

    def demonym(self, word: str) -> str | None:
        """The ISO code of the country that an adjective or its people's name belongs to."""
        key = word.lower()
        if key in self._demonyms:
            return self._demonyms[key]
        for length in self._stem_lengths:
            if found := self._demonyms.get(key[:length] + "*"):
                return found if length <= len(key) else None
        return None

    def forms(self, surface: str) -> Sequence[Form]:
        """All readings of a name as written, likeliest first, the unchanged one included."""
        forms = [Form(surface, "", len(surface))]
        forms += [Form(b, case, len(surface)) for b, case in self._uninflected(surface)]
        return list(dict.fromkeys(forms))[:_MOST_FORMS]

    def _uninflected(self, surface: str) -> Iterator[tuple[str, str]]:
        yield from self._of_parts(surface)
        head, blank, last = surface.rpartition(" ")
        for ending in self.endings:
            if ending.adjective or not _fits(last, ending):
                continue
            stem = last[: len(last) - len(ending.ending)]
            for base in ending.bases:
                if base[:1] == "ь" and stem[-1].casefold() in _VOWELS:
                    continue  # no word has a soft sign behind a vowel
                yield from self._agreeing(head, blank + stem + base, ending.case)

    def _of_parts(self, surface: str) -> Iterator[tuple[str, str]]:
        """A name whose first part is inflected too: Ростове-на-Дону, Петропавловске-Камчатском."""
        head, hyphen, tail = surface.partition("-")
        if not hyphen or " " in head:
            return
        for ending in self.endings:
            if ending.adjective or not ending.ending or not _fits(head, ending):
                continue
            stem = head[: len(head) - len(ending.ending)]
            tails = [tail] if tail.startswith("на-") else list(self._adjectives(tail, ending.case))
            for base in ending.bases:
                for other in tails:
                    yield f"{stem}{base}-{other}", ending.case

    def _adjectives(self, word: str, case: str) -> Iterator[str]:
        """An adjective in the nominative, if its ending is one of a case."""
        for ending in self.endings:
            if ending.adjective and ending.case == case and _fits(word, ending):
                yield from (word[: len(word) - len(ending.ending)] + base for base in ending.bases)

    def _agreeing(self, head: str, tail: str, case: str) -> Iterator[tuple[str, str]]:
        """The name with the words before its last one in the nominative too, if they can be."""
        for ending in self.endings:
            if ending.adjective and ending.case == case and head and _fits(head, ending):
                stem = head[: len(head) - len(ending.ending)]
                for base in ending.bases:
                    yield stem + base + tail, case
        yield head + tail, case


def _fits(word: str, ending: Ending) -> bool:
    return word.endswith(ending.ending) and len(word) - len(ending.ending) >= _SHORTEST_STEM


def _ending(row: Mapping[str, object]) -> Ending:
    if unknown := set(row) - {"ending", "base", "case", "kind"}:
        raise ValueError(f"inflection has unknown keys: {', '.join(sorted(unknown))}")
    base = row["base"]
    bases = tuple(base) if isinstance(base, list) else (str(base),)
    return Ending(str(row["ending"]), bases, str(row["case"]), row.get("kind") == "adjective")


@lru_cache(maxsize=8)
def load_language(code: str) -> Language:
    """The language of a folder of `languages/`; English for one that has no folder."""
    if not (FOLDER / code / "vocabulary.yaml").is_file():
        code = "en"
    module = import_module(f"corridors.extraction.languages.{code}")
    language = module.LANGUAGE
    if not isinstance(language, Language):
        raise TypeError(f"languages/{code}: LANGUAGE is no Language")
    return language
