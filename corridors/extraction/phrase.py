"""A name with the part that it plays on a route."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.extraction.sentence import Mention

FROM, TO, VIA, AT, LINK, JOINED, CROSS = "from", "to", "via", "at", "link", "joined", "cross"
# In the accusative, which says no role without its verb; and behind a verb of passing.
OBJECT, PASSED = "object", "passed"
NONE = ""
ROUTE_ROLES = frozenset({FROM, TO, VIA, LINK, JOINED})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with its role.

    `joint` says how it hangs on the phrase before it: dash, and, or, comma, or empty; `first` to
    `last` are its tokens with cue and qualifiers; `head` is what it is said to be (port, station);
    `country` an ISO code that the words around it give; `direct` says that nothing unknown stands
    between cue and name; `opens` that its sentence begins at it, where something is done; `by_deed`
    that its role is told by a verb of what is done there; `consigned` that cargo is said to be for
    it, before any way is told.
    """

    mention: Mention
    role: str
    joint: str
    first: int
    last: int
    head: str = ""
    country: str | None = None
    direct: bool = True
    qualifiers: tuple[Mention, ...] = ()
    opens: bool = False
    by_deed: bool = False
    consigned: bool = False
