"""Pasted texts and text files: what is stored is what was given, and offsets count in it."""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time

import pytest

from corridors.errors import ReadingFault
from corridors.reading import read_bytes, read_file, read_text
from corridors.reading.files import MOST_BYTES

RUSSIAN = "Контейнерный поезд вышел со станции Колядичи и прибыл в порт Новороссийск."
TURKISH = (
    "Konteyner treni Minsk'ten çıktı ve Novorossiysk limanına ulaştı, oradan gemiyle Gebze'ye."
)
BELARUSIAN = "Кантэйнерны цягнік выйшаў са станцыі Калядзічы і прыбыў у порт Наварасійск."
ENGLISH = "The train left Kolyadichi – “on time”, they said – for the port’s ferry."


@pytest.mark.parametrize(
    "text", ["one line", "a\r\nb\r\n\r\nc", " lead\n\n\n", "\ttab\u00a0nbsp\u200b", "😀 Minsk"]
)
def test_a_pasted_text_is_stored_as_it_is(text: str) -> None:
    assert read_text(text).text == text


def test_what_no_store_can_hold_is_replaced_one_for_one_and_said() -> None:
    reading = read_text("Min\0sk\ud800 – Baku")
    assert reading.text == "Min\ufffdsk\ufffd – Baku"
    assert reading.notes == ("2 characters that cannot be stored were replaced by U+FFFD",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"), (RUSSIAN, "utf-8-sig"), (RUSSIAN, "utf-16"), (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"), (RUSSIAN, "utf-32"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"), (RUSSIAN, "iso8859-5"), (BELARUSIAN, "cp1251"),
        (BELARUSIAN, "iso8859-5"), (TURKISH, "cp1254"), (TURKISH, "iso8859-9"),
        (ENGLISH, "cp1252"), (ENGLISH, "utf-16-be"),
    ],
)  # fmt: skip
def test_the_encoding_of_a_file_is_found_out(text: str, encoding: str) -> None:
    assert read_bytes("a.txt", text.encode(encoding)).text == text


def test_a_file_with_a_few_broken_bytes_is_read_and_that_is_said() -> None:
    reading = read_bytes("a.txt", RUSSIAN.encode() * 5 + b"\xd0")
    assert reading.text == RUSSIAN * 5 + "\ufffd"
    assert any("not UTF-8" in note for note in reading.notes)


def test_line_ends_of_a_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Minsk\r\nBaku\rPoti\n")
    assert read_file(file).text == "Minsk\r\nBaku\rPoti\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingFault, match=r"gone\.txt: No such file.* — check name"):
        read_file(tmp_path / "gone.txt")


def test_a_name_in_no_encoding_can_still_be_written(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"bad\xff.txt")
    file.write_text("Minsk to Poti")
    assert read_file(file).name.endswith("bad\ufffd.txt")
    file.unlink()
    with pytest.raises(ReadingFault) as fault:
        read_file(file)
    assert "bad\ufffd.txt" in str(fault.value)


def test_a_program_is_no_text() -> None:
    with pytest.raises(ReadingFault, match=r"a\.txt: this is no text — give a \.txt"):
        read_bytes("a.txt", bytes(range(256)) * 40)


def test_too_large_a_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES * 100)
    with pytest.raises(ReadingFault, match=r"larger than 10 MB"):
        read_file(file)
    with pytest.raises(ReadingFault, match="the pasted text"):
        read_text("a" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    "text",
    [
        "From Minsk to Baku by rail. " * 37_000,
        "Minsk - " * 125_000,
        "[a](" * 250_000,
        "<!--" * 250_000,
        "\n" * 1_000_000,
        "Read also: x\n" * 77_000,
        " " * 1_000_000,
        "a. " * 333_000,
        "> " * 500_000,
        "Home\n" * 200_000,
        "1 " * 500_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_megabyte_takes_seconds_whatever_it_is(text: str, name: str) -> None:
    """Two seconds on a machine with nothing else to do; a step that is not linear takes minutes."""
    begun = process_time()
    reading = read_bytes(name, text.encode())
    assert process_time() - begun < 8
    assert len(reading.text) == len(text)


def test_plain_is_as_long_as_the_text_and_blanks_furniture() -> None:
    text = "Minsk opens a route to Poti\n12 views\nThe train goes by way of Baku, they said.\n"
    reading = read_text(text)
    assert [(text[s.start : s.end], s.what) for s in reading.furniture] == [("12 views", "counter")]
    assert reading.plain == text.replace("12 views", "        ")


def test_paragraphs_wrapped_by_hand_are_one() -> None:
    wrapped = (
        "The company has begun to send containers from the station of Kolyadichi\n"
        "near Minsk to the port of Novorossiysk, from where a ship takes them to\n"
        "Gebze on the Sea of Marmara. The trip takes seventeen days in all, which\n"
        "is less than by way of Poland.\n\nA second train is planned."
    )
    reading = read_text(wrapped)
    words = [reading.text[p.start : p.end] for p in reading.paragraphs]
    assert words == [wrapped.split("\n\n")[0], "A second train is planned."]


def test_lines_of_a_list_are_paragraphs_of_their_own() -> None:
    reading = read_text("The ship calls at:\nAktau\nKuryk\nAlat\nIt takes two days to do so.")
    assert len(reading.paragraphs) == 5


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("December 4, 2025", "2025-12-04"), ("29.04.2025, 15:46", "2025-04-29"),
        ("15 апреля 2026, 14:20", "2026-04-15"), ("7 снежня 2025", "2025-12-07"),
        ("7 śniežnia 2025", "2025-12-07"), ("4 Aralık 2025 Perşembe", "2025-12-04"),
        ("2018-04-22 08:12 | 2 views", "2018-04-22"), ("03/04/2025", None),
        ("31.02.2025", None), ("The treaty of 16 May 2002 launched the project that we know", None),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_read_from_a_line_of_its_own(line: str, day: str | None) -> None:
    assert read_text(f"A headline of four words\n{line}\nText that goes on here.").published == day


def test_the_headline_is_the_first_line_that_is_none_of_the_furniture() -> None:
    text = (
        "Home | News | Contact\nMinsk sends a train to Baku\n12 views\nIt left the station today."
    )
    assert read_text(text).title == "Minsk sends a train to Baku"
    assert read_text("It left the station today.").title is None
