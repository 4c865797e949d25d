"""The briefing's files, read back: each shows what the record says, all of it and nothing cut."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx import Document
from lxml import html
from PIL import Image
from pptx import Presentation

from corridors.atlas import Atlas
from corridors.briefing.making import KINDS, make_briefing
from corridors.briefing.pdf_file import breakable
from corridors.briefing.record import Briefing, Note
from corridors.briefing.request import BriefingRequest, read_request
from corridors.catalog import Catalog
from tests.unit.test_briefing_record import KOLYADICHI, MADE, compose

ASKED = {
    "link": KOLYADICHI,
    "judgement": "A new way out of Belarus hangs on one port.",
    "marking": "TLP:AMBER",
    "address": "https://atlas.example/",
    "callouts": [{"text": "Listed by the EU", "lat": 44.7, "lon": 37.8}],
}
MM = 72 / 25.4  # points
NO_TEXT = {
    "claims",
    "colour",
    "ground",
    "language",
    "number",
    "code",
}  # of a record, that nobody reads


@pytest.fixture(scope="module")
def files(atlas: Atlas) -> dict[str, bytes]:
    """The briefing of the same view as every kind of file."""
    request = read_request(ASKED)
    return {kind: make_briefing(atlas, request, kind, MADE).content for kind in KINDS}


@pytest.fixture(scope="module")
def briefing(atlas: Atlas) -> Briefing:
    """What the files say."""
    asked = {name: value for name, value in ASKED.items() if name != "link"}
    return compose(atlas, KOLYADICHI, **asked)


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a record that a reader is shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        hidden = NO_TEXT | ({"address"} if isinstance(value, Note) else set())
        shown = [one.name for one in fields(value) if one.name not in hidden]
        for name in shown:
            yield from texts_of(getattr(value, name))


def shown_texts(briefing: Briefing) -> set[str]:
    """The texts of a briefing, but the words of the form that this one has no use for."""
    unused = {briefing.labels.to_fill, briefing.labels.judgement, briefing.labels.page}
    unused |= {briefing.labels.at_quote, briefing.labels.legs, briefing.labels.about}
    return {text for text in texts_of(briefing) if text} - unused - {briefing.labels.marks}


def closed_up(text: str) -> str:
    """The text without white space and hyphens, at which programs break lines each in their way."""
    return re.sub(r"[\s\u200b\u00ad\x02\ufffe-]+", "", text)


def read_pdf(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def read_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "".join(
        node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")
    )


def read_pptx(content: bytes) -> list[str]:
    deck = Presentation(io.BytesIO(content))
    return [
        "".join(node.text or "" for node in slide.element.iter() if node.tag.endswith("}t"))
        for slide in deck.slides
    ]


def read_html(content: bytes) -> str:
    page = html.fromstring(content)
    for style in page.xpath("//style"):
        style.drop_tree()
    quotes = page.xpath("//q")
    for quote in quotes:
        quote.text = f"“{quote.text}”"
    return str(page.text_content())


def read(kind: str, content: bytes) -> str:
    """All texts of a file."""
    match kind:
        case "pdf":
            return "".join(read_pdf(content))
        case "docx":
            document = Document(io.BytesIO(content))
            heads = "".join(one.header.paragraphs[0].text for one in document.sections)
            return heads + read_docx(content)
        case "pptx":
            return "".join(read_pptx(content))
        case _:
            return read_html(content)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_record_is_in_every_file(
    kind: str, files: dict[str, bytes], briefing: Briefing
) -> None:
    found = closed_up(read(kind, files[kind]))
    missing = [text for text in shown_texts(briefing) if closed_up(text) not in found]
    assert missing == []
    numbers = {str(number) for number in briefing.numbers.values()}
    assert all(number in found for number in numbers)


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_has_a_line_to_fill_once_there_is_a_judgement(
    kind: str, files: dict[str, bytes], atlas: Atlas, briefing: Briefing
) -> None:
    to_fill = closed_up(briefing.labels.to_fill)
    assert to_fill not in closed_up(read(kind, files[kind]))
    empty = make_briefing(atlas, BriefingRequest(link=KOLYADICHI), kind, MADE).content
    assert to_fill in closed_up(read(kind, empty))


def test_the_pdf_of_one_corridor_is_one_page_and_its_quotes(
    files: dict[str, bytes], briefing: Briefing
) -> None:
    first, second = map(closed_up, read_pdf(files["pdf"]))
    assert briefing.hash in first
    assert closed_up(briefing.labels.marks) in first
    assert closed_up(briefing.labels.notes) in second
    quotes = [note.quote for source in briefing.sources for note in source.notes if note.quote]
    assert [quote for quote in quotes if closed_up(quote) not in second] == []


def test_the_marking_is_at_head_and_foot_of_every_page(files: dict[str, bytes]) -> None:
    assert [page.count("TLP:AMBER") for page in read_pdf(files["pdf"])] == [2, 2]
    assert {slide.count("TLP:AMBER") for slide in read_pptx(files["pptx"])} == {2}
    section = Document(io.BytesIO(files["docx"])).sections[0]
    assert [part.paragraphs[0].text.strip() for part in (section.header, section.footer)] == [
        "TLP:AMBER",
        "TLP:AMBER",
    ]
    page = html.fromstring(files["html"])
    repeated = page.xpath("//table[@class='sheet']/*[self::thead or self::tfoot]//b/text()")
    assert repeated == ["TLP:AMBER", "TLP:AMBER"]


def test_no_letter_of_the_pdf_stands_outside_its_margins(files: dict[str, bytes]) -> None:
    with pdfium.PdfDocument(files["pdf"]) as document:
        for page in document:
            letters = page.get_textpage()
            for at in range(letters.count_chars()):
                if chr(raw.FPDFText_GetUnicode(letters.raw, at)).isspace():
                    continue  # the one at the end of a line hangs over
                left, bottom, right, top = letters.get_charbox(at)
                assert left > 13.5 * MM
                assert right < (210 - 13.5) * MM
                assert bottom > 7 * MM
                assert top < (297 - 5) * MM


def test_the_pdf_is_tagged_and_says_what_it_is(files: dict[str, bytes], briefing: Briefing) -> None:
    with pdfium.PdfDocument(files["pdf"]) as document:
        assert raw.FPDFCatalog_IsTagged(document)
        told = document.get_metadata_dict()
        assert told["Title"] == briefing.title
        assert told["Keywords"] == briefing.hash
        figures = list(figures_of(document[0]))
    assert any("Kolyadichi" in words and "Listed by the EU" in words for words in figures)
    assert b"/Lang" in files["pdf"]
    assert b"pdfuaid" in files["pdf"]


def figures_of(page: Any) -> Iterator[str]:
    """The words of each figure in the structure of a page."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, at)
        for at in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    while waiting:
        element = waiting.pop()
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = (raw.c_char * size)()
            raw.FPDF_StructElement_GetAltText(element, buffer, size)
            yield bytes(buffer).decode("utf-16-le").rstrip("\0")
        children = range(raw.FPDF_StructElement_CountChildren(element))
        found = (raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in children)
        waiting.extend(child for child in found if child)
    raw.FPDF_StructTree_Close(tree)


