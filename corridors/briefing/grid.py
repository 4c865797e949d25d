"""The leg table as rows of cells, for programs whose tables are grids: Word and PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.briefing.record import Cited, Labels, LegRow, RouteRow, Table

Cell = Sequence[Cited]  # texts, each a paragraph
Row = Sequence[Cell]
FIGURES = (2, 3, 4)  # the columns set flush right: km, nmi, days


def head_row(labels: Labels) -> Row:
    """The names of the columns."""
    return [_bold(word) for word in labels.columns]


def whole_rows(labels: Labels, table: Table) -> list[Row]:
    """The row of the corridor as a whole, if it has a status."""
    empty: Cell = []
    row = [_bold(labels.whole), *[empty] * 4, table.whole, empty, empty]
    return [row] if table.whole else []


def leg_row(leg: LegRow) -> Row:
    """One leg."""
    ends = Cited("", leg.ends.claims, leg.ends.text)
    return (
        [ends, *([Cited(leg.via)] if leg.via else [])],
        [leg.mode],
        [Cited(leg.km)],
        [Cited(leg.nmi)],
        [Cited(leg.days)],
        leg.statuses,
        [Cited(leg.basis)],
        [Cited(leg.grade)],
    )


def route_row(route: RouteRow) -> Row:
    """The sums of a route."""
    texts = (route.name, "", route.km, route.nmi, route.days, "", "", "")
    return [_bold(text) for text in texts]


def _bold(text: str) -> Cell:
    return [Cited("", strong=text)]
