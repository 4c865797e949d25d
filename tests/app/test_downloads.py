"""Data files over HTTP: any query gets an answer, a wrong hash gets none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.atlas import Atlas
from corridors.exports import FORMATS, write_export
from corridors.share import Known, read_link
from corridors.ui.downloads import addresses, download_routes
from corridors.view import View
from tests.app.asking import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the download routes."""
    with asyncio.Runner() as runner:
        yield Client(runner, download_routes("/maps"))


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
