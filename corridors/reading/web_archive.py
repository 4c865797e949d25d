"""A copy of a page in a web archive: looked for or asked for, only when a person says so.

CORRIDORS_WEB_ARCHIVE         wayback; unset or "off": none is asked
CORRIDORS_WEB_ARCHIVE_URL     the archive's address, if it is not https://web.archive.org
CORRIDORS_WEB_ARCHIVE_KEY     access key and secret, "key:secret", that saving a page needs

It is asked through the same guard as any page: public addresses alone, time and size bounded.
The Wayback Machine's interface is told at https://archive.org/help/wayback_api.php and in its paper
"Save Page Now 2 Public API".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from corridors.errors import ArchiveFault, ReadingFault
from corridors.reading.connecting import Answer, Network, exchange
from corridors.reading.files import INTERNET
from corridors.reading.web_address import WebAddress, parse_address

WAYBACK, WAYBACK_FINDS = "https://web.archive.org", "https://archive.org"
"""Where the Wayback Machine keeps and saves copies, and where it says which there are."""
MOST_WAITS, WAIT_SECONDS = 12, 5.0
"""How often, and after how long a pause, a page that is being saved is asked for."""

_COPY = re.compile(r"/web/(\d{14})(?:[a-z_]{2,3})?/(https?:/{1,2}.+)", re.DOTALL)
_JOB = re.compile(r"[\w-]{1,100}")
_KEY = re.compile(r"[\x21-\x39\x3b-\x7e]{1,200}:[\x21-\x7e]{1,200}")
_SAID = 160  # letters of the archive's own message
_LATER = "try again later, or give the address of a copy yourself"


@dataclass(frozen=True)
class Archived:
    """A copy in an archive: its address, and when it was made, in UTC."""

    address: str
    made: datetime


class WebArchive(Protocol):
    """What keeps copies of pages. Both raise ArchiveFault, naming the page's address."""

    def find(self, address: str, near: date | None = None) -> Archived | None:
        """The copy nearest to a day, or the newest; None if there is none."""

    def save(self, address: str) -> Archived:
        """A copy made now. Takes up to a minute."""


