"""What was fetched, kept whole: bytes, media type, headers, time, and where a copy is archived."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from corridors.reading.connecting import Network
from corridors.reading.fetching import Page, ask
from corridors.reading.files import INTERNET, read_bytes
from corridors.reading.reading import Reading
from corridors.reading.web_address import parse_address


@dataclass(frozen=True)
class Capture:
    """A page as it was fetched at a time, in UTC.

    `asked` is the address that was given, `address` the one that answered. `content` are the bytes
    without the packing of their transport; `headers` have no cookies and grant no access.
    `archive_url` is where a web archive has a copy, if anybody said so.
    """

    asked: str
    address: str
    media_type: str
    headers: Mapping[str, str]
    fetched: datetime
    content: bytes = field(repr=False)
    archive_url: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    def archived_at(self, address: str) -> Capture:
        """The capture with the address of an archived copy.

        Raises ReadingFault for what is no http or https address.
        """
        return replace(self, archive_url=parse_address(address).text)


def fetch_captured(address: str, network: Network = INTERNET) -> tuple[Reading, Capture]:
    """The reading of a page on the web, asked for now, and the page itself to keep.

    Raises ReadingFault, naming the address, if it may not be asked, does not answer, or holds no
    text; see `fetching.ask`.
    """
    page = ask(address, network)
    return read_page(page), capture_of(address, page)


def read_page(page: Page) -> Reading:
    """The reading of a page. Raises ReadingFault if it holds no text."""
    reading = read_bytes(page.address, page.data, page.format, page.charset)
    return replace(reading, address=page.address)


def capture_of(asked: str, page: Page) -> Capture:
    """The capture of a page that an address led to."""
    return Capture(
        asked.strip(), page.address, page.media_type, page.headers, page.fetched, page.data
    )
