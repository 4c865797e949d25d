"""The way out: a connection goes to the very address that was checked, and has its bounds.

No cookies, no proxy from the environment. The name is resolved once for each request, every address
it resolves to is checked, and the socket is opened to one of those, so that a name cannot mean
another machine a moment later; Host and the TLS name stay those of the address.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic, sleep

from corridors import __version__
from corridors.errors import ReadingFault
from corridors.reading.addresses import refusal
from corridors.reading.web_address import WebAddress

MOST_SECONDS = 10.0
CONNECT_SECONDS = 4.0
MOST_BYTES = 5_000_000
USER_AGENT = f"CorridorAtlas/{__version__} (reads one page when a person asks for it)"

_SEALS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_PASTE = "open it in a browser and paste the text"


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
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    pause: Callable[[float], None] = sleep


@dataclass(frozen=True)
class Answer:
    """What a server answered: `data` unpacked, empty unless the status was asked to be read."""

    address: WebAddress
    status: int
    headers: http.client.HTTPMessage = field(repr=False)
    data: bytes = field(repr=False)


def exchange(
    target: WebAddress,
    network: Network,
    until: float,
    headers: Mapping[str, str],
    *,
    body: bytes | None = None,
    reads: Callable[[int], bool],
) -> Answer:
    """One request, GET or, with a body, POST, and its answer; redirects are not followed.

    The body of the answer is read where `reads` says so of its status. Raises ReadingFault for a
    host that is not public, and for a server that does not answer before `until` (monotonic
    seconds), breaks off, or gives too much.
    """
    hosts = _checked(target, network, until)
    with _connection(target, hosts, network, until) as connection:
        answer = _ask(target, connection, headers, body)
        data = b"".join(_body(target, answer, until)) if reads(answer.status) else b""
        return Answer(target, answer.status, answer.headers, data)


def _checked(target: WebAddress, network: Network, until: float) -> Sequence[str]:
    """Addresses of the host, if every one of them may be asked."""
    hosts = _in_time(lambda: network.resolve(target.host, target.port), target, until)
    for host in hosts:
        why = network.refuse(host)
        if why:
            raise fault_at(
                target,
                f"{target.host} is {host}: {why}",
                "only public addresses are asked; save the page and give the file",
            )
    if not hosts:
        raise fault_at(target, f"{target.host} has no address", "check the host's name")
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
        raise too_slow(target) from None
    if found is None:
        raise fault_at(target, f"the host {target.host} is not found", "check the host's name")
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
        raise fault_at(
            target, f"its certificate is not valid ({error.verify_message})", _PASTE
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if monotonic() >= until:
            raise too_slow(target) from None
        raise fault_at(target, f"the server breaks off ({type(error).__name__})", _PASTE) from None
    finally:
        over.cancel()
        with suppress(OSError):
            open_socket.close()


def _open(target: WebAddress, hosts: Sequence[str], until: float) -> socket.socket:
    for host in hosts:
        left = until - monotonic()
        if left <= 0:
            raise too_slow(target)
        with suppress(OSError):
            return socket.create_connection((host, target.port), min(left, CONNECT_SECONDS))
    raise fault_at(target, f"{target.host} does not answer", "try again later, or paste the text")


def _shut(open_socket: socket.socket) -> None:
    with suppress(OSError):  # the plain method: TLS's own takes the seal off first
        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


def _ask(
    target: WebAddress,
    connection: http.client.HTTPConnection,
    headers: Mapping[str, str],
    body: bytes | None,
) -> http.client.HTTPResponse:
    method = "GET" if body is None else "POST"
    connection.putrequest(method, target.target, skip_host=True, skip_accept_encoding=True)
    host = f"[{target.host}]" if ":" in target.host else target.host
    given = {
        "Host": host if target.is_default_port else f"{host}:{target.port}",
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **headers,
        **({} if body is None else {"Content-Length": str(len(body))}),
    }
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse()


def _body(target: WebAddress, answer: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    """The bytes, unpacked; neither as sent nor unpacked are they more than MOST_BYTES."""
    seal = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if seal not in {"identity", *_SEALS}:
        raise fault_at(target, f"it is packed as {seal[:20]}, which was not asked for", _PASTE)
    unpack = zlib.decompressobj(_SEALS[seal]) if seal in _SEALS else None
    sent, given = 0, 0
    while chunk := answer.read(65_536):
        sent += len(chunk)
        if unpack is not None:
            try:
                chunk = unpack.decompress(chunk, MOST_BYTES + 1 - given)
            except zlib.error:
                raise fault_at(target, "its packing is broken", _PASTE) from None
        given += len(chunk)
        if max(sent, given) > MOST_BYTES or (unpack is not None and unpack.unconsumed_tail):
            size = f"it is larger than {MOST_BYTES // 1_000_000} MB"
            raise fault_at(target, size, "paste the article's text alone")
        yield chunk
    if monotonic() >= until:
        raise too_slow(target)


def too_slow(target: WebAddress) -> ReadingFault:
    """The fault of a server that took too long."""
    return fault_at(
        target, f"no answer within {MOST_SECONDS:.0f} s", "try again, or paste the text"
    )


def fault_at(target: WebAddress, message: str, mend: str) -> ReadingFault:
    """A fault that names the address."""
    return ReadingFault(target.text, "", message, mend)
