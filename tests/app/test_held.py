"""What the server holds: the atlas made anew when something was accepted, the last ones kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corridors.desk import Desk
from corridors.holdings import Holding
from corridors.review.edits import NameCorridor
from corridors.review.proposal import Kind
from corridors.ui import held as held_module
from corridors.ui.held import held, held_by, held_now
from corridors.ui.server import routes
from tests.made_desk import decide, make_desk, propose_story
from tests.small_world import SmallWorld


@pytest.fixture
def desk(world: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose holdings are those that the server shows."""
    made = make_desk(world)
    monkeypatch.setattr(held_module, "shared_holdings", lambda: made.holdings)
    monkeypatch.setattr("corridors.holdings._LOOK_S", 0.0)
    yield made
    with held_module._renewing:  # a thread of ours may still be at work
        pass


def test_readers_get_the_last_atlas_while_the_next_is_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held().atlas
    decide(desk, propose_story(desk), Kind.ACCEPT)
    make, may_go_on, asked = desk.holdings._make, Event(), Event()

    def slowly(last: Holding | None) -> Holding:
        asked.set()
        assert may_go_on.wait(30)
        return make(last)

    monkeypatch.setattr(desk.holdings, "_make", slowly)
    assert held().atlas is before
    assert asked.wait(30)
    assert held().atlas is before
    may_go_on.set()
    after = held_now().atlas
    assert after.hash != before.hash
    assert held().atlas is after
    assert "timber-line" in {c["id"] for c in after.document["corridors"]}


def test_only_legs_that_changed_are_routed_anew(desk: Desk) -> None:
    before = desk.holdings.renewed().ways
    decide(desk, propose_story(desk, into="ferry"), Kind.ACCEPT)
    after = desk.holdings.renewed().ways
    assert set(after.paths) - set(before.paths) == {
        "ferry.aport-deltaville",
        "ferry.deltaville-inland",
    }
    assert all(after.paths[name] is path for name, path in before.paths.items())


def test_an_open_page_goes_on_with_the_atlas_that_it_began_with(desk: Desk) -> None:
    old = held().atlas.hash
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    new = held_now().atlas.hash
    client = TestClient(Starlette(routes=routes()))
    for digest in (old, new):
        answer = client.get(f"/atlas/data/{digest}.json")
        assert (answer.status_code, answer.json()["hash"]) == (200, digest)
        assert client.get(f"/atlas/export/{digest}.csv").status_code == 200
        assert client.get(f"/atlas/closures/{digest}.json").json()["atlas"] == digest
    assert client.get(f"/atlas/data/{'0' * 64}.json").status_code == 404
    decide(desk, accepted, Kind.UNDO)
    assert held_now().atlas.hash == old
    assert held_by("0" * 64) is None


def test_an_atlas_of_a_fifth_back_is_held_no_longer(desk: Desk) -> None:
    first = held().atlas.hash
    reviewed = propose_story(desk)
    for number in range(4):
        reviewed = decide(desk, reviewed, Kind.ACCEPT, edits=(NameCorridor(name=f"Line {number}"),))
        held_now()
    assert held_by(first) is None
    assert held_by(held().atlas.hash) is not None


def test_a_store_that_does_not_answer_leaves_the_atlas_as_it_is(desk: Desk) -> None:
    before = held_now().atlas
    file = desk.store.address.file
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE marks")
        other.commit()
    assert held().atlas is before
    assert held_now().atlas is before