def test_the_maps_of_office_files_have_300_dpi_and_words(files: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(files["docx"]))
    deck = Presentation(io.BytesIO(files["pptx"]))
    (slide_map,) = (shape for shape in deck.slides[0].shapes if shape.shape_type == 13)
    pictures = [
        (document.inline_shapes[0].width, document.part.package.image_parts._image_parts[0].blob),
        (slide_map.width, slide_map.image.blob),
    ]
    for width_emu, content in pictures:
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.width == pytest.approx(width_emu / 914400 * 300, abs=2)
    words = [
        document.inline_shapes[0]._inline.docPr.get("descr"),
        slide_map._element.nvPicPr.cNvPr.get("descr"),
    ]
    assert all("Kolyadichi" in one and "Listed by the EU" in one for one in words)


def test_the_page_asks_for_nothing_and_runs_nothing(files: dict[str, bytes]) -> None:
    page = html.fromstring(files["html"])
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert page.xpath("//script | //link | //iframe | //object | //form") == []
    sources = page.xpath("//@src")
    assert len(sources) == 2
    assert all(one.startswith("data:image/svg+xml;base64,") for one in sources)


def test_a_whole_view_runs_on_over_pages_and_misses_nothing(atlas: Atlas) -> None:
    link = "?c=north-south-corridor,suez-red-sea"
    content = make_briefing(atlas, BriefingRequest(link=link), "pdf", MADE).content
    briefing = compose(atlas, link)
    found = closed_up("".join(read_pdf(content)))
    assert [
        text
        for table in briefing.tables
        for row in table.legs
        for text in texts_of(row)
        if closed_up(text) not in found
    ] == []
    assert closed_up(briefing.tables[1].corridor) in found


def test_no_article_leaves_with_a_briefing_of_everything(atlas: Atlas, catalog: Catalog) -> None:
    content = make_briefing(atlas, BriefingRequest(), "html", MADE).content
    found = closed_up(read("html", content))
    quotes = [claim.get("quote") or "" for claim in atlas.document["claims"].values()]
    longest = max(len(closed_up(quote)) for quote in quotes)
    for article in catalog.articles.values():
        text = closed_up(article.text)
        starts = range(0, len(text) - longest, 20)
        assert [at for at in starts if text[at : at + longest + 1] in found] == []


def test_the_same_view_on_the_same_day_gives_the_same_bytes(
    atlas: Atlas, files: dict[str, bytes]
) -> None:
    request = read_request(ASKED)
    for kind in ("pdf", "html"):
        assert make_briefing(atlas, request, kind, MADE).content == files[kind]


def test_long_words_may_break_after_marks_and_nowhere_else_if_there_are_any() -> None:
    assert breakable("short words stay") == "short words stay"
    assert breakable("https://example.org/a-long-path/of-words").split("\u200b") == [
        "https://", "example.", "org/", "a-", "long-", "path/", "of-", "words",
    ]  # fmt: skip
    pieces = breakable("x" * 60).split("\u200b")
    assert [len(piece) for piece in pieces] == [24, 24, 12]
