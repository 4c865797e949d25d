"""Whatever the text: no crash, no quote that is not in it, every leg grounded, linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.extraction.extract import extract
from corridors.extraction.model import Extraction, to_record
from corridors.reading import read_text
from tests.fuzzing import fuzz, texts

CUES = [
    "from ", " to ", " via ", "Minsk", "Baku", "Poti", "Kazakhstan", ", ", " and ", " or ", "–",
    "(", ")", "by rail ", "cargo ", "train ", "route ", "then ", ". ", "\n", "из ", " в ", "через ",
    "Минска", "Баку", "Астрахань", "груз ", "поезд ", "далее ", "branch ", "between ", " with ",
    "Bakü'den ", "Kars'a ", "Tiflis üzerinden ", "yük ", "праз Мінск ", "ў Гебзэ ", "ciahnik ",
    "Middle Corridor ", "«Север–Юг» ", "the port of ", "'s ", "\u0301", "İ", "ß", " (sea) ",
    " – rail – ", "cargo for ", "from there ", ", which ", "two trains ", "40 wagons ", "; ",
    "the airline ", "now ", "DB Cargo ", "Rail Baltica ", "buyers in ", " receive ", "yerine ",
    " (ж/д) ", "оттуда ", "gelen ",
]  # fmt: skip


def told_texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(CUES) | st.text(max_size=4), max_size=60).map("".join)


def assert_grounded(extraction: Extraction) -> None:
    text = extraction.text
    for corridor in extraction.corridors:
        stops = {stop.id: stop for stop in corridor.stops}
        quotes = [q for leg in corridor.legs for q in leg.quotes]
        quotes += [m for stop in corridor.stops for m in stop.mentions]
        quotes += [n for n in (corridor.name, *corridor.aliases) if n is not None]
        quotes += [fact.quote for fact in corridor.facts]
        for quote in quotes:
            assert quote.text
            assert text[quote.start : quote.end] == quote.text
        for leg in corridor.legs:
            assert sum(q.end - q.start for q in leg.quotes) <= 600
            for end in (leg.origin, leg.destination):
                assert any(
                    q.start <= m.start and m.end <= q.end
                    for q in leg.quotes
                    for m in stops[end].mentions
                )


@fuzz()
@given(texts() | told_texts())
def test_every_word_that_is_proposed_stands_in_the_text(text: str) -> None:
    reading = read_text(text)
    extraction = extract(reading)
    assert extraction.text == reading.text
    assert_grounded(extraction)
    assert to_record(extraction, "x")["article"] == "x"


@pytest.mark.parametrize(
    "unit",
    [
        "Cargo goes from Minsk to Baku and then to Poti. ",
        "Минск–Москва–Казань–",
        "(from Baku to Poti ",
        "A-",
        "İstanbul'dan ",
    ],
)
def test_a_long_line_takes_time_in_proportion(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = (unit * (characters // len(unit) + 1))[:characters]
        start = time.process_time()
        extract(read_text(text))
        return time.process_time() - start

    seconds(2_000)  # what is loaded on first use
    short, long = seconds(20_000), seconds(100_000)
    assert long < 12 * short + 0.5
