"""Parsers in a process of their own, with a bound on time and memory.

A file from outside can make any parser of a rich format run for ever, eat all memory, or, where it
is written in C, crash. So it runs in a child that answers with JSON, or is ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import corridors
from corridors.errors import ReadingFault
from corridors.reading.survey import Told

SECONDS = 40
MEMORY_BYTES = 1_500_000_000


def parse_bounded(form: str, name: str, data: bytes) -> tuple[str, Told]:
    """What the parser of a format gives for the bytes.

    Raises ReadingFault for the parser's own faults, and where it does not end in time or crashes.
    """
    here = str(Path(corridors.__file__).parents[1])
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    try:
        child = subprocess.run(  # noqa: S603 — our own words; the file goes in by a pipe
            [sys.executable, "-m", "corridors.reading.child", form],
            input=json.dumps(name).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadingFault(
            name, "", f"reading it took more than {SECONDS} s", "give less of it, or paste the text"
        ) from None
    answer = _answer(child.stdout)
    if answer is None:
        raise ReadingFault(
            name, "", f"this file breaks the reader of {form}", "save it anew, or paste the text"
        )
    if "fault" in answer:
        raise ReadingFault(*answer["fault"])
    told = answer["told"]
    return answer["text"], Told(**{**told, "notes": tuple(told["notes"])})


def _answer(output: bytes) -> dict[str, Any] | None:
    with suppress(ValueError):
        answer = json.loads(output)
        if isinstance(answer, dict):
            return answer
    return None
