"""The words by which page furniture gives itself away, from `languages/<code>.yaml`.

A page may wear another language than its article, so the phrases of all languages count at once.
Keys of a language's file: `code`; `scripts`; `letters` that others of its script lack; `words`, its
commonest function words; `months`; `month_abbreviations`; `counted`, nouns after a number (regular
expressions); `counters_before`, nouns before one; `menu`, single words of menus and rubrics; and by
kind of furniture: `whole` lines, `opening` words before a colon, `heads` of sections that go on in
the lines below, and phrases found `anywhere` in a short line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = Path(__file__).with_name("languages")
_OUTSIDE_WORDS = re.compile(r"[\W\d_]+")
_APOSTROPHES = re.compile("['’ʼ`\u0307]")


def fold(text: str) -> str:
    """Letters only, case folded, words parted by one space; Turkish I and ı are both i."""
    folded = _APOSTROPHES.sub("", text.casefold()).replace("ı", "i")
    return _OUTSIDE_WORDS.sub(" ", folded).strip()


@dataclass(frozen=True)
class Phrases:
    """The phrases of all languages, folded; each dictionary goes from a phrase to its kind."""

    whole: Mapping[str, str]
    opening: Mapping[str, str]
    heads: Mapping[str, str]
    anywhere: re.Pattern[str]
    anywhere_kinds: tuple[str, ...]
    counter: re.Pattern[str]
    menu: frozenset[str]

    def kind_inside(self, line: str) -> str | None:
        """The kind of the first phrase that stands anywhere in the line."""
        found = self.anywhere.search(lower(line))
        return self.anywhere_kinds[(found.lastindex or 1) - 1] if found else None


def lower(text: str) -> str:
    """Lower case with the Turkish dotted I as a plain i."""
    return text.lower().replace("\u0307", "")


@cache
def load_languages() -> tuple[Mapping[str, Any], ...]:
    """Every language's file, in the order of their codes."""
    return tuple(map(_load, sorted(LANGUAGES.glob("*.yaml"))))


@cache
def load_other_languages() -> Mapping[str, Any]:
    """By script: letters and function words of languages that are not read."""
    return _load(LANGUAGES.with_name("other_languages.yaml"))


def _load(file: Path) -> Mapping[str, Any]:
    """A file of phrases; by libyaml where it is there, ten times as quick."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), loader)  # noqa: S506
    return loaded


@cache
def load_phrases() -> Phrases:
    """All languages' phrases together."""
    languages = load_languages()
    inside: dict[str, list[str]] = {}
    for language in languages:
        for kind, phrases in language["anywhere"].items():
            inside.setdefault(kind, []).extend(map(lower, phrases))
    return Phrases(
        whole=_by_phrase("whole"),
        opening=_by_phrase("opening"),
        heads=_by_phrase("heads"),
        anywhere=re.compile("|".join(f"({'|'.join(map(re.escape, p))})" for p in inside.values())),
        anywhere_kinds=tuple(inside),
        counter=_counter(languages),
        menu=frozenset(fold(word) for lang in languages for word in lang["menu"].split()),
    )


def _by_phrase(key: str) -> dict[str, str]:
    return {fold(phrase): kind for kind, phrase in _phrases(key)}


def _phrases(key: str) -> Iterator[tuple[str, str]]:
    for language in load_languages():
        for kind, phrases in language[key].items():
            for phrase in phrases:
                yield kind, phrase


def _counter(languages: tuple[Mapping[str, Any], ...]) -> re.Pattern[str]:
    """A number alone, before what it counts, or after it; thousands and K, M, тыс. allowed."""
    counted = "|".join(noun for language in languages for noun in language["counted"])
    before = "|".join(re.escape(noun) for lang in languages for noun in lang["counters_before"])
    number = r"\d{1,4}(?:[ .,\u00a0\u202f]\d{1,3}){0,3}\s?(?:k|m|к|тыс\.?|млн|bin)?"
    edge = r"[^\w]{0,6}"
    return re.compile(
        rf"{edge}(?:~?{number}\s?(?:{counted})|(?:{before})\s?[:：]?\s?{number}"
        rf"(?:\s?(?:min|мин|хв|dk|dakika|минут\w?|хвілін\w?|minutes?)\.?)?){edge}"
    )
