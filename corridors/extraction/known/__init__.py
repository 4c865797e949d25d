"""Corridors and operators that are known by name, and merges with them, proposed and undone."""

from corridors.extraction.known.entries import CORRIDOR, OPERATOR
from corridors.extraction.known.merges import Merge, apply_merge, propose_merges, undo_merge
from corridors.extraction.known.names import Known, find_known

__all__ = [
    "CORRIDOR",
    "OPERATOR",
    "Known",
    "Merge",
    "apply_merge",
    "find_known",
    "propose_merges",
    "undo_merge",
]
