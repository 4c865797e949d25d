"""The land networks' files, their patches, and the search over them."""

from __future__ import annotations

import csv
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corridors.paths import DATA
from corridors.routing.land_closures import closures
from corridors.routing.land_crossings import crossing_nodes, named_crossings, node_position
from corridors.routing.land_measure import short_km
from corridors.routing.land_network import MENDED, MODES, NO_BOUND, land_network, work_out
from corridors.routing.land_places import places
from corridors.routing.land_search import desk_for, shortest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "build"))

from land_register import FIELDS, register_rows

NETWORKS = DATA / "networks"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the networks."""
    with (NETWORKS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_routers_places_are_the_registers() -> None:
    held = [tuple(row[field] for field in FIELDS) for row in rows("land-places.csv")]
    assert held == register_rows(), "corridors/registers/nodes.yaml changed: run `make data`"


@pytest.mark.parametrize(
    "row", rows("land-crossings.csv"), ids=lambda row: f"{row['id']}-{row['mode']}"
)
def test_a_named_crossing_lies_on_a_border_of_its_network(row: dict[str, str]) -> None:
    assert places()[row["id"]].is_crossing or row["id"] in {"brest-by", "dostyk", "altynkol"}
    network = land_network(row["mode"])
    nodes = named_crossings(row["mode"])[row["id"]]
    gaps = [
        short_km(float(row["lat"]), float(row["lon"]), *node_position(network, n)) for n in nodes
    ]
    assert nodes
    assert max(gaps) < 5


def test_every_patch_line_has_its_reason_and_every_point_its_basis() -> None:
    lines = rows("land-lines.csv")
    assert len({row["line"] for row in lines}) == len(lines)
    assert all(row["source"] and row["reason"] for row in lines)
    assert all(row["basis"] for row in rows("land-points.csv"))
    assert {row["line"] for row in rows("land-points.csv")} == {row["line"] for row in lines}


@pytest.mark.parametrize("mode", MODES)
def test_every_mended_gap_is_listed_with_a_reason_and_short(mode: str) -> None:
    mends = rows(f"land-mends-{mode}.csv")
    assert all(row["reason"] and float(row["km"]) <= 10 for row in mends)
    graph = land_network(mode).graph
    listed_km = sum(float(row["km"]) for row in mends)
    assert graph.km[(graph.kind & MENDED) > 0].sum() == pytest.approx(listed_km, rel=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_every_edge_has_a_country_and_a_length_no_less_than_its_line(mode: str) -> None:
    network = land_network(mode)
    assert network.graph.country.max() < len(network.codes)
    rng = np.random.default_rng(4)
    for edge in rng.integers(0, len(network.graph.u), 300):
        lines = network.lines
        points = range(lines.first[edge], lines.first[edge + 1] - 1)
        at = [(lines.lat[k] / 1000, lines.lon[k] / 1000) for k in (*points, points[-1] + 1)]
        drawn = sum(short_km(*a, *b) for a, b in pairwise(at))
        assert drawn <= network.graph.km[edge] * 1.01 + 0.25


def test_the_landmarks_change_no_result() -> None:
    network = land_network("rail")
    graph = network.graph
    plain = graph._replace(bounds=np.full_like(graph.bounds, NO_BOUND))
    open_to_all = closures("rail", frozenset(), frozenset(), False)
    rng = np.random.default_rng(11)
    for a, b in rng.integers(0, len(graph.first) - 1, (40, 2)):
        costs = []
        for one in (graph, plain):
            desk = desk_for(one)
            last = shortest(
                one, desk, open_to_all.usable, open_to_all.nodes, np.array([a], np.int32),
                np.zeros(1), np.array([b], np.int32), np.zeros(1), np.inf,
            )  # fmt: skip
            costs.append(desk.best[last] if last >= 0 else np.inf)
        assert costs[0] == pytest.approx(costs[1])


def test_gauges_change_only_over_breaks_or_where_one_is_not_known() -> None:
    graph = land_network("rail").graph
    known = graph.gauge > 0
    count = len(graph.first) - 1
    least, most = np.full(count, 255), np.zeros(count)
    for end in (graph.u, graph.v):
        np.minimum.at(least, end[known], graph.gauge[known])
        np.maximum.at(most, end[known], graph.gauge[known])
    mixed = (most > 0) & (least < most)
    assert mixed.sum() < 40  # three gauges at one node


@pytest.mark.parametrize("mode", MODES)
def test_crossings_join_two_countries(mode: str) -> None:
    found = crossing_nodes(mode)
    assert len(found) > 300
    assert all(a != b for a, b in found.values())


def test_a_network_is_kept_as_it_was_worked_out() -> None:
    network, made = land_network("rail"), work_out(NETWORKS / "rail.npz")
    for part, held in (("lines", network.lines), ("graph", network.graph)):
        for name, array in held._asdict().items():
            assert np.array_equal(array, made[f"{part}_{name}"]), name
    assert network.codes == tuple(made["codes"].tolist())
