"""Whatever a model answers, nothing is proposed that is not in the article, word for word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridors.extraction.ground import is_grounded
from corridors.extraction.model import Extraction
from corridors.proposing.answer import Answer
from corridors.proposing.grounding import MOST_QUOTED, grounded
from corridors.proposing.words import LONGEST_QUOTE, Page
from corridors.reading import read_text
from tests.fuzzing import fuzz, texts

ARTICLE = (
    "From Minsk the boxes go by rail to Baku, and from Baku trucks take them to Poti.\n\n"
    "Грузы идут из Минска в Баку через Дербент. The TRACECA route stands idle since 2024.\n"
)
WORDS = [
    *"Minsk Baku Poti Минска Баку Дербент TRACECA rail trucks 2024 Paris s1 M . в".split(),
    "From Minsk the boxes go by rail to Baku", "from Baku trucks take them to Poti",
    "Грузы идут из Минска в Баку", "from Minsk to Baku", "stands idle since 2024", " ", "",
    "Minsk" * 5, "\u202e", "\0", "{{ 7*7 }}", "<b>",
]  # fmt: skip


def word() -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS) | st.text(max_size=8)


def fact() -> st.SearchStrategy[dict[str, object]]:
    fields = st.sampled_from("status date cargo volume operator colour".split())
    values = st.sampled_from(["suspended", "containers", "2024"]) | word()
    return st.fixed_dictionaries({"field": fields, "value": values, "quote": word()})


def leg() -> st.SearchStrategy[dict[str, object]]:
    modes = st.none() | st.sampled_from(["rail", "Road", "sea", "ox"])
    required = {"origin": word(), "destination": word(), "quotes": st.lists(word(), max_size=4)}
    optional = {"mode": modes, "mode_quote": st.none() | word(), "status": st.none() | fact()}
    return st.fixed_dictionaries(required, optional=optional)


def answers() -> st.SearchStrategy[Answer]:
    stop = st.fixed_dictionaries(
        {"name": word()}, optional={"country": st.sampled_from(["BY", "x"])}
    )
    corridor = st.fixed_dictionaries(
        {
            "name": st.none() | word(),
            "stops": st.lists(stop, max_size=6),
            "legs": st.lists(leg(), max_size=6),
            "facts": st.lists(fact(), max_size=3),
        }
    )
    return st.lists(corridor, max_size=3).map(lambda c: Answer.model_validate({"corridors": c}))


def check(extraction: Extraction, text: str) -> None:
    """Every quote stands where it says; legs join stops that are there and words that name both."""
    for corridor in extraction.corridors:
        stops = {stop.id: stop for stop in corridor.stops}
        quotes = [q for q in (corridor.name, corridor.linked_by) if q]
        quotes += [fact.quote for fact in corridor.facts]
        for stop in corridor.stops:
            assert stop.mentions
            quotes += stop.mentions
        for leg in corridor.legs:
            quotes += [*leg.quotes, *(fact.quote for fact in leg.facts)]
            assert sum(len(quote.text) for quote in leg.quotes) <= MOST_QUOTED + LONGEST_QUOTE
            for end in (stops[leg.origin], stops[leg.destination]):
                assert any(
                    q.start <= m.start and m.end <= q.end for q in leg.quotes for m in end.mentions
                )
        for quote in quotes:
            assert is_grounded(text, quote)


@fuzz()
@given(answers())
def test_any_answer_leaves_only_what_the_article_says(answer: Answer) -> None:
    reading = read_text(ARTICLE)
    extraction, dropped = grounded(answer, reading)
    check(extraction, reading.text)
    assert all(count > 0 for count in dropped.values())
    if not extraction.corridors and any(c.legs for c in answer.corridors):
        assert dropped


@fuzz()
@given(texts(), answers())
def test_any_article_is_a_match_for_any_answer(text: str, answer: Answer) -> None:
    reading = read_text(text)
    extraction, _ = grounded(answer, reading)
    check(extraction, reading.text)


@fuzz()
@given(texts(), st.integers(0, 400), st.integers(1, 60))
def test_words_cut_out_of_a_paragraph_are_found_again(text: str, start: int, length: int) -> None:
    reading = read_text(text)
    spans = [(p.start, p.end) for p in reading.paragraphs]
    page = Page(reading.text, spans)
    for first, last in spans:
        words = reading.text[first:last][start : start + length]
        found = [reading.text[q.start : q.end].split() for q in page.find(words)]
        assert (words.split() in found) == bool(words.split())
