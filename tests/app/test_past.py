"""What was, over HTTP: an atlas kept once and for ever, its changes, and the feed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from streamlit.testing.v1 import AppTest

from corridors.desk import Desk
from corridors.errors import StoreFault
from corridors.history.chronicle import Chronicle
from corridors.history.editions import HISTORY, Editions
from corridors.history.snapshots import Snapshots
from corridors.review.proposal import Kind
from corridors.store.store import Store
from corridors.ui import held as held_module
from corridors.ui import map_page, past
from corridors.ui.server import routes
from tests.app.asking import Answer, Client
from tests.made_desk import NOON, decide, make_desk, propose_story
from tests.small_world import SmallWorld

PAGE = Path(__file__).parents[2] / "corridors" / "ui" / "pages.py"
FIRST = Editions(HISTORY).rows[0]["hash"]


@pytest.fixture
def desk(world: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose holdings, snapshots and decisions are those that the server shows."""
    made = make_desk(world)
    kept = Snapshots(lambda: made.store, lambda: made.store, Editions(HISTORY))
    told = Chronicle(lambda: made.store, Editions(HISTORY))
    for module in (held_module, past):
        monkeypatch.setattr(module, "shared_holdings", lambda: made.holdings)
        monkeypatch.setattr(module, "shared_snapshots", lambda: kept)
    monkeypatch.setattr(past, "shared_chronicle", lambda: told)
    held_module._kept.cache_clear()
    past._told_changes.cache_clear()
    yield made
    with held_module._renewing:  # a thread of ours may still be at work
        pass


@pytest.fixture
def client(desk: Desk) -> Iterator[Client]:
    """A client of all addresses."""
    assert desk
    with asyncio.Runner() as runner:
        yield Client(runner, routes())


def told(answer: Answer, status: int = 200) -> Any:
    """What an answer says, which must have a status."""
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_a_pinned_atlas_is_served_when_the_app_has_long_gone_on(client: Client, desk: Desk) -> None:
    before = desk.holdings.renewed().atlas
    kept = told(client.post("/atlas/past/pins", {"hash": before.hash}))
    assert kept["hash"] == before.hash
    reviewed = propose_story(desk)
    for number in range(5):
        kind = Kind.UNDO if number % 2 else Kind.ACCEPT
        reviewed = decide(desk, reviewed, kind, at=NOON + timedelta(days=number))
        desk.holdings.renewed()
    desk.holdings._held.clear()
    now = desk.holdings.renewed().atlas.hash
    assert now != before.hash
    assert told(client.get(f"/atlas/data/{before.hash}.json"))["hash"] == before.hash
    assert client.get(f"/atlas/export/{before.hash}.csv").status_code == 200
    assert client.get(f"/atlas/closures/{before.hash}.json").status_code == 404
    changes = told(client.get(f"/atlas/past/changes/{now}/{before.hash[:12]}.json"))
    assert (changes["from"], changes["to"]) == (before.hash, now)
    (corridor,) = (c for c in changes["changes"] if c["what"] == "corridor")
    assert (corridor["kind"], corridor["id"], corridor["at"]) == (
        "added",
        "timber-line",
        "2025-12-05",
    )
    history = told(client.get("/atlas/past/history.json"))["kept"]
    assert {one["hash"] for one in history if not one["edition"]} == {before.hash}


@pytest.mark.parametrize("digest", ["0" * 64, "x", "../../etc", 7, None])
def test_only_what_the_app_serves_can_be_kept(client: Client, desk: Desk, digest: Any) -> None:
    error = told(client.post("/atlas/past/pins", {"hash": digest}), 422)["error"]
    assert "hash" in error["message"] or "reload the page" in error["mend"]
    assert desk.store.snapshots() == []


def test_another_sites_page_cannot_have_anything_kept(client: Client, desk: Desk) -> None:
    body = {"hash": desk.holdings.renewed().atlas.hash}
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.post("/atlas/past/pins", body, foreign).status_code == 403
    assert client.post("/atlas/past/pins", json.dumps(body).encode()).status_code == 415
    assert desk.store.snapshots() == []


