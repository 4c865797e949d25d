"""The headers of the app's answers, and the providers of online tiles that they allow."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from corridors.mapview import tiles
from corridors.ui import headers


def _directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


def test_nothing_is_allowed_that_is_not_named() -> None:
    policy = _directives(headers.security_headers()["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    allowed = {value for values in policy.values() for value in values}
    assert not allowed & {"*", "blob:", "http:", "https:", "ws:", "'unsafe-eval'"}
    assert "'unsafe-inline'" not in allowed
    assert "data:" not in policy["script-src"]


def test_pictures_may_come_from_the_providers_hosts_and_from_no_other() -> None:
    policy = headers.write_policy(
        scripts=[], styles=[], tile_hosts=["https://a.tiles.example", "https://b.tiles.example"]
    )
    assert _directives(policy)["img-src"] == [
        "'self'",
        "data:",
        "https://a.tiles.example",
        "https://b.tiles.example",
    ]


@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        ("", ["'none'"]),
        ("https://desk.example", ["https://desk.example"]),
        ("'self' https://*.desk.example:8443", ["'self'", "https://*.desk.example:8443"]),
        ("*", ["'none'"]),
        ("https://x.example;script-src *", ["'none'"]),
    ],
)
def test_who_may_frame_the_app_is_a_setting_that_cannot_widen_the_rest(
    setting: str, allowed: list[str]
) -> None:
    policy = headers.write_policy(scripts=[], styles=[], tile_hosts=[], ancestors=setting)
    assert _directives(policy)["frame-ancestors"] == allowed
    assert "*" not in _directives(policy)["script-src"]


@pytest.mark.parametrize(
    ("kind", "content_type", "expected"),
    [
        (
            "http",
            b"text/html; charset=utf-8",
            {"x-content-type-options": "nosniff", "link": "</a>"},
        ),
        ("http", b"application/json", {"x-content-type-options": "nosniff"}),
        ("websocket", None, {}),
    ],
)
def test_every_http_answer_gets_the_headers_a_page_more_and_a_socket_none(
    kind: str, content_type: bytes | None, expected: dict[str, str]
) -> None:
    sent: list[MutableMapping[str, Any]] = []
    given = [(b"content-type", content_type)] if content_type else []

    async def app(scope: Any, _: Any, send: Any) -> None:
        begin = "http.response.start" if scope["type"] == "http" else "websocket.accept"
        await send({"type": begin, "headers": list(given)})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        raise AssertionError("nothing is read")

    guarded = headers.AnswerHeaders(
        app, {"x-content-type-options": "nosniff"}, of_pages=lambda _: {"link": "</a>"}
    )
    asyncio.run(guarded({"type": kind}, receive, send))
    got = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    got.pop("content-type", None)
    assert got == expected


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets CORRIDORS_TILES, and forgets what was read before and after."""
    tiles.providers.cache_clear()
    yield lambda value: monkeypatch.setenv(tiles.SETTING, value)
    tiles.providers.cache_clear()


def test_the_providers_offered_need_no_key_and_leave_only_the_tile_to_fill_in(
    chosen: Any,
) -> None:
    chosen("")
    for provider in tiles.providers():
        left = provider["url"]
        for part in ("{s}", "{z}", "{x}", "{y}"):
            left = left.replace(part, "")
        assert "{" not in left, provider["url"]
        assert provider["url"].startswith("https://")
        assert "<" not in provider["attribution"]
        assert provider["attribution"]


def test_tiles_may_be_switched_off(chosen: Any) -> None:
    chosen("off")
    assert tiles.providers() == ()
    policy = _directives(headers.security_headers()["content-security-policy"])
    assert policy["img-src"] == ["'self'", "data:"]


def _own(**changes: Any) -> dict[str, Any]:
    own = {
        "id": "desk",
        "name": "The desk's own",
        "url": "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "subdomains": "ab",
        "attribution": "© The desk",
        "max_zoom": 14,
    }
    return own | changes


def test_a_team_may_offer_its_own_tile_server(chosen: Any, tmp_path: Path) -> None:
    file = tmp_path / "tiles.json"
    file.write_text(json.dumps([_own()]), encoding="utf-8")
    chosen(str(file))
    assert [one["id"] for one in tiles.providers()] == ["desk"]
    assert tiles.hosts(tiles.providers()) == ["https://a.tiles.example", "https://b.tiles.example"]


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "javascript:alert(1)"},
        {"url": "https://tiles.example; script-src */{z}/{x}/{y}.png"},
        {"url": "https://{z}.tiles.example/{x}/{y}.png"},
        {"subdomains": "a;"},
        {"subdomains": None},
        {"max_zoom": "14"},
        {"id": "The desk"},
        {"more": 1},
    ],
)
def test_what_is_no_provider_is_named_and_not_offered(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    file = tmp_path / "tiles.json"
    file.write_text(json.dumps([_own(**changes)]), encoding="utf-8")
    with pytest.raises(ValueError, match=r"tiles\.json"):
        tiles.read_providers(file)
