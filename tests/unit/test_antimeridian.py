"""Lines cut at ±180°: nothing is lost, nothing crosses the map."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.antimeridian import bounding_box, cut_line
from corridors.model import Position

lats = st.floats(-90, 90).map(lambda value: round(value, 4))
turns = st.integers(-1_799_999, 1_799_999).map(lambda value: value / 10_000)
steps = st.one_of(turns, st.sampled_from([0.0, 0.0001, 90.0, -90.0]))


@st.composite
def lines(draw: st.DrawFn) -> list[Position]:
    """Lines whose longitudes run on, each within 180° of the one before."""
    lon = draw(st.sampled_from([-180.0, 0.0, 179.9999, 180.0, 190.65, -201.352, 540.0]))
    points = [Position(draw(lats), lon)]
    for step in draw(st.lists(steps, min_size=1, max_size=8)):
        points.append(Position(draw(lats), round(points[-1].lon + step, 4)))
    return points


def _length(line: list[Position]) -> float:
    return sum(hypot(b.lat - a.lat, b.lon - a.lon) for a, b in pairwise(line))


@given(lines())
def test_pieces_keep_the_length_stay_within_the_map_and_never_jump(line: list[Position]) -> None:
    pieces = cut_line(line)
    assert sum(map(_length, pieces)) == pytest.approx(_length(line), abs=1e-6)
    assert all(len(piece) >= 2 for piece in pieces)
    assert all(-180 <= point.lon <= 180 for piece in pieces for point in piece)
    assert all(abs(b.lon - a.lon) <= 180 for piece in pieces for a, b in pairwise(piece))


@given(lines())
def test_each_piece_begins_where_the_one_before_it_ended(line: list[Position]) -> None:
    pieces = cut_line(line)
    for before, after in pairwise(pieces):
        assert {before[-1].lon, after[0].lon} == {-180, 180}
        assert before[-1].lat == pytest.approx(after[0].lat)
    for point, end in ((line[0], pieces[0][0]), (line[-1], pieces[-1][-1])):
        assert point.lat == end.lat
        assert (point.lon - end.lon) % 360 == pytest.approx(0, abs=1e-6) or (
            point.lon - end.lon
        ) % 360 == pytest.approx(360, abs=1e-6)


def test_a_line_over_the_bering_strait_is_cut_once() -> None:
    line = [Position(66, 178), Position(64, 182)]
    assert cut_line(line) == [
        [(66, 178), (65, 180)],
        [(65, -180), (64, -178)],
    ]


def test_a_line_that_only_touches_the_meridian_is_not_cut() -> None:
    line = [Position(60, 179), Position(61, 180), Position(62, 179)]
    assert cut_line(line) == [line]


def test_a_single_point_is_no_line() -> None:
    with pytest.raises(ValueError, match="two points"):
        cut_line([Position(0, 0)])


def test_a_box_over_the_meridian_has_its_west_east_of_its_east() -> None:
    pieces = cut_line([Position(66, 178), Position(64, 182)])
    assert bounding_box(pieces) == [178, 64, -178, 66]


def test_a_box_leaves_out_the_widest_gap() -> None:
    points = [[Position(0, lon)] for lon in (-170, 10, 30, 150)]
    assert bounding_box(points) == [10, 0, -170, 0]
    assert bounding_box([[Position(5, 20)]]) == [20, 5, 20, 5]
    assert bounding_box([]) is None


@pytest.mark.parametrize("lon", [-180.00000000000003, -180.00000000000006, 180.00000000000003])
def test_a_start_a_rounding_error_off_the_meridian_leaves_no_point_alone(lon: float) -> None:
    pieces = cut_line([Position(0.0, lon), Position(1.0, lon + 1)])
    assert pieces
    assert all(len(piece) >= 2 for piece in pieces)
