"""Asking for a page: redirects followed within bounds, what comes kept as it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from corridors.reading.connecting import MOST_BYTES as MOST_BYTES
from corridors.reading.connecting import Answer, Network, exchange, fault_at
from corridors.reading.stored import storable
from corridors.reading.web_address import WebAddress, follow, parse_address

MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}

FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""Content types that are read."""

_REDIRECTS = {301, 302, 303, 307, 308}

KEPT_LETTERS, KEPT_HEADERS = 1_000, 100
# Parts of names of headers that may hold what opens a session to somebody else.
_SECRET = ("cookie", "auth", "token", "session", "csrf", "secret", "api-key", "apikey")
_ASKED = {"Accept": ", ".join(FORMATS)}


@dataclass(frozen=True)
class Page:
    """What a server gave: the address after redirects, the bytes unpacked, format and charset.

    `headers` are those of the answer, small letters, without cookies and whatever grants access;
    `media_type` is the server's word, `fetched` when it was asked, in UTC.
    """

    address: str
    data: bytes = field(repr=False)
    format: str
    charset: str | None
    media_type: str
    headers: Mapping[str, str]
    fetched: datetime


def ask(address: str, network: Network) -> Page:
    """The page at an address.

    Raises ReadingFault for an address that is none or leads to a host that is not public, for a
    server that does not answer in time, too much, with an error, or with something that is no text.
    """
    until = monotonic() + network.seconds
    target = parse_address(address)
    for _ in range(MOST_REDIRECTS + 1):
        fetched = network.now()
        answer = exchange(target, network, until, _ASKED, reads=lambda status: status == 200)
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or not location:
            return _page(target, answer, fetched)
        target = follow(target, location)
    raise fault_at(
        target, f"it redirects more than {MOST_REDIRECTS} times", "give the last address"
    )


def _page(target: WebAddress, answer: Answer, fetched: datetime) -> Page:
    if answer.status != 200:
        raise fault_at(target, f"the server answers {answer.status}", "check the address")
    kind = answer.headers.get_content_type()
    form = FORMATS.get(kind) or _shown_by(answer.data)
    if form is None:
        raise fault_at(target, f"it is {kind}, no article", "give a page, a PDF or a Word file")
    charset = answer.headers.get_content_charset()
    kept = kept_headers(answer.headers.items())
    return Page(target.text, answer.data, form, charset, kind, kept, fetched)


def kept_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers without those that set a cookie or grant access; several of one name joined."""
    kept: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        if any(part in key for part in _SECRET):
            continue
        joined = f"{kept[key]}, {value}" if key in kept else value
        kept[key] = storable(joined.encode("latin-1", "replace").decode("utf-8", "replace"))[0]
    return {key[:KEPT_LETTERS]: kept[key][:KEPT_LETTERS] for key in list(kept)[:KEPT_HEADERS]}


def _shown_by(data: bytes) -> str | None:
    """The format of what a server has no word for, by its first bytes."""
    return "pdf" if data.startswith(b"%PDF-") else "docx" if data.startswith(b"PK\3\4") else None
