"""What an article proposes as a whole: whose each leg is, which known corridor, which places."""

from __future__ import annotations

import pytest

from corridors.extraction.extract import extract
from corridors.extraction.model import Corridor, Stop
from corridors.reading import read_text
from tests.told_legs import Text

BULLETIN = """FREIGHT IN BRIEF

Fruit on rails. A train with durians left Map Ta Phut for Kunming through Nong Khai.

Rail Baltica. Test trains now haul gravel from Tallinn to Pärnu on the new line.

Low water. Barges from Antwerp go no further than Cologne. Boxes for Basel are put on trains there.
"""


def corridors(text: str, language: str = "en") -> tuple[Corridor, ...]:
    return extract(Text(text, language)).corridors


def told(corridor: Corridor) -> set[tuple[str, str]]:
    names = {stop.id: stop.name for stop in corridor.stops}
    return {(names[leg.origin], names[leg.destination]) for leg in corridor.legs}


def stop_called(name: str, text: str, language: str = "en") -> Stop:
    stops = (stop for corridor in corridors(text, language) for stop in corridor.stops)
    return next(stop for stop in stops if stop.name == name)


def test_legs_told_elsewhere_are_not_of_the_one_corridor_that_a_bulletin_names() -> None:
    found = extract(read_text(BULLETIN)).corridors
    assert [c.corridor_id for c in found if c.name] == ["rail-baltica"]
    (named,) = [told(c) for c in found if c.name]
    assert named == {("Tallinn", "Pärnu")}


def test_a_corridor_named_in_one_sentence_is_told_in_the_next_and_in_later_paragraphs() -> None:
    text = (
        "The Middle Corridor is growing.\n\nTrains run from Almaty to Aktau. From there ships "
        "carry the boxes to Baku.\n\nWagons go on from Baku to Poti by rail."
    )
    (corridor,) = extract(read_text(text)).corridors
    assert corridor.corridor_id == "middle-corridor"
    assert told(corridor) == {("Almaty", "Aktau"), ("Aktau", "Baku"), ("Baku", "Poti")}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Trains carry cargo from Kashgar through Osh to Andijan.", "china-kyrgyzstan-uzbekistan"),
        ("Trucks carry cargo from Kashgar through Osh to Andijan.", None),
        ("Ships carry cargo from Aktau to Baku, and trains from Baku to Poti.", "middle-corridor"),
        ("Timber goes by rail from Moscow to Baku and Astara.", None),
        ("Wagons with paper go from Moscow through Samur to Astara and Rasht by rail.", "instc"),
    ],
)
def test_an_unnamed_route_is_known_by_what_it_passes_and_how(text: str, known: str | None) -> None:
    assert [corridor.corridor_id for corridor in corridors(text)] == [known]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Trucks carry coffee from Addis Ababa to Djibouti.", "Djibouti"),
        ("tr", "Trenler Addis Ababa'dan Cibuti'ye kahve taşıyor.", "Cibuti"),
        ("ru", "Груз везут поездом из Меца в Люксембург.", "Люксембург"),
    ],
)
def test_a_small_state_beside_a_town_is_its_capital(language: str, text: str, name: str) -> None:
    assert stop_called(name, text, language).kind == "point"


def test_a_state_beside_a_state_stays_one() -> None:
    assert stop_called("Djibouti", "Trucks carry coffee from Ethiopia to Djibouti.").kind == "area"


def test_a_small_place_that_trains_cannot_lead_to_from_so_far_is_left_open() -> None:
    stray = stop_called("Opuwo", "Freight trains run from Minsk to Opuwo.")
    assert stray.place is None
    assert stray.candidates
    assert stop_called("Opuwo", "Trucks carry ore from Opuwo to Walvis Bay.").place is not None
    assert stop_called("Vladivostok", "Trains run from Minsk to Vladivostok.").place is not None


def test_a_name_is_mentioned_with_the_nouns_it_is_written_with_and_without() -> None:
    stop = stop_called("Habur", "TIR'lar Habur Sınır Kapısı'ndan Erbil'e gidiyor.", "tr")
    assert {mention.text for mention in stop.mentions} == {"Habur", "Habur Sınır Kapısı"}
