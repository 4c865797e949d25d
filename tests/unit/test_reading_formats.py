"""HTML, Markdown, Word and PDF files to text, and what breaks their readers."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corridors.errors import ReadingFault
from corridors.reading import bounded, read_bytes, read_file
from corridors.reading.bounded import parse_bounded
from corridors.reading.word_file import read_docx
from tests.made_pdf import make_pdf

FILES = Path(__file__).parents[1] / "files" / "reading"
LEFT = [
    "The train left Minsk for the coast and",
    "reached the port of Novorossiysk with sixty",
    "containers of fertiliser, which were trans-",
    "shipped to a ferry there. The crossing of the",
    "Black Sea takes two days in good weather.",
]
RIGHT = [
    "From Gebze the boxes go on by road to a",
    "warehouse near Bursa. The operator of the",
    "North-South service did not say what it",
    "costs to send a box, but shippers speak of",
    "a price below that of the Polish way.",
]
LEFT_TEXT = (
    "The train left Minsk for the coast and reached the port of Novorossiysk with sixty containers "
    "of fertiliser, which were transshipped to a ferry there. The crossing of the Black Sea takes "
    "two days in good weather."
)
RIGHT_TEXT = (
    "From Gebze the boxes go on by road to a warehouse near Bursa. The operator of the North-South "
    "service did not say what it costs to send a box, but shippers speak of a price below that of "
    "the Polish way."
)


def column(lines: list[str], x: float, top: float = 730) -> list[tuple[float, float, str]]:
    return [(x, top - 13 * row, line) for row, line in enumerate(lines)]


def docx_of() -> bytes:
    document = Document()
    document.add_heading("A train to the sea", 1)
    document.add_paragraph("It left Minsk and reached Poti.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Poti", "300 tons"
    document.add_paragraph("From there it went on.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_page_gives_its_article_headline_day_and_publisher() -> None:
    reading = read_file(FILES / "pages" / "en-semantic.html")
    assert reading.title == "Ro-ro link from Karachi to Jebel Ali starts"
    assert (reading.published, reading.publisher) == ("2026-05-04", "Gulf Freight Journal")
    assert reading.text.startswith("Ro-ro link from Karachi to Jebel Ali starts\n")
    assert "Lorries leave Lahore on Friday" in reading.plain
    assert "We have been driving round" not in reading.plain


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r"])
def test_a_page_is_read_in_the_encoding_it_declares(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{"Порт Оля. " * 40}</p></body>'
    assert "Порт Оля." in read_bytes("a.html", page.encode(declared)).text


def test_a_page_that_a_script_fills_is_refused_with_the_mend() -> None:
    page = b"<html><body><div id=app></div><script>fill('app')</script></body></html>"
    with pytest.raises(ReadingFault, match=r"p\.html: no text was found .* paste the text"):
        read_bytes("p.html", page)


def test_a_short_page_is_read_whole() -> None:
    page = (
        "<html><head><title>x</title></head><body><script>no</script><!-- no -->"
        "<div>Train <b>leaves"
        "</b> Minsk</div><style>no</style><div>It goes<br>to Poti.</div></body></html>"
    )
    assert read_bytes("p.html", page.encode()).text == "x\nTrain leaves Minsk\nIt goes\nto Poti."


def test_html_is_known_by_its_beginning_whatever_its_name() -> None:
    assert read_bytes("page", b"<!DOCTYPE html><p>Minsk to Poti by rail.</p>").format == "html"
    assert read_bytes("notes.txt", b"5 < 6 and <b> is bold").format == "text"


def test_the_marks_of_markdown_are_blanked_and_shift_nothing() -> None:
    text = (
        "# Rail to [Poti](https://x.example/a-b)\n\nFrom **Minsk** by _rail_ ![map](m.png 'x')"
        "<br>to `Poti`.\n\n```\nMinsk -> Moscow\n```\n\n* one\n* two\n\n[1]: http://y.example\n"
    )
    reading = read_bytes("a.md", text.encode())
    assert (reading.text, reading.format) == (text, "markdown")
    assert len(reading.plain) == len(text)
    words = " ".join(reading.plain.split())
    assert words == "Rail to Poti From Minsk by rail to Poti . one two"
    assert text.index("Minsk") == reading.plain.index("Minsk")


def test_a_line_break_in_markdown_ends_no_paragraph_but_an_item_begins_one() -> None:
    text = "# Rail to Poti\nFrom Minsk\nby rail\n- to Baku\n  and on\n- to Poti\n\n> It is\nlong\n"
    reading = read_bytes("a.md", text.encode())
    words = [" ".join(reading.plain[p.start : p.end].split()) for p in reading.paragraphs]
    assert words == [
        "Rail to Poti",
        "From Minsk by rail",
        "- to Baku and on",
        "- to Poti",
        "It is long",
    ]
    assert reading.title == "Rail to Poti"


def test_underscores_and_stars_inside_words_stay() -> None:
    text = "The file port_of_poti.csv has 3 * 4 rows."
    assert "port_of_poti.csv" in read_bytes("a.md", text.encode()).plain


def test_a_word_file_gives_paragraphs_and_tables_in_order() -> None:
    reading = read_bytes("a.docx", docx_of())
    assert reading.text == (
        "A train to the sea\n\nIt left Minsk and reached Poti.\n\nPoti\t300 tons\n\n"
        "From there it went on."
    )


def test_words_put_in_by_a_reviser_are_read_and_deleted_ones_are_not() -> None:
    document = Document()
    document.element.body.insert(0, parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p><w:r><w:t>From Minsk</w:t></w:r>'
        '<w:ins w:id="1"><w:r><w:t xml:space="preserve"> by rail</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText> by road</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t> soon</w:t></w:r></w:moveFrom>'
        '<w:r><w:tab/><w:t>to</w:t><w:br/><w:t>Poti</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>'
        "</w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    stream = io.BytesIO()
    document.save(stream)
    text, _ = read_docx("a.docx", stream.getvalue())
    assert text == "From Minsk by rail\tto\nPoti-2"


def test_a_word_file_that_unpacks_too_large_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/media/x", bytes(70_000_000))
    assert len(stream.getvalue()) < 100_000
    with pytest.raises(ReadingFault, match=r"b\.docx: unpacked, this file is larger than 60 MB"):
        read_bytes("b.docx", stream.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"PK\x03\x04 nothing", "no Word file that can be read"),
        ("a.docx", b"words", "not what a .docx file holds"),
        ("a.pdf", b"words", "not what a .pdf file holds"),
        ("a.pdf", b"%PDF-1.7\nnothing", "no PDF that can be read"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 words", "old Office programs"),
        ("a.xlsx", docx_of()[:200], "no Word file that can be read"),
    ],
)
def test_what_is_no_such_file_is_named(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ReadingFault, match=said) as fault:
        read_bytes(name, data)
    assert fault.value.file == name


def test_columns_are_read_one_after_the_other_though_drawn_row_by_row() -> None:
    rows = [
        line for pair in zip(column(LEFT, 50), column(RIGHT, 310), strict=True) for line in pair
    ]
    reading = read_bytes("a.pdf", make_pdf([[(50, 760, "Sea and rail in one ticket"), *rows]]))
    assert reading.text.split("\n\n") == ["Sea and rail in one ticket", LEFT_TEXT, RIGHT_TEXT]


def test_running_heads_and_page_numbers_are_left_out_and_sentences_run_on() -> None:
    head = (50, 810, "Black Sea Digest 4/2026")
    first = [head, *column(LEFT[:3], 50), (290, 30, "1")]
    second = [head, *column(LEFT[3:], 50), (290, 30, "2")]
    third = [head, *column(RIGHT, 50), (290, 30, "3")]
    reading = read_bytes("a.pdf", make_pdf([first, second, third]))
    assert reading.text.split("\n\n") == [LEFT_TEXT, RIGHT_TEXT]


def test_cells_of_a_table_stay_in_their_rows() -> None:
    rows = [
        ("Aktau", "grain", "300"),
        ("Kuryk", "wagons", "54"),
        ("Alat", "oil", "80"),
        ("Poti", "tea", "2"),
    ]
    cells = [
        (50 + 150 * x, 700 - 20 * y, text)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]
    reading = read_bytes("a.pdf", make_pdf([cells]))
    assert [line.split() for line in reading.text.split("\n\n")] == [list(row) for row in rows]


def test_a_printed_page_in_two_justified_columns_is_read_in_order() -> None:
    reading = read_file(FILES / "two_columns.pdf")
    paragraphs = reading.text.split("\n\n")
    assert paragraphs[1] == "Новый маршрут из Беларуси в Турцию через Чёрное море"
    assert paragraphs[2].endswith("в турецкий порт Гебзе на Мраморном море.")
    assert len(paragraphs) == 14
    assert {p.language for p in reading.paragraphs[1:]} == {"ru"}


def test_a_pdf_of_pictures_is_refused_with_the_mend() -> None:
    with pytest.raises(ReadingFault, match="only pictures of pages — run it through character"):
        read_bytes("scan.pdf", make_pdf([[]]))


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.01)
    with pytest.raises(ReadingFault, match=r"slow\.pdf: reading it took more than"):
        parse_bounded("pdf", "slow.pdf", make_pdf([column(LEFT, 50)]))


def test_a_reader_that_crashes_is_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(ReadingFault, match=r"bad\.pdf: this file breaks the reader of pdf"):
        parse_bounded("pdf", "bad.pdf", b"%PDF-")
