"""A view as a picture over HTTP: what is asked for is drawn, what cannot be is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml import etree
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corridors.atlas import Atlas
from corridors.picture.png import as_png
from corridors.ui import pictures


@pytest.fixture
def client(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A server that holds the atlas, and no other."""
    held = {atlas.hash: SimpleNamespace(atlas=atlas)}
    monkeypatch.setattr(pictures, "held_by", held.get)
    pictures._picture.cache_clear()
    return TestClient(Starlette(routes=pictures.picture_routes("")))


def test_a_view_with_what_is_selected_is_drawn_on_its_projection(
    client: TestClient, atlas: Atlas
) -> None:
    address = f"/atlas/export/{atlas.hash}-map.svg"
    answer = client.get(f"{address}?proj=arctic&sel=northern-sea-route&width-mm=90&c=gone")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].endswith(f'{atlas.hash[:10]}.svg"')
    assert '"value": "gone"' in answer.headers["x-atlas-problems"]
    root = etree.fromstring(answer.content)
    assert root.get("width") == "90mm"
    assert "polar stereographic" in root.findtext("{http://www.w3.org/2000/svg}desc")
    assert b'opacity="0.34"' in answer.content  # what is not selected has faded
    drawn = pictures._picture.cache_info()
    again = client.get(f"{address}?proj=arctic&sel=northern-sea-route&width-mm=90&c=gone")
    assert again.content == answer.content
    assert pictures._picture.cache_info().hits == drawn.hits + 1


def test_a_png_is_that_of_the_picture(client: TestClient, atlas: Atlas) -> None:
    query = "c=northern-sea-route&proj=arctic&width-mm=40"
    answer = client.get(f"/atlas/export/{atlas.hash}-map.png?{query}")
    assert answer.headers["content-type"] == "image/png"
    view = pictures.read_link(f"?{query}", pictures.Known.of(atlas.document))[0]
    assert answer.content == as_png(pictures._picture(atlas.hash, view, 40.0))


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("{hash}-map.svg?width-mm=abc", 400, "'abc' is no number — give one like 180"),
        ("{hash}-map.svg?width-mm=nan", 400, "give 30 to 1200 mm"),
        ("{hash}-map.png?width-mm=5000", 400, "give 30 to 1200 mm"),
        ("0123-map.svg", 404, "No atlas with this hash"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    asked: str, status: int, told: str, client: TestClient, atlas: Atlas
) -> None:
    answer = client.get(f"/atlas/export/{asked.format(hash=atlas.hash)}")
    assert answer.status_code == status
    assert told in answer.text
