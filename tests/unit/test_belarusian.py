"""Belarusian, in Cyrillic and Łacinka, sentence by sentence."""

from __future__ import annotations

import pytest

from corridors.extraction.language import load_language
from corridors.extraction.languages.be.foreign import foreign
from corridors.extraction.languages.be.latin import is_latin, spellings, to_cyrillic
from corridors.extraction.lexicon import best_of, read_name
from tests.told_legs import Leg, legs

BE = load_language("be")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Kaladzičy", "Калядзічы"),
        ("Salihorsk", "Салігорск"),
        ("Viciebsk", "Віцебск"),
        ("Biełaruś", "Беларусь"),
        ("Barysaŭ", "Барысаў"),
        ("dźvie", "дзве"),
        ("śviet", "свет"),
        ("uhnajeńni", "угнаенні"),
        ("raźvićcio", "развіццё"),
        ("ciahnik", "цягнік"),
        ("Łuniniec", "Лунінец"),
        ("abjekt", "аб'ект"),
        ("Dźmitryj", "Дзмітрый"),
        ("Mańčžuryja", "Маньчжурыя"),
        ("maršrut praz Kitaj", "маршрут праз Кітай"),
    ],
)
def test_lacinka_is_read_as_official_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_a_soft_l_that_should_be_hard_is_tried_both_ways() -> None:
    assert spellings("Klajpeda") == ("Кляйпэда", "Клайпэда")
    assert spellings("Мінск") == ("Мінск",)


def test_cyrillic_and_mixed_words_are_not_latin() -> None:
    assert is_latin("Miensk")
    assert not is_latin("Менск")
    assert not is_latin("МAZ-завод")
    assert not is_latin("2022")


def test_a_foreign_name_gets_the_spelling_that_russian_gives_it() -> None:
    assert list(foreign("Чыта")) == ["Чита"]
    assert list(foreign("Цюмень")) == ["Тюмень"]
    assert list(foreign("Дзербент")) == ["Дербент"]
    assert list(foreign("Самара")) == []


@pytest.mark.parametrize(
    ("written", "case", "place"),
    [
        ("Мінска", "gen", "Мінск"),
        ("Гродне", "loc", "Гродна"),
        ("Брэсце", "loc", "Брэст"),
        ("Клайпедзе", "loc", "Клайпеда"),
        ("Рызе", "loc", "Рыга"),
        ("Ташкенце", "loc", "Ташкент"),
        ("Багдадзе", "loc", "Багдад"),
        ("Варшаву", "acc", "Варшава"),
        ("Астраханню", "ins", "Астрахань"),
        ("Беларуссю", "ins", "Беларусь"),
        ("Грузіі", "gen", "Грузія"),
        ("Турцыю", "acc", "Турцыя"),
        ("Кітаем", "ins", "Кітай"),
        ("Калядзічаў", "gen", "Калядзічы"),
        ("Баранавічах", "loc", "Баранавічы"),
        ("Магілёва", "gen", "Магілёў"),
        ("Гомелем", "ins", "Гомель"),
        ("Вялікага Каменя", "gen", "Вялікі Камень"),
        ("Чорнага мора", "gen", "Чорнае мора"),
        ("Брэсцкай вобласці", "gen", "Брэсцкая вобласць"),
        ("Растове-на-Доне", "loc", "Растоў-на-Доне"),
        ("Бендэр-Абаса", "gen", "Бендэр-Абас"),
        ("Salihorsku", "dat", "Салігорск"),
        ("Kaladzičach", "loc", "Калядзічы"),
        ("Turcyju", "acc", "Турцыя"),
    ],
)
def test_an_inflected_name_is_read_in_its_case(written: str, case: str, place: str) -> None:
    forms = BE.forms(written)
    assert (place, case) in {(form.base, form.case) for form in forms}
    assert {form.length for form in forms} == {len(written)}


@pytest.mark.parametrize(
    ("written", "country"),
    [("Маскве", "RU"), ("Стамбуле", "TR"), ("Кітаю", "CN"), ("Hrodnie", "BY"), ("Vilni", "LT")],
)
def test_the_likeliest_reading_is_the_place_that_is_meant(written: str, country: str) -> None:
    best = best_of(read_name(written, "be"))
    assert best is not None
    assert country == (best.area.country if best.area else best.places[0].place.country)


def test_the_classical_spelling_is_read_as_the_official_one() -> None:
    assert "Светлагорск" in {form.base for form in BE.forms("Сьветлагорск")}
    assert legs("Грузы вязуць цягніком зь Менску празь Вільню ў Рыгу.")[-1][2] == "Рыгу"


@pytest.mark.parametrize("name", ["", "-на-", "'", "ŭ", "і", "Ў", "a" * 5000, "\u0301ы"])
def test_any_string_has_its_forms(name: str) -> None:
    assert any(form.base == name for form in BE.forms(name))


@pytest.mark.parametrize(
    ("word", "country"), [("беларускага", "BY"), ("turecki", "TR"), ("літоўская", "LT")]
)
def test_an_adjective_gives_a_country(word: str, country: str) -> None:
    assert BE.demonym(word) == country


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Кантэйнеры вязуць чыгункай з Мінска ў Клайпеду.",
            [("Мінска", "rail", "Клайпеду")],
        ),
        (
            "Грузы з Беларусі везлі чыгункай праз Літву ў порт Клайпеда.",
            [("Беларусі", "rail", "Літву"), ("Літву", "rail", "Клайпеда")],
        ),
        (
            "Кантэйнеры адпраўляюць цягніком у Наварасійск з Мінска, адтуль морам у Стамбул.",
            [("Мінска", "rail", "Наварасійск"), ("Наварасійск", "sea", "Стамбул")],
        ),
        (
            "Угнаенні адпраўляюць цягнікамі са станцыі Калій у порт Усць-Луга.",
            [("Калій", "rail", "Усць-Луга")],
        ),
        (
            "Тавары пойдуць фурамі з Брэста праз Варшаву і Познань у Берлін.",
            [
                ("Брэста", "road", "Варшаву"),
                ("Варшаву", "road", "Познань"),
                ("Познань", "road", "Берлін"),
            ],
        ),
        (
            "Цыстэрны дастаўляюць баржамі з Саратава ў Астрахань.",
            [("Саратава", "river", "Астрахань")],
        ),
        (
            "Kantejniery viazuć čyhunkaj ź Minsku ŭ Smalensk.",
            [("Minsku", "rail", "Smalensk")],
        ),
        (
            "Hruzy vypravili moram z Šanchaja va Uładzivastok, a adtul čyhunkaj u Maskvu.",
            [("Šanchaja", "sea", "Uładzivastok"), ("Uładzivastok", "rail", "Maskvu")],
        ),
    ],
)
def test_a_route_is_told(text: str, told: list[Leg]) -> None:
    assert legs(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Дэлегацыя вылецела з Мінска ў Ханой.",
        "Турысты едуць з Мінска ў Баранавічы і Брэст.",
        "Выстава адкрылася ў Мінску, Брэсце і Гродне.",
        "Бакі абмеркавалі гандаль паміж Беларуссю і В'етнамам.",
        "Першыя старонкі, Наступныя навіны, Галоўныя тэмы",
    ],
)
def test_what_is_no_route_of_cargo_tells_none(text: str) -> None:
    assert legs(text) == []
