"""Hub labels find the ways that a plain search finds, and know when there is none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from corridors.routing.label_making import BLOCK, make_labels
from corridors.routing.labels import NO_ROOM, NO_WAY, labelled_way, passages_met, tally_for
from corridors.routing.landmarks import landmark_bounds
from corridors.routing.search import (
    GREED,
    UNKNOWN,
    Graph,
    are_joined,
    desk_for,
    distances,
    shortest,
)
from corridors.routing.sphere import Floats, directions, geodesic_km

CLOSED, OTHER = 1, 2
APART = 20  # nodes that nothing joins to the rest


def made_graph(count: int, seed: int) -> Graph:
    """Places at random, each joined to its nearest ones; some lines cross passage 0 or 1."""
    rng = np.random.default_rng(seed)
    lats = np.append(rng.uniform(0, 30, count - APART), rng.uniform(-60, -50, APART))
    nodes = directions(lats, rng.uniform(0, 40, count))
    pairs: set[tuple[int, int]] = set()
    for i in range(count):
        near = np.argsort(-(nodes @ nodes[i]), kind="stable")[1:7]
        pairs |= {
            (min(i, int(j)), max(i, int(j)))
            for j in near
            if (i < count - APART) == (j < count - APART)
        }
    both = np.array(sorted({*pairs, *((b, a) for a, b in pairs)}))
    first = np.searchsorted(both[:, 0], np.arange(count + 1)).astype(np.int32)
    km = np.array([geodesic_km(nodes[a], nodes[b]) for a, b in both], np.float32)
    mask = np.array([(7 * (a + b)) % 11 < 1 for a, b in both]).astype(np.uint32) * CLOSED
    mask |= np.array([(5 * (a + b)) % 7 < 1 for a, b in both]).astype(np.uint32) * OTHER
    none = np.empty((0, 0), np.uint16)
    return Graph(nodes, first, both[:, 1].astype(np.int32), km, mask, none)


GRAPH = made_graph(300, seed=3)
LABELS = make_labels(GRAPH, CLOSED)


def plain(source: int, closed: int) -> Floats:
    best = np.empty(len(GRAPH.nodes))
    distances(GRAPH, source, closed, best, np.empty(len(best), np.int32))
    return best


def km_of(way: np.ndarray[tuple[int], np.dtype[np.int32]]) -> float:
    total = 0.0
    for a, b in pairwise(way):
        row = slice(GRAPH.first[a], GRAPH.first[a + 1])
        total += float(GRAPH.km[row][GRAPH.to[row] == b][0])
    return total


def asked(
    starts: dict[int, float], goals: dict[int, float], room: int = 400
) -> tuple[int, list[int]]:
    way = np.empty(room, np.int32)
    ends = [
        (np.array(list(one), np.int32), np.array(list(one.values()), np.float64))
        for one in (starts, goals)
    ]
    count = labelled_way(GRAPH, LABELS, tally_for(GRAPH), *ends[0], *ends[1], way)
    return count, way[: max(count, 0)].tolist()


def test_labels_find_ways_as_long_as_a_plain_search_does() -> None:
    compared = 0
    for source in range(0, 300, 17):
        best = plain(source, CLOSED)
        for goal in range(300):
            count, way = asked({source: 0.0}, {goal: 0.0})
            if not np.isfinite(best[goal]):
                assert count == NO_WAY
                continue
            assert way[0] == source
            assert way[-1] == goal
            assert len(set(way)) == len(way)
            assert km_of(np.array(way)) == pytest.approx(best[goal], rel=1e-5)
            assert not passages_met(GRAPH, np.array(way, np.int32), count) & CLOSED
            compared += 1
    assert compared > 3000


def test_the_km_before_starts_and_behind_goals_decide_between_them() -> None:
    best = plain(10, CLOSED)
    near, far = 40, 90
    assert asked({10: 0.0}, {near: 0.0, far: best[near] + best[far] + 1})[1][-1] == near
    assert asked({10: 0.0}, {near: best[near] + best[far] + 1, far: 0.0})[1][-1] == far
    assert asked({near: 5000.0, far: 0.0}, {10: 0.0})[1][0] == far


def test_one_question_leaves_nothing_behind_for_the_next() -> None:
    tally = tally_for(GRAPH)
    way, zero = np.empty(400, np.int32), np.zeros(1)
    labelled_way(
        GRAPH, LABELS, tally, np.array([5], np.int32), zero, np.array([9], np.int32), zero, way
    )
    assert np.isinf(tally.km).all()


def test_no_entries_are_no_way_and_a_way_too_long_is_told() -> None:
    assert asked({}, {4: 0.0})[0] == NO_WAY
    assert asked({4: 0.0}, {})[0] == NO_WAY
    longest = int(np.argmax(np.where(np.isfinite(best := plain(0, CLOSED)), best, -1)))
    assert asked({0: 0.0}, {longest: 0.0}, room=3)[0] == NO_ROOM


def test_labels_longer_than_a_block_are_put_in_rows_whole() -> None:
    sizes = np.diff(LABELS.first)
    assert sizes.max() > BLOCK
    for node in range(300):
        row = slice(LABELS.first[node], LABELS.first[node + 1])
        assert (np.diff(LABELS.hub[row]) > 0).all()
        assert (LABELS.km[row] == 0).sum() == 1


def test_bounds_measured_with_a_passage_closed_leave_the_search_right() -> None:
    closed = CLOSED | OTHER
    bounds = landmark_bounds(GRAPH, closed)
    graph, desk, zero = GRAPH._replace(bounds=bounds), desk_for(GRAPH), np.zeros(1)
    assert (bounds[-APART:] == UNKNOWN).all()
    found = 0
    for source in range(0, 280, 23):
        best = plain(source, closed)
        for goal in range(0, 300, 7):
            ends = np.array([source], np.int32), zero, np.array([goal], np.int32), zero
            last = shortest(graph, desk, closed, *ends, GRAPH.nodes[goal])
            if np.isfinite(best[goal]):
                assert best[goal] <= desk.best[last] * 1.00001 <= best[goal] * GREED * 1.00002
                found += 1
            else:
                assert last == -1
    assert found > 100


def test_whether_water_joins_two_places_is_told_as_a_plain_search_tells_it() -> None:
    apart = 0
    for source in range(0, 300, 13):
        for closed in (0, CLOSED | OTHER):
            best = plain(source, closed)
            for goal in range(0, 300, 7):
                ends = np.array([source], np.int32), np.array([goal], np.int32)
                assert are_joined(GRAPH, closed, *ends) == np.isfinite(best[goal])
                apart += not np.isfinite(best[goal])
    assert apart > 20
    assert not are_joined(GRAPH, 0, np.empty(0, np.int32), np.array([1], np.int32))
