"""An article with its marks as one HTML page that loads nothing and runs nothing.

All text is the article's, so all of it is escaped; the policy allows one style, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Protocol

from corridors.extraction.model import Corridor, Extraction, Leg, Stop

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem; padding: 0 1rem;
  display: grid; grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr); gap: 2rem;
  color: #1c1c1c; background: #fff; }
h1 { grid-column: 1 / -1; font-size: 1.25rem; overflow-wrap: anywhere; margin: 0; }
h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
article { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { border-radius: .2em; padding: 0 .1em; color: inherit; }
mark.stop { background: #cfe6ff; }
mark.name { background: #ffe3a8; }
.furniture { color: #767676; }
ol { margin: 0; padding-left: 1.5rem; }
blockquote { margin: .1rem 0 .6rem; padding-left: .6rem; border-left: 2px solid #bbb;
  font-size: .875rem; color: #444; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 50rem) { body { display: block; } }
@media (prefers-color-scheme: dark) {
  body { color: #e8e8e8; background: #161616; }
  mark.stop { background: #17406b; } mark.name { background: #5c4510; }
  .furniture { color: #8c8c8c; }
  blockquote { color: #bbb; border-color: #666; } }
"""


_FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class _Marked:
    start: int
    end: int
    sort: str
    title: str


class FurnitureLike(Protocol):
    """A span of a text that is no part of the article: a menu, a counter; half-open."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def what(self) -> str: ...


def marked_page(extraction: Extraction, title: str, furniture: Iterable[FurnitureLike] = ()) -> str:
    """The page: the text with every stop and name marked, and the proposed corridors beside it.

    Page furniture, which extraction never uses, is shown faint. Every text is isolated, so that one
    written from right to left does not turn round what stands beside it.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    told = "".join(_corridor(corridor) for corridor in extraction.corridors)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style></head>\n"
        f"<body><h1><bdi>{escape(title)}</bdi></h1>\n"
        f'<article dir="auto">{_marked_text(extraction, furniture)}</article>\n'
        f"<section>{told or '<p>No corridor is described here.</p>'}</section></body></html>\n"
    )


def _marked_text(extraction: Extraction, furniture: Iterable[FurnitureLike]) -> str:
    faint = (_Marked(span.start, span.end, _FURNITURE, span.what) for span in furniture)
    parts, at = [], 0
    for mark in _apart((*_marks(extraction), *faint)):
        parts.append(escape(extraction.text[at : mark.start]))
        words = escape(extraction.text[mark.start : mark.end])
        tag = "span" if mark.sort == _FURNITURE else "mark"
        parts.append(f'<{tag} class="{mark.sort}" title="{escape(mark.title)}">{words}</{tag}>')
        at = mark.end
    return "".join(parts) + escape(extraction.text[at:])


def _marks(extraction: Extraction) -> Iterator[_Marked]:
    for corridor in extraction.corridors:
        for name in (corridor.name, *corridor.aliases):
            if name is not None:
                yield _Marked(name.start, name.end, "name", corridor.corridor_id or "a corridor")
        for stop in corridor.stops:
            for mention in stop.mentions:
                yield _Marked(mention.start, mention.end, "stop", _place(stop))


def _apart(marks: Iterable[_Marked]) -> Iterator[_Marked]:
    """The marks in order, without those that overlap one before them."""
    end = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _place(stop: Stop) -> str:
    if stop.place is None:
        return "place not known"
    where = ", ".join(part for part in (stop.place.name, stop.place.country) if part)
    return f"{where} (ambiguous)" if stop.ambiguous else where


def _corridor(corridor: Corridor) -> str:
    title = corridor.name.text if corridor.name else "A route without a name"
    known = f" ({escape(corridor.corridor_id)})" if corridor.corridor_id else ""
    names = {stop.id: stop.name for stop in corridor.stops}
    legs = "".join(f"<li>{_leg(leg, names)}</li>" for leg in corridor.legs)
    return f"<h2><bdi>{escape(title)}</bdi>{known}</h2><ol>{legs}</ol>"


def _leg(leg: Leg, names: dict[str, str]) -> str:
    mode = "/".join(leg.modes) or "mode not stated"
    quotes = "".join(
        f'<blockquote dir="auto">{escape(quote.text)}</blockquote>' for quote in leg.quotes
    )
    ends = " → ".join(f"<bdi>{escape(names[end])}</bdi>" for end in (leg.origin, leg.destination))
    return f"{ends}: {escape(mode)}{quotes}"
