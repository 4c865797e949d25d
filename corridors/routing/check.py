"""What of the legs' ways is to be told by `corridors check`."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.model import Mode
from corridors.routing.leg_path import Basis
from corridors.routing.ways import Ways


@dataclass(frozen=True)
class Found:
    """What the networks made of a catalog's legs; `lost` are those without a way, with why."""

    routed: int
    lost: dict[str, str]
    km: float
    schematic_km: float

    @property
    def schematic_share(self) -> float:
        """Share of the km, proposed lines apart, that no network supplied: 0 to 1."""
        return self.schematic_km / self.km if self.km else 0.0


def check_ways(ways: Ways) -> Found:
    """Count what is routed; legs that may use lines not built yet are left out of the km."""
    drawn = [
        (ways.plans[name], path)
        for name, path in ways.paths.items()
        if path.basis in (Basis.ROUTED, Basis.SCHEMATIC)
    ]
    built = [path for plan, path in drawn if not plan.proposed and path.mode is not Mode.AIR]
    return Found(
        routed=sum(path.basis is Basis.ROUTED for _, path in drawn),
        lost=ways.lost,
        km=sum(path.length_km for path in built),
        schematic_km=sum(path.schematic_km for path in built),
    )