def test_where_nothing_can_be_kept_the_answer_says_why_and_what_to_do(
    client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> Store:
        raise StoreFault("/srv/store", "", "cannot be written", "ask whoever runs the app")

    monkeypatch.setattr(
        past, "shared_snapshots", lambda: Snapshots(lambda: None, make, Editions(HISTORY))
    )
    asked = {"hash": desk.holdings.renewed().atlas.hash}
    error = told(client.post("/atlas/past/pins", asked), 503)["error"]
    assert (error["kind"], error["mend"]) == ("store", "ask whoever runs the app")
    assert "cannot be written" in error["message"]


def test_changes_of_what_is_not_kept_say_so(client: Client, desk: Desk) -> None:
    now = desk.holdings.renewed().atlas.hash
    answer = told(client.get(f"/atlas/past/changes/{now}/{'0' * 64}.json"), 422)
    assert "is not kept here" in answer["error"]["message"]


def test_the_feed_is_of_the_corridors_and_since_the_day_of_its_link(
    client: Client, desk: Desk
) -> None:
    decide(desk, propose_story(desk), Kind.ACCEPT)
    desk.holdings.renewed()
    answer = client.get("/atlas/past/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert "Timber line: accepted" in [entry.title for entry in parsed.entries]
    chosen = feedparser.parse(client.get("/atlas/past/feed.atom?c=timber-line").content)
    assert [entry.title for entry in chosen.entries] == ["Timber line: accepted"]
    later = feedparser.parse(client.get("/atlas/past/feed.atom?since=2025-12-01&c=ferry").content)
    assert later.entries == []
    odd = client.get("/atlas/past/feed.atom?since=%00&c=%3Cb%3E&lang=xx")
    assert not feedparser.parse(odd.content).bozo


def _sent(app: AppTest) -> Any:
    """What the map is given, with the atlas's hash where it belongs."""
    text = app.get("bidi_component")[0].proto.json
    return json.loads(text.replace("*", json.loads(text)["hash"]))


def _open(query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(PAGE))
    for key, value in query.items():
        app.query_params[key] = value
    app.run(timeout=60)
    assert not app.exception
    return app


def test_a_page_with_a_pin_is_given_the_atlas_of_its_link(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_page, "held", held_module.held)
    live = desk.holdings.renewed().atlas.hash
    sent = _sent(_open({"pin": FIRST[:16]}))
    assert sent["atlas"].endswith(f"/atlas/data/{FIRST}.json")
    assert sent["downloads"]["base"].endswith(FIRST)
    assert "closures" not in sent
    assert sent["pinned"] == {"hash": FIRST, "kept": "2026-11-22", "fault": None, "live": live}
    plain = _sent(_open({}))
    assert plain["atlas"].endswith(f"/atlas/data/{live}.json")
    assert "pinned" not in plain


@pytest.mark.parametrize("pin", ["0" * 64, "xyz", "7fe0"])
def test_an_unknown_pin_shows_the_live_atlas(desk: Desk, pin: str) -> None:
    sent = _sent(_open({"pin": pin}))
    assert sent["atlas"].endswith(f"/atlas/data/{desk.holdings.renewed().atlas.hash}.json")
    assert "pinned" not in sent


def test_the_present_atlas_is_shown_pinned_and_said_to_be_kept_by_nobody(desk: Desk) -> None:
    live = desk.holdings.renewed().atlas.hash
    sent = _sent(_open({"pin": live}))
    assert sent["pinned"] == {"hash": live, "kept": None, "fault": None, "live": live}


def test_a_damaged_snapshot_is_said_to_be_and_the_live_atlas_shown(desk: Desk) -> None:
    live = desk.holdings.renewed().atlas
    desk.store.keep_snapshot("ab" * 32, b"damaged", NOON)
    sent = _sent(_open({"pin": "ab" * 32}))
    assert sent["atlas"].endswith(f"/atlas/data/{live.hash}.json")
    assert "is damaged" in sent["pinned"]["fault"]


def test_a_store_that_fails_is_said_to_and_the_live_atlas_shown(desk: Desk) -> None:
    live = desk.holdings.renewed().atlas
    file = desk.store.address.file
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE snapshots")
        other.commit()
    sent = _sent(_open({"pin": "ab" * 32}))
    assert sent["atlas"].endswith(f"/atlas/data/{live.hash}.json")
    assert sent["pinned"]["fault"]


def test_a_page_without_a_pin_is_told_of_one_address_more() -> None:
    sent = _sent(_open({}))
    assert sent["past"] == "/atlas/past"
    assert {"pinned", "live", "history", "changes", "feed"}.isdisjoint(sent)
