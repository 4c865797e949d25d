"""One key for what a place is called in English, Russian, Belarusian and Turkish letters."""

from __future__ import annotations

import pytest

from corridors.extraction.lexicon import best_of, read_name
from corridors.places.akin import akin_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Novorossiysk", "Новороссийск", "Наварасійск"),
        ("Нижний Новгород", "Ніжні Ноўгарад"),
        ("Черноморск", "Чарнаморск"),
        ("Петропавловск", "Петрапаўлаўск"),
        ("Tyumen", "Тюмень", "Цюмень"),
        ("Kolwezi", "Колвези", "Калвезі"),
        ("Astrakhan", "Astrahan", "Астрахань"),
        ("Zhezkazgan", "Джезказган"),
        ("Dostyk", "Dostık"),
        ("Gwadar", "Gvadar"),
        ("Хабаровск", "Хабараўск"),
        ("Jebel Ali", "Джебель-Али"),
    ],
)
def test_spellings_of_one_place_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({akin_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Курск", "Орск"), ("Karachi", "Karshi"), ("Minsk", "Pinsk")]
)
def test_other_places_have_other_keys(one: str, other: str) -> None:
    assert akin_key(one) != akin_key(other)


@pytest.mark.parametrize("name", ["", "'", "Ош", "Kars", "ь", "🚂"])
def test_too_short_a_name_has_none(name: str) -> None:
    assert akin_key(name) == ""


def test_a_key_is_no_name() -> None:
    assert akin_key("Voronezh").startswith("0")


@pytest.mark.parametrize(
    ("written", "code", "country"),
    [
        ("Варонежа", "be", "RU"),
        ("Чарнаморску", "be", "UA"),
        ("Vialikija Łuki", "be", "RU"),
        ("Arhangelsk'ten", "tr", "RU"),
        ("Кёсекёй", "ru", "TR"),
    ],
)
def test_a_name_in_a_spelling_that_the_gazetteer_lacks_is_read(
    written: str, code: str, country: str
) -> None:
    best = best_of(read_name(written, code))
    assert best is not None
    assert best.places[0].place.country == country
