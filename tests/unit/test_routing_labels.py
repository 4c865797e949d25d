"""Hub labels find the ways that a plain search finds, and know when there is none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from corridors.routing.bounds import measure_bounds
from corridors.routing.label_making import BLOCK, make_labels
from corridors.routing.labels import NO_ROOM, NO_WAY, km_between, labelled_way, tally_for
from tests.made_sights import FIRST, GATES, GRAPH, SECOND, plain

LABELS = make_labels(GRAPH, FIRST)
_, LINES = measure_bounds(GRAPH, GATES)


def km_of(way: np.ndarray[tuple[int], np.dtype[np.int32]]) -> float:
    total = 0.0
    for a, b in pairwise(way):
        row = slice(GRAPH.first[a], GRAPH.first[a + 1])
        total += float(GRAPH.km[row][GRAPH.to[row] == b][0])
    return total


def met_by(way: np.ndarray[tuple[int], np.dtype[np.int32]]) -> int:
    met = 0
    for a, b in pairwise(way):
        row = slice(GRAPH.first[a], GRAPH.first[a + 1])
        met |= int(GRAPH.mask[row][GRAPH.to[row] == b][0])
    return met


def asked(
    starts: dict[int, float], goals: dict[int, float], room: int = 400
) -> tuple[int, list[int]]:
    way = np.empty(room, np.int32)
    ends = [
        (np.array(list(one), np.int32), np.array(list(one.values()), np.float64))
        for one in (starts, goals)
    ]
    count, met = labelled_way(GRAPH, LINES, LABELS, tally_for(GRAPH), *ends[0], *ends[1], way)
    assert met == met_by(way[: max(count, 0)])
    return count, way[: max(count, 0)].tolist()


def test_labels_find_ways_as_long_as_a_plain_search_does() -> None:
    compared = crossing = 0
    for source in range(0, 300, 17):
        best = plain(source, FIRST)
        for goal in range(300):
            count, way = asked({source: 0.0}, {goal: 0.0})
            if not np.isfinite(best[goal]):
                assert count == NO_WAY
                assert np.isinf(km_between(LABELS, source, goal))
                continue
            assert way[0] == source
            assert way[-1] == goal
            assert len(set(way)) == len(way)
            assert km_of(np.array(way)) == pytest.approx(best[goal], rel=1e-5)
            assert km_between(LABELS, source, goal) == pytest.approx(best[goal], rel=1e-5)
            assert not met_by(np.array(way)) & FIRST
            crossing += met_by(np.array(way)) & SECOND > 0
            compared += 1
    assert compared > 3000
    assert crossing > 300


def test_the_km_before_starts_and_behind_goals_decide_between_them() -> None:
    best = plain(10, FIRST)
    near, far = 40, 90
    assert asked({10: 0.0}, {near: 0.0, far: best[near] + best[far] + 1})[1][-1] == near
    assert asked({10: 0.0}, {near: best[near] + best[far] + 1, far: 0.0})[1][-1] == far
    assert asked({near: 5000.0, far: 0.0}, {10: 0.0})[1][0] == far


def test_one_question_leaves_nothing_behind_for_the_next() -> None:
    tally = tally_for(GRAPH)
    way, zero = np.empty(400, np.int32), np.zeros(1)
    ends = np.array([5], np.int32), zero, np.array([9], np.int32), zero
    labelled_way(GRAPH, LINES, LABELS, tally, *ends, way)
    assert np.isinf(tally.km).all()


def test_no_entries_are_no_way_and_a_way_too_long_is_told() -> None:
    assert asked({}, {4: 0.0})[0] == NO_WAY
    assert asked({4: 0.0}, {})[0] == NO_WAY
    longest = int(np.argmax(np.where(np.isfinite(best := plain(0, FIRST)), best, -1)))
    assert asked({0: 0.0}, {longest: 0.0}, room=3)[0] == NO_ROOM


def test_labels_longer_than_a_block_are_put_in_rows_whole() -> None:
    sizes = np.diff(LABELS.first)
    assert sizes.max() > BLOCK
    for node in range(300):
        row = slice(LABELS.first[node], LABELS.first[node + 1])
        assert (np.diff(LABELS.hub[row]) > 0).all()
        assert (LABELS.km[row] == 0).sum() == 1
