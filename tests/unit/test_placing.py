"""What places are called in a language."""

from __future__ import annotations

from corridors.placing import in_language, place_name

DOCUMENT = {
    "nodes": {
        "gebze": {
            "name": "Gebze",
            "label": "Gebze (terminal not stated)",
            "names": {"en": "Gebze", "ru": "Гебзе"},
        },
        "pier": {"name": "Pier", "label": None, "names": {"en": "Pier"}},
    },
    "areas": {
        "turkey": {"name": "Türkiye", "kind": "country", "countries": ["TR"]},
        "black-sea": {"name": "Black Sea", "kind": "sea", "countries": []},
    },
    "hash": "abc",
}


def test_english_is_the_document_itself() -> None:
    assert in_language(DOCUMENT, None) is DOCUMENT
    assert in_language(DOCUMENT, "en") is DOCUMENT


def test_a_place_is_called_as_its_record_says_and_its_remark_stays() -> None:
    spoken = in_language(DOCUMENT, "ru")
    assert place_name("gebze", spoken) == "Гебзе (terminal not stated)"
    assert place_name("pier", spoken) == "Pier"
    assert spoken["hash"] == "abc"


def test_a_country_is_called_as_the_language_calls_it_and_a_sea_as_it_is() -> None:
    assert place_name("turkey", in_language(DOCUMENT, "ru")) == "Турция"
    assert place_name("turkey", in_language(DOCUMENT, "be")) == "Турцыя"
    assert place_name("black-sea", in_language(DOCUMENT, "tr")) == "Black Sea"
