"""Markdown's marks: which characters of a text are no words of it.

The text itself stays as it is, so that offsets count in the file as it was given; the marks are
only blanked in `Reading.plain`. The common marks are found by their form, not by a parser: a parser
gives a tree without offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corridors.reading.reading import Span

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\r?\n|\Z)")
_FENCE = re.compile(r"^[ \t]{0,3}(```+|~~~+)[^\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->)[\s\S]){0,4000}-->")
_LINE_START = re.compile(
    r"^[ \t]{0,8}(?:(?:>[ \t]?)+|#{1,6}(?=[ \t])|[*+](?=[ \t])"
    r"|[-*_](?:[ \t]*[-*_]){2,}[ \t]*$|={3,}[ \t]*$)",
    re.MULTILINE,
)
_TABLE_RULE = re.compile(r"^[ \t]{0,8}\|?[ \t]{0,8}:?-{2,}[-|: \t]*$", re.MULTILINE)
_TARGET = (
    r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)"
    r"(?:[ \t]{1,8}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\)"
)
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]{_TARGET}")
_LINK_START = re.compile(r"\[(?=[^\[\]\n]{1,400}\][(\[])")
_LINK_END = re.compile(rf"\]{_TARGET}|\]\[[^\[\]\n]{{0,100}}\]")
_DEFINITION = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?])_{1,3}(?!\w)|~~|`{1,2}")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,400}>")

_TITLE = re.compile(r"^#[ \t]+([^\n#]{3,300})", re.MULTILINE)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_ANEW = re.compile(r"[ \t]{0,12}(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t]|[|>])")

_FORMS = (
    (_FRONT_MATTER, "front matter"), (_COMMENT, "comment"), (_IMAGE, "image"),
    (_DEFINITION, "link address"), (_ADDRESS, "link address"), (_LINK_END, "link address"),
    (_LINK_START, "mark"), (_TAG, "mark"), (_TABLE_RULE, "mark"), (_LINE_START, "mark"),
    (_EMPHASIS, "mark"), (_ESCAPE, "mark"),
)  # fmt: skip


def find_marks(text: str) -> tuple[Span, ...]:
    """Marks, link addresses, comments, code blocks and front matter, in order, without overlap."""
    found = [*_code_blocks(text)]
    for form, what in _FORMS:
        found += (Span(hit.start(), hit.end(), what) for hit in form.finditer(text))
    marks: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and (not marks or marks[-1].end <= span.start):
            marks.append(span)
    return tuple(marks)


def _code_blocks(text: str) -> Iterator[Span]:
    fences = iter(_FENCE.finditer(text))
    for opening in fences:
        for closing in fences:
            if closing[1].startswith(opening[1]):
                yield Span(opening.start(), closing.end(), "code")
                break


def find_title(text: str) -> str | None:
    """The first heading of the first order."""
    found = _TITLE.search(text)
    return found[1].strip() if found else None


def begins_anew(line: str) -> bool:
    """Whether a line of a block begins a paragraph of its own: a heading, an item, a row."""
    return _ANEW.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line is a heading, which ends with itself."""
    return _HEADING.match(line) is not None
