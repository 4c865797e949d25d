"""The review page's addresses: what they keep, what they refuse, and how they say so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from corridors.curated import read_curated
from corridors.desk import Desk
from corridors.errors import StoreFault
from corridors.extraction.extract import extract
from corridors.holdings import Holdings
from corridors.proposing import Proposal
from corridors.reading import Reading
from corridors.reading.web_archive import Archived
from corridors.store.address import find_address
from corridors.store.store import Store
from corridors.ui import review_shown, review_work
from corridors.ui.review_requests import MOST_JSON
from corridors.ui.review_routes import review_routes
from tests.app.asking import Answer, Client
from tests.hostile import HOSTILE
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld

API = "/atlas/review"
WHO = "Anna Reader"
DROP = {"edit": "drop-stop", "stop": "s1"}
TEXT = "A lorry line runs by road from Aport to Newtown since May 2025.\nIt is said to be new.\n"
NEWTOWN = {"name": "Newtown", "kind": "city", "country": "TR", "position": [41.5, 30.5]}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over a store of its own and a small catalog."""
    world = SmallWorld(tmp_path / "world")
    world.load()
    folders = [world.folder / name for name in ("definitions", "registers", "seeds")]
    store = Store.open(find_address({"CORRIDORS_STORE": str(tmp_path / "store")}))
    desk = Desk(store, Holdings(lambda: store, lambda: read_curated(*folders), straight_ways()))
    for module in (review_shown, review_work):
        monkeypatch.setattr(module, "open_desk", lambda: desk)
    return desk


@pytest.fixture
def client(desk: Desk) -> Iterator[Client]:
    """A client of the review's addresses."""
    assert desk
    with asyncio.Runner() as runner:
        yield Client(runner, review_routes(""))


def told(answer: Answer, status: int = 200) -> Any:
    """What an answer says, which must have a status."""
    assert answer.status_code == status, answer.content
    assert answer.headers["content-type"].startswith("application/json")
    return json.loads(answer.content)


def fault(answer: Answer, status: int) -> dict[str, Any]:
    """Why an answer says no."""
    error: dict[str, Any] = told(answer, status)["error"]
    return error


def give(client: Client, text: str = TEXT, **more: Any) -> str:
    """Keep a text; its article's id."""
    body = {"who": WHO, "text": text, "by": "person", "publisher": "The Wire", **more}
    article: str = told(client.post(f"{API}/articles", body))["article"]["id"]
    return article


def begin(client: Client, article: str | None = None) -> str:
    """Begin an empty proposal; its id."""
    proposal: str = told(client.post(f"{API}/drafts", {"who": WHO, "article": article}))["proposal"]
    return proposal


def decide(client: Client, proposal: str, kind: str, **more: Any) -> Answer:
    """One decision on the proposal as it is now."""
    revision = told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]["revision"]
    body = {"who": WHO, "kind": kind, "revision": revision, "key": str(uuid4()), **more}
    return client.post(f"{API}/proposals/{proposal}/decisions", body)


def words(article: str, quote: str, text: str = TEXT) -> dict[str, Any]:
    """Evidence: these words of the text."""
    start = text.index(quote)
    return {"article": article, "start": start, "end": start + len(quote), "quote": quote}


def drafted(client: Client, article: str) -> str:
    """A proposal of two stops and their leg, each with its words."""
    proposal = begin(client, article)
    runs = words(article, "A lorry line runs by road from Aport to Newtown")
    aport = {"name": "Aport", "kind": "port", "at": "aport", "position": [43.0, 28.0]}
    edits = [
        {"edit": "name-corridor", "name": "Lorry line", "named": [words(article, "lorry line")]},
        {
            "edit": "add-stop",
            "stop": {"key": "s1", "name": "Aport", "stated": [runs], "place": aport},
        },
        {
            "edit": "add-stop",
            "after": "s1",
            "stop": {"key": "s2", "name": "Newtown", "stated": [runs], "place": NEWTOWN},
        },
    ]
    reviewed = told(decide(client, proposal, "mend", edits=edits))["reviewed"]
    (leg,) = reviewed["draft"]["legs"]
    edits = [
        {"edit": "set-stated", "of": "leg", "key": leg["key"], "stated": [runs]},
        {
            "edit": "set-modes",
            "leg": leg["key"],
            "modes": [{"value": "road", "evidence": words(article, "by road")}],
        },
        {
            "edit": "set-statuses",
            "leg": leg["key"],
            "statuses": [{"value": "operating", "date": "2025-05", "evidence": runs}],
        },
    ]
    reviewed = told(decide(client, proposal, "mend", edits=edits))["reviewed"]
    assert reviewed["objections"] == []
    assert reviewed["draft"]["legs"][0]["statuses"][0]["date"] == "2025-05"
    return proposal


