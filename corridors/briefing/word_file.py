"""The briefing as a Word document (DOCX), for whoever goes on writing in it.

Texts become runs through python-docx, which escapes them; no field, macro or outside link to a
file is written, and an address becomes a link only if it is plain http or https.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from corridors.briefing.drawing import Draw
from corridors.briefing.grid import FIGURES, head_row, leg_row, route_row, whole_rows
from corridors.briefing.qr import code_png
from corridors.briefing.record import Briefing, Cited, Marking, Section, SourceNotes, Table
from corridors.picture import as_png

WIDTH_MM = 182.0
_MAP_MM, _LARGE_MAP_MM = 56.0, 150.0  # with the first, a corridor of a few legs fits one page
_CODE_MM = 17.0
_LEAST_SHARE = 0.25  # of the width, for a column
_DPI = 300
FONT = "Arial"  # every office program has it, or letters of the same widths
_QUIET, _ACCENT = RGBColor(0x56, 0x5C, 0x62), RGBColor(0x1D, 0x4E, 0x74)
_COLUMNS_MM = (40.0, 13.0, 12.0, 11.0, 14.0, 50.0, 21.0, 21.0)
_STATUS = 5  # the column of statuses


def write_docx(briefing: Briefing, draw: Draw) -> bytes:
    """The briefing as DOCX on A4: the same texts as the PDF, the map at 300 dpi with its words."""
    document = Document()
    _set_up(document, briefing)
    _write_head(document, briefing)
    picture = draw(WIDTH_MM, _MAP_MM if briefing.is_of_one_corridor else _LARGE_MAP_MM)
    words = (picture.title, picture.alt)
    _add_picture(document.add_paragraph(), as_png(picture, _DPI), WIDTH_MM, words)
    for table in briefing.tables:
        _write_table(document, briefing, table)
    _paragraph(document, " ".join(briefing.table_notes), size=7, colour=_QUIET)
    _write_sections(document, briefing)
    _write_foot(document, briefing)
    if briefing.sources:
        head = document.add_heading(briefing.labels.notes, level=2)
        head.paragraph_format.page_break_before = True
    for source in briefing.sources:
        _write_source(document, source)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_picture(paragraph: Paragraph, png: bytes, width_mm: float, words: Sequence[str]) -> None:
    """A picture in a paragraph, with its title and the words by which it is read out."""
    inline = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width_mm))._inline
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # where they are left out, some programs set the picture off
    inline.docPr.set("title", words[0])
    inline.docPr.set("descr", words[1])


def _set_up(document: WordDocument, briefing: Briefing) -> None:
    """Page, styles, what the file says of itself, and the marking at head and foot of each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(17)
    section.header_distance = section.footer_distance = Mm(8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9)
    normal.paragraph_format.space_after = Pt(2)
    for level, size in ((1, 17), (2, 10)):
        _dress_heading(document.styles[f"Heading {level}"], size)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), briefing.language)
    normal.element.get_or_add_rPr().append(language)
    told = document.core_properties
    told.title, told.author = briefing.title[:255], "Corridor Atlas"
    told.language, told.keywords = briefing.language, briefing.hash
    told.comments = ""
    for part in (section.header, section.footer):
        if briefing.marking:
            _mark(part.paragraphs[0], briefing.marking)


def _dress_heading(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
    style.font.color.rgb = RGBColor(0x1C, 0x1E, 0x20)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # the theme's typeface would win
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(5), Pt(2)


def _mark(paragraph: Paragraph, marking: Marking) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f" {marking.text} ")
    run.font.size, run.font.bold = Pt(12), True
    run.font.color.rgb = RGBColor.from_string(marking.colour.lstrip("#").upper())
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), marking.ground.lstrip("#"))
    run._element.get_or_add_rPr().append(shading)


def _write_head(document: WordDocument, briefing: Briefing) -> None:
    _paragraph(document, " · ".join(briefing.dates), size=8, colour=_QUIET)
    _paragraph(document, briefing.kicker, size=9, colour=_ACCENT, bold=True)
    document.add_heading(briefing.title, level=1)
    if briefing.judgement:
        _paragraph(document, briefing.judgement, size=12, bold=True)
        return
    line = _paragraph(document, f"{briefing.labels.judgement}: ", size=9, bold=True)
    line.add_run(briefing.labels.to_fill).italic = True
    _paragraph(document, "_" * 96, size=9, colour=_QUIET)


def _write_table(document: WordDocument, briefing: Briefing, table: Table) -> None:
    if len(briefing.tables) > 1:
        document.add_heading(table.corridor, level=2)
    lines = [
        head_row(briefing.labels),
        *whole_rows(briefing.labels, table),
        *map(leg_row, table.legs),
        *map(route_row, table.routes),
    ]
    grid = document.add_table(rows=len(lines), cols=len(_COLUMNS_MM))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _rule(grid)
    for column, width in zip(grid.columns, _COLUMNS_MM, strict=True):
        column.width = Mm(width)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # stands on every page
    cells = iter(grid._cells)
    for line in lines:
        for at, (texts, width) in enumerate(zip(line, _COLUMNS_MM, strict=True)):
            cell = next(cells)
            cell.width = Mm(width)
            _write(cell, texts, briefing)
            if at in FIGURES:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if table.whole:
        grid.cell(1, _STATUS).merge(grid.cell(1, len(_COLUMNS_MM) - 1))
    if table.places:
        named = _paragraph(document, f"{briefing.labels.places}: ", size=8, bold=True)
        for at, place in enumerate(table.places):
            _run(named, ", " if at else "", 8)
            _cited(named, briefing, place, size=8)


