"""The handling marking on every page: the labels of the Traffic Light Protocol, or any text.

Labels and colours are those of TLP 2.0 (FIRST, August 2022): coloured letters on black.
"""

from __future__ import annotations

from corridors.briefing.record import Marking

_BLACK, _WHITE = "#000000", "#ffffff"
TLP = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:AMBER": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}


def read_marking(text: str) -> Marking | None:
    """The marking that a text asks for, however it is spaced or raised; None of an empty one."""
    if not text:
        return None
    label = text.replace(" ", "").upper()
    if label in TLP:
        return Marking(label, TLP[label], _BLACK)
    return Marking(text, _WHITE, _BLACK)


def tone_of(marking: Marking | None) -> str:
    """The name of a marking's colour in a style sheet."""
    names = {"#ff2b2b": "red", "#ffc000": "amber", "#33ff00": "green"}
    return names.get(marking.colour, "plain") if marking else ""
