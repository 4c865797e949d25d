"""The atlas's own nodes and areas by a name: the whole of it, its words, its beginning, or akin."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from corridors.places.akin import akin_key
from corridors.places.placenames import fold, plain_words
from corridors.register_model import Area, Node
from corridors.registers import Registers
from corridors.review.draft import Place

FROM_ATLAS = "atlas"
_SHORTEST_BEGUN = 2


class Likeness(IntEnum):
    """How a name is like one that was asked for, the likest first."""

    WHOLE = 0
    WORDS = 1  # it has all words of it
    BEGUN = 2  # it has all words of it, the last as a beginning
    AKIN = 3  # it begins like it in another language's spelling


class Asked(NamedTuple):
    """A name that was asked for, in the forms by which names are compared."""

    key: str
    words: tuple[str, ...]
    akin: str


def atlas_places(name: str, registers: Registers) -> list[tuple[Likeness, Place]]:
    """The nodes and areas whose name is like this one, the likest first, then the shortest."""
    asked = Asked(fold(name), tuple(plain_words(name)), _akin(name))
    if not asked.words:
        return []
    places = [
        *((_likest(_forms(n), asked), of_node(n)) for n in registers.nodes.values()),
        *((_likest((a.name,), asked), of_area(a)) for a in registers.areas.values()),
    ]
    found = [(likeness, place) for likeness, place in places if likeness is not None]
    return sorted(found, key=lambda pair: (pair[0], len(pair[1].name)))


def atlas_named(name: str, registers: Registers) -> list[Place]:
    """The nodes and areas that go by a name."""
    key = fold(name)
    nodes = (of_node(n) for n in registers.nodes.values() if key in map(fold, _forms(n)))
    return [*nodes, *(of_area(a) for a in registers.areas.values() if fold(a.name) == key)]


def of_node(node: Node) -> Place:
    """A node of the registers as a candidate."""
    return Place(
        name=node.label or node.name,
        kind=node.kind.value,
        country=node.country,
        position=node.position,
        at=node.id,
        precision_km=node.precision_km,
        locode=node.locode,
        source=FROM_ATLAS,
    )


def of_area(area: Area) -> Place:
    """An area of the registers as a candidate."""
    country = area.countries[0] if len(area.countries) == 1 else None
    return Place(
        name=area.name, kind=area.kind.value, country=country, at=area.id, source=FROM_ATLAS
    )


def _forms(node: Node) -> tuple[str, ...]:
    return (node.id, node.name, *([node.label] if node.label else []), *node.names.values())


def _likest(forms: tuple[str, ...], asked: Asked) -> Likeness | None:
    found = [likeness for form in forms if (likeness := _likeness(form, asked)) is not None]
    return min(found, default=None)


def _likeness(form: str, asked: Asked) -> Likeness | None:
    key, words = fold(form), set(plain_words(form))
    if key == asked.key:
        return Likeness.WHOLE
    *whole, last = asked.words
    if words.issuperset(whole) and len(last) >= _SHORTEST_BEGUN:
        if last in words:
            return Likeness.WORDS
        if any(word.startswith(last) for word in words):
            return Likeness.BEGUN
    if key.startswith(asked.key) and len(asked.key) >= _SHORTEST_BEGUN:
        return Likeness.BEGUN
    return Likeness.AKIN if asked.akin and _akin(form).startswith(asked.akin) else None


@lru_cache(maxsize=1 << 12)
def _akin(name: str) -> str:
    return akin_key(name)
