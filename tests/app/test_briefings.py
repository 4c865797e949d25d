"""The briefing over HTTP: made from a body, kept nowhere, refused to other sites."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest

from corridors.atlas import Atlas
from corridors.briefing.making import KINDS
from corridors.history.snapshots import shared_snapshots
from corridors.ui.briefings import briefing_routes
from tests.app.asking import Answer, Client
from tests.unit.test_briefing_files import closed_up, read
from tests.unit.test_briefing_record import KOLYADICHI

ASKED = {"link": KOLYADICHI, "judgement": "It hangs on one port.", "marking": "TLP:RED"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the briefing's routes."""
    with asyncio.Runner() as runner:
        yield Client(runner, briefing_routes("/maps"))


def _error(answer: Answer) -> str:
    return str(json.loads(answer.content)["error"]["message"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_briefing_is_sent_as_a_file_of_our_own_name(
    client: Client, atlas: Atlas, kind: str
) -> None:
    ending = KINDS[kind].ending
    answer = client.post(f"/maps/atlas/briefings/{atlas.hash}{ending}", ASKED)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(KINDS[kind].media_type.split(";")[0])
    assert answer.headers["cache-control"] == "no-store"
    name = f'attachment; filename="corridor-briefing{ending}"'
    assert answer.headers["content-disposition"] == name
    found = closed_up(read(kind, answer.content))
    assert closed_up("It hangs on one port.") in found
    assert "TLP:RED" in found


def test_its_link_is_pinned_and_the_atlas_kept_for_it(client: Client, atlas: Atlas) -> None:
    asked = {**ASKED, "address": "https://atlas.example/"}
    answer = client.post(f"/maps/atlas/briefings/{atlas.hash}.html", asked)
    pinned = f"https://atlas.example/{KOLYADICHI}&pin={atlas.hash}"
    assert pinned in read("html", answer.content)
    kept = shared_snapshots().find(atlas.hash)
    assert kept is not None
    assert shared_snapshots().read(kept.hash).hash == atlas.hash


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({**ASKED, "judgement": "x" * 501}, 422, "cannot be taken"),
        (["no", "form"], 422, "cannot be taken"),
        (b"{", 415, "not application/json"),
    ],
)
def test_what_no_form_of_ours_sends_is_refused_in_words(
    client: Client, atlas: Atlas, body: object, status: int, message: str
) -> None:
    answer = client.post(f"/maps/atlas/briefings/{atlas.hash}.pdf", body)
    assert answer.status_code == status
    assert message in _error(answer)


def test_another_site_cannot_have_one_made(client: Client, atlas: Atlas) -> None:
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    answer = client.post(f"/maps/atlas/briefings/{atlas.hash}.pdf", ASKED, headers)
    assert answer.status_code == 403


def test_of_an_atlas_that_nobody_kept_there_is_none(client: Client) -> None:
    answer = client.post(f"/maps/atlas/briefings/{'0' * 64}.pdf", ASKED)
    assert answer.status_code == 422
    assert "is not kept here" in _error(answer)
