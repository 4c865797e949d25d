"""`corridors geocode`: one name as JSON, a file of names as CSV, faults named with their mend."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path

import pytest

from corridors.commands import geocode
from corridors.errors import GeocodingError


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    geocode.add_parser(parser.add_subparsers())
    options = parser.parse_args(["geocode", *arguments])
    return int(options.run(options))


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORRIDORS_GEOCODER", raising=False)


def test_one_name_is_answered_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Gebze", "--country", "TR") == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"name", "lat", "lon", "country", "kind", "source", "candidates"} <= answer.keys()
    assert answer["country"] == "TR"
    assert abs(answer["lat"] - 40.8) < 0.2
    assert answer["candidates"][0]["name"] == answer["name"]


def test_an_ambiguous_name_has_no_position_but_candidates(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("Brest") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ambiguous"] is True
    assert answer["lat"] is None
    assert {c["country"] for c in answer["candidates"]} >= {"BY", "FR"}


def test_an_area_is_answered_as_an_area(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Black Sea") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["lat"], answer["candidates"]) == ("area", None, [])


def test_a_batch_answers_every_row_in_its_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ports.csv"
    file.write_text(
        "\ufeffid,name,country\na,Gebze,TR\nb,Brest,\nc,Russia,\nd,Nowhereville,\n"
        'e,"Poti, Georgia",GE\n',
        encoding="utf-8",
    )
    assert run("--batch", str(file)) == 0
    out = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert out.splitlines()[0] == "id,name,lat,lon,country,kind,source,candidates"
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e"]
    assert rows[0]["country"] == "TR"
    assert abs(float(rows[0]["lat"]) - 40.8) < 0.2
    assert rows[1]["lat"] == ""
    assert int(rows[1]["candidates"]) >= 2
    assert (rows[2]["lat"], rows[2]["candidates"]) == ("", "0")
    assert (rows[3]["lat"], rows[3]["candidates"]) == ("", "0")
    assert rows[4]["country"] == "GE"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,place,country\n1,Gebze,TR\n", r"row 1: no column 'name' — .*id,name,country"),
        (b"", r"row 1: no column 'id'"),
        (b"id,name,country\n1,Gebze,TR\n2,Poti,XQ\n", r"row 3: country: .*'XQ'.*ISO 3166-1"),
        (b"id,name,country\n1,,TR\n", r"row 2: name: empty — give"),
        (b"id,name,country\n1,Poti,Tbilisi,GE\n", r"row 2: one field too many, 'GE' — quote"),
        (b"id,name,country\n1,\xff\xfe,TR\n", r"not UTF-8 — save"),
        (b'id,name,country\n1,"Gebze"x,TR\n', r"not a CSV file"),
    ],
)
def test_a_malformed_batch_names_file_row_field_value_and_mend(
    tmp_path: Path, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ports.csv"
    file.write_bytes(content)
    with pytest.raises(GeocodingError, match=rf"ports\.csv: .*{message}|ports\.csv: {message}"):
        run("--batch", str(file))
    assert capsys.readouterr().out == ""


def test_a_missing_batch_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GeocodingError, match=r"none\.csv: cannot be read"):
        run("--batch", str(tmp_path / "none.csv"))


def test_an_empty_name_and_a_country_for_a_batch_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GeocodingError, match="empty"):
        run(" ")
    with pytest.raises(GeocodingError, match="column country"):
        run("--batch", str(tmp_path / "ports.csv"), "--country", "TR")


def test_the_offline_command_loads_no_geopy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "geopy", None)
    assert run("Gebze") == 0
    assert "Gebze" in capsys.readouterr().out
