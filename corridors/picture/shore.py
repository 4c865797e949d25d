"""Where on a picture there is land: for the names of waters, which are not to stand on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from corridors.picture.projection import Array
from corridors.picture.sheet import Box

_ACROSS = 9  # points looked at along a text


class Shore:
    """The land in sight, given as rings (even–odd)."""

    def __init__(self, rings: Sequence[Array]) -> None:
        self._tree = shapely.STRtree([shapely.polygons(ring) for ring in rings if len(ring) > 3])

    def share_of_land(self, box: Box) -> float:
        """How much of a line through the middle of a box, from left to right, lies on land."""
        xs = np.linspace(box.x0, box.x1, _ACROSS)
        points = shapely.points(xs, np.full(_ACROSS, (box.y0 + box.y1) / 2))
        within, _ = self._tree.query(points, predicate="within")
        inside = np.bincount(within, minlength=_ACROSS) % 2
        return float(inside.mean())
