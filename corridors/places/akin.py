"""One key for the spellings of a name in English, Russian, Belarusian and Turkish letters.

The gazetteer lists a town of Russia or Asia by its English and Russian name, seldom by the
Belarusian or Turkish one, which differ from those by rule: «Варонеж» from «Воронеж».
"""

from __future__ import annotations

import re

from corridors.places.placenames import fold

# What is left tells no kh from h, no zh from j, no o from a (an unstressed o is а in Belarusian).
_AKIN = tuple(
    (re.compile(old), new)
    for old, new in (
        ("dzh|dj|zh", "j"),
        ("kh|gh", "h"),
        ("ck|q|c(?!h)", "k"),
        ("ph", "f"),
        ("w", "v"),
        ("x", "ks"),
        ("y", "i"),
        ("i[ae]", "e"),
        ("io", "o"),
        ("iu|ou", "u"),
        ("o", "a"),
        ("(?<=[jr])e|(?<=ch|sh|ts)e", "a"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST_AKIN = 5
# Belarusian softens д and т to дз and ц, and writes ў for в and л before a consonant.
_BELARUSIAN_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (("дз(?=[еёюяіь])", "д"), ("ц(?=[еёюяіь])", "т"), ("ў", "в"))
)


def akin_key(name: str) -> str:
    """The key under which spellings of a name in several languages meet; empty if it is too short.

    It begins with a 0, so that it is no name's own key: "Novorossiysk" and «Наварасійск» have one.
    """
    lowered = name.casefold()
    if "і" in lowered or "ў" in lowered or "и" not in lowered:
        for pattern, letters in _BELARUSIAN_SOUNDS:
            lowered = pattern.sub(letters, lowered)
    key = fold(lowered)
    for pattern, letters in _AKIN:
        key = pattern.sub(letters, key)
    return f"0{key}" if len(key) >= _SHORTEST_AKIN else ""
