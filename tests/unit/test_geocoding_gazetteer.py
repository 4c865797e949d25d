"""The packed gazetteer: quick, small, the same bytes twice, and honest about a broken file."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from corridors.errors import GeocodingError
from corridors.places.gazetteer import (
    GAZETTEER_FILE,
    MAGIC,
    OTHER,
    OWN,
    SHORTENED,
    Gazetteer,
    Place,
    pack,
)
from corridors.places.placenames import bare_keys, fold, latinka_forms, skeleton
from corridors.places.spelling import edit_distance

MEASURE = """
import time
def resident_mb():
    status = open("/proc/self/status").read().split("VmRSS:")[1]
    return int(status.split()[0]) / 1024
before, started = resident_mb(), time.perf_counter()
from corridors.places.resolution import resolve
assert resolve("Gebze", "TR").place
print(time.perf_counter() - started, resident_mb() - before)
"""


def place(name: str, country: str, weight: int = 100) -> Place:
    return Place(name, 1.0, 2.0, country, "city", "geonames", 5.0, weight, None)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's /proc")
def test_the_first_answer_takes_under_a_third_of_a_second_and_60_mb() -> None:
    runs = []
    for _ in range(3):  # another process may hold the machine up once
        ended = subprocess.run(
            [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
        )
        runs.append([float(number) for number in ended.stdout.split()])
    assert min(seconds for seconds, _ in runs) < 0.3
    assert max(megabytes for _, megabytes in runs) < 60


def test_the_file_in_the_repository_is_compact() -> None:
    assert GAZETTEER_FILE.stat().st_size < 15_000_000


def test_what_is_packed_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "small.bin"
    many = [
        (place(f"Town {i}", "AA" if i % 2 else "BB", i), {f"town{i}": OWN, "shared": OTHER})
        for i in range(1000)
    ]
    file.write_bytes(pack(many))
    gazetteer = Gazetteer(file)
    assert gazetteer.countries == {"AA", "BB"}
    (found,) = gazetteer.named("town7")
    assert (found.place.name, found.place.country, found.grade) == ("Town 7", "AA", OWN)
    assert len(gazetteer.named("shared")) == 1000
    assert {m.place.country for m in gazetteer.named("shared", "BB")} == {"BB"}
    assert gazetteer.named("town") == gazetteer.named("zzz") == gazetteer.named("") == []
    assert gazetteer.named("shared", "CC") == []
    keys = dict(gazetteer.keys_in("AA", ["t"], range(5, 6)))
    assert keys.keys() == {f"town{i}" for i in (1, 3, 5, 7, 9)}


def test_the_same_places_in_another_order_give_the_same_bytes() -> None:
    many = [
        (place(f"Town {i}", "AA", i), {f"town{i}": OWN, f"t{i}": SHORTENED}) for i in range(500)
    ]
    shuffled = random.Random(1).sample(many, len(many))  # noqa: S311
    assert pack(many) == pack(shuffled)


@pytest.mark.parametrize(
    "content", [b"", b"something else", MAGIC, MAGIC + b"\0\0\0\x05abcde", MAGIC + b"\xff" * 40]
)
def test_a_file_that_is_no_gazetteer_is_named_with_the_mend(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.bin"
    file.write_bytes(content)
    with pytest.raises(GeocodingError, match=r"broken\.bin: not a gazetteer.*make data"):
        Gazetteer(file)


def test_a_missing_file_is_named_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(GeocodingError, match=r"none\.bin: cannot be read.*make data"):
        Gazetteer(tmp_path / "none.bin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ust-Luga", "Ust Luga"),
        ("İZMİR", "Izmir"),
        ("Iğdır", "Igdir"),
        ("Şalom", "Salom"),
        ("Новороссийск", "Novorossiysk"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Homyel'", "Homyel"),
        ("Małaszewicze", "Malaszewicze"),
        ("Ələt", "Alat"),
        ("Klaipėda", "Klaipeda"),
        ("Ålesund", "Alesund"),
        ("Sta. Marta", "Santa Marta"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_generic_words_are_dropped_but_never_the_whole_name() -> None:
    assert "rades" in bare_keys("Port of Rades")
    assert "anzali" in bare_keys("Bandar-e Anzali")
    assert "gocek" in bare_keys("Göcek Limanı")
    assert "haven" not in bare_keys("New Haven")
    assert list(bare_keys("Port Terminal", loose=True)) == []


def test_belarusian_cyrillic_is_written_in_both_kinds_of_lacinka() -> None:
    assert latinka_forms("Калядзічы") == ("kaladzičy", "kaliadzičy")
    assert latinka_forms("Магілёў") == ("mahiloŭ", "mahilioŭ")
    assert latinka_forms("Вільня")[0] == "vilnia"
    assert latinka_forms("Калининград") == ()
    assert latinka_forms("Gebze") == ()


def test_transliterations_of_one_sound_have_one_skeleton() -> None:
    assert skeleton("khorramshahr") == skeleton("horramshahr")
    assert skeleton("zhanatas") == skeleton("janatas")
    assert skeleton("souk") == skeleton("suk")
    assert skeleton("gebze") != skeleton("gemlik")


@pytest.mark.parametrize(
    ("a", "b", "most", "distance"),
    [
        ("gdansk", "gdansk", 2, 0),
        ("gdansk", "gdnask", 2, 1),
        ("gdansk", "dansk", 2, 1),
        ("gdansk", "gdynia", 2, None),
        ("abcdef", "abXdYf", 2, 2),
        ("", "ab", 2, 2),
    ],
)
def test_edits_are_counted_up_to_the_bound(a: str, b: str, most: int, distance: int | None) -> None:
    assert edit_distance(a, b, most) == distance