def _rule(grid: WordTable) -> None:
    """Hairlines between the rows, a firm line above, and nothing between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side, eighths, colour in (("top", "8", "1C1E20"), ("bottom", "4", "B9B5AA"),
                                  ("insideH", "4", "B9B5AA")):  # fmt: skip
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", eighths), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _write_sections(document: WordDocument, briefing: Briefing) -> None:
    """Side by side where they are of one corridor, else one after the other."""
    if not (briefing.is_of_one_corridor and briefing.sections):
        for section in briefing.sections:
            document.add_heading(f"{section.heading}: {section.about}".rstrip(": "), level=2)
            for entry in section.entries:
                _cited(_paragraph(document, size=8), briefing, entry, size=8)
        return
    grid = _bare_grid(document, _shares_mm(briefing.sections))
    for cell, section in zip(grid._cells, briefing.sections, strict=True):
        head = cell.paragraphs[0]
        head.style = document.styles["Heading 2"]
        head.add_run(section.heading)
        head.paragraph_format.keep_with_next = False  # it would keep the table with what follows
        for entry in section.entries:
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1.5)
            _cited(paragraph, briefing, entry, size=7.5)


def _shares_mm(sections: Sequence[Section]) -> list[float]:
    """Widths of columns of about one height: by the length of their texts, none too narrow."""
    letters = [sum(len(one.strong + one.text) for one in section.entries) for section in sections]
    shares = [max(_LEAST_SHARE, one / sum(letters)) for one in letters]
    return [WIDTH_MM * share / sum(shares) for share in shares]


def _bare_grid(document: WordDocument, widths_mm: Sequence[float]) -> WordTable:
    """One row of cells side by side, without lines."""
    grid: WordTable = document.add_table(rows=1, cols=len(widths_mm))
    grid.autofit = False
    for column, cell, width in zip(grid.columns, grid._cells, widths_mm, strict=True):
        column.width = cell.width = Mm(width)
    return grid


def _write(cell: _Cell, texts: Iterable[Cited], briefing: Briefing) -> None:
    """Each text in a paragraph of its own."""
    for at, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _cited(paragraph, briefing, text, size=8)


def _cited(paragraph: Paragraph, briefing: Briefing, cited: Cited, size: float) -> None:
    if cited.strong:
        _run(paragraph, cited.strong + (": " if cited.text else ""), size).bold = True
    _run(paragraph, cited.text, size)
    marks = briefing.marks(cited.claims)
    if marks:
        run = _run(paragraph, marks, size)
        run.font.superscript, run.font.color.rgb = True, _ACCENT


def _write_foot(document: WordDocument, briefing: Briefing) -> None:
    """The small print with hash and link, and the link's code beside it."""
    widths = [WIDTH_MM - _CODE_MM - 2, _CODE_MM + 2] if briefing.code else [WIDTH_MM]
    cells = _bare_grid(document, widths)._cells
    lines = [" ".join(briefing.small_print), f"{briefing.labels.about} {briefing.hash}"]
    if briefing.sources:
        lines.insert(0, briefing.labels.marks)
    for at, text in enumerate(lines):
        paragraph = cells[0].paragraphs[0] if at == 0 else cells[0].add_paragraph()
        _run(paragraph, text, 7).font.color.rgb = _QUIET
    if briefing.link:
        line = cells[0].add_paragraph()
        _link(line, briefing.link, briefing.link, 7)
        _run(line, f" {briefing.link_note}", 7)
    if briefing.code:
        words = (briefing.link_note, briefing.link)
        _add_picture(cells[1].paragraphs[0], code_png(briefing.code), _CODE_MM, words)


def _write_source(document: WordDocument, source: SourceNotes) -> None:
    head = _paragraph(document, size=8)
    head.paragraph_format.space_before, head.paragraph_format.keep_with_next = Pt(6), True
    _run(head, source.publisher, 8).bold = True
    _run(head, ", ", 8)
    _run(head, source.title, 8).italic = True
    published = f", {source.published}. " if source.published else ". "
    _run(head, published + " ".join(source.remarks), 8)
    for address in filter(None, (source.address, source.archive)):
        _run(head, " ", 8)
        _link(head, address, address, 7)
    for note in source.notes:
        line = _paragraph(document, size=8)
        line.paragraph_format.left_indent = Mm(8)
        line.paragraph_format.first_line_indent = Mm(-6)
        number = _run(line, f"{note.number}\u2002", 8)
        number.bold, number.font.color.rgb = True, _ACCENT
        if note.quote and note.address:
            _link(line, note.address, f"“{note.quote}”", 8)
        elif note.quote:
            _run(line, f"“{note.quote}”", 8)
        _run(line, note.text, 8)


def _paragraph(
    document: WordDocument, text: str = "", *, size: float, bold: bool = False, colour: Any = None
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = _run(paragraph, text, size)
    run.bold, run.font.color.rgb = bold, colour
    return paragraph


def _run(paragraph: Paragraph, text: str, size: float) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    return run


def _link(paragraph: Paragraph, address: str, text: str, size: float) -> None:
    """A text that opens an http or https address; any other address stays a text."""
    run = _run(paragraph, text, size)
    if not address.startswith(("http://", "https://")):
        return
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run._element.addprevious(link)
    link.append(run._element)
    run.font.color.rgb = _ACCENT
