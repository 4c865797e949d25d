"""The language of a paragraph, by its letters and function words."""

from __future__ import annotations

import pytest

from corridors.reading import read_text
from corridors.reading.language import guess_language

SENTENCES = {
    "en Latn": [
        "Container trains from Minsk reach the port of Novorossiysk in nine days.",
        "Wagons were loaded at Kolyadichi station and left for Islamabad",
        "Rates for 40-foot boxes fell by 12% in October",
    ],
    "ru Cyrl": [
        "Контейнерный поезд отправился со станции Колядичи в порт Новороссийск.",
        "Перевозки через порт Оля выросли вдвое",
        "Минск запускает новый маршрут",
    ],
    "be Cyrl": [
        "Кантэйнерны цягнік адправіўся са станцыі Калядзічы ў порт Наварасійск.",
        "Груз ідзе морам да Бендэр-Абаса, адтуль па чыгунцы",
        "Мінск запускае новы маршрут",
    ],
    "be Latn": [
        "Kantejnierny ciahnik adpraviŭsia sa stancyi Kaladzičy ŭ port Navarasijsk.",
        "Hruz idzie moram da Bender-Abasa, adtul pa čyhuncy",
        "Biełaruś adpraviła pieršy ciahnik u Kitaj",
    ],
    "tr Latn": [
        "Konteyner treni Minsk'ten Novorossiysk limanına dokuz günde ulaşıyor.",
        "Bakü-Tiflis-Kars hattında yük taşımacılığı arttı",
        "Çin'den Avrupa'ya yeni tren hattı",
    ],
    "other Latn": [
        "Der Containerzug fährt von Minsk in den Hafen von Noworossijsk.",
        "Pociąg kontenerowy wyjechał z Małaszewicz do Chin.",
        "Konteinerių traukinys išvyko iš Klaipėdos į Kazachstaną.",
        "Le train de conteneurs relie la Chine à la France par le Kazakhstan.",
        "Konteyner qatarı Bakıdan Gürcüstana yola düşüb və bu il üçün yeni marşrutdur.",
        "Teretni vlak iz Kine stigao je u luku Rijeka, a roba ide dalje u Mađarsku.",
    ],
    "other Cyrl": [
        "Контейнерний потяг вирушив зі станції Чорноморськ до Польщі, повідомили в компанії.",
        "Контейнерният влак тръгна от пристанище Варна за Грузия и се очаква след седмица.",
        "Теміржол арқылы жүк тасымалы артты және жаңа бағыт ашылды.",
        "Контејнерски воз је кренуо из Београда за Кину и стигао за две недеље.",
    ],
    "other other": ["中欧班列从西安出发前往汉堡。", "قطار الحاويات ينطلق من طهران"],
}


@pytest.mark.parametrize(
    ("said", "sentence"), [(key, text) for key, texts in SENTENCES.items() for text in texts]
)
def test_a_sentence_alone_is_known(said: str, sentence: str) -> None:
    guess = guess_language(sentence)
    assert f"{guess.language} {guess.script}" == said


def test_languages_are_told_paragraph_by_paragraph() -> None:
    keys = ("en Latn", "ru Cyrl", "be Cyrl", "be Latn", "tr Latn")
    reading = read_text("\n\n".join(SENTENCES[key][0] for key in keys))
    assert tuple(f"{p.language} {p.script}" for p in reading.paragraphs) == keys


def test_what_nothing_decides_goes_with_the_rest_of_its_script() -> None:
    reading = read_text("Minsk – Gebze\n" + "\n".join(SENTENCES["tr Latn"]))
    assert {p.language for p in reading.paragraphs} == {"tr"}


def test_numbers_alone_are_in_no_language() -> None:
    assert [p.language for p in read_text("29.04.2025, 15:46").paragraphs] == ["other"]
