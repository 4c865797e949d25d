"""The other end of `bounded.py`: one file in by the pipe, its text out as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from corridors.errors import ReadingFault
from corridors.reading.bounded import MEMORY_BYTES, SECONDS
from corridors.reading.survey import Told

Parse = Callable[[str, bytes], tuple[str, Told]]


def _parser(form: str) -> Parse:
    if form == "pdf":
        from corridors.reading.pdf_file import read_pdf

        return read_pdf
    if form == "html":
        from corridors.reading.html_page import read_html

        return read_html
    from corridors.reading.word_file import read_docx

    return read_docx


def _bound() -> None:
    """Memory and processor time of this process, where the system can bound them."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _serve(form: str) -> None:
    name, _, data = sys.stdin.buffer.read().partition(b"\n")
    _bound()
    try:
        text, told = _parser(form)(json.loads(name), data)
        answer: dict[str, object] = {"text": text, "told": asdict(told)}
    except ReadingFault as fault:
        answer = {"fault": [fault.file, fault.field, fault.message, fault.mend]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _serve(sys.argv[1])
