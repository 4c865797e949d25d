"""Belarusian in Łacinka read as Cyrillic in the official spelling: "Kaladzičach" → «Калядзічах».

For looking words up, not for printing: stress and what the two spellings don't share are lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = re.compile("[A-Za-zČčĆćŁłŃńŚśŠšŬŭŹźŽž]")
_CYRILLIC = re.compile("[А-яЁёІіЎў]")
_DIGRAPHS = {"ch": "х", "dz": "дз", "dž": "дж", "dź": "дзь"}
_LETTERS = dict(
    zip(
        "a b c č ć d e f g h k ł m n ń o p r s š ś t u ŭ v y z ž ź l".split(),
        "а б ц ч ць д э ф г г к л м н нь о п р с ш сь т у ў в ы з ж зь ль".split(),
        strict=True,
    )
)
_IOTATED = {"a": "я", "e": "е", "o": "ё", "u": "ю"}
_CONSONANTS = "бвгджзйклмнпрстўфхцчш"
# Łacinka and the classical spelling write softness before a soft consonant too («сьвет»).
_ASSIMILATED = re.compile(f"(?<=[зсцнЗСЦН])ь(?=[{_CONSONANTS}]{{1,2}}[еёюяіь])")
_KEPT = 1 << 14


def is_latin(text: str) -> bool:
    """Whether a text has Latin letters and no Cyrillic ones."""
    return _LATIN.search(text) is not None and _CYRILLIC.search(text) is None


def official(text: str) -> str:
    """Cyrillic in the official spelling, where the classical one marks softness: «сьвет», «зь»."""
    return _ASSIMILATED.sub("", text) if "ь" in text else text


@lru_cache(maxsize=_KEPT)
def to_cyrillic(text: str) -> str:
    """A text in Łacinka with Cyrillic letters; capitals at the beginning of a word are kept."""
    return "".join(_word(part) for part in re.split(r"(\W+)", text))


def spellings(name: str) -> tuple[str, ...]:
    """What a name may be in Cyrillic: itself; in Łacinka, `l` may also be a hard one, mistyped."""
    if not is_latin(name):
        return tuple(dict.fromkeys((name, official(name))))
    hard = re.sub("l(?=[aeou])", "ł", name)
    return tuple(dict.fromkeys((to_cyrillic(name), to_cyrillic(hard))))


def _word(word: str) -> str:
    spelled = official(_spelled(word.lower()))
    return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled


def _spelled(word: str) -> str:
    out, at = [], 0
    while at < len(word):
        letters, taken = _letters(word, at)
        out.append(letters)
        at += taken
    return "".join(out)


def _letters(word: str, at: int) -> tuple[str, int]:
    """The Cyrillic for what stands at a place of a word, and how many letters that was."""
    pair, letter, following = word[at : at + 2], word[at], word[at + 1 : at + 2]
    if pair in _DIGRAPHS:
        return _DIGRAPHS[pair], 2
    if letter in "ij" and following in _IOTATED:
        apart = "'" if letter == "j" and _is_hard(word, at) else ""
        return apart + _IOTATED[following], 2
    if letter == "l" and following in _IOTATED:
        return "л" + _IOTATED[following], 2
    if letter == "l" and following in ("i", "l"):
        return "л", 1
    if letter == "j":
        return ("і", 2) if following == "i" else ("й", 1)
    if letter == "i":
        return "і", 1
    return _LETTERS.get(letter, letter), 1


def _is_hard(word: str, at: int) -> bool:
    return at > 0 and word[at - 1] not in "aeiouyŭ"
