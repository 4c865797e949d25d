"""The nouns of reading: a text as stored, its furniture, its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

OTHER = "other"


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the text, in code points, end exclusive, and what it is."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Paragraph:
    """What is read: never furniture, no white space at its ends.

    `language` is en, ru, be, tr or other; `script` Latn, Cyrl or other. Belarusian in Łacinka is
    language be, script Latn.
    """

    start: int
    end: int
    language: str
    script: str


@dataclass(frozen=True)
class Reading:
    """A text as it is stored, and what was found out about it without understanding it.

    Every offset counts Unicode code points of `text`, end exclusive. `furniture` and `paragraphs`
    are each in order, without overlap, and do not touch one another's characters. `marks` are the
    marks of markdown, which are part of the text but not of its words. `published` is YYYY-MM-DD
    and only set where the page says so. `notes` say in words what was mended or left out.
    """

    text: str
    format: str
    name: str = ""
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    furniture: tuple[Span, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    marks: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The text for recognition: as long as `text`, with furniture and marks blanked.

        Line breaks stay, every other kind of white space is a space. What is found here stands at
        the same offsets in `text`.
        """
        return _BLANK.sub(" ", blank(self.text, [*self.furniture, *self.marks]))


_BLANK = re.compile(r"[^\S\n]")
_WORDS = re.compile(r"[^\n]")


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with the characters of `spans` turned to spaces, its line breaks kept."""
    pieces, done = [], 0
    for span in sorted(spans):
        if span.end > done:
            start = max(span.start, done)
            pieces += [text[done:start], _WORDS.sub(" ", text[start : span.end])]
            done = span.end
    return "".join([*pieces, text[done:]])
