"""Texts whose bidirectional controls end where the text ends.

A control such as U+202E turns round what follows it up to the end of the line, other people's words
included. Nothing is taken out of a text, quotes least of all: what it opens is closed at its end.
Twin of the map script's `bidi.js`.
"""

from __future__ import annotations

POP_EMBEDDING, POP_ISOLATE = "\u202c", "\u2069"
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")


def close_controls(text: str) -> str:
    """The text with a closing control added for each embedding, override or isolate left open."""
    opened: list[str] = []
    for letter in text:
        if letter in _EMBEDDINGS:
            opened.append(POP_EMBEDDING)
        elif letter in _ISOLATES:
            opened.append(POP_ISOLATE)
        elif letter == POP_EMBEDDING and opened[-1:] == [POP_EMBEDDING]:
            opened.pop()
        elif letter == POP_ISOLATE and POP_ISOLATE in opened:
            while opened.pop() != POP_ISOLATE:
                pass
    return text + "".join(reversed(opened))
