"""Which language a stretch of text is in: by its letters, then by its function words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corridors.reading.phrases import load_languages, load_other_languages, lower
from corridors.reading.reading import OTHER

SAMPLE = 4_000
"""Characters that are looked at; a longer stretch is judged by its beginning."""

MOST_FOREIGN = 0.012
"""A larger share of such letters than this is another language, foreign names left aside."""

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True)
class Guess:
    """A language, its script, and how sure: 0 is nothing to go by."""

    language: str | None
    script: str
    weight: float


def script_of(text: str) -> str:
    """Latn, Cyrl or other: what most letters are written in."""
    sample = text[:SAMPLE]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    letters = len(_LETTER.findall(sample))
    if 2 * max(cyrillic, latin) <= letters or not letters:
        return OTHER
    return "Cyrl" if cyrillic >= latin else "Latn"


def guess_language(text: str) -> Guess:
    """The language of a stretch; `language` is None where nothing decides it."""
    script = script_of(text)
    if script == OTHER:
        return Guess(OTHER if _LETTER.search(text[:SAMPLE]) else None, OTHER, 0)
    sample = lower(text[:SAMPLE])
    scores = _scores(sample, script)
    if _foreign_share(sample, script) > MOST_FOREIGN:
        scores = {code: score for code, score in scores.items() if code not in _ours()} or {
            OTHER: 1
        }
    best = max(scores, key=lambda code: scores[code])
    if scores[best] <= 0:
        return Guess(None, script, 0)
    return Guess(best if best in _ours() else OTHER, script, scores[best])


def resemblance(text: str) -> float:
    """How much a text looks like one of our languages: the weight of its guess in a share of it.

    Used to tell which of several decodings of the same bytes is the right one.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(lower(sample))
    known = sum(len(w) for w in words if any(w in vocabulary for vocabulary in _vocabularies()))
    odd = sum(_odd(word) for word in _WORD.findall(sample))
    strange = len(re.findall("[\ufffd\x80-\x9f\u2200-\u25ff¤¦§¬¶±µ×÷¹²³¼½¾†‡]", sample))
    return (known + len(_LETTER.findall(sample)) - 4 * odd - 4 * strange) / (len(sample) + 1)


def _odd(word: str) -> bool:
    """A word that no language writes: a capital after a small letter, or two scripts in one."""
    mixed = bool(_CYRILLIC.search(word)) and bool(_LATIN.search(word))
    return mixed or re.search("[a-zа-яёіў][A-ZА-ЯЁІЎ]", word) is not None


@cache
def _ours() -> frozenset[str]:
    return frozenset(language["code"] for language in load_languages())


@cache
def _vocabularies() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(lower(lang["words"]).split()) for lang in load_languages())


@cache
def _marks(script: str) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Of each language that writes in a script: its own letters, and its function words."""
    marks = {
        language["code"]: (
            frozenset(filter(_of(script).match, language["letters"])),
            frozenset(filter(_of(script).match, lower(language["words"]).split())),
        )
        for language in load_languages()
        if script in language["scripts"]
    }
    others = {
        f"-{code}": (frozenset(other["letters"]), frozenset(other["words"].split()))
        for code, other in load_other_languages()[script]["languages"].items()
    }
    return marks | others


def _of(script: str) -> re.Pattern[str]:
    return _CYRILLIC if script == "Cyrl" else _LATIN


def _scores(sample: str, script: str) -> dict[str, float]:
    """Hits of function words and own letters, as a share of all words."""
    words = Counter(_WORD.findall(sample))
    letters = Counter(sample)
    total = max(1, sum(words.values()))
    return {
        code: (sum(words[w] for w in vocabulary) + sum(letters[x] for x in own) / 2) / total
        for code, (own, vocabulary) in _marks(script).items()
    }


def _foreign_share(sample: str, script: str) -> float:
    letters = Counter(sample)
    foreign = sum(letters[x] for x in load_other_languages()[script]["foreign"])
    return foreign / max(1, len(_LETTER.findall(sample)))
