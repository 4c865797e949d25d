"""Asking for a page: only public addresses, the one that was checked, within bounds."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corridors.errors import ReadingFault
from corridors.reading import fetch
from corridors.reading.addresses import refusal
from corridors.reading.connecting import MOST_BYTES, Network
from corridors.reading.web_address import parse_address
from tests.loopback import Answer, drip

CERTIFICATE = Path(__file__).parents[1] / "files" / "reading" / "atlas.test.pem"
ARTICLE = "<html><head><title>Rail to Poti</title></head><body><article><h1>Rail to Poti</h1>" + (
    "<p>The train left Minsk on Monday and reached the port of Poti by way of Baku.</p>" * 8
)


class Server(ThreadingHTTPServer):
    """A server on loopback whose answers a test gives; it keeps what it was asked."""

    daemon_threads = True
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]
    bodies: list[bytes]

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.server.answers[self.path](self)

    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


def page(body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirect(location: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.end_headers()

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.answers, server.asked, server.bodies = {}, [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def only_loopback(address: str) -> str | None:
    return None if address == "127.0.0.1" else refusal(address)


def network(**names: str) -> Network:
    """A network with one host, atlas.test on loopback, and other names as given."""
    known = {"atlas.test": "127.0.0.1", **names}
    return Network(resolve=lambda host, _: known[host].split(), refuse=only_loopback, seconds=5)


def test_a_page_is_read_and_its_address_kept(server: Server) -> None:
    server.answers["/a?b=%D0%AF"] = page(ARTICLE.encode())
    address = f"http://atlas.test:{server.port}/a?b=Я#part"
    reading = fetch(address, network())
    assert (reading.title, reading.format, reading.address) == ("Rail to Poti", "html", address)
    _, headers = server.asked[0]
    assert headers["Host"] == f"atlas.test:{server.port}"
    assert headers["User-Agent"].startswith("CorridorAtlas/")
    assert "Cookie" not in headers
    assert "Authorization" not in headers


def test_a_text_in_the_servers_charset_is_read(server: Server) -> None:
    server.answers["/t"] = page("Порт Оля".encode("koi8-r"), "text/plain; charset=koi8-r")
    assert fetch(f"http://atlas.test:{server.port}/t", network()).text == "Порт Оля"


def test_tls_is_checked_against_the_name_and_not_the_address(server: Server) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.answers["/"] = page(ARTICLE.encode())
    trusting = Network(
        resolve=lambda *_: ["127.0.0.1"],
        refuse=only_loopback,
        tls=lambda: ssl.create_default_context(cafile=CERTIFICATE),
    )
    assert fetch(f"https://atlas.test:{server.port}/", trusting).title == "Rail to Poti"
    with pytest.raises(ReadingFault, match="certificate is not valid"):
        fetch(f"https://other.test:{server.port}/", trusting)
    with pytest.raises(ReadingFault, match="certificate is not valid"):
        fetch(f"https://atlas.test:{server.port}/", network())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0",  # noqa: S104 — refused, not bound
        "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.9", "203.0.113.9",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "100::1", "3fff::1", "4000::1",
        "nonsense", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2a00:1450:4001::1"])
def test_public_addresses_are_asked(address: str) -> None:
    assert refusal(address) is None


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: Server) -> None:
    with pytest.raises(ReadingFault, match=r"mixed\.test is 10\.0\.0\.1: private"):
        fetch(f"http://mixed.test:{server.port}/", network(**{"mixed.test": "127.0.0.1 10.0.0.1"}))
    assert server.asked == []


@pytest.mark.parametrize("location", ["http://inner.test/", "//inner.test/x", "http://[::1]/"])
def test_a_redirect_to_a_private_address_is_refused(server: Server, location: str) -> None:
    server.answers["/"] = redirect(location)
    inner = network(**{"inner.test": "169.254.169.254", "::1": "::1"})
    with pytest.raises(ReadingFault, match=r"link-local|loopback"):
        fetch(f"http://atlas.test:{server.port}/", inner)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://atlas.test/", "gopher://x/"])
def test_a_redirect_to_another_scheme_is_refused(server: Server, location: str) -> None:
    server.answers["/"] = redirect(location)
    with pytest.raises(ReadingFault, match="only http and https are asked"):
        fetch(f"http://atlas.test:{server.port}/", network())


def test_a_name_that_changes_its_address_is_not_asked_again(server: Server) -> None:
    server.answers["/"] = page(ARTICLE.encode())
    answers = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1"])
    rebinding = Network(resolve=lambda *_: [next(answers)], refuse=only_loopback)
    assert fetch(f"http://rebind.test:{server.port}/", rebinding).title == "Rail to Poti"
    assert next(answers) == "10.0.0.1"


def test_redirects_are_followed_five_times(server: Server) -> None:
    for hop in range(6):
        server.answers[f"/{hop}"] = redirect(f"/{hop + 1}")
    server.answers["/6"] = page(ARTICLE.encode())
    start = f"http://atlas.test:{server.port}"
    assert fetch(f"{start}/1", network()).address == f"{start}/6"
    with pytest.raises(ReadingFault, match="redirects more than 5 times"):
        fetch(f"{start}/0", network())


def test_a_redirect_may_be_written_in_other_letters(server: Server) -> None:
    server.answers["/"] = redirect("/порт".encode().decode("latin-1"))
    server.answers["/%D0%BF%D0%BE%D1%80%D1%82"] = page(ARTICLE.encode())
    start = f"http://atlas.test:{server.port}"
    assert fetch(start, network()).address == f"{start}/порт"


def test_too_large_a_page_is_refused_packed_or_not(server: Server) -> None:
    server.answers["/plain"] = page(b"a" * (MOST_BYTES + 1), "text/plain")
    bomb = gzip.compress(b"a" * (4 * MOST_BYTES))
    server.answers["/bomb"] = page(bomb, "text/plain", Content_Encoding="gzip")
    for path in ("plain", "bomb"):
        with pytest.raises(ReadingFault, match="larger than 5 MB"):
            fetch(f"http://atlas.test:{server.port}/{path}", network())


def test_a_packed_page_is_unpacked(server: Server) -> None:
    server.answers["/"] = page(gzip.compress(ARTICLE.encode()), Content_Encoding="gzip")
    assert fetch(f"http://atlas.test:{server.port}/", network()).title == "Rail to Poti"


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_a_packing_that_cannot_be_opened_is_named(server: Server, packing: str) -> None:
    server.answers["/"] = page(b"words", Content_Encoding=packing)
    with pytest.raises(ReadingFault, match=r"packed as br|packing is broken"):
        fetch(f"http://atlas.test:{server.port}/", network())


def test_a_server_that_drips_is_left_when_the_time_is_over(server: Server) -> None:
    server.answers["/"] = drip("text/plain")
    begun = time.monotonic()
    quick = Network(resolve=lambda *_: ["127.0.0.1"], refuse=only_loopback, seconds=0.3)
    with pytest.raises(ReadingFault, match="no answer within"):
        fetch(f"http://atlas.test:{server.port}/", quick)
    assert time.monotonic() - begun < 3


def test_a_resolver_that_hangs_is_left_when_the_time_is_over() -> None:
    over = threading.Event()

    def hang(*_: object) -> list[str]:
        over.wait(20)
        return []

    with pytest.raises(ReadingFault, match="no answer within"):
        fetch("http://atlas.test/", Network(resolve=hang, seconds=0.2))
    over.set()


def test_an_error_of_the_server_is_named(server: Server) -> None:
    server.answers["/"] = lambda handler: handler.send_error(404)
    with pytest.raises(ReadingFault, match="the server answers 404"):
        fetch(f"http://atlas.test:{server.port}/", network())


def test_what_is_no_article_is_named(server: Server) -> None:
    server.answers["/"] = page(b"\x89PNG\r\n\x1a\n", "image/png")
    with pytest.raises(ReadingFault, match="it is image/png, no article"):
        fetch(f"http://atlas.test:{server.port}/", network())


def test_a_host_that_is_not_found_or_silent_is_named(server: Server) -> None:
    def unknown(*_: object) -> list[str]:
        raise OSError("not known")

    with pytest.raises(ReadingFault, match=r"the host gone\.test is not found"):
        fetch("http://gone.test/", Network(resolve=unknown))
    server.shutdown()
    server.server_close()
    with pytest.raises(ReadingFault, match=r"atlas\.test does not answer"):
        fetch(f"http://atlas.test:{server.port}/", network())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://x.example/", "only http and https"), ("javascript:alert(1)", "only http and https"),
        ("x.example/page", "only http and https"), ("http://", "names no host"),
        ("http://user:secret@x.example/", "holds a user's name"),
        ("http://x.example:0/", "no host"),
        ("http://x.example:99999/", "check host and port"), ("http://[::1/", "check host and port"),
        ("http://x .example/", "no web address"),
        ("http://x.example/\r\nHost: y", "no web address"),
        ("http://" + "a" * 3000, "no web address"), ("http://x..example/", "check host and port"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_asked(address: str, said: str) -> None:
    with pytest.raises(ReadingFault, match=said) as fault:
        parse_address(address)
    assert "secret" not in str(fault.value)


def test_names_in_other_letters_are_asked_in_ascii() -> None:
    address = parse_address("https://Bücher.example/путь?q=Мінск")
    assert address.host == "xn--bcher-kva.example"
    assert address.target.startswith("/%D0%BF")
