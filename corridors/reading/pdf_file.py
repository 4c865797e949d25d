"""A PDF's text, read page by page. Run in a process of its own: see `bounded.py`."""

from __future__ import annotations

from time import monotonic
from typing import Any

from corridors.errors import ReadingFault
from corridors.reading.pdf_order import in_order
from corridors.reading.pdf_page import read_pieces
from corridors.reading.pdf_text import Page, to_text, without_heads
from corridors.reading.survey import Told

MOST_PAGES = 300
MOST_SECONDS = 15.0
MOST_TEXT = 5_000_000
"""Characters. Of a file with more pages, time or text the beginning is read, and a note says so."""


def read_pdf(name: str, data: bytes) -> tuple[str, Told]:
    """The text in reading order. Raises ReadingFault for a locked, broken or picture-only file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, str(error)) from None
    try:
        count = len(document)
        pages = _pages(document, min(count, MOST_PAGES))
    finally:
        document.close()
    text = to_text(without_heads(pages))
    if not text.strip():
        raise ReadingFault(
            name,
            "",
            "this PDF has no text, only pictures of pages",
            "run it through character recognition first, or paste the text",
        )
    notes = (
        () if len(pages) == count else (f"only the first {len(pages)} of {count} pages were read",)
    )
    return text, Told(notes=notes)


def _pages(document: Any, count: int) -> list[Page]:
    until = monotonic() + MOST_SECONDS
    pages: list[Page] = []
    letters = 0
    for number in range(count):
        if monotonic() > until or letters > MOST_TEXT:
            break
        page = document[number]
        pieces = list(in_order(read_pieces(page)))
        page.close()
        letters += sum(len(piece.text) for piece in pieces)
        pages.append(pieces)
    return pages


def _unreadable(name: str, error: str) -> ReadingFault:
    if "password" in error.lower():
        return ReadingFault(name, "", "this PDF is locked by a password", "save it unlocked")
    return ReadingFault(
        name, "", "this is no PDF that can be read", "open it and save it anew, or paste the text"
    )
