"""The folder for any web host over HTTP: a zip, of an atlas that is held."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Iterator

import pytest

from corridors.atlas import Atlas
from corridors.exports import FORMATS
from corridors.publishing import files
from corridors.ui.publishing import publishing_routes
from tests.app.asking import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the route."""
    with asyncio.Runner() as runner:
        yield Client(runner, publishing_routes("/maps"))


def test_the_folder_is_sent_as_a_zip_that_opens_at_the_view(
    client: Client, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "FORMATS", {"csv": FORMATS["csv"]})
    answer = client.get(f"/maps/atlas/export/{atlas.hash}-folder.zip?mode=sea&off=nobody")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert atlas.hash[:10] in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        page = packed.read("corridor-atlas/index.html").decode()
        assert packed.read(f"corridor-atlas/data/{atlas.hash}.json") == atlas.as_bytes
    assert '"link":"?mode=sea"' in page


@pytest.mark.parametrize("asked", ["0" * 64, "x", "..%2f..%2fetc"])
def test_an_unknown_hash_is_not_found(client: Client, asked: str) -> None:
    assert client.get(f"/maps/atlas/export/{asked}-folder.zip").status_code == 404