def test_a_text_becomes_an_accepted_corridor_by_way_of_a_persons_own_marks(
    client: Client, desk: Desk
) -> None:
    proposal = drafted(client, give(client))
    assert [one.definition.id for one in desk.catalog().corridors] == ["ferry"]
    reviewed = told(decide(client, proposal, "accept"))["reviewed"]
    assert reviewed["state"] == "accepted"
    assert [one["kind"] for one in reviewed["decisions"]] == ["mend", "mend", "accept"]
    assert {one["who"] for one in reviewed["decisions"]} == {WHO}
    assert "lorry-line" in {one.definition.id for one in desk.catalog().corridors}
    assert told(decide(client, proposal, "undo"))["reviewed"]["state"] == "undone"
    assert [one.definition.id for one in desk.catalog().corridors] == ["ferry"]


def test_what_was_proposed_stays_beside_what_it_has_become(client: Client) -> None:
    reviewed = told(client.get(f"{API}/proposals/{drafted(client, give(client))}.json"))["reviewed"]
    assert reviewed["machine"]["stops"] == []
    assert [stop["name"] for stop in reviewed["draft"]["stops"]] == ["Aport", "Newtown"]
    changes = {change["path"] for one in reviewed["decisions"] for change in one["changes"]}
    assert "name" in changes


def test_what_lacks_words_cannot_be_accepted_and_says_which(client: Client, desk: Desk) -> None:
    proposal = begin(client, give(client))
    stop = {"key": "s1", "name": "Newtown", "place": NEWTOWN}
    decide(client, proposal, "mend", edits=[{"edit": "add-stop", "stop": stop}])
    error = fault(decide(client, proposal, "accept"), 422)
    assert error["kind"] == "not-acceptable"
    assert "stops.s1.stated" in {one["path"] for one in error["objections"]}
    assert all(one["message"] and one["mend"] for one in error["objections"])
    assert len(desk.catalog().corridors) == 1


def test_words_that_do_not_stand_there_cannot_be_accepted(client: Client) -> None:
    article = give(client)
    proposal = drafted(client, article)
    false = {**words(article, "by road"), "quote": "by rail"}
    edit = {"edit": "set-stated", "of": "stop", "key": "s1", "stated": [false]}
    decide(client, proposal, "mend", edits=[edit])
    paths = {one["path"] for one in fault(decide(client, proposal, "accept"), 422)["objections"]}
    assert paths == {"stops.s1.stated.0"}


def test_the_same_click_sent_twice_decides_once(client: Client) -> None:
    proposal = drafted(client, give(client))
    body = {"who": WHO, "kind": "accept", "revision": 2, "key": str(uuid4())}
    address = f"{API}/proposals/{proposal}/decisions"
    first, again = (told(client.post(address, body))["reviewed"] for _ in range(2))
    assert first["decisions"] == again["decisions"]
    assert len(again["decisions"]) == 3


def test_a_decision_on_what_another_has_changed_names_whom(client: Client) -> None:
    proposal = drafted(client, give(client))
    body = {"who": "Boris", "kind": "accept", "revision": 1, "key": str(uuid4())}
    error = fault(client.post(f"{API}/proposals/{proposal}/decisions", body), 409)
    assert error["kind"] == "conflict"
    assert WHO in error["message"]
    assert error["mend"]


def test_another_sites_page_may_ask_and_change_nothing(client: Client) -> None:
    proposal = begin(client)
    address = f"{API}/proposals/{proposal}/decisions"
    body = {"who": "Eve", "kind": "reject", "revision": 0, "key": str(uuid4())}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        fault(client.post(address, body, headers), 403)
    fault(client.post(address, body, {"content-type": "text/plain"}), 415)
    assert told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]["decisions"] == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"kind": "accept"}, "who"),
        ({"kind": "accept", "who": " "}, "who"),
        ({"kind": "burn", "who": WHO}, "kind"),
        ({"kind": "mend", "who": WHO, "edits": [{"edit": "forge"}]}, "edits"),
        ({"kind": "mend", "who": WHO, "edits": [{"edit": "drop-stop"}]}, "stop"),
        ({"kind": "mend", "who": WHO, "edits": [DROP] * 51}, "edits"),
        ({"kind": "accept", "who": WHO, "sudo": True}, "sudo"),
    ],
)
def test_a_request_that_is_none_names_its_field(
    client: Client, body: dict[str, Any], named: str
) -> None:
    body = {"revision": 0, "key": str(uuid4()), **body}
    error = fault(client.post(f"{API}/proposals/{begin(client)}/decisions", body), 422)
    assert error["message"].startswith(named)


