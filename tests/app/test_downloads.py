"""Data files over HTTP: any query gets an answer, a wrong hash gets none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import Headers

from corridors.atlas import Atlas
from corridors.exports import FORMATS, write_export
from corridors.share import Known, read_link
from corridors.ui.downloads import addresses, download_routes
from corridors.view import View


class Client:
    """Asks the download routes, served under a path, as a server would."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self.app = Starlette(routes=download_routes("/maps"))
        self.runner = runner

    def get(self, address: str) -> Answer:
        path, _, query = address.partition("?")
        return self.runner.run(self._ask(unquote(path), query.partition("#")[0].encode()))

    async def _ask(self, path: str, query: bytes) -> Answer:
        told: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
        await self.app({**scope, "query_string": query}, receive, send)
        return Answer(told[0]["status"], Headers(raw=told[0]["headers"]), told[1]["body"])


class Answer(NamedTuple):
    status_code: int
    headers: Headers
    content: bytes


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the download routes."""
    with asyncio.Runner() as runner:
        yield Client(runner)


@pytest.mark.parametrize("name", FORMATS)
def test_a_view_is_sent_as_a_file_of_our_own_name(client: Client, atlas: Atlas, name: str) -> None:
    address = addresses("/maps", atlas.hash)[name]
    answer = client.get(f"{address}?c=northern-sea-route&asof=2025-06-01#map=3/70/150")
    view = View(corridors=("northern-sea-route",), asof="2025-06-01")
    assert answer.status_code == 200
    assert answer.content == write_export(atlas, view, name)
    assert answer.headers["content-type"].startswith(FORMATS[name].media_type.split(";")[0])
    assert answer.headers["x-content-type-options"] == "nosniff"
    ending = FORMATS[name].ending
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="corridor-atlas-{atlas.hash[:10]}{ending}"'
    )
    assert "x-atlas-problems" not in answer.headers


@pytest.mark.parametrize("ending", [kind.ending for kind in FORMATS.values()])
@pytest.mark.parametrize("asked", ["0" * 64, "x", "..%2f..%2fetc%2fpasswd"])
def test_an_unknown_hash_is_not_found(client: Client, asked: str, ending: str) -> None:
    assert client.get(f"/maps/atlas/export/{asked}{ending}").status_code == 404


def test_what_the_query_names_and_the_atlas_has_not_is_told_in_a_header(
    client: Client, atlas: Atlas
) -> None:
    address = addresses("/maps", atlas.hash)["csv"]
    answer = client.get(f"{address}?off=nobody%0d%0aSet-Cookie:%20x&mode=sea&asof=never")
    told = json.loads(answer.headers["x-atlas-problems"])
    assert told["count"] == 2
    assert [problem["parameter"] for problem in told["problems"]] == ["off", "asof"]
    assert "set-cookie" not in answer.headers
    assert answer.content == write_export(atlas, View(modes=("sea",)), "csv")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(max_size=200) | st.binary(max_size=100).map(lambda b: b.decode("latin-1")))
def test_no_query_makes_it_fail(client: Client, atlas: Atlas, query: str) -> None:
    address = addresses("/maps", atlas.hash)["corridors-csv"]
    asked = urlencode({"off": query, "c": "suez-red-sea", "asof": query}, errors="replace")
    answer = client.get(f"{address}?{asked}")
    assert client.get(f"{address}?{query.replace('#', '')}").status_code == 200
    assert answer.status_code == 200
    assert len(answer.headers.get("x-atlas-problems", "")) < 8_000


def test_a_very_long_query_is_refused_as_a_link_and_answered_with_the_default(
    client: Client, atlas: Atlas
) -> None:
    address = addresses("/maps", atlas.hash)["csv"]
    answer = client.get(f"{address}?off={'x,' * 60_000}")
    assert answer.status_code == 200
    assert json.loads(answer.headers["x-atlas-problems"])["problems"][0]["why"] == "too-long"
    assert answer.content == write_export(atlas, View(), "csv")


def test_the_query_of_the_map_is_read_as_the_map_reads_it(client: Client, atlas: Atlas) -> None:
    query = "?c=eu-border-crossings&status=closed&asof=2025-11-01"
    view, problems = read_link(query, Known.of(atlas.document))
    assert problems == []
    answer = client.get(addresses("/maps", atlas.hash)["geojson"] + query)
    assert answer.content == write_export(atlas, view, "geojson")
