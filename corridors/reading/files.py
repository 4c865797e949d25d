"""Files and pasted texts to readings: which format it is, and who reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from corridors.errors import ReadingFault
from corridors.reading.bounded import parse_bounded
from corridors.reading.connecting import Network
from corridors.reading.fetching import ask
from corridors.reading.html_page import read_html
from corridors.reading.reading import Reading
from corridors.reading.stored import decode, storable
from corridors.reading.survey import Told, survey

MOST_BYTES = 10_000_000
IN_PROCESS = 300_000
"""Bytes of HTML up to which a process of its own costs more than it guards against: trafilatura
takes about 10 s for 1 MB of the worst pages, a time that grows with their size."""

FORMATS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
"""Formats by the ending of a file's name."""

INTERNET = Network()

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_text(text: str, name: str = "") -> Reading:
    """The reading of a pasted text: `Reading.text` is as long as what was given.

    NUL and lone surrogates, which no store can hold, become U+FFFD one for one. Raises ReadingFault
    for a text of more than MOST_BYTES characters.
    """
    _check_size(name or "the pasted text", len(text))
    stored, notes = storable(text)
    return survey(stored, "text", name, Told(notes=notes))


def read_file(path: Path | str) -> Reading:
    """The reading of a file. Raises ReadingFault, naming the file, if it cannot be read."""
    path = Path(path)
    name, _ = storable(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ReadingFault(
            name, "", error.strerror or "it cannot be opened", "check name and rights"
        ) from None
    except ValueError:
        raise ReadingFault(repr(name), "", "this is no file name", "check the name") from None
    return read_bytes(name, data)


def read_bytes(
    name: str, data: bytes, form: str | None = None, charset: str | None = None
) -> Reading:
    """The reading of a file's bytes.

    What the bytes themselves show to be PDF, Word or HTML is read as that; else `form` (text,
    markdown, html, docx, pdf) or the ending of `name` decides. `charset` is what a server said of
    it. Raises ReadingFault, naming the file, for what cannot be read.
    """
    _check_size(name, len(data))
    form = _form(name, data, form)
    if form in {"text", "markdown"}:
        text, notes = decode(name, data, charset)
        return survey(text, form, name, Told(notes=notes))
    if form == "html" and len(data) <= IN_PROCESS:
        text, told = read_html(name, data, charset)
    else:
        text, told = parse_bounded(form, name, data)
    text, mended = storable(text)
    return survey(text, form, name, replace(told, notes=(*told.notes, *mended)))


def _form(name: str, data: bytes, form: str | None) -> str:
    ending = Path(name).suffix.lower() if "\0" not in name else ""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLD_WORD):
        raise ReadingFault(name, "", "this is a file of old Office programs", "save it as .docx")
    given = form or FORMATS.get(ending)
    if given in {None, "text"} and _HTML.match(data[:4096]):
        return "html"
    if given in {"pdf", "docx"}:
        raise ReadingFault(
            name, "", f"this is not what a .{given} file holds", "check what the file is"
        )
    return given or "text"


def _check_size(name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise ReadingFault(
            name,
            "",
            f"it is larger than {MOST_BYTES // 1_000_000} MB",
            "give the article alone, or paste its text",
        )


def fetch(address: str, network: Network = INTERNET) -> Reading:
    """The reading of a page on the web, asked for now.

    Raises ReadingFault, naming the address, if it may not be asked, does not answer, or holds no
    text; see `fetching.ask`.
    """
    page = ask(address, network)
    reading = read_bytes(page.address, page.data, page.format, page.charset)
    return replace(reading, address=page.address)
