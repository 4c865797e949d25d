"""Asking for a page: the connection goes to the very address that was checked, and has its bounds.

No cookies, no credentials, no proxy from the environment. The name is resolved once for each hop,
every address it resolves to is checked, and the socket is opened to one of those, so that a name
cannot mean another machine a moment later; Host and the TLS name stay those of the address.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic

from corridors import __version__
from corridors.errors import ReadingFault
from corridors.reading.addresses import refusal
from corridors.reading.web_address import WebAddress, follow, parse_address

MOST_SECONDS = 10.0
CONNECT_SECONDS = 4.0
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 5
USER_AGENT = f"CorridorAtlas/{__version__} (reads one page when a person asks for it)"

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
_SEALS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def resolve_name(host: str, port: int) -> list[str]:
    """Every address that the system gives for a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Network:
    """The outside world, so that a test can put another in its place."""

    resolve: Callable[[str, int], Sequence[str]] = resolve_name
    refuse: Callable[[str], str | None] = refusal
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = MOST_SECONDS


@dataclass(frozen=True)
class Page:
    """What a server gave: the address after redirects, the bytes unpacked, format and charset."""

    address: str
    data: bytes = field(repr=False)
    format: str
    charset: str | None


def ask(address: str, network: Network) -> Page:
    """The page at an address.

    Raises ReadingFault for an address that is none or leads to a host that is not public, for a
    server that does not answer in time, too much, with an error, or with something that is no text.
    """
    until = monotonic() + network.seconds
    target = parse_address(address)
    for _ in range(MOST_REDIRECTS + 1):
        hosts = _checked(target, network, until)
        with _connection(target, hosts, network, until) as connection:
            answer = _get(target, connection)
            location = answer.getheader("Location")
            if answer.status not in _REDIRECTS or not location:
                return _page(target, answer, until)
        target = follow(target, location)
    raise _fault(target, f"it redirects more than {MOST_REDIRECTS} times", "give the last address")


def _checked(target: WebAddress, network: Network, until: float) -> Sequence[str]:
    """Addresses of the host, if every one of them may be asked."""
    hosts = _in_time(lambda: network.resolve(target.host, target.port), target, until)
    for host in hosts:
        why = network.refuse(host)
        if why:
            raise _fault(
                target,
                f"{target.host} is {host}: {why}",
                "only public addresses are asked; save the page and give the file",
            )
    if not hosts:
        raise _fault(target, f"{target.host} has no address", "check the host's name")
    return hosts


def _in_time(work: Callable[[], Sequence[str]], target: WebAddress, until: float) -> Sequence[str]:
    """The system's resolver knows no time limit of its own: a thread of ours waits for it."""
    answers: SimpleQueue[Sequence[str] | None] = SimpleQueue()

    def answer() -> None:
        try:
            answers.put(work())
        except (OSError, UnicodeError):
            answers.put(None)

    Thread(target=answer, daemon=True).start()
    try:
        found = answers.get(timeout=max(0.01, until - monotonic()))
    except Empty:
        raise _too_slow(target) from None
    if found is None:
        raise _fault(target, f"the host {target.host} is not found", "check the host's name")
    return found


@contextmanager
def _connection(
    target: WebAddress, hosts: Sequence[str], network: Network, until: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address, shut down when the time is over, whatever it is doing."""
    open_socket = _open(target, hosts, until)
    over = Timer(max(0.01, until - monotonic()), lambda: _shut(open_socket))
    over.daemon = True
    over.start()
    try:
        open_socket.settimeout(max(0.01, until - monotonic()))
        if target.scheme == "https":
            open_socket = sealed = network.tls().wrap_socket(
                open_socket, server_hostname=target.host, do_handshake_on_connect=False
            )
            sealed.do_handshake()
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.auto_open = 0  # it would resolve the name again
        connection.sock = open_socket
        yield connection
    except ssl.SSLCertVerificationError as error:
        raise _fault(
            target, f"its certificate is not valid ({error.verify_message})", _PASTE
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if monotonic() >= until:
            raise _too_slow(target) from None
        raise _fault(target, f"the server breaks off ({type(error).__name__})", _PASTE) from None
    finally:
        over.cancel()
        with suppress(OSError):
            open_socket.close()


_PASTE = "open it in a browser and paste the text"


def _open(target: WebAddress, hosts: Sequence[str], until: float) -> socket.socket:
    for host in hosts:
        left = until - monotonic()
        if left <= 0:
            raise _too_slow(target)
        with suppress(OSError):
            return socket.create_connection((host, target.port), min(left, CONNECT_SECONDS))
    raise _fault(target, f"{target.host} does not answer", "try again later, or paste the text")


def _shut(open_socket: socket.socket) -> None:
    with suppress(OSError):  # the plain method: TLS's own takes the seal off first
        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


def _get(target: WebAddress, connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
    connection.putrequest("GET", target.target, skip_host=True, skip_accept_encoding=True)
    host = f"[{target.host}]" if ":" in target.host else target.host
    connection.putheader("Host", host if target.is_default_port else f"{host}:{target.port}")
    connection.putheader("User-Agent", USER_AGENT)
    connection.putheader("Accept", ", ".join(FORMATS))
    connection.putheader("Accept-Encoding", "gzip, deflate")
    connection.putheader("Connection", "close")
    connection.endheaders()
    return connection.getresponse()


def _page(target: WebAddress, answer: http.client.HTTPResponse, until: float) -> Page:
    if answer.status != 200:
        raise _fault(target, f"the server answers {answer.status}", "check the address")
    kind = answer.headers.get_content_type()
    data = b"".join(_body(target, answer, until))
    form = FORMATS.get(kind) or _shown_by(data)
    if form is None:
        raise _fault(target, f"it is {kind}, no article", "give a page, a PDF or a Word file")
    return Page(target.text, data, form, answer.headers.get_content_charset())


def _shown_by(data: bytes) -> str | None:
    """The format of what a server has no word for, by its first bytes."""
    return "pdf" if data.startswith(b"%PDF-") else "docx" if data.startswith(b"PK\3\4") else None


def _body(target: WebAddress, answer: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    """The bytes, unpacked; neither as sent nor unpacked are they more than MOST_BYTES."""
    seal = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if seal not in {"identity", *_SEALS}:
        raise _fault(target, f"it is packed as {seal[:20]}, which was not asked for", _PASTE)
    unpack = zlib.decompressobj(_SEALS[seal]) if seal in _SEALS else None
    sent, given = 0, 0
    while chunk := answer.read(65_536):
        sent += len(chunk)
        if unpack is not None:
            try:
                chunk = unpack.decompress(chunk, MOST_BYTES + 1 - given)
            except zlib.error:
                raise _fault(target, "its packing is broken", _PASTE) from None
        given += len(chunk)
        if max(sent, given) > MOST_BYTES or (unpack is not None and unpack.unconsumed_tail):
            size = f"it is larger than {MOST_BYTES // 1_000_000} MB"
            raise _fault(target, size, "paste the article's text alone")
        yield chunk
    if monotonic() >= until:
        raise _too_slow(target)


def _too_slow(target: WebAddress) -> ReadingFault:
    return _fault(target, f"no answer within {MOST_SECONDS:.0f} s", "try again, or paste the text")


def _fault(target: WebAddress, message: str, mend: str) -> ReadingFault:
    return ReadingFault(target.text, "", message, mend)
