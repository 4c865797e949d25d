"""Online services: asked only by choice, once a name, and never trusted to answer well."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from corridors.errors import GeocodingError
from corridors.geocoding_online import (
    USER_AGENT,
    OnlineGeocoder,
    OnlineService,
    cache_folder,
    online_geocoder,
    service_from,
)

NOMINATIM = [
    {
        "lat": "40.80",
        "lon": "29.43",
        "display_name": "Gebze, Kocaeli, Türkiye",
        "addresstype": "town",
        "type": "administrative",
        "address": {"country_code": "tr"},
    }
]
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [29.43, 40.80]},
            "properties": {
                "name": "Gebze",
                "country": "Türkiye",
                "countrycode": "TR",
                "osm_value": "town",
            },
        }
    ]
}
GEONAMES = {
    "geonames": [
        {
            "lat": "40.80",
            "lng": "29.43",
            "name": "Gebze",
            "countryName": "Turkey",
            "countryCode": "TR",
            "adminName1": "Kocaeli",
            "fcode": "PPLA2",
        }
    ]
}


@dataclass
class Stub:
    """A service on this machine: what it answers, and what it was asked."""

    url: str
    status: int = 200
    body: Any = None
    delay_s: float = 0.0
    asked: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)


@pytest.fixture
def stub() -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        state: ClassVar[Stub]

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            agent = self.headers["User-Agent"]
            self.state.asked.append((parts.path, parse_qs(parts.query), agent))
            time.sleep(self.state.delay_s)
            body = self.state.body
            sent = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(self.state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.state = Stub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Handler.state
    server.shutdown()
    server.server_close()


def geocoder(stub: Stub, folder: Path, name: str = "nominatim", **settings: Any) -> OnlineGeocoder:
    quick = {"seconds_between": 0.0, "geonames_user": "somebody"} | settings
    return OnlineGeocoder(OnlineService(name, stub.url, **quick), folder)


def test_no_service_is_asked_unless_the_environment_names_one() -> None:
    assert online_geocoder({}) is None
    assert online_geocoder({"CORRIDORS_GEOCODER": "offline"}) is None
    assert service_from({"CORRIDORS_GEOCODER_URL": "https://example.org"}) is None


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CORRIDORS_GEOCODER": "oracle"}, "'oracle' is no service"),
        (
            {"CORRIDORS_GEOCODER": "photon", "CORRIDORS_GEOCODER_URL": "file:///etc/passwd"},
            "is no web address",
        ),
        ({"CORRIDORS_GEOCODER": "geonames"}, "CORRIDORS_GEONAMES_USER: missing"),
    ],
)
def test_an_ill_formed_setting_is_named_with_its_mend(
    environment: dict[str, str], message: str
) -> None:
    with pytest.raises(GeocodingError, match=message):
        service_from(environment)


@pytest.mark.parametrize(
    ("name", "body", "path", "precision"),
    [
        ("nominatim", NOMINATIM, "/search", "town"),
        ("photon", PHOTON, "/api", "town"),
        ("geonames", GEONAMES, "/searchJSON", "PPLA2"),
    ],
)
def test_each_service_answers_with_position_country_and_precision(
    stub: Stub, tmp_path: Path, name: str, body: Any, path: str, precision: str
) -> None:
    stub.body = body
    (match,) = geocoder(stub, tmp_path, name).geocode("Gebze", "TR")
    assert (match.lat, match.lon, match.country) == (40.80, 29.43, "TR")
    assert (match.source, match.precision) == (name, precision)
    asked_path, _, agent = stub.asked[0]
    assert asked_path == path
    assert agent == USER_AGENT


def test_a_name_asked_before_is_answered_from_the_cache_with_its_precision(
    stub: Stub, tmp_path: Path
) -> None:
    stub.body = NOMINATIM
    first = geocoder(stub, tmp_path).geocode("Gebze", "TR")
    again = geocoder(stub, tmp_path).geocode("Gebze", "TR")
    assert first == again
    assert again[0].precision == "town"
    assert len(stub.asked) == 1


def test_that_a_service_knows_nothing_is_kept_too(stub: Stub, tmp_path: Path) -> None:
    stub.body = []
    asking = geocoder(stub, tmp_path)
    assert asking.geocode("Nowhere") == ()
    assert asking.geocode("Nowhere") == ()
    assert len(stub.asked) == 1


def test_answers_from_another_country_are_dropped(stub: Stub, tmp_path: Path) -> None:
    stub.body = PHOTON
    assert geocoder(stub, tmp_path, "photon").geocode("Gebze", "FR") == ()


@pytest.mark.parametrize(("status", "body"), [(500, {}), (403, {}), (200, b"<html>"), (429, {})])
def test_a_failure_is_reported_and_not_kept(
    stub: Stub, tmp_path: Path, status: int, body: Any
) -> None:
    stub.status, stub.body = status, body
    asking = geocoder(stub, tmp_path)
    with pytest.raises(GeocodingError, match=r"nominatim failed on 'Gebze'.*_GEOCODER_URL"):
        asking.geocode("Gebze")
    stub.status, stub.body = 200, NOMINATIM
    assert asking.geocode("Gebze")


def test_a_service_that_does_not_answer_is_given_up_in_time(stub: Stub, tmp_path: Path) -> None:
    stub.body, stub.delay_s = NOMINATIM, 1.0
    with pytest.raises(GeocodingError, match=r"did not answer about 'Gebze' in 0\.2 s"):
        geocoder(stub, tmp_path, timeout_s=0.2).geocode("Gebze")
    assert len(stub.asked) == 1


def test_requests_keep_the_distance_that_the_service_asks_for(stub: Stub, tmp_path: Path) -> None:
    stub.body = NOMINATIM
    asking = geocoder(stub, tmp_path, seconds_between=0.4)
    started = time.monotonic()
    asking.geocode("Gebze")
    asking.geocode("Izmit")
    assert time.monotonic() - started >= 0.4
    assert OnlineService("nominatim").seconds_between == 1.0


def test_the_cache_lies_where_it_is_told_or_in_the_platforms_folder(tmp_path: Path) -> None:
    assert cache_folder({"CORRIDORS_CACHE": str(tmp_path)}) == tmp_path
    assert cache_folder({"XDG_CACHE_HOME": str(tmp_path)}, "linux") == tmp_path / "corridors"
    assert cache_folder({"LOCALAPPDATA": str(tmp_path)}, "win32") == tmp_path / "corridors"
    assert cache_folder({}, "darwin").parts[-3:] == ("Library", "Caches", "corridors")
