"""The briefing as slides (PPTX): the map with the judgement, the table, what follows, the quotes.

What does not fit a slide goes on to the next: no text is made smaller than can be read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pptx import Presentation
from pptx.util import Mm

from corridors.briefing.drawing import Draw
from corridors.briefing.grid import FIGURES, Row, head_row, leg_row, route_row, whole_rows
from corridors.briefing.qr import code_png
from corridors.briefing.record import Briefing, Cited, Section, SourceNotes, Table
from corridors.briefing.slide_parts import (
    EDGE_MM,
    END_MM,
    HEIGHT_MM,
    QUIET,
    ROOM_MM,
    STEP_MM,
    TOP_MM,
    WIDTH_MM,
    Line,
    add_grid,
    add_picture,
    add_slide,
    add_texts,
    height_mm,
)
from corridors.picture import as_png

_DPI = 300
_CODE_MM = 40.0
_COLUMNS_MM = (74.0, 22.0, 22.0, 20.0, 26.0, 84.0, 32.0, 34.67)
_SECTION_PT, _TABLE_PT, _NOTE_PT, _SMALL_PT = 14.0, 11.0, 12.0, 9.0
_UNDER_TABLE_MM = 30.0
Block = Sequence[Line]
T = TypeVar("T")


def write_pptx(briefing: Briefing, draw: Draw) -> bytes:
    """The briefing as PPTX in 16:9: the PDF's texts, the map at 300 dpi with its words."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    told = deck.core_properties
    told.title, told.author = briefing.title[:255], "Corridor Atlas"
    told.language, told.keywords = briefing.language, briefing.hash
    _drop_printer(deck)
    _add_map(deck, briefing, draw)
    for table in briefing.tables:
        _add_table(deck, briefing, table)
    for section in briefing.sections:
        _add_section(deck, briefing, section)
    _add_notes(deck, briefing)
    _add_origin(deck, briefing)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _drop_printer(deck: Any) -> None:
    """Take out the settings of a printer that the library's empty file brings along."""
    for name, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.drop_rel(name)


def _add_map(deck: Any, briefing: Briefing, draw: Draw) -> None:
    slide = add_slide(deck, briefing, briefing.title)
    to_fill = Cited(briefing.labels.to_fill, strong=briefing.labels.judgement)
    judgement = Cited("", strong=briefing.judgement) if briefing.judgement else to_fill
    above = height_mm(judgement, 16, ROOM_MM) + 2
    add_texts(slide, briefing, [(judgement, 0)], 16, TOP_MM, above)
    room = END_MM - TOP_MM - above - 8
    picture = draw(ROOM_MM, room)
    words = (picture.title, picture.alt)
    add_picture(slide, as_png(picture, _DPI), (EDGE_MM, TOP_MM + above), (ROOM_MM, room), words)
    small = [(Cited(" ".join(briefing.small_print)), 0)]
    add_texts(slide, briefing, small, _SMALL_PT, END_MM - 8, 8, QUIET)


def _add_table(deck: Any, briefing: Briefing, table: Table) -> None:
    heading = table.corridor if len(briefing.tables) > 1 else briefing.labels.legs
    labels = briefing.labels
    body = [*whole_rows(labels, table), *map(leg_row, table.legs), *map(route_row, table.routes)]
    pages = list(_paged(body, _row_height_mm, END_MM - TOP_MM - _UNDER_TABLE_MM - 8))
    for number, rows in enumerate(pages, start=1):
        slide = add_slide(deck, briefing, heading)
        add_grid(slide, briefing, [head_row(labels), *rows], _COLUMNS_MM, FIGURES, _TABLE_PT)
        if number == len(pages):
            top = END_MM - _UNDER_TABLE_MM
            under = [(one, 0) for one in _under_table(briefing, table)]
            add_texts(slide, briefing, under, _SMALL_PT, top, _UNDER_TABLE_MM, QUIET)


def _under_table(briefing: Briefing, table: Table) -> Iterator[Cited]:
    if table.places:
        named = ", ".join(place.text for place in table.places)
        claims = tuple(one for place in table.places for one in place.claims)
        yield Cited(named, claims, strong=briefing.labels.places)
    yield Cited(" ".join(briefing.table_notes))


def _add_section(deck: Any, briefing: Briefing, section: Section) -> None:
    heading = f"{section.heading}: {section.about}" if section.about else section.heading
    _add_blocks(deck, briefing, heading, [[(one, 0)] for one in section.entries], _SECTION_PT)


def _add_notes(deck: Any, briefing: Briefing) -> None:
    blocks = [block for source in briefing.sources for block in _source_blocks(source)]
    _add_blocks(deck, briefing, briefing.labels.notes, blocks, _NOTE_PT)


def _add_blocks(
    deck: Any, briefing: Briefing, heading: str, blocks: Sequence[Block], size_pt: float
) -> None:
    """As many slides as the blocks need; a block stays on one."""

    def height(block: Block) -> float:
        return sum(height_mm(one, size_pt, ROOM_MM - STEP_MM * depth) for one, depth in block)

    for page in _paged(blocks, height, END_MM - TOP_MM):
        slide = add_slide(deck, briefing, heading)
        lines = [line for block in page for line in block]
        add_texts(slide, briefing, lines, size_pt, TOP_MM, END_MM - TOP_MM)


def _source_blocks(source: SourceNotes) -> Iterator[Block]:
    """A source's citation with its first note, then each other note."""
    published = f"{source.title}, {source.published}" if source.published else source.title
    more = [published, *source.remarks, source.address, source.archive]
    head: Line = (Cited(" · ".join(filter(None, more)), strong=source.publisher), 0)
    notes: list[Line] = [
        (Cited(f"“{note.quote}”" if note.quote else note.text, strong=str(note.number)), 1)
        for note in source.notes
    ]
    yield [head, *notes[:1]]
    yield from ([note] for note in notes[1:])


def _add_origin(deck: Any, briefing: Briefing) -> None:
    """Where all this comes from: the atlas's hash, the link, and the link as a code."""
    slide = add_slide(deck, briefing, briefing.labels.about)
    lines = [Cited(briefing.hash), Cited(briefing.link), Cited(briefing.link_note)]
    shown = [(one, 0) for one in lines if one.text]
    add_texts(slide, briefing, shown, _NOTE_PT, TOP_MM, END_MM - TOP_MM - _CODE_MM - 4)
    if briefing.code:
        corner = (EDGE_MM, END_MM - _CODE_MM)
        words = (briefing.link_note, briefing.link)
        add_picture(slide, code_png(briefing.code), corner, (_CODE_MM, _CODE_MM), words)


def _row_height_mm(row: Row) -> float:
    """How high a row must be for its highest cell."""
    return max(
        sum(height_mm(text, _TABLE_PT, width - 3) for text in cell)
        for cell, width in zip(row, _COLUMNS_MM, strict=True)
    )


def _paged(items: Iterable[T], height: Callable[[T], float], room_mm: float) -> Iterator[list[T]]:
    """The items in pages that they fit; one that is higher than a page has one to itself."""
    page: list[T] = []
    left = room_mm
    for item in items:
        if page and height(item) > left:
            yield page
            page, left = [], room_mm
        page.append(item)
        left -= height(item)
    if page:
        yield page
