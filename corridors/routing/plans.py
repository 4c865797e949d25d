"""What is asked of the networks: each leg of the catalog with its mode, places and hints."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from corridors.catalog import Catalog
from corridors.model import CorridorKind, Leg, Mode, NodeKind, Position
from corridors.passage_names import passage_of
from corridors.register_model import Node
from corridors.registers import Registers
from corridors.routing.leg_path import Basis


@dataclass(frozen=True)
class Place:
    """A node that a leg ends at or passes, at (lat, lon); `passage` is the slug it stands for."""

    id: str
    name: str
    position: Position
    country: str | None
    passage: str | None = None
    is_water: bool = False


@dataclass(frozen=True)
class LegPlan:
    """A leg as the networks are asked for it.

    `basis` is routed, or arc or none where no network is asked. `places` are its ends with the
    named nodes between; `shape` its points with the bare waypoints, for a schematic line. The rest
    are hints: countries and passages to avoid, passages to allow, and whether lines that do not
    exist yet may be used.
    """

    id: str
    basis: Basis
    mode: Mode | None
    places: tuple[Place, ...] = ()
    shape: tuple[Position, ...] = ()
    avoid_countries: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()
    proposed: bool = False

    @property
    def ends(self) -> tuple[Place, Place]:
        """Where the leg starts and ends."""
        return self.places[0], self.places[-1]


def plan_legs(catalog: Catalog) -> dict[str, LegPlan]:
    """The plan of every leg, by `<corridor>.<leg>`, in the atlas's order."""
    return {
        f"{grounded.definition.id}.{leg.id}": _plan(
            f"{grounded.definition.id}.{leg.id}", leg, grounded.definition.kind, catalog.registers
        )
        for grounded in catalog.corridors
        for leg in grounded.definition.legs
    }


def _plan(name: str, leg: Leg, kind: CorridorKind, registers: Registers) -> LegPlan:
    mode = _only_mode(leg)
    nodes = registers.nodes
    if leg.start not in nodes or leg.end not in nodes:
        return LegPlan(name, Basis.NONE, mode)
    start, end = _place(nodes[leg.start]), _place(nodes[leg.end])
    if kind is CorridorKind.FLOW:
        return LegPlan(name, Basis.ARC, mode, (start, end), (start.position, end.position))
    passed = tuple(_place(nodes[via.at]) for via in leg.via if via.at)
    shape = (Position(*(via.position or nodes[via.at or ""].position)) for via in leg.via)
    return LegPlan(
        name,
        Basis.ROUTED,
        mode,
        (start, *passed, end),
        (start.position, *shape, end.position),
        frozenset(chain.from_iterable(claim.avoid_countries for claim in leg.way)),
        frozenset(chain.from_iterable(claim.avoid for claim in leg.way)),
        frozenset(chain.from_iterable(claim.allow for claim in leg.way)),
        any(claim.proposed for claim in leg.way),
    )


def _only_mode(leg: Leg) -> Mode | None:
    """The mode of a leg if its sources agree on one."""
    modes = {claim.value for claim in leg.mode}
    return modes.pop() if len(modes) == 1 else None


def _place(node: Node) -> Place:
    is_water = node.kind is NodeKind.CHOKEPOINT
    passage = passage_of(node.id) if is_water else None
    position = Position(*node.position)
    name = node.label or node.name
    return Place(node.id, name, position, node.country, passage, is_water)
