"""From a text to its reading: furniture, paragraphs, headline and day found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from corridors.reading.dateline import find_published
from corridors.reading.furniture import find_furniture
from corridors.reading.lines import Line, split_lines
from corridors.reading.markdown import begins_anew, find_marks, find_title, is_heading
from corridors.reading.paragraphs import find_paragraphs
from corridors.reading.reading import Paragraph, Reading, blank

TITLE_LINES = 6
"""The headline is one of the first lines that are not furniture, or the text has none."""


@dataclass(frozen=True)
class Told:
    """What a file or a page says of itself, beside its text."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    notes: tuple[str, ...] = ()


def survey(text: str, form: str, name: str = "", told: Told = Told()) -> Reading:
    """The reading of a text that can be stored. What the page tells of itself comes first."""
    marks = find_marks(text) if form == "markdown" else ()
    words = blank(text, marks) if marks else text
    lines = list(split_lines(words))
    furniture = find_furniture(lines)
    begins = partial(_begins, text) if form == "markdown" else None
    paragraphs = find_paragraphs(words, lines, furniture, begins)
    headed = find_title(text) if form == "markdown" else None
    return Reading(
        text=text,
        format=form,
        name=name,
        title=told.title or headed or _title(lines, paragraphs),
        published=told.published or find_published(lines),
        publisher=told.publisher,
        address=told.address,
        furniture=furniture,
        paragraphs=paragraphs,
        marks=marks,
        notes=told.notes,
    )


def _title(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> str | None:
    """The first line that looks like a headline and has something under it."""
    starts = {paragraph.start for paragraph in paragraphs}
    kept = islice((line for line in lines if line.start in starts), TITLE_LINES)
    heads = (line for line in kept if line.words >= 3 and find_published([line]) is None)
    first = next(heads, None)
    return first.text if first and first.is_headline and len(paragraphs) > 1 else None


def _begins(text: str, before: Line, line: Line) -> bool:
    """Whether a paragraph of markdown begins at a line, by its marks or those of a heading."""
    return begins_anew(_head(text, line)) or is_heading(_head(text, before))


def _head(text: str, line: Line) -> str:
    """The beginning of a line with its marks."""
    earliest = max(0, line.start - 80)
    return text[text.rfind("\n", earliest, line.start) + 1 or earliest : line.start + 8]