def test_the_ways_of_a_draft_are_told_by_leg(client: Client) -> None:
    proposal = drafted(client, give(client))
    (way,) = told(client.get(f"{API}/proposals/{proposal}/ways.json"))["ways"].values()
    assert way["basis"] == "routed"
    assert way["line"][0] == [41.0, 29.0]  # where the register has it, whatever the edit said
    assert way["line"][-1] == NEWTOWN["position"]
    assert 120 < way["km"] < 150


def test_of_two_texts_of_an_article_the_later_is_compared_with_the_earlier(client: Client) -> None:
    address = "https://wire.example/lorries"
    first = give(client, url=address)
    proposal = drafted(client, first)
    told(decide(client, proposal, "accept"))
    later = give(client, TEXT.replace("It is said to be new.\n", ""), url=address)
    other = give(client, f"Quite another story.\n{TEXT}", url="https://wire.example/else")
    for article, told_of, is_later in ((later, first, False), (first, later, True)):
        (changed,) = told(client.get(f"{API}/articles/{article}.json"))["changed"]
        assert (changed["article"], changed["is_later"]) == (told_of, is_later)
        quotes = changed["quotes"]
        assert {one["proposal"] for one in quotes} == {proposal}
        assert {one["name"] for one in quotes} == {"Lorry line"}
        assert {one["state"] for one in quotes} == {"unchanged"}
        assert len({one["start"] for one in quotes}) == len(quotes)
    assert told(client.get(f"{API}/articles/{other}.json"))["changed"] == []


def test_an_archive_that_is_set_up_wrongly_keeps_no_proposal_from_being_seen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIDORS_WEB_ARCHIVE", "nonsense")
    article = give(client, url="https://wire.example/a")
    assert told(client.get(f"{API}/proposals/{begin(client, article)}.json"))["archive"] is True
    error = fault(client.post(f"{API}/articles/{article}/archive", {"who": WHO}), 422)
    assert "'nonsense' is no archive" in error["message"]


def test_a_value_that_a_field_cannot_have_is_told_with_the_field(client: Client) -> None:
    status = {"value": "operating", "date": "next year"}
    edits = [{"edit": "set-statuses", "statuses": [status]}]
    error = fault(decide(client, begin(client), "mend", edits=edits), 422)
    assert error["message"].startswith("date: 'next year' is not a date: write YYYY")


def test_what_is_no_json_or_too_large_is_refused(client: Client) -> None:
    json_type = {"content-type": "application/json"}
    fault(client.post(f"{API}/drafts", b"{", json_type), 400)
    fault(client.post(f"{API}/drafts", b" " * (MOST_JSON + 1), json_type), 413)


def test_an_edit_that_cannot_be_applied_says_why_and_changes_nothing(client: Client) -> None:
    proposal = begin(client)
    error = fault(
        decide(client, proposal, "mend", edits=[{"edit": "drop-stop", "stop": "s9"}]), 422
    )
    assert "s9" in error["message"]
    assert told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]["revision"] == 0


def test_what_is_not_there_is_said_in_words(client: Client) -> None:
    for address in ("proposals/p-nothing.json", "articles/nothing.json"):
        assert "nothing" in fault(client.get(f"{API}/{address}"), 422)["message"]
    assert client.get(f"{API}/proposals/p-nothing/corridor.zip").status_code == 422


def test_a_store_that_fails_is_told_with_its_mend(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> Desk:
        raise StoreFault("atlas.sqlite", "", "another program holds it locked", "close that")

    monkeypatch.setattr(review_shown, "open_desk", locked)
    error = fault(client.get(f"{API}/desk.json"), 503)
    assert (error["kind"], error["mend"]) == ("store", "close that")


def test_places_are_found_by_name_and_by_point(client: Client) -> None:
    def found(query: str) -> list[dict[str, Any]]:
        places: list[dict[str, Any]] = told(client.get(f"{API}/places.json?{query}"))["places"]
        return places

    assert found("name=Aport")[0]["at"] == "aport"
    assert any(place["country"] == "TR" for place in found("name=Gebze"))
    (point,) = found(f"name={quote('53.9, 27.5')}")
    assert point["position"] == [53.9, 27.5]
    assert found("lat=53.9&lon=27.5&name=Depot")[0]["name"] == "Depot"
    fault(client.get(f"{API}/places.json?name={quote('53.9, 200.5')}"), 422)


def test_a_drawn_line_is_a_draft_that_asks_for_its_words(client: Client) -> None:
    line = {"type": "LineString", "coordinates": [[27.56, 53.9], [37.77, 44.72]]}
    feature = {"type": "Feature", "properties": {"name": "Drawn"}, "geometry": line}
    body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    answer = client.post(f"{API}/lines?who=Anna&name=line.geojson", body)
    (proposal,) = told(answer)["proposals"]
    reviewed = told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]
    assert len(reviewed["draft"]["stops"]) == 2
    assert reviewed["origin"]["by"] == "import"
    assert reviewed["objections"]
    error = fault(client.post(f"{API}/lines?who=Anna&name=line.kml", b"<kml"), 422)
    assert "line.kml" in error["message"]
    assert error["mend"]


