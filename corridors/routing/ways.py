"""The ways of all legs of a catalog: planned and routed once, then asked by map and closures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridors.catalog import Catalog
from corridors.routing.leg_path import Basis, LegPath
from corridors.routing.legs import route_leg
from corridors.routing.networks import Networks, shipped_networks
from corridors.routing.plans import LegPlan, plan_legs


@dataclass(frozen=True)
class Ways:
    """Plans and paths by `<corridor>.<leg>`, and the networks that gave them."""

    plans: Mapping[str, LegPlan]
    paths: Mapping[str, LegPath]
    networks: Networks | None

    @property
    def lost(self) -> dict[str, str]:
        """The legs that should be routed and could not be, each with the reason."""
        return {
            name: path.no_route
            for name, path in self.paths.items()
            if path.basis is Basis.SCHEMATIC and path.no_route
        }


def find_ways(
    catalog: Catalog, networks: Networks | None = None, before: Ways | None = None
) -> Ways:
    """Route every leg; the package's own networks are loaded only if a leg needs them.

    A leg that is planned as it was `before` keeps its way, on the networks of then.
    """
    plans = plan_legs(catalog)
    if before is not None:
        networks = before.networks or networks
    if networks is None and any(plan.basis is Basis.ROUTED for plan in plans.values()):
        networks = shipped_networks()
    kept = before.paths if before is not None and before.networks is networks else {}
    known = before.plans if before is not None else {}
    paths = {
        name: kept[name] if name in kept and known[name] == plan else _path(plan, networks)
        for name, plan in plans.items()
    }
    return Ways(plans, paths, networks)


def _path(plan: LegPlan, networks: Networks | None) -> LegPath:
    if networks is None:
        return LegPath(plan.basis, plan.mode, plan.shape)
    return route_leg(plan, networks)
