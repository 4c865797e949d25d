"""SVG elements: built as a tree, so that no text from outside is ever read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

import numpy as np

from corridors.picture.projection import Array

Element = ET.Element
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, children: Iterable[Element] = (), **attributes: object) -> Element:
    """An element; `stroke_width` is written stroke-width, and what is None is left out."""
    made = Element(
        name,
        {
            key.rstrip("_").replace("_", "-"): _written(value)
            for key, value in attributes.items()
            if value is not None
        },
    )
    made.extend(children)
    return made


def text_element(name: str, text: str) -> Element:
    """An element that holds a text; letters that XML forbids become U+FFFD."""
    made = Element(name)
    made.text = allowed(text)
    return made


def allowed(text: str) -> str:
    """The text without letters that XML forbids."""
    return _NOT_XML.sub("\ufffd", text)


def _written(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    if isinstance(value, tuple):
        return " ".join(_written(one) for one in value)
    return allowed(str(value))


def number(value: float) -> str:
    """A number with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def line_data(lines: Iterable[Array], *, closed: bool = False, decimals: int = 1) -> str:
    """Path data of lines or rings, rounded; relative, so that it is short."""
    step = 10**decimals
    return "".join(_line_data(line, closed, step) for line in lines)


def _line_data(line: Array, closed: bool, step: int) -> str:
    grid = np.rint(line * step).astype(np.int64)
    moves = np.diff(grid, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    if not len(moves):
        return ""
    start = f"M{_tidy(grid[0, 0], step)} {_tidy(grid[0, 1], step)}l"
    told = " ".join(f"{_tidy(dx, step)} {_tidy(dy, step)}" for dx, dy in moves.tolist())
    return f"{start}{told}{'z' if closed else ''}"


def _tidy(value: int, step: int) -> str:
    return f"{value / step:g}"


def path_data(points: Array, order: Sequence[int] | slice = slice(None)) -> str:
    """Path data of a line's points, as they are or in another order."""
    chosen = points[order]
    head, *rest = (f"{number(x)} {number(y)}" for x, y in chosen.tolist())
    return f"M{head}L{' '.join(rest)}"


def document(root: Element) -> str:
    """The element as an SVG document."""
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
