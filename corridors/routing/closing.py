"""What is to be closed, as a link writes it: `suez;node:poti;country:PL;crossing:BY-PL`.

A link is a stranger's input: what of it is unknown is named, and the rest is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from babel import Locale

from corridors.model import NodeKind
from corridors.passage_names import PASSAGES, passage_of
from corridors.register_model import Node
from corridors.routing.countries import country_codes, neighbours
from corridors.routing.shut import Shut, border

MOST = 40
MOST_LETTERS = 2000
SHOWN_LETTERS = 80


class Closed(NamedTuple):
    """One thing that is closed: as it was written, what it is, and its name."""

    close: str
    kind: str
    name: str


class Unknown(NamedTuple):
    """One thing that cannot be closed, and why."""

    close: str
    why: str


@dataclass(frozen=True)
class Closing:
    """What was asked to be closed, understood."""

    shut: Shut
    closed: tuple[Closed, ...]
    unknown: tuple[Unknown, ...]


def read_closing(text: str, nodes: Mapping[str, Node]) -> Closing:
    """Understand a list of closures joined by semicolons. Never raises."""
    shut, closed, unknown = Shut(), list[Closed](), list[Unknown]()
    wanted = dict.fromkeys(one.strip() for one in text[:MOST_LETTERS].split(";") if one.strip())
    for count, one in enumerate(wanted):
        found = _understand(one, nodes) if count < MOST else f"only {MOST} are closed at once"
        if isinstance(found, str):
            unknown.append(Unknown(one[:SHOWN_LETTERS], found))
        else:
            shut = shut | found[1]
            closed.append(found[0])
    if len(text) > MOST_LETTERS:
        unknown.append(Unknown("…", f"the list is longer than {MOST_LETTERS} letters"))
    return Closing(shut, tuple(closed), tuple(unknown))


Understood = tuple[Closed, Shut] | str


def _understand(one: str, nodes: Mapping[str, Node]) -> Understood:
    kind, colon, what = one.partition(":")
    if not colon:
        return _passage(one, one)
    if kind not in _READERS:
        return f"no {kind[:SHOWN_LETTERS]!r} is known: write node:, country: or crossing:"
    return _READERS[kind](one, what, nodes)


def _passage(one: str, slug: str) -> Understood:
    if slug not in PASSAGES:
        return f"no passage has this slug; there are {', '.join(PASSAGES)}"
    return Closed(one, "passage", PASSAGES[slug].name), Shut(passages=frozenset({slug}))


def _node(one: str, name: str, nodes: Mapping[str, Node]) -> Understood:
    if name not in nodes:
        return "no place of the atlas has this id"
    node = nodes[name]
    shown = Closed(one, "node", node.label or node.name)
    slug = passage_of(name) if node.kind is NodeKind.CHOKEPOINT else None
    if slug:
        return shown, Shut(passages=frozenset({slug}))
    if node.kind is NodeKind.CHOKEPOINT:
        return "the sea network has no line across it by which it could be closed"
    return shown, Shut(nodes=frozenset({name}))


def _country(one: str, code: str, _: Mapping[str, Node]) -> Understood:
    name = _country_name(code)
    if name is None:
        return "no country has this code: write ISO 3166-1, two capital letters"
    return Closed(one, "country", name), Shut(countries=frozenset({code}))


def _crossing(one: str, what: str, nodes: Mapping[str, Node]) -> Understood:
    if what in nodes:
        node = nodes[what]
        if node.kind is not NodeKind.BORDER_CROSSING:
            return f"{what} is a {node.kind}: close it as node:{what}"
        return Closed(one, "crossing", node.label or node.name), Shut(nodes=frozenset({what}))
    codes = what.split("-")
    names = [_country_name(code) for code in codes]
    if None in names or len(codes) > 2:
        return "no border crossing has this id, and it is no pair of countries such as BY-PL"
    if len(codes) == 1:
        pairs = frozenset(border(codes[0], other) for other in neighbours(codes[0]))
        return Closed(one, "crossing", f"all borders of {names[0]}"), Shut(borders=pairs)
    if codes[0] == codes[1]:
        return "a border lies between two countries"
    pair = border(codes[0], codes[1])
    return Closed(one, "crossing", f"{names[0]}–{names[1]}"), Shut(borders=frozenset({pair}))


def _country_name(code: str) -> str | None:
    if code not in country_codes():
        return None
    return str(Locale("en").territories.get(code, code))


_READERS: dict[str, Callable[[str, str, Mapping[str, Node]], Understood]] = {
    "node": _node,
    "country": _country,
    "crossing": _crossing,
}
