"""How the texts of a map are drawn: their outlines once, used for the halo and for the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.picture.callouts import PAD
from corridors.picture.colours import CASING, INK
from corridors.picture.lettering import CAP_HEIGHT, set_text
from corridors.picture.svg import Element, element
from corridors.picture.texts import Label


class DrawnTexts(NamedTuple):
    """Outlines for `defs`; thin lines, which stand under the signs; and what stands over them."""

    outlines: list[Element]
    leaders: list[Element]
    above: list[Element]


def draw_texts(labels: Sequence[Label]) -> DrawnTexts:
    """The elements of texts: call-outs' boxes, then all halos, so that none lies on a letter."""
    numbered = [(f"t{number}", label) for number, label in enumerate(labels)]
    return DrawnTexts(
        outlines=[_outlined(label, name) for name, label in numbered],
        leaders=[line for label in labels for line in _leader(label)],
        above=[
            *(part for label in labels for part in _callout_box(label)),
            *(_halo(label, name) for name, label in numbered if label.kind != "callout"),
            *(_letters(label, name) for name, label in numbered),
        ],
    )


def _halo(label: Label, name: str) -> Element:
    return element(
        "use",
        href=f"#{name}",
        fill="none",
        stroke=label.halo,
        stroke_width=_halo_of(label),
        stroke_linejoin="round",
    )


def _letters(label: Label, name: str) -> Element:
    letters = element("use", href=f"#{name}", fill=label.colour)
    return element("g", [letters], role="img", aria_label=" ".join(label.lines))


def _halo_of(label: Label) -> float:
    return 2.4 if label.kind == "ground" else 3.4


def _outlined(label: Label, name: str) -> Element:
    """The text's outlines, each line in the middle of its part of the box."""
    pad = PAD if label.kind == "callout" else 0.0
    height = (label.box.height - 2 * pad) / len(label.lines)
    parts = []
    for at, line in enumerate(label.lines):
        lettering = set_text(line, label.face)
        x = label.box.x0 + pad
        if label.kind == "ground":
            x = (label.box.x0 + label.box.x1 - lettering.width) / 2
        y = label.box.y0 + pad + height * (at + 0.5) + label.face.size * CAP_HEIGHT / 2
        parts.append(element("path", d=lettering.outline, transform=f"translate({x:.2f} {y:.2f})"))
    return element("g", parts, id=name)


def _leader(label: Label) -> list[Element]:
    """The thin line from a place, or a corridor's line, to its name."""
    if label.kind == "callout" or not (label.leader and label.at):
        return []
    (x0, y0), (x1, y1) = label.at, label.leader
    return [
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=colour, stroke_width=width)
        for colour, width in ((label.halo, 3.0), (INK, 0.9))
    ]


def _callout_box(label: Label) -> list[Element]:
    """The box of a call-out, with the line to its point."""
    if label.kind != "callout" or not (label.leader and label.at):
        return []
    (x0, y0), (x1, y1), box = label.at, label.leader, label.box
    return [
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=CASING, stroke_width=3.2),
        element("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=INK, stroke_width=1.0),
        element("circle", cx=x0, cy=y0, r=2.6, fill=CASING, stroke=INK, stroke_width=1.2),
        element(
            "rect",
            x=box.x0,
            y=box.y0,
            width=box.width,
            height=box.height,
            rx=2.0,
            fill=CASING,
            stroke=INK,
            stroke_width=0.8,
        ),
    ]
