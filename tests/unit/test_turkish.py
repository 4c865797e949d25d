"""Turkish, sentence by sentence: suffixes, nouns that carry them, constructions."""

from __future__ import annotations

import pytest

from corridors.extraction.language import Form, load_language
from corridors.extraction.languages.tr.suffixes import case_of, cut_suffix, possessed, respelled
from corridors.extraction.lexicon import best_of, read_name
from corridors.extraction.tokens import tokenise
from tests.told_legs import Leg, legs

TR = load_language("tr")


@pytest.mark.parametrize(
    ("suffix", "case"),
    [
        ("den", "abl"),
        ("ndan", "abl"),
        ("ten", "abl"),
        ("da", "loc"),
        ("teki", "loc"),
        ("ya", "dat"),
        ("e", "dat"),
        ("na", "dat"),
        ("yı", "acc"),
        ("ü", "acc"),
        ("nun", "gen"),
        ("ın", "gen"),
        ("la", "ins"),
        ("yle", "ins"),
        ("li", ""),
        ("an", ""),
    ],
)
def test_a_suffix_tells_its_case(suffix: str, case: str) -> None:
    assert case_of(suffix) == case


@pytest.mark.parametrize(
    ("written", "name", "case"),
    [
        ("Pekin'den", "Pekin", "abl"),
        ("Bakü’ye", "Bakü", "dat"),
        ("Tiflis'ten", "Tiflis", "abl"),
        ("Irak'a", "Irak", "dat"),
        ("Köstence'de", "Köstence", "loc"),
        ("İstanbul'daki", "İstanbul", "loc"),
        ("Azerbaycan'ın", "Azerbaycan", "gen"),
        ("Hazar Denizi'nden", "Hazar Denizi", "abl"),
        ("Kars'a", "Kars", "dat"),
    ],
)
def test_a_suffix_behind_an_apostrophe_is_cut(written: str, name: str, case: str) -> None:
    assert TR.forms(written)[0] == Form(name, case, len(name))


def test_a_suffix_without_apostrophe_is_one_reading_of_two() -> None:
    assert TR.forms("Türkiyeden") == [Form("Türkiyeden", "", 10), Form("Türkiye", "abl", 7)]
    assert cut_suffix("Sudan") is None


@pytest.mark.parametrize("name", ["Dresden", "Adana", "Konya", "Xi'an"])
def test_a_name_that_ends_like_a_suffix_stays_whole(name: str) -> None:
    best = best_of(read_name(name, "tr"))
    assert best is not None
    assert best.length == len(name)


@pytest.mark.parametrize(
    ("written", "length", "case"),
    [
        ("Mersin Limanı", 6, ""),
        ("Mersin Limanı'ndan", 6, "abl"),
        ("Halkalı Garı'na", 7, "dat"),
        ("Kapıkule Sınır Kapısı'nda", 8, "loc"),
    ],
)
def test_what_a_place_is_is_no_part_of_its_name(written: str, length: int, case: str) -> None:
    assert TR.forms(written) == [Form("", case, length)]


def test_a_slavic_name_in_turkish_letters_is_also_spelled_the_english_way() -> None:
    assert list(respelled("Kolyadiçi")) == ["Kolyadichi"]
    assert Form("Ashgabat", "dat", 7) in TR.forms("Aşgabat'a")
    assert list(respelled("Minsk")) == []


def test_seas_and_airports_keep_their_noun() -> None:
    assert TR.forms("Hazar Denizi")[0].base == "Hazar Denizi"
    assert TR.forms("Riga Havalimanı'na")[0].base == "Riga Havalimanı"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("limanı", {"limanından": "abl", "limanına": "dat", "limanında": "loc"}),
        ("şehri", {"şehrinden": "abl", "şehrine": "dat", "şehriyle": "ins"}),
        ("köyü", {"köyünden": "abl", "köyünün": "gen", "köyünü": "acc"}),
        ("boğazı", {"boğazı ' ndan": "abl", "boğazı ’ na": "dat"}),
    ],
)
def test_a_noun_in_the_possessive_takes_suffixes_in_harmony(
    noun: str, expected: dict[str, str]
) -> None:
    assert expected.items() <= dict(possessed(noun)).items()


def test_a_noun_without_vowels_has_no_forms() -> None:
    assert list(possessed("krk")) == []


@pytest.mark.parametrize("name", ["", "'", "’a", "'den", "a'", "ıı'ıı", "a" * 5000, "Limanı"])
def test_any_string_has_forms(name: str) -> None:
    assert all(0 <= form.length <= len(name) for form in TR.forms(name))
    assert TR.forms(name)


def test_an_inflected_noun_marks_the_kind_of_place_and_the_role() -> None:
    text = "Gemi Mersin limanından kalktı"
    marks = TR.vocabulary.find(tokenise(text, 0, len(text)))
    assert {("heads", "port"), ("after", "from")} <= {(m.sort, m.value) for m in marks}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pekin'den Hamburg'a trenle yük taşınıyor.", [("Pekin", "rail", "Hamburg")]),
        (
            "Konteynerler Alat Limanı'ndan gemiyle Aktau'ya taşınacak.",
            [("Alat", "sea", "Aktau")],
        ),
        (
            "Gemi Mersin limanından kalkıp İskenderiye limanına ulaştı.",
            [("Mersin", "sea", "İskenderiye")],
        ),
        (
            "Yükler Tiflis'ten kamyonla Poti'ye gidiyor, oradan gemiyle Burgaz'a geçiyor.",
            [("Tiflis", "road", "Poti"), ("Poti", "sea", "Burgaz")],
        ),
        (
            "Tren Ankara'dan çıkıp Tiflis üzerinden Bakü'ye ulaşacak.",
            [("Ankara", "rail", "Tiflis"), ("Tiflis", "rail", "Bakü")],
        ),
        (
            "Demiryolu Bakü'den başlıyor, Tiflis'ten geçtikten sonra Kars'a varıyor.",
            [("Bakü", "rail", "Tiflis"), ("Tiflis", "rail", "Kars")],
        ),
    ],
)
def test_a_route_is_told(text: str, told: list[Leg]) -> None:
    assert legs(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Heyet Ankara'dan Taşkent'e gitti.",
        "Turistler İzmir'den Rodos'a feribotla geçti.",
        "En çok ihracat Almanya'ya, İtalya'ya ve Irak'a yapıldı.",
        "Bakan Ağrı ve Van'da partililerle buluştu.",
        "İstanbul, Kocaeli ve Bursa sıralamada öne çıktı.",
    ],
)
def test_what_is_no_route_of_cargo_tells_none(text: str) -> None:
    assert legs(text) == []
