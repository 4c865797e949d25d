"""What makes a way less likely than its length says, in km of detour that a train would take.

These are the editor's: they settle ties between ways, and are no part of any length.
"""

from __future__ import annotations

import numpy as np
from land_borders import crossings
from land_links import BREAK, CHORD, DRAWN, MENDED, Links
from numpy.typing import NDArray

BORDER_KM = 40.0
BREAK_KM = 60.0
MEND_SHARE = 2.0
MEND_KM = 3.0  # for a gap of a kilometre or more: the line may not be there
SHORT_GAP_KM = 1.0
# The source has no class of line; one without a junction for 50 km is seldom a main line. Enough to
# settle a tie of some km: Minsk's line to the south goes by Gomel, not by Krichev. Of roads it is
# not true: a motorway may have few junctions.
LONELY_SHARE = {"rail": 0.01, "road": 0.0}


def extra_km(links: Links, lonely_share: float) -> NDArray[np.float32]:
    """Return what each link costs on top of its km; `lonely_share` is its mode's."""
    border = crossings(links)
    # Each end that lies on a border bears half: a way leaves a border node by a second link.
    extra = (border[links.u] * 0.5 + border[links.v] * 0.5) * BORDER_KM
    mended = (links.kind & MENDED) > 0
    extra += mended * (links.km * MEND_SHARE + (links.km > SHORT_GAP_KM) * MEND_KM)
    extra += ((links.kind & (CHORD | DRAWN)) > 0) * links.km * lonely_share
    extra += ((links.kind & BREAK) > 0) * BREAK_KM
    return extra.astype(np.float32)
