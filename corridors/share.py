"""View to link and back: `?c=…&off=…&mode=…#map=…&sel=…`, in canonical order, defaults left out.

Twin of the map script's `link.js`; both are held to `tests/data/link_vectors.json`. Reading never
raises: what is unknown is named, and the rest stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import unquote

from corridors.view import CARGOES, COLOUR_WAYS, MODES, PROJECTIONS, STATUSES, MapPosition, View

MAX_LINK = 100_000  # characters: browsers take 70 kB, proxies less
MAX_ITEMS = 2_000
MAX_CLOSED = 40
MAX_ZOOM = 19
MAX_LAT = 90
_SHOWN_CHARS = 80
# One word each, the first of which is the default.
_WORDS = {"by": ("colour_by", COLOUR_WAYS), "proj": ("projection", PROJECTIONS)}
_PATTERNS = {
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII),
    "base": re.compile(r"[a-z0-9-]{1,40}"),
    "pin": re.compile(r"[0-9a-f]{10,64}"),
}
_CLOSED = re.compile(r"(?:(?:node|country|crossing):)?[A-Za-z0-9-]{1,80}", re.ASCII)
_POSITION = re.compile(
    r"(\d{1,2}(?:\.\d{1,8})?)/(-?\d{1,2}(?:\.\d{1,15})?)/(-?\d{1,3}(?:\.\d{1,15})?)", re.ASCII
)


class Problem(NamedTuple):
    """A part of a link that could not be used; `why` is unknown, malformed, repeated, too-long."""

    parameter: str
    value: str
    why: str


class Link(NamedTuple):
    """The query (with its ?) and the fragment (with its #) of an address; either may be empty."""

    query: str
    fragment: str


@dataclass(frozen=True)
class Known:
    """The ids that a link may name: corridors by present and earlier ids, sources, things."""

    names: Mapping[str, str]
    corridors: tuple[str, ...]
    sources: tuple[str, ...]
    things: frozenset[str]
    cutoff: str

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Known:
        """The ids of an atlas document."""
        corridors = document["corridors"]
        now = {corridor["id"]: corridor["id"] for corridor in corridors}
        was = {old: corridor["id"] for corridor in corridors for old in corridor.get("was", ())}
        return cls(
            names={**was, **now},
            corridors=tuple(now),
            sources=tuple(sorted(document["sources"])),
            things=frozenset(_things(document)),
            cutoff=document["cutoff"],
        )


def _things(document: Mapping[str, Any]) -> Iterator[str]:
    for corridor in document["corridors"]:
        yield corridor["id"]
        yield from (f"{corridor['id']}.{leg['id']}" for leg in corridor["legs"])
        yield from (f"{corridor['id']}/{stop['at']}" for stop in corridor["stops"])
    yield from (f"node/{node}" for node in document["nodes"])
    yield from (f"area/{area}" for area in document["areas"])
    yield from (f"actor/{actor}" for actor in document["actors"])


def read_link(link: str, known: Known) -> tuple[View, list[Problem]]:
    """The view that a link (query and fragment, or a whole address) asks for, and what failed."""
    if len(link) > MAX_LINK:
        return View(), [_problem("link", link, "too-long")]
    before, _, fragment = link.partition("#")
    _, mark, query = before.rpartition("?")
    reading = _Reading(known)
    others = reading.read_pairs(query if mark or "=" in before else "", reading.QUERY)
    marks = reading.read_pairs(fragment, reading.FRAGMENT)
    return replace(View(**reading.found), others=others, other_marks=marks), reading.problems


class _Reading:
    """One reading of a link: what was found so far, and the problems met."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.found: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def read_pairs(
        self, text: str, readers: Mapping[str, Callable[[_Reading, str, str], None]]
    ) -> tuple[str, ...]:
        """Read `key=value` pairs joined by &; give back those of keys that are not ours."""
        others: list[str] = []
        seen: set[str] = set()
        for part in filter(None, text.split("&")):
            key, equals, raw = part.partition("=")
            if not equals or key not in readers:
                others.append(part)
                continue
            value = _decoded(raw)
            if key in seen:
                self.complain(key, raw if value is None else value, "repeated")
            elif value is None:
                self.complain(key, raw, "malformed")
            else:
                readers[key](self, key, value)
            seen.add(key)
        return tuple(others)

    def complain(self, parameter: str, value: str, why: str) -> None:
        self.problems.append(_problem(parameter, value, why))

    def read_corridors(self, key: str, value: str) -> None:
        kept = self.kept(key, value, self.known.corridors, self.known.names)
        self.found["corridors"] = _unless_all(kept, self.known.corridors)

    def read_sources(self, key: str, value: str) -> None:
        self.found["off"] = self.kept(key, value, self.known.sources, {}) or ()

    def read_modes(self, key: str, value: str) -> None:
        self.found["modes"] = _unless_all(self.kept(key, value, MODES, {}), MODES)

    def read_statuses(self, key: str, value: str) -> None:
        self.found["statuses"] = _unless_all(self.kept(key, value, STATUSES, {}), STATUSES)

    def read_cargoes(self, key: str, value: str) -> None:
        self.found["cargoes"] = _unless_all(self.kept(key, value, CARGOES, {}), CARGOES)

    def read_day(self, key: str, value: str) -> None:
        if _is_day(value):
            self.found["asof"] = None if value == self.known.cutoff else value
        else:
            self.complain(key, value, "malformed")

    def read_word(self, key: str, value: str) -> None:
        name, words = _WORDS[key]
        if value in words:
            self.found[name] = None if value == words[0] else value
        elif value:
            self.complain(key, value, "unknown")

    def read_closed(self, key: str, value: str) -> None:
        items = dict.fromkeys(filter(None, (item.strip() for item in value.split(","))))
        if len(items) > MAX_CLOSED:
            self.complain(key, value, "too-long")
            return
        for item in items:
            if not _CLOSED.fullmatch(item):
                self.complain(key, item, "malformed")
        self.found["closed"] = tuple(sorted(filter(_CLOSED.fullmatch, items)))

    def read_pattern(self, key: str, value: str) -> None:
        if _PATTERNS[key].fullmatch(value):
            name = {"lang": "language"}.get(key, key)
            self.found[name] = None if (key, value) == ("lang", "en") else value
        elif value:
            self.complain(key, value, "malformed")

    def read_since(self, key: str, value: str) -> None:
        if _is_day(value) or _PATTERNS["pin"].fullmatch(value):
            self.found["since"] = value
        elif value:
            self.complain(key, value, "malformed")

    def read_position(self, key: str, value: str) -> None:
        match = _POSITION.fullmatch(value)
        zoom, lat, lon = map(float, match.groups()) if match else (99.0, 0.0, 0.0)
        if zoom > MAX_ZOOM or abs(lat) > MAX_LAT or abs(lon) > 540:
            self.complain(key, value, "malformed")
        else:
            wrapped = (lon + 180) % 360 - 180
            self.found["position"] = MapPosition(round(zoom, 2), round(lat, 4), round(wrapped, 4))

    def read_selected(self, key: str, value: str) -> None:
        name = self.present_name(value)
        if name in self.known.things:
            self.found["selected"] = name
        elif value:
            self.complain(key, value, "unknown")

    def present_name(self, thing: str) -> str:
        """A corridor's, leg's or stop's id with an earlier corridor id replaced by today's."""
        if thing in self.known.things:
            return thing
        corridor = re.split(r"[./]", thing, maxsplit=1)[0]
        return self.known.names.get(corridor, corridor) + thing[len(corridor) :]

    def kept(
        self, key: str, value: str, order: Sequence[str], names: Mapping[str, str]
    ) -> tuple[str, ...] | None:
        """The known items of a list in canonical order; None (the default) if none is known."""
        items = dict.fromkeys(filter(None, (item.strip() for item in value.split(","))))
        if value.count(",") >= MAX_ITEMS and len(items) > MAX_ITEMS:
            self.complain(key, value, "too-long")
            return None
        allowed = set(order)
        present = {names.get(item, item) for item in items}
        for item in items:
            if names.get(item, item) not in allowed:
                self.complain(key, item, "unknown")
        kept = tuple(item for item in order if item in present)
        return None if items and not kept else kept

    QUERY: Mapping[str, Callable[[_Reading, str, str], None]] = {
        "c": read_corridors,
        "off": read_sources,
        "mode": read_modes,
        "status": read_statuses,
        "cargo": read_cargoes,
        "asof": read_day,
        "by": read_word,
        "close": read_closed,
        "lang": read_pattern,
        "base": read_pattern,
        "proj": read_word,
        "pin": read_pattern,
        "since": read_since,
    }
    FRAGMENT: Mapping[str, Callable[[_Reading, str, str], None]] = {
        "map": read_position,
        "sel": read_selected,
    }


def write_link(view: View, known: Known) -> Link:
    """The canonical link of a view."""
    lists = (
        ("c", view.corridors, known.corridors),
        ("off", view.off or None, ()),
        ("mode", view.modes, MODES),
        ("status", view.statuses, STATUSES),
        ("cargo", view.cargoes, CARGOES),
    )
    parts = [
        f"{key}={','.join(kept)}" for key, kept, all_ in lists if kept is not None and kept != all_
    ]
    plain = (
        ("asof", None if view.asof == known.cutoff else view.asof),
        ("by", None if view.colour_by == COLOUR_WAYS[0] else view.colour_by),
        ("close", ",".join(sorted(view.closed))),
        ("lang", None if view.language == "en" else view.language),
        ("base", view.base),
        ("proj", None if view.projection == PROJECTIONS[0] else view.projection),
        ("pin", view.pin),
        ("since", view.since),
    )
    parts += [f"{key}={value}" for key, value in plain if value]
    parts += view.others
    marks = [f"map={'/'.join(map(_number, view.position))}"] if view.position else []
    marks += [f"sel={view.selected}"] if view.selected else []
    marks += view.other_marks
    return Link("?" + "&".join(parts) if parts else "", "#" + "&".join(marks) if marks else "")


def _number(value: float) -> str:
    return f"{value + 0.0:.4f}".rstrip("0").rstrip(".")


def _unless_all(kept: tuple[str, ...] | None, everything: Sequence[str]) -> tuple[str, ...] | None:
    return None if kept is None or len(kept) == len(everything) else kept


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) or not "1900" <= text[:4] <= "2100":
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _decoded(text: str) -> str | None:
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return None
    try:
        return unquote(text.replace("+", " "), errors="strict")
    except UnicodeDecodeError:
        return None


def _problem(parameter: str, value: str, why: str) -> Problem:
    short = value if len(value) <= _SHOWN_CHARS else value[: _SHOWN_CHARS - 1] + "…"
    return Problem(parameter, short, why)
