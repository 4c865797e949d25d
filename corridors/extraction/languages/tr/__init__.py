"""Turkish: case suffixes on names and on the nouns behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import yaml

from corridors.extraction.language import Form, Language
from corridors.extraction.languages.tr.suffixes import (
    APOSTROPHES,
    cut_suffix,
    narrowed_stem,
    possessed,
    respelled,
)
from corridors.extraction.tokens import lower
from corridors.extraction.vocabulary import Vocabulary

# Nouns that are no part of a name: a port is called by its town's. An airport or a strait is not.
_CLASSES = ("port", "station", "border", "terminal")
_ROLES = {"abl": "from", "dat": "to", "loc": "at", "acc": "object"}
# Participles of what has come to a place and goes on from it: "Poti limanına gelen yükler".
_ARRIVED = ("gelen", "ulaşan", "varan", "inen", "indirilen", "getirilen", "taşınan")


class Turkish(Language):
    """Names end in a suffix behind an apostrophe; a noun after a name carries the case for it."""

    _class_words: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The language of a folder. Raises ValueError for keys that are not known."""
        language = super().load(folder)
        entries = with_narrowed(_words(folder / "vocabulary.yaml"))
        heads = _words(folder / "heads.yaml")
        language.vocabulary = Vocabulary(with_heads(entries, heads))
        classes = (noun for kind in _CLASSES for noun in heads[kind])
        whole = (form for form, _ in _inflected(list(classes)) if APOSTROPHES.isdisjoint(form))
        language._class_words = frozenset(word for form in whole for word in form.split())
        return language

    def forms(self, surface: str) -> Sequence[Form]:
        """The name as it is and, where it has a suffix, without it.

        A case suffix behind an apostrophe is never part of the name: Kars'a is not Kärsa. Nor is a
        noun that says what the place is; with one the form has an empty base, so that the name is
        looked up without it.
        """
        whole, found = Form(surface, "", len(surface)), cut_suffix(surface)
        name, case = found or (surface, "")
        if self._is_noun(name):
            return [Form("", case, len(name))]
        if (bare := self._without_class(name)) != name:
            return [Form("", case, len(bare))]
        cut = Form(name, case, len(name))
        forms = [whole] if found is None else [whole, cut]
        if case and surface[len(name)] in APOSTROPHES:
            forms = [cut]
        return [*forms, *(Form(other, case, len(name)) for other in respelled(name))]

    def _is_noun(self, name: str) -> bool:
        """Whether a name is but a noun: Limanı'ndan, Kapısı'na."""
        word = lower(name)
        return word in self._class_words or self.vocabulary.holds("never", word)

    def _without_class(self, name: str) -> str:
        """A name without the nouns that say what it is: the stop at Mersin Limanı is Mersin."""
        bare = name
        while " " in bare and lower(bare.rpartition(" ")[2]) in self._class_words:
            bare = bare.rpartition(" ")[0]
        return bare


def with_narrowed(entries: Any) -> Any:
    """Entries with the stems that narrow their vowel before -yor: bağla*, bağlıyor*."""
    if isinstance(entries, Mapping):
        return {key: with_narrowed(value) for key, value in entries.items()}
    if not isinstance(entries, list):
        return entries
    return list(dict.fromkeys(form for phrase in entries for form in _narrowed(phrase)))


def _narrowed(phrase: str) -> Iterator[str]:
    yield phrase
    if (other := narrowed_stem(phrase)) is not None:
        yield other


def with_heads(entries: Mapping[str, Any], heads: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A vocabulary with the inflected forms of the nouns that say what a place is.

    A form in a case that tells a role stands under `after` too: "Mersin limanından" is from Mersin.
    """
    after = {role: list(phrases) for role, phrases in (entries.get("after") or {}).items()}
    named = {kind: list(phrases) for kind, phrases in (entries.get("heads") or {}).items()}
    for kind, nouns in heads.items():
        for form, case in _inflected(nouns):
            named.setdefault(kind, []).append(form)
            if case in _ROLES:
                after.setdefault(_ROLES[case], []).append(form)
            if case == "dat":
                after.setdefault("from", []).extend(f"{form} {verb}" for verb in _ARRIVED)
    return {**entries, "after": after, "heads": named}


def _inflected(nouns: Sequence[str]) -> Iterator[tuple[str, str]]:
    for noun in nouns:
        yield noun, ""
        yield from possessed(noun)


def _words(path: Path) -> dict[str, Any]:
    """A file of words, every value a text: "on" is ten, not true."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return dict(content)


LANGUAGE = Turkish.load(Path(__file__).parent)
