"""The record of a briefing: every text that its files show, in order, and what each text rests on.

All texts are plain and of one line; a writer shows them as they stand. A `Cited` names claims by
their ids; `Briefing.numbers` gives each the number of its note, so that all files number alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby


@dataclass(frozen=True)
class Cited:
    """A text, and the ids of the claims that it rests on (none: it follows from what stands by)."""

    text: str
    claims: tuple[str, ...] = ()
    strong: str = ""  # said before the text, and set off from it


@dataclass(frozen=True)
class LegRow:
    """One line of the leg table; figures are texts without their unit, empty where there is none.

    `km` and `nmi` are of the assumed path, `days` a range; `statuses` one for each series.
    """

    ends: Cited
    via: str
    mode: Cited
    km: str
    nmi: str
    days: str
    statuses: tuple[Cited, ...]
    basis: str
    grade: str


@dataclass(frozen=True)
class RouteRow:
    """The sums of a route whose legs are all shown."""

    name: str
    km: str
    nmi: str
    days: str


@dataclass(frozen=True)
class Table:
    """The legs of one corridor, the sums of its routes, and what else of it is named.

    `whole` is the status of the corridor as a whole. Places at no leg's end have a row if they have
    a status; `places` are the others.
    """

    corridor: str
    colour: str
    whole: tuple[Cited, ...]
    legs: tuple[LegRow, ...]
    routes: tuple[RouteRow, ...]
    places: tuple[Cited, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `about` is its corridor where there are several."""

    heading: str
    entries: tuple[Cited, ...]
    about: str = ""


@dataclass(frozen=True)
class Note:
    """What a source says: its own words (`quote`), or in ours what a claim of it states.

    `language` is the quote's; `address` opens the page at the quote.
    """

    number: int
    quote: str
    text: str
    language: str
    address: str | None


@dataclass(frozen=True)
class SourceNotes:
    """A source with its citation in parts, and its notes in the order of their numbers."""

    publisher: str
    title: str
    language: str
    published: str
    address: str | None
    archive: str | None
    remarks: tuple[str, ...]  # when it was accessed, that its text is not held
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Marking:
    """How the briefing may be handed on; colours are #rrggbb."""

    text: str
    colour: str
    ground: str


@dataclass(frozen=True)
class Labels:
    """The words of the form itself, in the briefing's language."""

    judgement: str
    to_fill: str
    legs: str
    columns: tuple[str, ...]
    places: str
    whole: str
    marks: str
    notes: str
    about: str
    page: str
    at_quote: str


@dataclass(frozen=True)
class Briefing:
    """A whole briefing but for its map, which is drawn to the size that a page has for it.

    `judgement` is empty until the analyst writes one. `link` is the view's address or, without an
    address of the app, its query alone; `code` is what the QR code holds, None where it holds none.
    """

    language: str
    kicker: str
    title: str
    dates: tuple[str, ...]
    judgement: str
    marking: Marking | None
    tables: tuple[Table, ...]
    table_notes: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceNotes, ...]
    small_print: tuple[str, ...]
    link: str
    link_note: str
    hash: str
    code: str | None
    labels: Labels
    numbers: Mapping[str, int]

    @cached_property
    def is_of_one_corridor(self) -> bool:
        """Whether the briefing is to fit one page."""
        return len(self.tables) == 1

    def marks(self, cited: Iterable[str]) -> str:
        """The numbers of the notes of claims, as they are set: 1, 3–5."""
        return marks_text(sorted({self.numbers[one] for one in cited if one in self.numbers}))


def marks_text(numbers: Sequence[int]) -> str:
    """Rising numbers with runs of three or more closed up: 1, 3–5."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
