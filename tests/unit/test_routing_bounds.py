"""Whatever is closed, searches find ways as short as a plain search does, by bounds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors.routing.bounds import LANDMARKS, measure_bounds
from corridors.routing.sea_network import passage_slugs, sea_network
from corridors.routing.search import FAR, Graph, Lines, aim_at, desk_for, remaining_km, shortest
from tests.made_sights import ALL, APART, FIRST, GATES, GRAPH, SECOND, plain

TABLE, LINES = measure_bounds(GRAPH, GATES)
BOUNDED, DESK = GRAPH._replace(bounds=TABLE), desk_for(GRAPH)
NODES = st.integers(0, len(GRAPH.nodes) - 1)
ENDS = st.dictionaries(NODES, st.floats(0, 900), min_size=1, max_size=6)


def least_km(starts: dict[int, float], goals: dict[int, float], closed: int) -> float:
    """What a plain search says of ways from any start to any goal."""
    return min(
        km + float(best[goal]) + more
        for start, km in starts.items()
        for best in [plain(start, closed)]
        for goal, more in goals.items()
    )


def found_km(
    graph: Graph, lines: Lines, starts: dict[int, float], goals: dict[int, float], closed: int
) -> float:
    ends = [
        (np.array(list(one), np.int32), np.array(list(one.values()), np.float64))
        for one in (starts, goals)
    ]
    desk = DESK if graph is BOUNDED else desk_for(graph)
    last = shortest(graph, lines, desk, closed, *ends[0], *ends[1])
    if last < 0:
        return np.inf
    way = [last]
    while desk.parent[way[-1]] >= 0:
        way.append(int(desk.parent[way[-1]]))
    km = starts[way[-1]] + goals[last]
    for there, here in pairwise(way):
        row = slice(graph.first[here], graph.first[here + 1])
        edge = np.flatnonzero(graph.to[row] == there)[0]
        assert not graph.mask[row][edge] & closed
        km += float(graph.km[row][edge])
    return km


@settings(max_examples=150, deadline=None)
@given(starts=ENDS, goals=ENDS, closed=st.integers(0, ALL))
def test_a_search_finds_the_shortest_way_with_anything_closed(
    starts: dict[int, float], goals: dict[int, float], closed: int
) -> None:
    wanted = least_km(starts, goals, closed)
    assert found_km(BOUNDED, LINES, starts, goals, closed) == pytest.approx(wanted)
    assert np.isinf(DESK.best).all()
    assert np.isinf(DESK.to_goal).all()


def test_no_bound_is_over_what_is_left_of_the_way_and_most_are_near_it() -> None:
    shares = []
    for closed in range(ALL + 1):
        for goal in range(0, 300, 29):
            aim = aim_at(BOUNDED, LINES, closed, np.array([goal], np.int32), np.zeros(1))
            best = plain(goal, closed)
            for node in range(0, 300, 7):
                bound = remaining_km(TABLE, *aim, node)
                assert bound <= best[node] + 1e-3
                if np.isfinite(best[node]) and best[node] > 0:
                    shares.append(bound / best[node])
    assert np.median(shares) > 0.8


def test_where_no_water_joins_the_bound_says_so_at_once() -> None:
    aim = aim_at(BOUNDED, LINES, 0, np.array([0], np.int32), np.zeros(1))
    apart = [remaining_km(TABLE, *aim, node) for node in range(300 - APART, 300)]
    assert min(apart) > FAR / 2


def test_a_line_counts_once_for_each_set_of_passages_that_is_crossed_with_it() -> None:
    crossed = {int(mask) for mask in GRAPH.mask if mask}
    assert {int(one) for one in LINES.needs} == crossed
    assert crossed >= {FIRST, SECOND}
    assert any(one.bit_count() > 1 for one in crossed)
    assert TABLE.shape == (300, len(LINES.needs) + LANDMARKS)


def test_water_without_passages_has_landmarks_alone() -> None:
    table, lines = measure_bounds(GRAPH._replace(mask=np.zeros_like(GRAPH.mask)), GATES)
    assert (table.shape, lines.between.shape) == ((300, LANDMARKS), (0, 0))
    assert not lines.beside.any()


def test_a_way_too_long_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="too long for two bytes"):
        measure_bounds(GRAPH._replace(km=GRAPH.km * np.float32(60)), GATES)


def test_on_the_shipped_network_closures_at_random_leave_searches_exact() -> None:
    network, rng = sea_network(), np.random.default_rng(11)
    bits = len(passage_slugs())
    compared = 0
    for _ in range(6):
        source = int(rng.integers(len(network.lats)))
        closed = int(sum(1 << int(bit) for bit in rng.integers(bits, size=rng.integers(1, 5))))
        best = plain(source, closed, network.graph)
        for goal in rng.integers(len(network.lats), size=3).tolist():
            km = found_km(network.graph, network.lines, {source: 0.0}, {goal: 0.0}, closed)
            assert km == pytest.approx(float(best[goal]), rel=1e-9)
            compared += np.isfinite(km)
    assert compared > 8
