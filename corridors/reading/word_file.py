"""A Word file's text by python-docx, once its zip is known to be of a sane size."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from corridors.errors import ReadingFault
from corridors.reading.stored import storable
from corridors.reading.survey import Told

MOST_UNPACKED = 60_000_000
"""Bytes of all parts together; a book of a thousand pages without its pictures has some 10 MB."""
MOST_PARTS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BLOCKS = (
    ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
    " | .//w:tbl[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
)
_PARTS = (
    ".//*[self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen]"
    "[not(ancestor::w:txbxContent or ancestor::w:moveFrom or ancestor::w:tabs)]"
)
_ZIP_FAULTS = (NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def read_docx(name: str, data: bytes) -> tuple[str, Told]:
    """Paragraphs and tables in order, one paragraph or row a line.

    Pictures, headers, footers, comments and deleted words are left out. Raises ReadingFault for
    what is no Word file, a locked one, and one that unpacks to more than MOST_UNPACKED.
    """
    _check_zip(name, data)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        lines = list(_lines(document.element.body))
        title = " ".join(document.core_properties.title.split()) or None
    except Exception:  # python-docx lets through whatever its parts raise
        raise _broken(name) from None
    text, notes = storable("\n\n".join(lines))
    if not text.strip():
        raise ReadingFault(name, "", "this Word file has no text", "paste the text")
    heads = text[:600].casefold()
    return text, Told(title if title and title.casefold() in heads else None, notes=notes)


def _check_zip(name: str, data: bytes) -> None:
    """Sizes are what the parts really unpack to, read piece by piece: a zip's own list can lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                raise _broken(name)
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _bomb(name)
            left = MOST_UNPACKED
            for part in parts:
                with archive.open(part) as stream:
                    while chunk := stream.read(1 << 20):
                        left -= len(chunk)
                        if left < 0:
                            raise _bomb(name)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, *_ZIP_FAULTS):
        raise _broken(name) from None


def _lines(body: Any) -> Iterator[str]:
    """Paragraphs and tables of the body, those inside content controls too, in order."""
    for block in body.xpath(_BLOCKS):
        if block.tag == f"{_W}tbl":
            yield "\n".join(_row(row) for row in block.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr"))
        elif text := _words(block).strip():
            yield text


def _row(row: Any) -> str:
    """A table's row, cells parted by tabs."""
    cells = (_words(cell) for cell in row.xpath("./w:tc | ./w:sdt//w:tc"))
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _words(block: Any) -> str:
    """Words that stand now: inserted ones too, deleted and moved ones and text boxes not."""
    return "".join(_SIGNS.get(part.tag) or part.text or "" for part in block.xpath(_PARTS))


def _bomb(name: str) -> ReadingFault:
    return ReadingFault(
        name,
        "",
        f"unpacked, this file is larger than {MOST_UNPACKED // 1_000_000} MB",
        "save it without pictures, or paste the text",
    )


def _broken(name: str) -> ReadingFault:
    return ReadingFault(
        name,
        "",
        "this is no Word file that can be read",
        "save it anew as .docx, or paste the text",
    )
