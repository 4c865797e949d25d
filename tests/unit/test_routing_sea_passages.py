"""Each named passage, by itself: a way that must use it, and the same with it closed."""

from __future__ import annotations

import pytest

from corridors.model import Position
from corridors.routing.sea import SeaRoute, route
from corridors.routing.sea_network import passage_slugs

P = Position
NEEDED = {
    "suez": (P(31.40, 32.40), P(29.80, 32.50)),
    "panama": (P(9.45, -79.93), P(8.80, -79.45)),
    "bosphorus": (P(41.30, 29.20), P(40.85, 28.90)),
    "dardanelles": (P(40.50, 27.00), P(39.95, 25.90)),
    "kerch": (P(45.60, 36.60), P(44.95, 36.50)),
    "gibraltar": (P(35.95, -6.30), P(36.05, -4.80)),
    "bab-el-mandeb": (P(14.00, 42.60), P(12.20, 44.50)),
    "hormuz": (P(26.00, 55.30), P(25.30, 57.20)),
    "malacca": (P(4.00, 99.80), P(1.40, 103.00)),
    "sunda": (P(-5.20, 106.50), P(-7.00, 104.80)),
    "oresund": (P(56.30, 12.20), P(55.70, 12.80)),
    "great-belt": (P(55.75, 10.80), P(55.10, 11.00)),
    "little-belt": (P(55.70, 9.95), P(55.30, 9.75)),
    "kiel": (P(53.95, 8.60), P(54.50, 10.30)),
    "corinth": (P(38.05, 22.80), P(37.80, 23.20)),
    "tsugaru": (P(41.20, 139.80), P(41.60, 141.50)),
    "la-perouse": (P(45.80, 141.20), P(45.80, 143.00)),
    "volga-don": (P(48.69, 43.53), P(48.45, 44.80)),
    "volga-baltic": (P(58.50, 38.40), P(61.00, 36.00)),
    "kara-gate": (P(70.00, 56.00), P(70.70, 60.00)),
    "vilkitsky": (P(77.30, 99.00), P(77.60, 109.00)),
    "bering": (P(64.80, -170.00), P(67.00, -168.50)),
    "nsr": (P(70.00, 56.00), P(73.50, 80.00)),
    "nwp": (P(74.20, -85.00), P(74.20, -100.00)),
    "cape-of-good-hope": (P(-35.50, 17.00), P(-35.50, 24.00)),
}


def test_every_passage_has_a_pair() -> None:
    assert set(NEEDED) == set(passage_slugs())


@pytest.mark.parametrize("slug", NEEDED)
def test_a_way_through_a_passage_names_it(slug: str) -> None:
    found = route(*NEEDED[slug], allow={"nsr", "nwp"})
    assert isinstance(found, SeaRoute), found
    assert slug in found.passages


@pytest.mark.parametrize("slug", NEEDED)
def test_a_closed_passage_is_gone_round_or_said_to_be_closed(slug: str) -> None:
    opened = route(*NEEDED[slug], allow={"nsr", "nwp"})
    found = route(*NEEDED[slug], avoid={slug}, allow={"nsr", "nwp"})
    assert isinstance(opened, SeaRoute)
    if isinstance(found, SeaRoute):
        assert slug not in found.passages
        assert found.length_km > opened.length_km
    else:
        assert slug in found.reason
