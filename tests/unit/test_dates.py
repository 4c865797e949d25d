from datetime import date

import pytest

from corridors.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-12-04", date(2025, 12, 4), date(2025, 12, 4)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2014/2017", date(2014, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_date_means_no_more_than_its_text(text: str, first: date, last: date) -> None:
    read = PartialDate.parse(text)
    assert (read.first, read.last, read.text) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "4.12.2025", "2025-13", "2025-02-30", "2025-Q5", "soon", "٢٠٢٥"]
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not a d"):
        PartialDate.parse(text)