@dataclass(frozen=True)
class Wayback:
    """The Internet Archive's Wayback Machine, or a service that answers like it."""

    address: str = WAYBACK
    finds: str = WAYBACK_FINDS
    key: str | None = field(default=None, repr=False)
    network: Network = INTERNET

    def find(self, address: str, near: date | None = None) -> Archived | None:
        """See WebArchive. An archive that says nothing, and nothing else, has no copy."""
        page = _page(address)
        day = f"&timestamp={near:%Y%m%d}" if near else ""
        query = f"url={quote(page.text, safe='')}{day}"
        answer = self._answer(page, f"{self.finds}/wayback/available?{query}")
        found = answer.get("archived_snapshots")
        if not isinstance(found, dict):
            raise _nonsense(page)
        closest = found.get("closest")
        if closest is None:
            return None
        if not isinstance(closest, dict) or closest.get("available") is not True:
            raise _nonsense(page)
        if str(closest.get("status", "200")) >= "400":  # a copy of the page's being gone
            return None
        return self._copy(page, closest.get("url"))

    def save(self, address: str) -> Archived:
        """See WebArchive. Without a key nothing is asked."""
        page = _page(address)
        if not self.key:
            raise _fault(
                page,
                "the archive saves pages only for who has an account",
                "set CORRIDORS_WEB_ARCHIVE_KEY to its key and secret, or give a copy's address",
            )
        body = f"url={quote(page.text, safe='')}&skip_first_archive=1".encode()
        job = self._answer(page, f"{self.address}/save", body, with_key=True).get("job_id")
        if not isinstance(job, str) or not _JOB.fullmatch(job):
            raise _nonsense(page)
        for _ in range(MOST_WAITS):
            self.network.pause(WAIT_SECONDS)
            state = self._answer(page, f"{self.address}/save/status/{job}", with_key=True)
            if state.get("status") == "success":
                original = state.get("original_url") or page.text
                return self._copy(page, f"{self.address}/web/{state.get('timestamp')}/{original}")
            if state.get("status") != "pending":
                said = " ".join(str(state.get("message") or state.get("status_ext")).split())
                raise _fault(page, f"the archive could not save it ({said[:_SAID]})", _LATER)
        raise _fault(page, "the archive has not saved it yet", "look for the copy later")

    def _answer(
        self, page: WebAddress, asked: str, body: bytes | None = None, *, with_key: bool = False
    ) -> Mapping[str, Any]:
        headers = {"Accept": "application/json"}
        if with_key:
            headers["Authorization"] = f"LOW {self.key}"
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            answer = exchange(
                parse_address(asked),
                self.network,
                monotonic() + self.network.seconds,
                headers,
                body=body,
                reads=lambda status: status == 200,
            )
        except ReadingFault as fault:
            raise _fault(page, f"the archive: {fault.message}", _LATER) from None
        return _json(page, answer)

    def _copy(self, page: WebAddress, given: object) -> Archived:
        """The copy at an address that the archive gave, if it is one of that page."""
        host = urlsplit(self.address).netloc
        parts = urlsplit(given) if isinstance(given, str) else None
        if parts is None or parts.scheme not in {"http", "https"} or parts.netloc != host:
            raise _nonsense(page)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        copy = _COPY.fullmatch(path)
        if copy is None or _bare(copy[2]) != _bare(page.text):
            raise _nonsense(page)
        try:
            made = datetime.strptime(copy[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            raise _nonsense(page) from None
        return Archived(f"{urlsplit(self.address).scheme}://{host}{path}", made)


def archive_from(environment: Mapping[str, str], network: Network = INTERNET) -> WebArchive | None:
    """The archive that the environment asks for, or None, which is the default.

    Raises ArchiveFault if it is ill-formed; the key is never part of a message.
    """
    name = environment.get("CORRIDORS_WEB_ARCHIVE", "").strip().lower()
    if name in ("", "off"):
        return None
    if name != "wayback":
        raise ArchiveFault(
            "CORRIDORS_WEB_ARCHIVE", "", f"{name[:40]!r} is no archive", "use wayback, or unset it"
        )
    own = environment.get("CORRIDORS_WEB_ARCHIVE_URL", "").strip().rstrip("/")
    try:
        parse_address(own or WAYBACK)
    except ReadingFault as fault:
        raise ArchiveFault(
            "CORRIDORS_WEB_ARCHIVE_URL", "", fault.message, "begin it with https://"
        ) from None
    key = environment.get("CORRIDORS_WEB_ARCHIVE_KEY", "").strip() or None
    if key and not _KEY.fullmatch(key):
        raise ArchiveFault(
            "CORRIDORS_WEB_ARCHIVE_KEY", "", "it is no key and secret", "write them as key:secret"
        )
    return Wayback(own or WAYBACK, own or WAYBACK_FINDS, key, network)


def _page(address: str) -> WebAddress:
    try:
        return parse_address(address)
    except ReadingFault as fault:
        raise ArchiveFault(fault.file, "", fault.message, fault.mend) from None


def _json(page: WebAddress, answer: Answer) -> Mapping[str, Any]:
    if answer.status == 429:
        raise _fault(page, "the archive is asked too often", _LATER)
    if answer.status == 401:
        raise _fault(page, "the archive does not know the key", "check CORRIDORS_WEB_ARCHIVE_KEY")
    if answer.status != 200:
        raise _fault(page, f"the archive answers {answer.status}", _LATER)
    try:
        found = json.loads(answer.data)
    except (ValueError, RecursionError):
        raise _nonsense(page) from None
    if not isinstance(found, dict):
        raise _nonsense(page)
    return found


def _bare(address: str) -> str:
    """What two addresses of one page have in common, but for scheme, www, slash and fragment."""
    words = unquote(address.partition("#")[0]).casefold()
    return re.sub(r"^https?:/{1,2}(?:www\.)?", "", words).replace(":80/", "/").rstrip("/")


def _nonsense(page: WebAddress) -> ArchiveFault:
    return _fault(page, "the archive's answer makes no sense", _LATER)


def _fault(page: WebAddress, message: str, mend: str) -> ArchiveFault:
    return ArchiveFault(page.text, "", message, mend)
