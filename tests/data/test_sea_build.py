"""How the sea's ground is made: bays keep their doors, channels are told apart."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data" / "build"))

import sea_channels  # noqa: E402
import sea_land  # noqa: E402

LAT, LON = 10.0, 20.0
KM = 1 / sea_channels.KM_PER_DEG
INNER = (LON, LAT)


def island(door_km: float) -> shapely.Polygon:
    """Land 30 km square round a bay 16 km square, with a door of some width to the east."""
    land = shapely.box(LON - 15 * KM, LAT - 15 * KM, LON + 15 * KM, LAT + 15 * KM)
    bay = shapely.box(LON - 8 * KM, LAT - 8 * KM, LON + 8 * KM, LAT + 8 * KM)
    door = shapely.box(LON, LAT - door_km / 2 * KM, LON + 16 * KM, LAT + door_km / 2 * KM)
    return land.difference(bay.union(door) if door_km else bay)


@pytest.mark.parametrize(("door_km", "is_open"), [(6.0, True), (1.5, True), (0.3, False)])
def test_a_bay_is_open_if_its_door_is_wide_enough_for_ships(door_km: float, is_open: bool) -> None:
    grounds = sea_land.obstacles([island(door_km)], [])
    assert shapely.contains_xy(grounds.offing, *INNER) != is_open
    assert shapely.contains_xy(grounds.tight, *INNER) != is_open


def test_a_bay_without_a_door_is_filled() -> None:
    grounds = sea_land.obstacles([island(0.0)], [])
    assert shapely.contains_xy(grounds.shore, *INNER)


def test_open_coasts_are_passed_farther_off_than_doors() -> None:
    offing = sea_land.obstacles([island(1.5)], []).offing
    west_of_it = LON - (15 + 1.2) * KM
    assert shapely.contains_xy(offing, west_of_it, LAT)
    in_the_door = LON + 12 * KM
    assert not shapely.contains_xy(offing, in_the_door, LAT)


def channel(name: str, kind: str, drawn: bool = False) -> sea_channels.Channel:
    return sea_channels.Channel(name, kind, 1.0, [(LON, LAT), (LON + 10 * KM, LAT)], drawn)


def test_a_channel_opens_land() -> None:
    way_in = sea_channels.Channel("canal", "canal", 0.5, [INNER, (LON + 20 * KM, LAT)], True)
    assert not shapely.contains_xy(sea_land.obstacles([island(0.0)], [way_in]).tight, *INNER)


def test_of_two_channels_in_one_place_the_first_counts_and_straits_never() -> None:
    rows = [channel("strait", "strait"), channel("canal", "canal"), channel("river", "river")]
    lats, lons = np.array([LAT, LAT + 1]), np.array([LON + 5 * KM, LON])
    assert sea_channels.number_of(rows, sea_channels.INLAND, lats, lons).tolist() == [1, -1]
    assert sea_channels.number_of(rows, sea_channels.SLOW, lats, lons).tolist() == [2, -1]


def test_a_row_says_whether_its_points_are_our_own(tmp_path: Path) -> None:
    file = tmp_path / "channels.csv"
    file.write_text(
        "id,kind,half_width_km,points,drawn,basis\n"
        "one,canal,0.5,1 2;3 4,yes,our own\n"
        "two,canal,0.5,1 2;3 4,no,a package\n",
        encoding="utf-8",
    )
    assert [row.drawn for row in sea_channels.read_channels(file)] == [True, False]
    rivers = ROOT / "data" / "networks" / "sea-rivers.csv"
    assert not any(row.drawn for row in sea_channels.read_channels(rivers))
