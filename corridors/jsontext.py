"""JSON as it leaves the atlas: compact, and with nothing hidden in its texts."""

from __future__ import annotations

import json
import re

# What turns text round or hides in it is written as \uXXXX: the same text, harmless in an editor.
_HIDDEN = re.compile(
    "[\u0080-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def write_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON text. Raises ValueError for a number that JSON has not."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=separators, indent=indent
    )
    return _HIDDEN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)
