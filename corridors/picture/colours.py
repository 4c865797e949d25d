"""The colours of a picture: of the ground, of texts, and of the lines by what their colour says.

The ground's are those of the map's style sheet, light; `tests/unit/test_picture_twins.py` holds
them to it. The choice of a line's colour is the twin of the map script's `colours.js`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corridors.fold import EVIDENCE, Fold, Item, State

Json = Mapping[str, Any]

PAPER = "#fffefb"
INK = "#1c1e20"
TEXT = "#2b2e31"
QUIET = "#5b6167"
LINE = "#b9b5aa"
SEA = "#e4eaed"
LAND = "#f5f3ee"
COAST = "#aab6bc"
BORDER = "#c2bbad"
TINT = "#e3dac3"
LAND_NAME = "#5d584f"
SEA_NAME = "#4f6774"
CASING = "#fffefb"
DEAD = "#6d7174"
UNKNOWN = "#7f8487"

# Apart from each other for every kind of colour vision, and firm on land and sea.
SET = "#39359a #ce6a02 #208bcf #861f4e #00616c #b76e98 #775840 #a84b98".split()
OTHER_COLOUR = "#7c8074"
OTHER = "other"
_BY_MODE = {"sea": SET[2], "rail": SET[3], "road": SET[1], "river": SET[4], "air": SET[5]}
_BY_STATUS = {
    "operating": SET[0],
    "trial": SET[2],
    "constrained": SET[1],
    "announced": SET[4],
    "proposed": SET[5],
}
_NAME_INK = 0.35  # in a corridor’s name beside its line: texts need more contrast than lines
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


class Coloured(NamedTuple):
    """What a line's colour says: the id of a corridor or publisher, a mode or a status."""

    key: str
    colour: str


Colouring = Callable[[Item, State], Coloured]


def colouring_of(fold: Fold) -> Colouring:
    """How the view wants its lines coloured: by corridor, source, mode or status."""
    match fold.view.colour_by:
        case "source":
            return _by_source(fold)
        case "mode":
            return lambda _, state: _keyed(state.modes[0], _BY_MODE)
        case "status":
            return lambda _, state: _keyed(state.lead, _BY_STATUS)
    return lambda item, _: Coloured(item.corridor["id"], item.corridor["colour"])


def _keyed(key: str, colours: Mapping[str, str]) -> Coloured:
    return Coloured(key, colours.get(key, OTHER_COLOUR))


def _by_source(fold: Fold) -> Colouring:
    """The publishers that state most have a colour each, whatever is on; the rest share a grey."""
    claims, sources = fold.document["claims"], fold.document["sources"]
    counts: Counter[str] = Counter()
    for item, _ in fold.states:
        stated = [claims[name] for name in item.thing.get("stated") or () if name in claims]
        counts.update(dict.fromkeys((sources[c["source"]]["publisher"] for c in stated), 1))
    colours = dict(zip((name for name, _ in counts.most_common(len(SET))), SET, strict=False))

    def colour(item: Item, _: State) -> Coloured:
        counting = fold.counting(item.thing.get("stated"))
        speaker = min(counting, key=lambda claim: EVIDENCE.index(claim["kind"]), default=None)
        publisher = str(sources[speaker["source"]]["publisher"]) if speaker else OTHER
        known = publisher in colours
        return Coloured(publisher, colours[publisher]) if known else Coloured(OTHER, OTHER_COLOUR)

    return colour


def name_colour(colour: str) -> str:
    """The colour of a corridor's name: a deeper one of the same hue."""
    return mixed(colour, INK, _NAME_INK)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour #rrggbb with a share of another, from 0 to 1."""
    mine, theirs = _parts(colour), _parts(other)
    pairs = zip(mine, theirs, strict=True)
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in pairs)


def safe_colour(colour: object) -> str:
    """The colour if it is written #rrggbb, as definitions have it; else the grey of the rest."""
    return colour if isinstance(colour, str) and _HEX.fullmatch(colour) else OTHER_COLOUR


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
