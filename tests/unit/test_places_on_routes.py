"""Which of several places of a name is meant: the route, the country and the kind decide."""

from __future__ import annotations

import pytest

from corridors.extraction.extract import extract
from tests.told_legs import Text

ROWS = [
    ("en", "Container trains run from Minsk through Brest to Duisburg.", "Brest", "BY"),
    ("en", "The ferry sails from Cork to Brest and Santander.", "Brest", "FR"),
    ("ru", "Груз отправляют поездом из Ростова в Новороссийск.", "Ростова", "RU"),
    ("en", "Ships carry grain from Odesa to Tripoli in Libya.", "Tripoli", "LY"),
    ("en", "Trucks bring cement from Beirut to Tripoli.", "Tripoli", "LB"),
    ("en", "Cotton is shipped from Poti to Alexandria.", "Alexandria", "EG"),
    ("en", "Trains carry cars from Valencia to Zaragoza.", "Valencia", "ES"),
    ("en", "Oil goes by road from Valencia to Puerto Cabello.", "Valencia", "VE"),
    ("en", "Copper is trucked from Mendoza across the Andes to San Antonio.", "San Antonio", "CL"),
    ("en", "Freight trains run from Laredo to San Antonio, Texas.", "San Antonio", "US"),
    ("en", "Goods go by rail from Baku through Georgia to Kars.", "Georgia", "GE"),
    ("en", "Cargo is shipped from Jebel Ali to Umm Qasr.", "Jebel Ali", "AE"),
    ("en", "Cargo is shipped from Jebel Ali to Umm Qasr.", "Umm Qasr", "IQ"),
    ("ru", "Контейнеры идут морем из Джебель-Али в Бендер-Аббас.", "Джебель-Али", "AE"),
    ("be", "Кантэйнеры ідуць морам з Джэбель-Алі ў Бендэр-Абас.", "Джэбель-Алі", "AE"),
    ("tr", "Konteynerler Cebel Ali'den gemiyle Bender Abbas'a taşınıyor.", "Cebel Ali", "AE"),
    ("tr", "Konteynerler Trablus'tan gemiyle Mersin'e getiriliyor.", "Trablus", "LY"),
    ("en", "Barges carry ore from Santa Fe to Rosario.", "Santa Fe", "AR"),
    ("en", "Trucks haul copper from Concepción to Santiago.", "Concepción", "CL"),
    ("en", "Cargo ships sail from Cartagena to Algiers.", "Cartagena", "ES"),
    ("en", "Cargo ships sail from Cartagena to Kingston.", "Cartagena", "CO"),
    ("en", "Soy is trucked from Córdoba to Rosario.", "Córdoba", "AR"),
    ("en", "Freight moves by rail from Birmingham to Felixstowe.", "Birmingham", "GB"),
    ("en", "Trains carry coal from Newcastle to Sydney.", "Newcastle", "AU"),
    ("en", "Trucks carry cargo from San José to Limón.", "San José", "CR"),
    ("en", "Wagons go from Alexandroupoli to Ruse and Constanta.", "Ruse", "BG"),
    ("ru", "Суда везут зерно из Азова в Самсун.", "Азова", "RU"),
    (
        "ru",
        "Грузовики идут из Владикавказа через Верхний Ларс в Тбилиси и Ереван.",
        "Верхний Ларс",
        "RU",
    ),
    ("tr", "TIR'lar Hopa'dan Sarp üzerinden Tiflis'e gidiyor.", "Sarp", "TR"),
    ("tr", "Tren Van'dan Kapıköy üzerinden Tahran'a gidiyor.", "Van", "TR"),
    ("tr", "Gemi Mersin'den Valensiya'ya konteyner taşıyor.", "Valensiya", "ES"),
    ("tr", "Mısır, Odesa'dan İskenderiye'ye gemiyle taşınıyor.", "İskenderiye", "EG"),
]


@pytest.mark.parametrize(("language", "text", "name", "country"), ROWS)
def test_the_place_is_the_one_on_the_route(
    language: str, text: str, name: str, country: str
) -> None:
    stops = [stop for c in extract(Text(text, language)).corridors for stop in c.stops]
    assert {s.place.country for s in stops if s.name == name and s.place} == {country}
