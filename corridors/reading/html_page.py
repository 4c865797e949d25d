"""A web page's article: text, headline, day and publisher, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from corridors.errors import ReadingFault
from corridors.reading.phrases import fold
from corridors.reading.stored import decode
from corridors.reading.survey import Told

SHORTEST_ARTICLE = 200
"""Characters; where less is found, the whole page's words are taken, furniture and all."""
TITLE_NEAR = 600
"""Characters at the head of the text in which its headline is looked for."""

_UNSEEN = frozenset("script style noscript template head svg".split())
_BLOCKS = frozenset("p div li tr td th br h1 h2 h3 h4 section article nav ul ol table".split())
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TABLE_RULE = re.compile(r"^\|(?:-{3,}\|)+\n?", re.MULTILINE)


def read_html(name: str, data: bytes, charset: str | None = None) -> tuple[str, Told]:
    """The article's text, one paragraph a line, and what the page tells of itself.

    Raises ReadingFault where the page has no text, as pages have that a script fills.
    """
    found = _DECLARED.search(data[:4096])
    declared = charset or (found[1].decode("ascii", "replace") if found else None)
    page, notes = decode(name, data, declared)
    page = _NO_XML.sub(" ", _XML_HEAD.sub("", page))
    text, told = _extract(page)
    if not text.strip():
        raise ReadingFault(
            name,
            "",
            "no text was found on this page",
            "it may be filled by a script: open it in a browser and paste the text",
        )
    return text, Told(told.title, told.published, told.publisher, None, notes)


def _extract(page: str) -> tuple[str, Told]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            page,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # it lets through whatever odd trees raise: the words are there all the same
        document = None
    if document is None or isinstance(document, dict):
        return _all_words(page), Told()
    told = Told(_clean(document.title), _day(document.date), _clean(document.sitename))
    text = _TABLE_RULE.sub("", document.text or "")
    if len(text) < SHORTEST_ARTICLE:
        text = max(text, _all_words(page), key=len)
    return _with_title(text, told.title), told


def _all_words(page: str) -> str:
    """Every word of the page, a line for each block."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError):
        return ""
    lines = "".join(_words(etree.iterwalk(tree, events=("start", "end")))).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _words(walk: Any) -> Iterator[str]:
    """Texts of the tree in order, a line break where a block begins or ends."""
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else "script"
        if name in _BLOCKS:
            yield "\n"
        if event == "end":
            yield element.tail or ""
        elif name in _UNSEEN:
            walk.skip_subtree()
        else:
            yield element.text or ""


def _with_title(text: str, title: str | None) -> str:
    """The text with its headline first, unless it is there."""
    if not title or fold(title) in fold(text[: TITLE_NEAR + len(title)]):
        return text
    return f"{title}\n{text}"


def _clean(value: str | None) -> str | None:
    return " ".join(value.split())[:500] or None if value else None


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None
