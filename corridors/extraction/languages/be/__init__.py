"""Belarusian, in Cyrillic and in Łacinka: one vocabulary, words in Łacinka read as Cyrillic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from corridors.extraction.language import Form, Language
from corridors.extraction.languages.be.foreign import foreign
from corridors.extraction.languages.be.latin import is_latin, official, spellings, to_cyrillic
from corridors.extraction.tokens import Token
from corridors.extraction.vocabulary import Mark, Vocabulary


class BelarusianVocabulary(Vocabulary):
    """A vocabulary in Cyrillic that also finds its words where they are written in Łacinka."""

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """The same words, found in both alphabets."""
        made = cls.__new__(cls)
        made.__dict__.update(vocabulary.__dict__)
        return made

    def holds(self, key: str, word: str) -> bool:
        """Whether a list of single whole words has this one, in either alphabet."""
        return super().holds(key, _cyrillic(word))

    def find(self, tokens: Sequence[Token]) -> list[Mark]:
        """All marks of a sentence, as Vocabulary.find gives them."""
        return super().find([_read(token) for token in tokens])


def _read(token: Token) -> Token:
    spelled = _cyrillic(token.lower)
    return token if spelled == token.lower else replace(token, lower=spelled)


def _cyrillic(word: str) -> str:
    return to_cyrillic(word) if is_latin(word) else official(word)


class Belarusian(Language):
    """The endings of the table, on names in either alphabet."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The language of a folder. Raises ValueError for keys that are not known."""
        language = super().load(folder)
        language.vocabulary = BelarusianVocabulary.of(language.vocabulary)
        return language

    def demonym(self, word: str) -> str | None:
        """The ISO code of the country that an adjective or its people's name belongs to."""
        return super().demonym(_cyrillic(word))

    def forms(self, surface: str) -> Sequence[Form]:
        """All readings of a name; of one in Łacinka those of its Cyrillic spelling too."""
        forms = [Form(surface, "", len(surface))]
        for name in spellings(surface):
            for form in (*self._of_compound(name), *super().forms(name)):
                forms += [
                    Form(b, form.case, len(surface)) for b in (form.base, *foreign(form.base))
                ]
        return list(dict.fromkeys(forms))

    def _of_compound(self, name: str) -> Sequence[Form]:
        """The readings of a name whose first part is inflected: Растове-на-Доне."""
        head, joint, tail = name.partition("-на-")
        if not joint:
            return ()
        return [Form(f.base + joint + tail, f.case, f.length) for f in super().forms(head)]


LANGUAGE = Belarusian.load(Path(__file__).parent)
