"""Whatever comes in, there is a reading that holds together, or a fault that names the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corridors.errors import ReadingFault
from corridors.reading import Reading, read_bytes, read_text
from corridors.reading.html_page import read_html
from corridors.reading.stored import decode
from corridors.reading.web_address import follow, parse_address
from corridors.reading.word_file import read_docx
from tests.fuzzing import fuzz, texts
from tests.made_pdf import make_pdf
from tests.unit.test_reading_formats import LEFT, column, docx_of

LANGUAGES = {"en", "ru", "be", "tr", "other"}
TAGS = [
    "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "<br>", "<h1>", "<article>", "<ul><li>",
    "<script>", "</script>", "<!--", "-->", "<a href='", "'>", "<html>", "<body>", "<title>",
    "<meta charset=utf-16>", "<?xml version='1.0' encoding='utf-7'?>", "&#0;", "&#xd800;", "&amp",
]  # fmt: skip
WORD = docx_of()
PDF = make_pdf([column(LEFT, 50), column(LEFT, 300)])


def holds_together(reading: Reading) -> None:
    """Spans lie inside, in order, without overlap; nothing is both read and furniture."""
    text = reading.text
    text.encode("utf-8")
    assert "\0" not in text
    assert len(reading.plain) == len(text)
    for spans in (reading.furniture, reading.paragraphs, reading.marks):
        places = [(span.start, span.end) for span in spans]  # type: ignore[attr-defined]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))
    furniture = {i for span in reading.furniture for i in range(span.start, span.end)}
    for paragraph in reading.paragraphs:
        assert paragraph.language in LANGUAGES
        words = text[paragraph.start : paragraph.end]
        assert words == words.strip()
        assert furniture.isdisjoint(range(paragraph.start, paragraph.end))
    for i, (letter, shown) in enumerate(zip(text, reading.plain, strict=True)):
        assert shown == letter or (shown == " " and letter != "\n"), i


T = TypeVar("T")


def unless_refused(name: str, read: Callable[[], T]) -> T | None:
    """What `read` gives, or None where it raises the fault that names the file."""
    try:
        return read()
    except ReadingFault as fault:
        named = fault.file
    assert named == name
    return None


@fuzz()
@given(texts())
@example("Comments\n" * 3)
@example("\x1c\x85\u2029.")
def test_any_text_has_a_reading_as_long_as_itself(text: str) -> None:
    reading = read_text(text)
    assert len(reading.text) == len(text)
    holds_together(reading)


@fuzz()
@given(texts())
def test_any_markdown_has_a_reading_as_long_as_itself(text: str) -> None:
    stored = text.encode("utf-8", "replace").decode()
    data = b"\xef\xbb\xbf" + stored.encode()
    reading = unless_refused("a.md", lambda: read_bytes("a.md", data))
    if reading is not None:
        assert len(reading.text) == len(stored)
        holds_together(reading)


@fuzz()
@given(st.binary(max_size=600) | texts().map(lambda t: t.encode("utf-16", "surrogatepass")))
def test_any_bytes_are_a_text_or_a_fault(data: bytes) -> None:
    read = unless_refused("a.txt", lambda: decode("a.txt", data))
    holds_together(read_text(read[0] if read else ""))


@fuzz(0.25)
@given(st.lists(st.sampled_from(TAGS) | texts(), max_size=40).map("".join))
@example("<html><body>" + "<div>" * 3000)
@example("<p>0\x1f\ufffe")
@example("<p>\x0c")
@example("<p>&#11;&#12;" + "words " * 60)
def test_any_page_has_a_text_or_a_fault(page: str) -> None:
    data = page.encode("utf-8", "surrogatepass")
    read = unless_refused("a.html", lambda: read_html("a.html", data))
    if read is not None:
        holds_together(read_text(read[0]))
        assert read[1].title is None or read[1].title.strip()


@fuzz(0.1)
@given(st.integers(0, len(WORD) - 1), st.binary(max_size=40), st.integers(0, 60))
def test_a_damaged_word_file_is_read_or_refused(at: int, damage: bytes, gone: int) -> None:
    data = WORD[:at] + damage + WORD[at + gone :]
    read = unless_refused("a.docx", lambda: read_docx("a.docx", data))
    holds_together(read_text(read[0] if read else ""))


@fuzz(0.005)
@given(st.integers(0, len(PDF) - 1), st.binary(max_size=40), st.integers(0, 60))
def test_a_damaged_pdf_is_read_or_refused(at: int, damage: bytes, gone: int) -> None:
    data = b"%PDF-" + (PDF[:at] + damage + PDF[at + gone :])[5:]
    reading = unless_refused("a.pdf", lambda: read_bytes("a.pdf", data))
    holds_together(reading or read_text(""))


@fuzz()
@given(texts(), texts())
def test_any_address_is_parsed_or_refused(text: str, location: str) -> None:
    with suppress(ReadingFault):
        address = parse_address("http://x.example/" + text)
        for asked in (address, follow(address, location)):
            assert asked.scheme in {"http", "https"}
            assert asked.host
            assert (asked.host + asked.target).isascii()
            assert not set("\r\n \t\0") & set(asked.host + asked.target)


@pytest.mark.parametrize("name", ["a", "a.xyz", "", "a\0.txt", "x" * 5000, "../../etc/passwd"])
def test_a_name_is_only_a_name(name: str) -> None:
    assert read_bytes(name, b"Minsk to Poti").text == "Minsk to Poti"
