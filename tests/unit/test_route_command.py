"""`corridors route`: one way as JSON, a file of ways as CSV, faults named with their mend."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from corridors.__main__ import main
from corridors.errors import RoutingError
from corridors.geometry import length_km
from corridors.model import Mode, Position
from corridors.routing.batch import COLUMNS_IN, COLUMNS_OUT, answer_rows, read_batch
from corridors.routing.noroute import NoRoute
from corridors.routing.questions import Asked, Question, Routers, answer_all, read_asked
from tests.made_networks import MadeLandRoute, MadeSeaRoute

HEADER = ",".join(COLUMNS_IN)


def _routers(asked: list[Any]) -> Routers:
    def sea(pairs: Any, **more: Any) -> list[Any]:
        if pairs:  # without any they are asked to read their network
            asked.append(("sea", len(pairs), more))
        return [
            MadeSeaRoute(pair, length_km(pair), ("suez",)) if pair[1].lat < 80 else NoRoute("ice")
            for pair in pairs
        ]

    def land(mode: str, pairs: Any, **more: Any) -> list[Any]:
        if pairs:
            asked.append((mode, len(pairs), more))
        return [MadeLandRoute(pair, 100.0, (("BY", 60.0), ("RU", 40.0))) for pair in pairs]

    return Routers(sea, land)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "ways.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def _answers(path: Path, asked: list[Any]) -> list[dict[str, Any]]:
    return list(answer_rows(read_batch(path), _routers(asked)))


def test_one_way_by_sea_is_json_with_km_passages_and_geometry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _route(capsys, "--from", "31.27,32.31", "--to", "29.5,32.5", "--mode", "sea")
    assert told["passages"] == ["suez"]
    assert told["length_km"] == pytest.approx(1.852 * told["nmi"], rel=1e-3)
    assert told["geometry"]["type"] == "LineString"
    assert told["geometry"]["coordinates"][0] == [32.31, 31.27]
    assert told["basis"] == "routed"
    assert "EG" in {one["country"] for one in told["countries"]}
    assert told["reason"] is None


def test_one_way_by_rail_keeps_out_of_a_country_and_carries_the_licence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ends = ("--from", "53.84,27.61", "--to", "44.72,37.77", "--mode", "rail")
    told = _route(capsys, *ends, "--avoid-country", "UA")
    assert [one["country"] for one in told["countries"]] == ["BY", "RU"]
    assert told["nmi"] is None
    assert "Open Database License" in told["notices"][0]["text"]


def test_a_line_over_the_antimeridian_is_cut_there(capsys: pytest.CaptureFixture[str]) -> None:
    told = _route(capsys, "--from", "51.5,178", "--to", "51,190", "--mode", "sea")
    assert told["geometry"]["type"] == "MultiLineString"
    lons = [lon for piece in told["geometry"]["coordinates"] for lon, _ in piece]
    assert all(-180 <= lon <= 180 for lon in lons)


def test_places_south_and_west_may_be_written_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _route(capsys, "--from", "-34.6,-18.4", "--to", "-33,-20", "--mode", "sea")
    assert told["geometry"]["coordinates"][0] == [-18.4, -34.6]


def test_without_a_way_everything_is_null_and_the_reason_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _route(
        capsys,
        "--from",
        "44.7,37.8",
        "--to",
        "36,20",
        "--mode",
        "sea",
        "--avoid",
        "bosphorus;volga-don",
    )
    assert told["length_km"] is None
    assert told["geometry"] is None
    assert "bosphorus" in told["reason"]


def _route(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["route", *arguments]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "44.7,37.8"], "--from, --to and --mode go together"),
        (["--from", "44.7", "--to", "1,2", "--mode", "sea"], "--from: '44.7' is no place"),
        (["--from", "91,2", "--to", "1,2", "--mode", "sea"], "from_lat: '91' is out of range"),
        (["--from", "1,2", "--to", "1,east", "--mode", "sea"], "to_lon: 'east' is not a number"),
        (
            ["--from", "1,2", "--to", "3,4", "--mode", "sea", "--avoid", "atlantis"],
            "avoid: 'atlantis' is no passage",
        ),
        (
            ["--from", "1,2", "--to", "3,4", "--mode", "rail", "--avoid-country", "UK"],
            "avoid_countries: 'UK' is no country",
        ),
        (
            ["--from", "1,2", "--to", "3,4", "--mode", "rail", "--allow", "nsr"],
            "allow: 'nsr' opens nothing by rail",
        ),
        (["--batch", "ways.csv", "--mode", "sea"], "--batch goes alone"),
    ],
)
def test_a_fault_names_field_value_and_mend(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["route", *arguments]) == 1
    told = capsys.readouterr().err
    assert message in told
    assert "—" in told


def test_a_file_is_answered_row_by_row_in_order(tmp_path: Path) -> None:
    asked: list[Any] = []
    path = _file(
        tmp_path,
        "a,1,2,3,4,sea,,,",
        "b,53.9,27.5,55.7,37.6,rail,BY-LT,,UA;lv",
        "c,1,2,3,364,sea,,,",
        "d,1,2,85,4,sea,,,",
    )
    a, b, c, d = _answers(path, asked)
    assert list(a) == COLUMNS_OUT
    assert [row["id"] for row in (a, b, c, d)] == ["a", "b", "c", "d"]
    assert (a["passages"], a["reason"]) == ("suez", "")
    assert (b["countries"], b["length_km"]) == ("BY;RU", 100.0)
    assert c["length_km"] > 0
    assert (d["length_km"], d["reason"]) == ("", "ice")
    assert asked == [
        ("sea", 3, {"avoid": frozenset(), "allow": frozenset()}),
        (
            "rail",
            1,
            {"avoid_countries": {"UA", "LV"}, "closed": {"BY-LT"}, "proposed": False},
        ),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,north,2,3,4,sea,,,", "row 2: from_lat: 'north' is not a number"),
        ("x,,2,3,4,sea,,,", "row 2: from_lat: '' is not a number — write a latitude"),
        ("x,nan,2,3,4,sea,,,", "row 2: from_lat: 'nan' is not a number"),
        ("x,1,inf,3,4,sea,,,", "row 2: from_lon: 'inf' is not a number"),
        ("x,1_0,2,3,4,sea,,,", "row 2: from_lat: '1_0' is not a number"),
        ("x,١,2,3,4,sea,,,", "row 2: from_lat: '١' is not a number"),
        ('x,"1,5",2,3,4,sea,,,', "row 2: from_lat: '1,5' is not a number"),
        ("x,1,2,3,541,sea,,,", "row 2: to_lon: '541' is out of range"),
        ("x,1,2,3,4,balloon,,,", "row 2: mode: 'balloon' is no mode — write one of sea"),
        ("x,1,2,3,4,,,,", "row 2: mode: '' is no mode"),
        ("x,1,2,3,4,sea,,atlantis,", "row 2: allow: 'atlantis' is no passage"),
        ("x,1,2,3,4,sea,suez;Panama,,", "row 2: avoid: 'Panama' is no passage"),
        ("x,1,2,3,4,rail,,,Ukraine", "row 2: avoid_countries: 'Ukraine' is no country"),
        ("x,1,2,3,4,rail,no-such,,", "row 2: avoid: 'no-such' is no border crossing — write a"),
        ("x,1,2,3,4,road,BY-XX,,", "row 2: avoid: 'BY-XX' is no border crossing"),
        ("x,1,2,3,4,sea,suez,,,panama", "row 2: one field too many, 'panama' — split lists by ;"),
        ("x,1,2", "row 2: to_lat: '' is not a number"),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_loses_no_other(
    row: str, message: str, tmp_path: Path
) -> None:
    bad, good = _answers(_file(tmp_path, row, "good,1,2,3,4,sea,,,"), [])
    assert message in bad["reason"]
    assert "ways.csv" in bad["reason"]
    assert (bad["id"], bad["length_km"]) == ("x", "")
    assert good["reason"] == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,from_lat\n1,2\n", "row 1: no column 'from_lon'"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (f'{HEADER}\n"a"b,1\n'.encode(), "not a CSV file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "ways.csv"
    path.write_bytes(content)
    with pytest.raises(RoutingError, match=message):
        read_batch(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoutingError, match="cannot be read"):
        read_batch(tmp_path / "none.csv")


def test_a_file_goes_through_the_real_networks_and_a_bad_row_makes_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, "a,31.27,32.31,29.5,32.5,sea,,,", "b,1,2,3,4,walk,,,")
    assert main(["route", "--batch", str(path)]) == 1
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == COLUMNS_OUT
    assert rows[0]["passages"] == "suez"
    assert float(rows[0]["ms"]) > 0
    assert "'walk'" in rows[1]["reason"]
    assert "'walk'" in err


def test_ways_that_ask_the_same_are_routed_together_and_keep_their_order() -> None:
    asked: list[Any] = []
    by_sea, by_road = Asked(Mode.SEA), Asked(Mode.ROAD)
    here = Position(1, 2)
    questions = [
        Question(here, Position(lat, 4), means)
        for lat, means in ((3, by_sea), (4, by_road), (5, by_sea))
    ]
    answers = answer_all(questions, _routers(asked))
    assert [one[:2] for one in asked] == [("sea", 2), ("road", 1)]
    ends = [answer.path.line[-1].lat for answer in answers if not isinstance(answer.path, NoRoute)]
    assert ends == [3, 4, 5]


@pytest.mark.parametrize("lon", ["37.8", "397.8"])
def test_a_place_is_no_way_from_itself(lon: str, tmp_path: Path) -> None:
    (row,) = _answers(_file(tmp_path, f"x,44.7,37.8,44.7,{lon},sea,,,"), [])
    assert (row["length_km"], row["reason"]) == ("", "origin and destination are one place")


def test_longitudes_may_run_on_and_lists_may_hold_blanks(tmp_path: Path) -> None:
    asked: list[Any] = []
    path = _file(tmp_path, "x,64.5,194.6,53,158.6,sea, suez ;panama; ,nsr,", "y,1,2,3,4,rail,,,ua")
    first, second = _answers(path, asked)
    assert first["reason"] == second["reason"] == ""
    assert asked[0][2] == {"avoid": {"suez", "panama"}, "allow": {"nsr"}}
    assert asked[1][2]["avoid_countries"] == {"UA"}


def test_a_way_by_land_may_use_what_is_not_built_if_it_is_allowed() -> None:
    assert read_asked("rail", "", "proposed", "").allow == {"proposed"}
