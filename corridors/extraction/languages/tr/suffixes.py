"""Turkish case suffixes, cut off names and put on the nouns behind them; and Turkish spelling.

A proper name has its suffix behind an apostrophe ("Kars'a"), which news texts often leave out
("Türkiyeden"), and which a noun in the possessive never has ("Mersin limanından").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = "'’ʼ`‘"
APOSTROPHES = frozenset(_MARKS)
# A name is cut only where enough of it is left to be one: Sudan is not from Su.
_SHORTEST_NAME = 3

_SUFFIXES = (
    ("abl", "n?[dt][ae]n"),
    ("loc", "n?[dt][ae](?:ki)?(?:ler|lar)?"),
    ("dat", "[yn]?[ae]"),
    ("acc", "[yn]?[ıiuü]"),
    ("gen", "[nsy]?[ıiuü]n"),
    ("ins", "y?l[ae]"),
)
_BY_CASE = tuple((case, re.compile(pattern)) for case, pattern in _SUFFIXES)
_OF_NAME = re.compile(f"^(.+?)[{_MARKS}]([a-zçğıöşü]{{1,8}})$")
_OF_NAME_WITHOUT = re.compile("^(.{3,}?)(n?[dt][ae]n|[dt][ae]ki)$")
_ENGLISH = str.maketrans({"ç": "ch", "Ç": "Ch", "ş": "sh", "Ş": "Sh", "c": "j", "C": "J"})
_OPEN_STEM = re.compile(r"^(.*[^\Waeıioöuü])[ae]\*$")
_LAST_VOWEL = re.compile("[aeıioöuü](?=[^aeıioöuü]*$)")
_BACK = frozenset("aıou")
_HIGH = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}


def cut_suffix(surface: str) -> tuple[str, str] | None:
    """A name without its suffix and the case that it told (empty for -ki, -li and the like)."""
    apart = _OF_NAME.match(surface)
    if apart is not None:
        return apart.group(1), case_of(apart.group(2))
    joined = _OF_NAME_WITHOUT.match(surface)
    if joined is None or not joined.group(1)[-1].isalpha():
        return None
    name, suffix = joined.groups()
    return (name, case_of(suffix)) if len(name) >= _SHORTEST_NAME else None


def respelled(name: str) -> Iterator[str]:
    """A foreign name as English gazetteers spell it, where Turkish writes it by its own letters."""
    spelled = name.translate(_ENGLISH)
    if spelled != name:
        yield spelled


def case_of(suffix: str) -> str:
    """The case that a suffix is of; empty where it is none."""
    return next((case for case, pattern in _BY_CASE if pattern.fullmatch(suffix)), "")


def possessed(noun: str) -> Iterator[tuple[str, str]]:
    """The forms of a noun in the possessive ("limanı") with their cases, also with apostrophes."""
    vowel = _LAST_VOWEL.search(noun)
    if vowel is None:
        return
    low = "a" if vowel.group() in _BACK else "e"
    high = _HIGH[vowel.group()]
    for case, suffix in (
        ("abl", f"nd{low}n"),
        ("loc", f"nd{low}"),
        ("dat", f"n{low}"),
        ("acc", f"n{high}"),
        ("gen", f"n{high}n"),
        ("ins", f"yl{low}"),
    ):
        yield noun + suffix, case
        yield from ((f"{noun} {mark} {suffix}", case) for mark in "'’")


def narrowed_stem(phrase: str) -> str | None:
    """A verb's stem in a or e as it stands before -yor ("başla*": "başlıyor*"), if it is one."""
    stem = _OPEN_STEM.match(phrase)
    vowel = _LAST_VOWEL.search(stem.group(1)) if stem is not None else None
    if stem is None or vowel is None:
        return None
    return f"{stem.group(1)}{_HIGH[vowel.group()]}yor*"
