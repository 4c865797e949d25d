"""A draft's ways are those that the map will draw; what has none says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corridors.catalog import Catalog
from corridors.model import CorridorKind, Mode, Position
from corridors.review.draft import Draft, DraftLeg, DraftStop, ModeSaid, Place
from corridors.routing.draft_ways import ways_of_draft
from corridors.routing.leg_path import Basis
from corridors.routing.networks import Networks
from corridors.routing.ways import Ways, find_ways
from tests.made_networks import no_ways, straight_ways
from tests.small_world import SmallWorld

APORT = Place(name="Aport", kind="port", country="TR", position=(41.0, 29.0), at="aport")
BEPORT = Place(name="Beport", kind="port", country="TR", position=(44.0, 33.0), at="beport")
NEWTOWN = Place(name="Newtown", kind="city", country="TR", position=(40.0, 30.0))
SOMEWHERE = Place(name="Somewhere", kind="place")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A ferry from Aport to Beport, through a strait."""
    return SmallWorld(tmp_path).load()


def ways_on(catalog: Catalog, networks: Networks) -> Ways:
    """The map's own ways over some networks."""
    return find_ways(catalog, networks)


def draft(start: Place, end: Place, *modes: Mode, **more: Any) -> Draft:
    """A draft of one leg."""
    ends = (DraftStop(key="s1", name="a", place=start), DraftStop(key="s2", name="b", place=end))
    said = tuple(ModeSaid(value=mode) for mode in modes)
    return Draft(stops=ends, legs=(DraftLeg(key="l1", start="s1", end="s2", modes=said),), **more)


def test_a_leg_is_routed_between_its_stops_over_the_maps_own_networks(catalog: Catalog) -> None:
    ways = ways_on(catalog, straight_ways(2.0))
    found = ways_of_draft(draft(APORT, NEWTOWN, Mode.ROAD), catalog, ways)["l1"]
    assert (found.basis, found.mode) == (Basis.ROUTED, Mode.ROAD)
    assert found.line == (Position(41.0, 29.0), Position(40.0, 30.0))
    assert 250 < found.length_km < 300


def test_a_leg_that_the_known_corridor_has_keeps_its_way_there(catalog: Catalog) -> None:
    ways = ways_on(catalog, straight_ways())
    ferry = draft(APORT, BEPORT, Mode.SEA, into="ferry")
    assert ways_of_draft(ferry, catalog, ways)["l1"] is ways.paths["ferry.sea"]
    own = ways_of_draft(draft(APORT, BEPORT, Mode.SEA), catalog, ways)["l1"]
    assert own.line == (Position(41.0, 29.0), Position(44.0, 33.0))
    by_rail = ways_of_draft(draft(APORT, BEPORT, Mode.RAIL, into="ferry"), catalog, ways)["l1"]
    assert by_rail.mode is Mode.RAIL


@pytest.mark.parametrize(
    ("of", "basis", "reason"),
    [
        (draft(APORT, NEWTOWN, Mode.RAIL), Basis.SCHEMATIC, "no rails"),
        (draft(APORT, NEWTOWN), Basis.SCHEMATIC, "do not agree on one mode"),
        (draft(APORT, NEWTOWN, Mode.RAIL, Mode.ROAD), Basis.SCHEMATIC, "do not agree on one mode"),
        (draft(APORT, SOMEWHERE, Mode.RAIL), Basis.NONE, None),
        (draft(APORT, NEWTOWN, Mode.RAIL, kind=CorridorKind.FLOW), Basis.ARC, None),
    ],
)
def test_what_has_no_way_says_why(
    catalog: Catalog, of: Draft, basis: Basis, reason: str | None
) -> None:
    found = ways_of_draft(of, catalog, ways_on(catalog, no_ways("no rails")))["l1"]
    assert found.basis is basis
    assert (found.no_route or "").endswith(reason or "")
    assert bool(found.no_route) is bool(reason)
