"""Outside text made fit for any file: one line, no control characters, no direction left open."""

from __future__ import annotations

import re
import unicodedata

from corridors.bidi import close_controls

# Spaces that do not break a line, and thin ones, stay as they are.
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")  # they belong to the spelling of Persian and Indic words
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def one_line(text: object) -> str:
    """The text with each run of white space as one space, and nothing in it that prints nothing.

    Directional controls stay, since quotes may need them, and are closed at the end; other
    controls, lone surrogates and unassigned characters become the replacement character or go.
    """
    spaced = _SPACES.sub(" ", str(text)).strip()
    return close_controls("".join(map(_printed, spaced)))


def _printed(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in _BIDI or letter in _JOINERS or kind not in _UNPRINTED:
        return letter
    return "" if kind in ("Cc", "Cf") else "\ufffd"