def test_a_file_that_looks_turned_round_is_asked_about_first(client: Client) -> None:
    turned = {"Minsk": [53.9, 27.56], "Baku": [40.37, 49.85], "Poti": [42.15, 41.67]}
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": at},
        }
        for name, at in turned.items()
    ]
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    asked = told(client.post(f"{API}/lines?who=Anna&name=line.geojson", body))
    assert asked["proposals"] == []
    assert "swapped" in asked["doubts"][0]
    assert told(client.get(f"{API}/desk.json"))["proposals"] == []
    kept = told(client.post(f"{API}/lines?who=Anna&name=line.geojson&swap=true", body))
    (proposal,) = kept["proposals"]
    stops = told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]["draft"]["stops"]
    assert [stop["place"]["country"] for stop in stops] == ["BY", "AZ", "GE"]


def test_no_model_and_no_archive_is_asked_unless_one_is_set_up(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CORRIDORS_LLM_MODEL", "CORRIDORS_WEB_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
    assert told(client.get(f"{API}/desk.json"))["model"] is None
    error = fault(client.post(f"{API}/articles", {"who": WHO, "text": TEXT, "by": "llm"}), 422)
    assert "CORRIDORS_LLM_MODEL" in error["message"]
    article = give(client, url="https://wire.example/a")
    assert told(client.get(f"{API}/proposals/{begin(client, article)}.json"))["archive"] is False
    error = fault(client.post(f"{API}/articles/{article}/archive", {"who": WHO}), 422)
    assert "CORRIDORS_WEB_ARCHIVE" in error["mend"]


def test_a_copy_in_an_archive_is_noted_with_the_article(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Archive:
        def find(self, address: str) -> Archived | None:
            copy = f"https://archive.example/2025/{address}"
            return Archived(copy, datetime(2025, 5, 1, tzinfo=UTC)) if "held" in address else None

    monkeypatch.setattr(review_work, "archive_from", lambda _: Archive())
    held, lost = give(client, url="https://wire.example/held"), give(client, f"{TEXT}Again.\n")
    noted = told(client.post(f"{API}/articles/{held}/archive", {"who": WHO}))
    assert noted["archive_url"] == "https://archive.example/2025/https://wire.example/held"
    fault(client.post(f"{API}/articles/{lost}/archive", {"who": WHO}), 422)


def test_what_a_language_model_proposes_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Model:
        def propose(self, reading: Reading, name: str) -> Proposal:
            assert name
            return Proposal(extract(reading), "3", {"model": "made-up"}, {"no such words": 2})

    monkeypatch.setattr(review_work, "proposer_from", lambda _: Model())
    body = {"who": WHO, "text": "Container trains run from Minsk to Brest.\n", "by": "llm"}
    (proposal,) = told(client.post(f"{API}/articles", body))["proposals"]
    origin = told(client.get(f"{API}/proposals/{proposal}.json"))["reviewed"]["origin"]
    assert (origin["by"], origin["version"], origin["who"]) == ("llm", "3", WHO)
    assert origin["detail"] == {"model": "made-up", "dropped": "2"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_come_back_as_they_went_in(client: Client, text: str) -> None:
    article = give(client, f"Somebody wrote: {text} and left.", title=text.strip()[:300].strip())
    held = told(client.get(f"{API}/articles/{article}.json"))
    assert held["text"] == f"Somebody wrote: {text} and left."
    name = text.strip()[:300].strip()
    proposal = begin(client, article)
    edit = {"edit": "name-corridor", "name": name}
    told(decide(client, proposal, "mend", edits=[edit], reason=name))
    told(decide(client, proposal, "reject"))
    listed = told(client.get(f"{API}/desk.json"))["proposals"]
    assert name in {one["name"] for one in listed}
