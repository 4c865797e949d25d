"""The claim checks over HTTP: those of an atlas that is held, and of no other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest

from corridors.atlas import Atlas
from corridors.checking.document import checks_of
from corridors.mapview.addresses import checks_address
from corridors.ui.checks import check_routes
from tests.app.asking import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the route of checks."""
    with asyncio.Runner() as runner:
        yield Client(runner, check_routes("/maps"))


def test_the_checks_of_the_atlas_are_sent(client: Client, atlas: Atlas) -> None:
    answer = client.get(checks_address("/maps", atlas.hash))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert json.loads(answer.content) == checks_of(atlas)


def test_of_an_atlas_that_is_not_held_there_are_none(client: Client) -> None:
    assert client.get(checks_address("/maps", "0" * 64)).status_code == 404
