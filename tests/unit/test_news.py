"""What is new: each change with its day, by the editions and by what was decided here; the feed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import feedparser
import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.catalog import Catalog
from corridors.desk import Desk
from corridors.history.chronicle import Chronicle
from corridors.history.editions import HISTORY, Editions, write_edition
from corridors.history.feed import ATOM, Entry, choose, entries_of, write_feed
from corridors.history.news import tell_news, verdicts_of
from corridors.review.proposal import Kind
from corridors.routing.ways import find_ways
from tests.hostile import HOSTILE
from tests.made_desk import BARGES, NOON, decide, make_desk, propose_story
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld

HOME, ADDRESS = "https://atlas.example/map/", "https://atlas.example/map/past/feed.atom"


def fold(catalog: Catalog) -> Atlas:
    """The atlas of a catalog, its legs drawn straight."""
    return build_atlas(catalog, ways=find_ways(catalog, straight_ways()))


@pytest.fixture
def history(world: SmallWorld, tmp_path: Path) -> Path:
    """Three editions: in the second the ferry is suspended, in the third Inland is gone."""
    folder = tmp_path / "history"
    write_edition(folder, fold(world.load()), "2026-01-10")
    world.leg("sea")["status"][0]["value"] = "suspended"
    write_edition(folder, fold(world.load()), "2026-02-10")
    world.definition["legs"].pop(1)
    world.definition["stops"].pop(2)
    write_edition(folder, fold(world.load()), "2026-03-10")
    return folder


def chronicle(folder: Path, desk: Desk | None = None) -> Chronicle:
    """The chronicle of a folder of editions, and of a desk's decisions."""
    return Chronicle(lambda: desk.store if desk else None, Editions(folder))


def days(changes: dict[str, Any]) -> dict[str, str | None]:
    """The day of each change, by what it is and its id (of a claim: what it is about)."""
    return {f"{c['what']} {c['about']}": c["at"] for c in changes["changes"]}


def test_a_change_has_the_day_of_the_edition_that_brought_it(
    world: SmallWorld, history: Path
) -> None:
    told = chronicle(history)
    first, second, third = (edition.document for edition in told.editions)
    world.definition["name"] = "The ferry"
    now = json.loads(fold(world.load()).as_bytes)
    found = days(tell_news(first, now, told.editions, ()))
    assert found["claim ferry.sea"] == "2026-02-10"
    assert found["leg ferry.rail"] == found["stop ferry/inland"] == "2026-03-10"
    assert found["corridor ferry"] is None
    assert set(days(tell_news(third, now, told.editions, ()))) == {"corridor ferry"}
    assert "claim ferry.sea" not in days(tell_news(second, now, told.editions, ()))


def test_what_went_and_came_back_has_the_day_when_it_came_back(
    world: SmallWorld, history: Path
) -> None:
    told = chronicle(history)
    back = SmallWorld(world.folder)
    back.leg("sea")["status"][0]["value"] = "suspended"
    write_edition(history, fold(back.load()), "2026-04-10")
    told = chronicle(history)
    third, fourth = told.editions[2].document, told.editions[3].document
    assert days(tell_news(third, fourth, told.editions, ()))["leg ferry.rail"] == "2026-04-10"


def test_what_was_accepted_here_has_the_day_of_the_decision(
    world: SmallWorld, tmp_path: Path
) -> None:
    desk = make_desk(world)
    before = desk.holdings.renewed().atlas
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT, at=NOON + timedelta(days=3))
    after = desk.holdings.renewed().atlas
    told = chronicle(tmp_path / "none", desk)
    changes = told.changes(before, after)
    assert days(changes)["corridor timber-line"] == "2025-12-04"
    decide(desk, accepted, Kind.UNDO, at=NOON + timedelta(days=9), reason="The paper took it back.")
    undone = told.changes(after, desk.holdings.renewed().atlas)
    assert days(undone)["corridor timber-line"] == "2025-12-10"
    assert undone["counts"]["removed"] == len(undone["changes"])
    took_back, took = told.entries()
    assert "The paper took it back." in took_back.lines
    assert f"“{BARGES}”" in took.lines
    assert took.link == "#sel=timber-line"


def test_what_was_accepted_and_undone_in_between_is_told_with_both_days(
    world: SmallWorld, tmp_path: Path
) -> None:
    desk = make_desk(world)
    before = desk.holdings.renewed().atlas
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT, at=NOON)
    decide(desk, accepted, Kind.UNDO, at=NOON + timedelta(days=2))
    (passing,) = chronicle(tmp_path, desk).changes(before, before)["changes"]
    assert (passing["id"], passing["kind"]) == ("timber-line", "removed")
    assert (passing["began"], passing["at"]) == ("2025-12-01", "2025-12-03")
    again = decide(desk, desk.review(accepted.proposal.id), Kind.ACCEPT, at=NOON + timedelta(5))
    decide(desk, again, Kind.UNDO, at=NOON + timedelta(6))
    told = chronicle(tmp_path, desk).changes(before, before)["changes"]
    assert [(c["began"], c["at"]) for c in told] == [
        ("2025-12-01", "2025-12-03"),
        ("2025-12-06", "2025-12-07"),
    ]


