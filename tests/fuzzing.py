"""How many examples a property is tried on: a few hundred in `make test`, 10,000 in `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "200"))

PIECES = [
    "Home", "News", "Share", "Read also", "Read also:", "Comments (2)", "Leave a Reply",
    "12 views", "Related articles", "Читайте также", "Комментарии", "Каментары", "Yorumlar",
    "İlgili haberler", "By Ann Lee", "Photo: x", "© y", "Tags: a, b", "Minsk – Poti – Baku",
    "Минск", "Мінск", "Kars'a",
    "The train left Minsk and reached the port of Poti by way of Baku.", "Поезд прибыл в порт.",
    "December 4, 2025", "29.04.2025, 15:46", "31.02.2025", "# ", "* ", "> ", "---", "```", "|",
    "[a](b)", "![", "](", "<!--", "-->", "<b>", "**", "_", "\\", "\n", "\n\n", "\r\n", "\r", "\t",
    " ", "\u2028", "\u200b", "\u202e", "\u2066", "\ufeff", "\0", "\ud800", "ı", "İ", "ß", "ﬁ",
    "\u0307", "\u0301", "1", "9" * 30, "²", "٣", ".", ":", "…", "-", "—", "a" * 250,
]  # fmt: skip
"""Words and marks that reading and extraction give a meaning to, and characters that are odd."""


def fuzz(share: float = 1.0) -> settings:
    """Settings for a property that is tried on a share of EXAMPLES."""
    return settings(
        max_examples=max(5, int(EXAMPLES * share)),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def texts() -> st.SearchStrategy[str]:
    """Any string, lone surrogates included, and strings made of PIECES."""
    anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
    made = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60)
    return anything | made.map("".join) | made.map("\n".join)
