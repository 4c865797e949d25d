"""The parts of a slide: heading, marking, texts, table, picture, each put at its place in mm.

Texts become runs through python-pptx, which escapes them: no field, link or macro is made of them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Mm, Pt

from corridors.briefing.grid import Cell
from corridors.briefing.record import Briefing, Cited, Marking

Line = tuple[Cited, int]  # a text, and how far it is set in

WIDTH_MM, HEIGHT_MM = 338.67, 190.5  # 16:9
EDGE_MM = 12.0
ROOM_MM = WIDTH_MM - 2 * EDGE_MM
TOP_MM, END_MM = 30.0, 174.0  # between the heading and the foot
STEP_MM = 8.0  # how far a line is set in
FONT = "Arial"  # every office program has it, or letters of the same widths
_MAKE_COLOUR: Any = RGBColor  # the library gives no types for it
INK, QUIET = _MAKE_COLOUR(0x1C, 0x1E, 0x20), _MAKE_COLOUR(0x56, 0x5C, 0x62)
ACCENT = _MAKE_COLOUR(0x1D, 0x4E, 0x74)

_PT_MM = 25.4 / 72
_LETTER_EM = 0.54  # a letter's width: Arial's English text has 0.5 on average
_LINE_EM = 1.2
_GAP_MM = 1.2
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a table without lines or fills (ECMA-376)


def height_mm(cited: Cited, size_pt: float, width_mm: float) -> float:
    """How high a text is when set, rather too high than too low; the gap after it included."""
    letters = len(cited.strong) + len(cited.text) + 6
    lines = math.ceil(letters * size_pt * _PT_MM * _LETTER_EM / width_mm)
    return lines * size_pt * _PT_MM * _LINE_EM + _GAP_MM


def add_slide(deck: Any, briefing: Briefing, heading: str) -> Any:
    """A slide with its heading, the dates and hash at its foot, and the marking above and below."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = map(Mm, (EDGE_MM, 6, ROOM_MM - 70, 22))
    title.text_frame.word_wrap, title.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _bare(title.text_frame)
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    add_run(paragraph, heading, 24 if len(heading) < 60 else 15).font.bold = True
    foot = f"{' · '.join(briefing.dates)} · {briefing.labels.about} {briefing.hash}"
    add_texts(slide, briefing, [(Cited(foot), 0)], 8, END_MM + 4, 8, QUIET, ROOM_MM - 80)
    if briefing.marking:
        for top_mm in (7.0, HEIGHT_MM - 15.0):
            _mark(slide, briefing.marking, top_mm)
    return slide


def _mark(slide: Any, marking: Marking, top_mm: float) -> None:
    width = min(ROOM_MM, 8 + len(marking.text) * 14 * _PT_MM * 0.72)
    corner = (Mm(WIDTH_MM - EDGE_MM - width), Mm(top_mm))
    box = slide.shapes.add_textbox(*corner, Mm(width), Mm(8))
    box.fill.solid()
    box.fill.fore_color.rgb = _colour(marking.ground)
    box.text_frame.word_wrap = True
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = add_run(paragraph, marking.text, 14, _colour(marking.colour))
    run.font.bold = True


def add_texts(
    slide: Any,
    briefing: Briefing,
    lines: Sequence[Line],
    size_pt: float,
    top_mm: float,
    room_mm: float,
    colour: Any = INK,
    width_mm: float = ROOM_MM,
) -> None:
    """A box of texts, each a paragraph with the numbers of its notes."""
    place = map(Mm, (EDGE_MM, top_mm, width_mm, room_mm))
    frame = slide.shapes.add_textbox(*place).text_frame
    frame.word_wrap = True
    _bare(frame)
    _fill(frame, briefing, lines, size_pt, colour)


def _bare(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _fill(
    frame: Any, briefing: Briefing, lines: Sequence[Line], size_pt: float, colour: Any
) -> None:
    for at, (cited, depth) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Mm(_GAP_MM)
        if depth:
            paragraph._p.get_or_add_pPr().set("marL", str(Mm(depth * STEP_MM)))
        if cited.strong:
            mark = "" if not cited.text else "\u2002" if depth else ": "
            add_run(paragraph, cited.strong + mark, size_pt, colour).font.bold = True
        add_run(paragraph, cited.text, size_pt, colour)
        marks = briefing.marks(cited.claims)
        if marks:
            raised = add_run(paragraph, marks, size_pt, ACCENT)
            raised.font._element.set("baseline", "30000")


def add_grid(
    slide: Any,
    briefing: Briefing,
    rows: Sequence[Sequence[Cell]],
    columns_mm: Sequence[float],
    figures: Sequence[int],
    size_pt: float,
) -> None:
    """A table of texts, its first row the head, with hairlines of the program's own style."""
    place = map(Mm, (EDGE_MM, TOP_MM, sum(columns_mm), 6 * len(rows)))
    shape = slide.shapes.add_table(len(rows), len(columns_mm), *place)
    grid = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, width in zip(grid.columns, columns_mm, strict=True):
        column.width = Mm(width)
    for row, line in zip(grid.rows, rows, strict=True):
        row.height = Mm(6)
        for at, (cell, texts) in enumerate(zip(row.cells, line, strict=True)):
            cell.margin_left = cell.margin_right = Mm(1.2)
            cell.margin_top = cell.margin_bottom = Mm(0.6)
            _fill(cell.text_frame, briefing, [(one, 0) for one in texts], size_pt, INK)
            _rule(cell)
            if at in figures:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _rule(cell: Any) -> None:
    """A hairline under a cell."""
    line = OxmlElement("a:lnB")
    line.set("w", str(Pt(0.5)))
    fill, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", "B9B5AA")
    fill.append(colour)
    line.append(fill)
    cell._tc.get_or_add_tcPr().append(line)


def add_picture(
    slide: Any,
    png: bytes,
    corner_mm: tuple[float, float],
    size_mm: tuple[float, float],
    words: Sequence[str],
) -> None:
    """A picture with its title and the words by which it is read out."""
    place = map(Mm, (*corner_mm, *size_mm))
    shape = slide.shapes.add_picture(io.BytesIO(png), *place)
    properties = shape._element.nvPicPr.cNvPr
    properties.set("title", words[0])
    properties.set("descr", words[1])


def add_run(paragraph: Any, text: str, size_pt: float, colour: Any = INK) -> Any:
    """A run of one text, as it stands, in one size and colour."""
    run = paragraph.add_run()
    run.text = text
    run.font.name, run.font.size = FONT, Pt(size_pt)
    run.font.color.rgb = colour
    return run


def _colour(text: str) -> Any:
    return _MAKE_COLOUR(*bytes.fromhex(text.lstrip("#")))
