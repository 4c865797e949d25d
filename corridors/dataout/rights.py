"""What is said of a file as a whole: which atlas and view it is of, whose words and lines."""

from __future__ import annotations

from typing import Any

from corridors.fold import Fold

NAME = "Corridor Atlas"
RIGHTS = "Quotes are their publishers' words, to be cited with publisher, title and date."
ATTRIBUTION = (
    "Corridor Atlas; positions of places partly after GeoNames (CC BY 4.0), UN/LOCODE and the "
    "World Port Index, each as its source says"
)


def describe_file(fold: Fold, link: str) -> dict[str, Any]:
    """The atlas's hash, the day, the cut-off, the view (None: all of it), attribution and rights.

    `notices` are the licences of what lines are made from: they stay with the lines.
    """
    document = fold.document
    return {
        "atlas": document["hash"],
        "as_of": fold.calendar.day.isoformat(),
        "data_cutoff": document["cutoff"],
        "view": None if fold.whole else link,
        "attribution": ATTRIBUTION,
        "rights": RIGHTS,
        "notices": document.get("notices") or [],
    }


def list_texts(fold: Fold, link: str) -> dict[str, str]:
    """The same as texts by name, each notice with its address."""
    about = describe_file(fold, link)
    notices = {
        f"notice_{notice['what']}": f"{notice['text']}, {notice['url']}"
        for notice in about.pop("notices")
    }
    return {**{name: value for name, value in about.items() if value is not None}, **notices}
