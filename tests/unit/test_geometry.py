from itertools import pairwise

import pytest

from corridors.geometry import great_circle, length_km, unwrap
from corridors.model import Position


def test_longitudes_run_on_over_the_antimeridian() -> None:
    line = great_circle([Position(69.7, 170.28), Position(66.0, -169.0), Position(53.0, 158.63)])
    assert all(abs(a.lon - b.lon) < 180 for a, b in pairwise(line))
    assert max(point.lon for point in line) == pytest.approx(191.0, abs=0.01)
    assert line[-1].lon == pytest.approx(158.63)


def test_a_great_circle_keeps_its_length_and_has_close_points() -> None:
    ends = [Position(59.89, 30.15), Position(18.92, 72.85)]
    line = great_circle(ends)
    assert length_km(line) == pytest.approx(length_km(ends), rel=1e-6)
    assert all(length_km(pair) <= 100.1 for pair in pairwise(line))


def test_a_line_of_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="two points or more, not 1"):
        great_circle([Position(0, 0)])


def test_unwrapping_twice_changes_nothing() -> None:
    line = [Position(0, 170), Position(0, -170), Position(0, 170)]
    assert (
        unwrap(unwrap(line))
        == unwrap(line)
        == (
            Position(0, 170),
            Position(0, 190),
            Position(0, 170),
        )
    )
