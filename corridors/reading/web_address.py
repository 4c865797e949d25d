"""A web address taken apart: what is asked of which host, and whether it may be asked at all."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from corridors.errors import ReadingFault

LONGEST = 2_000
"""Characters. Proxies allow little more."""
PORTS = {"http": 80, "https": 443}

_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"\ud800-\udfff]")


@dataclass(frozen=True)
class WebAddress:
    """An http or https address; `host` is in ASCII, `target` is path and query, quoted."""

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_default_port(self) -> bool:
        return self.port == PORTS[self.scheme]


def parse_address(text: str) -> WebAddress:
    """The parts of an address. Raises ReadingFault, naming it, for what is not http(s)."""
    text = text.strip()
    shown = text[:120]
    if len(text) > LONGEST or _NOT_IN_ADDRESSES.search(text):
        raise _wrong(shown, "this is no web address", "copy it from the browser's address line")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise _wrong(shown, "this is no web address", "check host and port") from None
    if parts.scheme not in PORTS:
        raise _wrong(shown, "only http and https are asked", "give an address with https://")
    if parts.username is not None or parts.password is not None:
        raise _wrong(parts.scheme + "://…@" + host, "it holds a user's name", "leave out the name")
    if not ascii_host or port == 0:
        raise _wrong(shown, "it names no host", "copy it from the browser's address line")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return WebAddress(text, parts.scheme, ascii_host, port or PORTS[parts.scheme], target)


def follow(address: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads. Raises ReadingFault as parse_address does.

    Headers come as Latin-1, letter for byte; servers that write other letters mean UTF-8.
    """
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(address.text, location.strip())
    except ValueError:
        raise _wrong(address.text, "it redirects to no address", "paste the text") from None
    return parse_address(joined.partition("#")[0])


def _wrong(address: str, message: str, mend: str) -> ReadingFault:
    return ReadingFault(address, "", message, mend)
