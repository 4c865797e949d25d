"""Closures over HTTP: any query gets an answer, a wrong hash gets none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.atlas import Atlas
from corridors.mapview.addresses import closures_address
from corridors.routing.closing import MOST, MOST_LETTERS, read_closing
from corridors.routing.closures import answer_closing
from corridors.ui.closures import closure_routes
from corridors.ui.held import held
from tests.app.asking import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of the closures' route."""
    with asyncio.Runner() as runner:
        yield Client(runner, closure_routes("/maps"))


def _ask(client: Client, atlas: Atlas, close: str) -> dict[str, Any]:
    address = closures_address("/maps", atlas.hash)
    answer = client.get(f"{address}?close={quote(close)}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    told: dict[str, Any] = json.loads(answer.content)
    assert told["atlas"] == atlas.hash
    return told


def test_closing_suez_sends_ships_round_the_cape(client: Client, atlas: Atlas) -> None:
    told = _ask(client, atlas, "suez")
    assert told["closed"] == [{"close": "suez", "kind": "passage", "name": "Suez Canal"}]
    leg = told["legs"]["suez-red-sea.port-said-mumbai"]
    assert leg["state"] == "rerouted"
    assert "cape-of-good-hope" in leg["passages_more"]
    assert "suez" in leg["passages_less"]
    assert leg["km_more"] > 10_000
    assert leg["days_more"][1] > leg["days_more"][0] > 10
    assert told["corridors"]["suez-red-sea"]["state"] == "rerouted"
    assert told["corridors"]["north-south-corridor"]["state"] == "unchanged"


def test_closing_the_borders_of_poland_leaves_the_land_bridge_without_a_way(
    client: Client, atlas: Atlas
) -> None:
    told = _ask(client, atlas, "crossing:PL")
    assert told["legs"]["belt-and-road.brest-malaszewicze"]["state"] == "no-way"
    assert told["routes"]["belt-and-road.khorgos"] == {
        "state": "no-way",
        "no_way": ["belt-and-road.brest-malaszewicze"],
    }
    polish = {
        f"eu-border-crossings/{name}" for name in ("terespol-brest-rail", "bobrowniki-berestovitsa")
    }
    assert polish <= set(told["stops"])
    assert "eu-border-crossings/medininkai-kamenny-log" not in told["stops"]


def test_a_closed_strait_without_a_way_round_says_so(client: Client, atlas: Atlas) -> None:
    told = _ask(client, atlas, "bosphorus")
    leg = told["legs"]["kolyadichi-novorossiysk-gebze.novorossiysk-gebze"]
    assert leg["state"] == "no-way"
    assert leg["reason"] == "closed: Bosphorus"


def test_what_is_unknown_is_named_and_the_rest_is_closed(client: Client, atlas: Atlas) -> None:
    told = _ask(client, atlas, "atlantis; hormuz ;node:nowhere;country:ZZ;planet:mars")
    assert [one["close"] for one in told["closed"]] == ["hormuz"]
    assert [one["close"] for one in told["unknown"]] == [
        "atlantis",
        "node:nowhere",
        "country:ZZ",
        "planet:mars",
    ]
    assert told["legs"]


def test_a_long_query_is_cut_and_says_so(client: Client, atlas: Atlas) -> None:
    told = _ask(client, atlas, ";".join(f"x{n}" for n in range(1000)))
    assert len(told["unknown"]) <= MOST_LETTERS
    assert told["unknown"][-1]["close"] == "…"
    assert f"only {MOST} are closed at once" in {one["why"] for one in told["unknown"]}


def test_the_page_shows_every_key_of_an_answer(client: Client, atlas: Atlas) -> None:
    page = (Path(__file__).parents[2] / "docs" / "closures.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    told = _ask(client, atlas, "suez;crossing:PL")
    assert shown.keys() == told.keys()
    for part in ("legs", "routes", "corridors"):
        for state in ("rerouted", "no-way"):
            keys = [one.keys() for one in told[part].values() if one["state"] == state]
            assert all(one == keys[0] for one in keys)
            for one in shown[part].values():
                if one["state"] == state:
                    assert one.keys() == keys[0], (part, state)


def test_another_hash_is_not_found(client: Client) -> None:
    assert client.get("/maps/atlas/closures/0000.json?close=suez").status_code == 404


def test_the_answer_is_that_of_the_catalog_and_the_same_each_time(
    client: Client, atlas: Atlas
) -> None:
    curated = held().curated
    assert curated
    closing = read_closing("hormuz", curated.catalog.registers.nodes)
    told = answer_closing(curated.catalog, curated.ways, closing)
    assert _ask(client, atlas, "hormuz") == json.loads(json.dumps({"atlas": atlas.hash, **told}))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(close=st.text(max_size=200))
def test_no_query_makes_it_fail(client: Client, atlas: Atlas, close: str) -> None:
    _ask(client, atlas, close.encode("utf-8", "replace").decode())
