"""A page that was fetched is kept whole; an archive is asked by choice, and never trusted."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from corridors.errors import ArchiveFault, ReadingFault
from corridors.reading.capture import fetch_captured
from corridors.reading.connecting import Network
from corridors.reading.web_archive import (
    MOST_WAITS,
    WAYBACK,
    Archived,
    Wayback,
    archive_from,
)
from tests.unit.test_reading_fetch import (
    ARTICLE,
    Server,
    drip,
    only_loopback,
    page,
    redirect,
    server,
)

__all__ = ["server"]  # the fixture

PAGE = "https://news.example/rail?id=7"
MADE = datetime(2026, 1, 15, 9, 26, 27, tzinfo=UTC)
FETCHED = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def network(**other: object) -> Network:
    given = {"resolve": lambda *_: ["127.0.0.1"], "refuse": only_loopback, "seconds": 5, **other}
    return Network(now=lambda: FETCHED, pause=lambda _: None, **given)  # type: ignore[arg-type]


def test_what_was_fetched_is_kept_whole_with_its_last_address_and_time(server: Server) -> None:
    packed = gzip.compress(ARTICLE.encode())
    server.answers["/old"] = redirect("/new")
    server.answers["/new"] = page(packed, Content_Encoding="gzip", Last_Modified="yesterday")
    start = f"http://atlas.test:{server.port}"
    reading, capture = fetch_captured(f" {start}/old", network())
    assert reading.title == "Rail to Poti"
    assert (capture.asked, capture.address) == (f"{start}/old", f"{start}/new")
    assert capture.content == ARTICLE.encode()
    assert capture.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (capture.media_type, capture.fetched) == ("text/html", FETCHED)
    assert capture.headers["last-modified"] == "yesterday"


def test_no_header_is_kept_that_opens_a_session_or_has_no_end(server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        for name in (
            "Set-Cookie",
            "Set-Cookie2",
            "Authorization",
            "WWW-Authenticate",
            "X-Auth-Token",
            "X-CSRF",
            "X-Session-Id",
            "X-Api-Key",
            "Proxy-Authorization",
        ):
            handler.send_header(name, "SECRET")
        handler.send_header("X-Long", "x" * 5_000)
        handler.send_header("Via", "one")
        handler.send_header("Via", "two")
        handler.end_headers()
        handler.wfile.write(b"Words.")

    server.answers["/"] = answer
    _, capture = fetch_captured(f"http://atlas.test:{server.port}/", network())
    assert "SECRET" not in str(capture)
    assert len(capture.headers["x-long"]) == 1_000
    assert capture.headers["via"] == "one, two"


def test_a_page_without_text_is_refused_and_nothing_is_kept(server: Server) -> None:
    server.answers["/"] = page(b"<html><body><script>x</script></body></html>")
    with pytest.raises(ReadingFault, match="no text was found"):
        fetch_captured(f"http://atlas.test:{server.port}/", network())


def test_an_archived_address_can_be_given_by_a_person(server: Server) -> None:
    server.answers["/"] = page(b"Words.", "text/plain")
    _, capture = fetch_captured(f"http://atlas.test:{server.port}/", network())
    copy = "https://web.archive.org/web/20260115092627/https://news.example/"
    assert capture.archived_at(copy).archive_url == copy
    with pytest.raises(ReadingFault, match="only http and https"):
        capture.archived_at("javascript:alert(1)")


def told(body: object, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    return answer


def archive(server: Server, key: str | None = "reader:secret", **other: object) -> Wayback:
    at = f"http://archive.test:{server.port}"
    return Wayback(at, at, key, network(**other))


def copy_at(server: Server, of: str = PAGE, made: str = "20260115092627") -> str:
    return f"http://archive.test:{server.port}/web/{made}/{of}"


FIND = "/wayback/available?url=https%3A%2F%2Fnews.example%2Frail%3Fid%3D7"


def closest(url: object, **other: object) -> dict[str, object]:
    return {"archived_snapshots": {"closest": {"available": True, "url": url, **other}}}


def test_the_nearest_copy_is_found_without_a_key(server: Server) -> None:
    server.answers[FIND + "&timestamp=20260101"] = told(closest(copy_at(server), status="200"))
    found = archive(server).find(PAGE, date(2026, 1, 1))
    assert found == Archived(copy_at(server), MADE)
    (_, headers) = server.asked[0]
    assert "Authorization" not in headers
    assert "Cookie" not in headers


@pytest.mark.parametrize("answer", [{"archived_snapshots": {}}, closest("x", status="404")])
def test_that_there_is_no_copy_is_no_fault(server: Server, answer: object) -> None:
    server.answers[FIND] = told(answer)
    assert archive(server).find(PAGE) is None


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/rail?id=7",
        "https://www.news.example/rail?id=7#top",
        "https:/news.example/rail?id=7",
    ],
)
def test_a_copy_may_name_its_page_a_little_differently(server: Server, other: str) -> None:
    server.answers[FIND] = told(closest(copy_at(server, other.partition("#")[0])))
    assert archive(server).find(PAGE) is not None


NONSENSE: list[object] = [
    b"<html>",
    b"[" * 100_000,
    b"\xff\xfe",
    [],
    7,
    {},
    {"archived_snapshots": []},
    {"archived_snapshots": {"closest": "x"}},
    closest(None),
    closest("javascript:alert(1)"),
    closest("https://evil.example/web/20260115092627/https://news.example/rail?id=7"),
]


@pytest.mark.parametrize("answer", NONSENSE, ids=lambda answer: str(answer)[:40])
def test_nonsense_is_told_as_such(server: Server, answer: object) -> None:
    server.answers[FIND] = told(answer)
    with pytest.raises(ArchiveFault, match="makes no sense") as caught:
        archive(server).find(PAGE)
    assert caught.value.file == PAGE


@pytest.mark.parametrize(
    ("of", "made"), [("https://other.example/", "20260115092627"), (PAGE, "20261399000000")]
)
def test_a_copy_of_another_page_or_of_no_time_is_nonsense(
    server: Server, of: str, made: str
) -> None:
    server.answers[FIND] = told(closest(copy_at(server, of, made)))
    with pytest.raises(ArchiveFault, match="makes no sense"):
        archive(server).find(PAGE)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "answers 500"),
        (429, "asked too often"),
        (401, "does not know the key"),
        (302, "answers 302"),
    ],
)
def test_a_refusal_of_the_archive_is_told(server: Server, status: int, said: str) -> None:
    server.answers[FIND] = server.answers["/save"] = told({}, status)
    for ask in (archive(server).find, archive(server).save):
        with pytest.raises(ArchiveFault, match=said):
            ask(PAGE)


def test_a_redirect_is_not_followed_and_so_the_key_goes_nowhere_else(server: Server) -> None:
    server.answers["/save"] = redirect(f"http://other.test:{server.port}/steal")
    with pytest.raises(ArchiveFault, match="answers 302"):
        archive(server).save(PAGE)
    assert [path for path, _ in server.asked] == ["/save"]


def test_an_archive_that_is_slow_or_gone_is_left_in_time(server: Server) -> None:
    server.answers[FIND] = drip("application/json")
    with pytest.raises(ArchiveFault, match="the archive: no answer within"):
        archive(server, seconds=0.3).find(PAGE)
    server.shutdown()
    server.server_close()
    with pytest.raises(ArchiveFault, match="does not answer"):
        archive(server).find(PAGE)


def test_an_archive_at_a_private_address_is_not_asked(server: Server) -> None:
    inner = archive(server, resolve=lambda *_: ["10.0.0.1"])
    with pytest.raises(ArchiveFault, match=r"10\.0\.0\.1: private"):
        inner.find(PAGE)
    assert server.asked == []


def test_a_page_is_saved_with_the_key_and_asked_for_until_it_is_there(server: Server) -> None:
    states = iter([{"status": "pending"}] * 2 + [
        {"status": "success", "timestamp": "20260115092627", "original_url": PAGE}
    ])  # fmt: skip
    server.answers["/save"] = told({"url": PAGE, "job_id": "spn2-1a"})
    server.answers["/save/status/spn2-1a"] = lambda handler: told(next(states))(handler)
    waits: list[float] = []
    saved = archive(server)
    saved = Wayback(saved.address, saved.finds, saved.key, Network(
        resolve=lambda *_: ["127.0.0.1"], refuse=only_loopback, pause=waits.append,
    ))  # fmt: skip
    assert saved.save(PAGE) == Archived(copy_at(server), MADE)
    assert len(waits) == 3
    assert b"url=https%3A%2F%2Fnews.example%2Frail%3Fid%3D7" in server.bodies[0]
    assert all(headers["Authorization"] == "LOW reader:secret" for _, headers in server.asked)


@pytest.mark.parametrize(
    ("job", "state", "said"),
    [
        ("spn2-1a", {"status": "pending"}, "has not saved it yet"),
        (
            "spn2-1a",
            {"status": "error", "message": "blocked\n by robots"},
            r"could not save it \(blocked by robots\)",
        ),
        ("spn2-1a", {"status": "success", "timestamp": None}, "makes no sense"),
        ("../../x", {}, "makes no sense"),
        (None, {}, "makes no sense"),
    ],
)
def test_a_page_that_cannot_be_saved_is_told(
    server: Server, job: object, state: object, said: str
) -> None:
    server.answers["/save"] = told({"job_id": job})
    server.answers["/save/status/spn2-1a"] = told(state)
    with pytest.raises(ArchiveFault, match=said):
        archive(server).save(PAGE)
    assert len(server.asked) <= 1 + MOST_WAITS


def test_without_a_key_nothing_is_asked_to_save(server: Server) -> None:
    with pytest.raises(ArchiveFault, match="only for who has an account"):
        archive(server, key=None).save(PAGE)
    assert server.asked == []


@pytest.mark.parametrize("address", ["x.example", "ftp://x.example/", "http://a:b@x.example/"])
def test_what_is_no_address_is_never_given_to_an_archive(server: Server, address: str) -> None:
    for ask in (archive(server).find, archive(server).save):
        with pytest.raises(ArchiveFault):
            ask(address)
    assert server.asked == []


def test_no_archive_is_asked_unless_the_environment_names_one() -> None:
    assert archive_from({}) is None
    assert archive_from({"CORRIDORS_WEB_ARCHIVE": "off"}) is None
    assert archive_from({"CORRIDORS_WEB_ARCHIVE_KEY": "a:b"}) is None
    named = archive_from({"CORRIDORS_WEB_ARCHIVE": "Wayback", "CORRIDORS_WEB_ARCHIVE_KEY": "a:b"})
    assert isinstance(named, Wayback)
    assert (named.address, named.key) == (WAYBACK, "a:b")
    assert "a:b" not in repr(named)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"CORRIDORS_WEB_ARCHIVE": "attic"}, "'attic' is no archive"),
        ({"CORRIDORS_WEB_ARCHIVE_URL": "file:///etc"}, "CORRIDORS_WEB_ARCHIVE_URL: only http"),
        ({"CORRIDORS_WEB_ARCHIVE_KEY": "SECRET\r\nX: y"}, "no key and secret"),
    ],
)
def test_an_ill_formed_setting_is_named_without_the_key(other: dict[str, str], said: str) -> None:
    with pytest.raises(ArchiveFault, match=said) as caught:
        archive_from({"CORRIDORS_WEB_ARCHIVE": "wayback", **other})
    assert "SECRET" not in str(caught.value)
