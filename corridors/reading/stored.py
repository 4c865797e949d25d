"""Bytes to the text that is stored: encodings, and characters that no store can hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from corridors.errors import ReadingFault
from corridors.reading.language import resemblance

LEGACY = (
    "cp1251", "koi8-r", "cp866", "iso8859-5", "cp1254", "cp1252", "cp1250", "cp1257", "iso8859-2",
)  # fmt: skip
"""Encodings tried where a text is no Unicode, those first that win a draw."""
SAMPLE = 32_768
"""Bytes by which an encoding is judged."""
MOST_CONTROLS = 0.02
"""A larger share of control characters than this is no text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def storable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with NUL and lone surrogates as U+FFFD, one for one; a note if there were any."""
    mended, count = _UNSTORABLE.subn("\ufffd", text)
    if not count:
        return text, ()
    return mended, (f"{count} characters that cannot be stored were replaced by U+FFFD",)


def decode(name: str, data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a file and notes on how it was read.

    Tried in this order: a byte order mark, UTF-8, the encoding that the page declares, UTF-16 by
    its zero bytes, UTF-8 with a few bytes broken, and the old encoding whose text looks most like a
    language that we read. Raises ReadingFault for what is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(name, data[len(mark) :].decode(encoding, "replace"), ())
    text = _try(data, "utf-8") if b"\0" not in data[:SAMPLE] else None
    if text is None and declared:
        text = _try(data, declared)
    if text is not None:
        return _checked(name, text, ())
    wide = _zero_bytes(data)
    if wide:
        return _checked(name, data.decode(wide, "replace"), ())
    if _nearly_utf8(data):
        note = "some bytes are not UTF-8 and were replaced by U+FFFD"
        return _checked(name, data.decode("utf-8", "replace"), (note,))
    encoding = _likeliest(data[:SAMPLE])
    return _checked(name, data.decode(encoding, "replace"), (f"read as {encoding}",))


def _checked(name: str, text: str, notes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    sample = text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        raise ReadingFault(
            name, "", "this is no text", "give a .txt, .md, .html, .docx or .pdf file"
        )
    stored, mended = storable(text)
    return stored, (*notes, *mended)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero, many of Cyrillic are 4."""
    sample = data[: SAMPLE & ~1]
    even, odd = sample[::2], sample[1::2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if high and sum(high.count(byte) for byte in (0, 1, 4, 0x20)) > 0.9 * len(high):
            return encoding
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Whether what is not ASCII is UTF-8 but for a few bytes, as in a file cut off."""
    sample = data[:SAMPLE].decode("utf-8", "ignore")
    kept = len(sample.encode()) - sum(map(str.isascii, sample))
    high = sum(byte > 0x7F for byte in data[:SAMPLE])
    return high > 0 and kept >= 0.9 * high


def _likeliest(sample: bytes) -> str:
    return max(LEGACY, key=lambda encoding: resemblance(sample.decode(encoding, "replace")))
