"""Pieces of a way made one: km, borders, spurs, and longitudes that run on."""

from __future__ import annotations

from itertools import pairwise

from corridors.model import Mode, Position
from corridors.routing.joining import join_pieces
from corridors.routing.leg_path import Basis, Crossing, GaugeBreak, LegPath

AT = Position(50.0, 30.0)


def _piece(*line: tuple[float, float], km: float = 100.0, **more: object) -> LegPath:
    points = tuple(Position(*point) for point in line)
    return LegPath(Basis.ROUTED, Mode.RAIL, points, km, **more)  # type: ignore[arg-type]


def test_km_add_up_and_passages_countries_and_borders_keep_their_order() -> None:
    border = Crossing(None, "BY", "RU", AT)
    one = _piece(
        (50, 30),
        (50, 31),
        countries=(("BY", 60.0), ("RU", 40.0)),
        crossings=(border,),
        passages=("kerch",),
    )
    broken = GaugeBreak(1520, 1435, AT)
    other = _piece(
        (50, 31),
        (50, 32),
        countries=(("RU", 100.0),),
        passages=("kerch", "suez"),
        gauge_breaks=(broken,),
    )
    joined = join_pieces([one, other], ["middle"])
    assert joined.length_km == 200.0
    assert joined.countries == (("BY", 60.0), ("RU", 140.0))
    assert joined.passages == ("kerch", "suez")
    assert joined.crossings == (border,)
    assert joined.gauge_breaks == (broken,)
    assert joined.line == tuple(Position(50, lon) for lon in (30, 31, 32))


def test_a_border_at_the_place_where_pieces_meet_is_a_crossing_of_that_place() -> None:
    one = _piece((50, 30), (50, 31), countries=(("KZ", 100.0),))
    other = _piece((50, 31), (50, 32), countries=(("TM", 100.0),))
    (crossing,) = join_pieces([one, other], ["bolashak"]).crossings
    assert crossing == Crossing("bolashak", "KZ", "TM", Position(50, 31))


def test_a_spur_to_a_place_beside_the_line_is_not_run_there_and_back() -> None:
    one = _piece(
        (50, 30), (50, 31), (50.1, 31), km=111.0, approach_km=(0.0, 11.0), schematic_km=11.0
    )
    other = _piece(
        (50.1, 31), (50, 31), (50, 32), km=111.0, approach_km=(11.0, 2.0), schematic_km=13.0
    )
    joined = join_pieces([one, other], ["beside"])
    assert joined.line == tuple(Position(50, lon) for lon in (30, 31, 32))
    assert joined.length_km == 200.0
    assert joined.schematic_km == 2.0
    assert joined.approach_km == (0.0, 2.0)


def test_longitudes_run_on_where_a_piece_begins_a_turn_later() -> None:
    one, other = _piece((60, 170), (60, 185)), _piece((60, -175), (60, -160))
    line = join_pieces([one, other], ["strait"]).line
    assert [point.lon for point in line] == [170, 185, 200]
    assert all(abs(a.lon - b.lon) < 180 for a, b in pairwise(line))
