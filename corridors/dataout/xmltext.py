"""Texts as XML can hold them: escaping is the writer's task, what XML has no letter for is ours."""

from __future__ import annotations

import re

from corridors.bidi import close_controls

# https://www.w3.org/TR/xml/#charsets: everything else can't stand in a document, escaped or not.
_NO_LETTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 can't hold, and bidirectional controls closed."""
    return close_controls(_NO_LETTER.sub("\ufffd", text))
