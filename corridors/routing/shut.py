"""What is closed: passages, places, countries, and border crossings."""

from __future__ import annotations

from dataclasses import dataclass

# Canals and rivers on one state's soil close with it. Straits stay open: passage through them is
# free by custom or treaty (UNCLOS part III; Montreux 1936 for the Turkish straits).
CANALS_OF = {
    "DE": ("kiel",),
    "EG": ("suez",),
    "GR": ("corinth",),
    "PA": ("panama",),
    "RU": ("volga-don", "volga-baltic"),
}


@dataclass(frozen=True)
class Shut:
    """Closed things: passages by slug, nodes by id, countries by ISO 3166-1 alpha-2 code.

    `borders` are pairs of countries in the order of their codes, such as ("BY", "PL"): all land
    crossings between the two are closed.
    """

    passages: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    borders: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.passages or self.nodes or self.countries or self.borders)

    def __or__(self, other: Shut) -> Shut:
        """What is closed in either."""
        return Shut(
            self.passages | other.passages,
            self.nodes | other.nodes,
            self.countries | other.countries,
            self.borders | other.borders,
        )

    @property
    def waters(self) -> frozenset[str]:
        """The passages that are closed, the canals of closed countries among them."""
        canals = (slug for code in self.countries for slug in CANALS_OF.get(code, ()))
        return self.passages.union(canals)


OPEN = Shut()


def border(one: str, other: str) -> tuple[str, str]:
    """A pair of countries, whichever way it is crossed."""
    return (one, other) if one < other else (other, one)
