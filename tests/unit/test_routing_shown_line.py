"""Lines as they are drawn: few points, true to half a kilometre."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.geometry import length_km
from corridors.model import Position
from corridors.routing.nearness import distance_km
from corridors.routing.shown_line import TOLERANCE_KM, simplify


def test_points_that_add_nothing_go_and_the_ends_stay() -> None:
    line = [Position(50 + k / 1000, 30 + (k % 2) / 1000) for k in range(300)]
    shown = simplify(line)
    assert (shown[0], shown[-1]) == (line[0], line[-1])
    assert len(shown) < 40  # one in twelve stays, so that lines on the same track stay alike


@given(
    st.lists(st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)), min_size=2, max_size=60),
    st.floats(-70, 75),
    st.floats(-180, 180),
)
def test_no_point_is_farther_from_the_drawn_line_than_the_tolerance(
    steps: list[tuple[float, float]], lat: float, lon: float
) -> None:
    line = [Position(lat, lon)]
    for up, right in steps:
        line.append(Position(line[-1].lat + up * 0.2, line[-1].lon + right))
    shown = simplify(line)
    assert all(distance_km(point, shown) <= 1.5 * TOLERANCE_KM for point in line)


def test_a_long_piece_gets_points_and_longitudes_run_on() -> None:
    shown = simplify([Position(60.0, 170.0), Position(60.0, -160.0)])
    assert all(length_km(pair) <= 100.1 for pair in pairwise(shown))
    assert shown[-1].lon == 200.0


def test_a_line_of_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="two points or more, not 1"):
        simplify([Position(0, 0)])


@pytest.mark.parametrize(
    ("place", "km"),
    [
        (Position(0.0, 5.0), 0.0),
        (Position(1.0, 5.0), 111.2),
        (Position(0.0, 11.0), 111.2),
        (Position(0.0, -1.0), 111.2),
        (Position(0.0, 365.0), 0.0),
    ],
)
def test_nearness_is_that_of_the_nearest_point_of_the_line(place: Position, km: float) -> None:
    line = [Position(0.0, 0.0), Position(0.0, 10.0)]
    assert distance_km(place, line) == pytest.approx(km, abs=0.1)


def test_a_line_that_stands_still_is_as_near_as_its_place() -> None:
    here = Position(10.0, 20.0)
    assert distance_km(Position(11.0, 20.0), [here, here]) == pytest.approx(111.2, abs=0.1)


def test_lines_that_share_a_track_keep_the_same_points_of_it_whichever_way_they_go() -> None:
    rng = np.random.default_rng(7)
    steps = rng.normal(0, 0.02, (400, 2)) + 0.03
    track = [Position(*map(float, point)) for point in np.array([40.0, 30.0]) + steps.cumsum(0)]
    one, two = simplify(track[:300]), simplify(track[100:][::-1])
    shared = set(simplify(track[100:300])[20:-20])
    assert len(shared) > 20
    assert shared <= set(one)
    assert shared <= set(two)