def test_what_was_undone_and_accepted_again_is_told_each_time(world: SmallWorld) -> None:
    desk = make_desk(world)
    reviewed = decide(desk, propose_story(desk), Kind.ACCEPT)
    reviewed = decide(desk, reviewed, Kind.UNDO)
    decide(desk, reviewed, Kind.ACCEPT)
    verdicts = verdicts_of([made for _, made in desk.store.proposals()])
    assert [verdict.is_undo for verdict in verdicts] == [False, True, False]
    assert {verdict.corridor for verdict in verdicts} == {"timber-line"}


def test_an_atlas_as_it_was_built_and_as_it_was_read_are_the_same(
    world: SmallWorld, history: Path, tmp_path: Path
) -> None:
    atlas = fold(world.load())
    write_edition(tmp_path / "again", atlas, "2026-05-01")
    (edition,) = chronicle(tmp_path / "again").editions
    assert chronicle(history).changes(Atlas(edition.document, atlas.hash), atlas)["changes"] == []


def _parsed(content: bytes) -> Any:
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_the_feed_has_an_entry_a_corridor_and_edition_the_latest_first(history: Path) -> None:
    entries = chronicle(history).entries()
    parsed = _parsed(write_feed(entries, home=HOME, address=ADDRESS, title="What is new"))
    assert [entry.updated for entry in parsed.entries] == [
        "2026-03-10T00:00:00Z",
        "2026-03-10T00:00:00Z",
        "2026-02-10T00:00:00Z",
        "2026-01-10T00:00:00Z",
    ]
    ferry = next(e for e in parsed.entries if e.title.startswith("Ferry: 1 changed"))
    assert "status operating" in ferry.content[0].value
    assert "A ferry now sails" in ferry.content[0].value
    assert "The Gazette" in ferry.content[0].value
    assert ferry.content[0].type == "text/plain"
    assert ferry.link.startswith(f"{HOME}?c=ferry&since=")
    assert ferry.link.endswith("#sel=ferry")
    assert parsed.feed.updated == "2026-03-10T00:00:00Z"
    assert parsed.entries[-1].title == "The first edition: 1 corridors, 18 claims"


def test_ids_stay_when_more_comes(history: Path, world: SmallWorld) -> None:
    def ids() -> list[str]:
        content = write_feed(chronicle(history).entries(), home=HOME, address=ADDRESS, title="x")
        return [entry.id for entry in _parsed(content).entries]

    before = ids()
    assert len(set(before)) == len(before) == 4
    world.definition["name"] = "The ferry"
    write_edition(history, fold(world.load()), "2026-04-10")
    assert ids()[1:] == before


def test_a_feed_can_be_of_chosen_corridors_and_since_a_day(history: Path) -> None:
    entries = chronicle(history).entries()
    assert [e.at[:10] for e in choose(entries, None, "2026-02-10")] == ["2026-03-10"] * 2
    assert choose(entries, ["no-such"], "") == []
    assert len(choose(entries, ["ferry"], "")) == 4
    assert _parsed(write_feed([], home=HOME, address=ADDRESS, title="x")).entries == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_text_says_it_is_text_in_the_feed(text: str) -> None:
    entry = Entry("key", "2026-01-01T00:00:00Z", text, (text, "\x00\x0b￾"), f"?c={quote(text)}")
    content = write_feed([entry], home=HOME, address=f"{ADDRESS}?c={text}", title=text)
    feed = ET.fromstring(content)  # noqa: S314 — our own feed
    element = feed.find(f"{{{ATOM}}}entry")
    assert element is not None
    allowed = {"title", "id", "updated", "link", "content"}
    assert {child.tag.partition("}")[2] for child in element} == allowed
    said = element.findtext(f"{{{ATOM}}}content") or ""
    assert text.split("\n")[0].translate(dict.fromkeys(range(32)))[:20] in said.translate(
        dict.fromkeys(range(32))
    )


def test_the_entries_of_the_shipped_editions_can_be_told() -> None:
    entries = Chronicle(lambda: None, Editions(HISTORY)).entries()
    assert entries[-1].title == "The first edition: 11 corridors, 1714 claims"
    assert entries == sorted(entries, key=lambda e: (e.at, e.key), reverse=True)
    assert entries_of([], ()) == []
