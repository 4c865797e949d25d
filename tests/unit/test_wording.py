"""Figures, days and words, as a reader meets them."""

from __future__ import annotations

import pytest

from corridors.dates import PartialDate
from corridors.model import Cargo, Mode, NodeKind, Status
from corridors.sources import describe_date
from corridors.strings import collect_keys
from corridors.view import NOT_KNOWN, NOT_STATED
from corridors.wording import (
    country_name,
    days_figures,
    filled,
    km_text,
    number_text,
    raised,
    term,
    when_short,
    when_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2033, "2033"),
        (12345, "12\u202f345"),
        (1234567.5, "1\u202f234\u202f567.5"),
        (-0.4, "\u22120.4"),
        (0, "0"),
    ],
)
def test_figures_have_thin_spaces_and_a_true_minus(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("km", "text"), [(0.44, "0.4"), (19.96, "20"), (20.5, "21"), (905.4, "905")]
)
def test_lengths_are_no_truer_than_their_network(km: float, text: str) -> None:
    assert km_text(km) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((2.1, 4.9), "2.1–4.9"),
        ((4.5, 12.7), "4.5–13"),
        ((1.04, 1.01), "1"),
        ((16.2, 25.8), "16–26"),
    ],
)
def test_days_are_a_range(days: tuple[float, float], text: str) -> None:
    assert days_figures(days) == text


@pytest.mark.parametrize(
    ("date", "text", "short"),
    [
        ("2025-12-04", "4 December 2025", "4\u00a0Dec\u00a02025"),
        ("2025-11", "November 2025", "Nov\u00a02025"),
        ("2025-Q1", "Q1 2025", "Q1\u00a02025"),
        ("2025", "2025", "2025"),
        ("2014/2017", "2014–2017", "2014–2017"),
    ],
)
def test_a_date_is_as_precise_as_its_source(date: str, text: str, short: str) -> None:
    when = describe_date(PartialDate.parse(date))
    assert when_text(when) == text
    assert when_short(when) == short


def test_a_date_that_is_none_stands_as_it_is() -> None:
    assert when_text(None) == "no date"
    assert when_text({"text": "some day"}) == "some day"


def test_every_word_of_the_vocabulary_is_in_the_catalogue() -> None:
    keys = {message.id for message in collect_keys()}
    values = {
        "mode": [*Mode, NOT_STATED],
        "status": [*Status, NOT_STATED, NOT_KNOWN],
        "cargo": [*Cargo, NOT_STATED],
        "node": list(NodeKind),
    }
    called = [term(kind, str(value)) for kind, some in values.items() for value in some]
    assert [word for word in called if word not in keys] == []


def test_countries_have_names_in_a_language_and_codes_of_none_stay() -> None:
    assert (country_name("TR", "en"), country_name("BY", "ru")) == ("Türkiye", "Беларусь")
    assert country_name("ZZZ", "not-a-language") == "ZZZ"


def test_a_text_is_filled_once_and_what_has_no_value_stays() -> None:
    assert filled("{a} and {b}", a="{b}") == "{b} and {b}"
    assert raised("ärger") == "Ärger"
