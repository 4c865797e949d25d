"""What the words around a name are: fillers, heads, ways, joints, cues."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.extraction.phrase import AT, FROM, JOINED, LINK, NONE, TO, VIA, Phrase
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.vocabulary import Mark

_QUOTES = frozenset("\"'«»“”„’‘*")
# A name that ends so may stand in any case without a change: Баку, Чэнду, Душанбе.
_UNCHANGING = frozenset("еиоуюэыі")
_CUE_SORTS = frozenset({"before", "loading", "unloading"})
# Of cues of one length: a word that sends away from a route wins over one that puts a place on it.
_PREFERENCE = {
    AT: 0,
    NONE: 0,
    VIA: 1,
    FROM: 2,
    TO: 2,
    LINK: 2,
    JOINED: 3,
    "locator": 3,
    "avoid": 4,
}


class Surroundings:
    """The words of one sentence as they are seen from its names."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._skipped: set[int] = set()

    def skip(self, mention: Mention) -> None:
        """Read over a name that only modifies another."""
        self._skipped.update(range(mention.first, mention.last + 1))

    def fills(self, at: int) -> bool:
        """Whether a word may stand inside a phrase and means nothing there."""
        token = self.tokens[at]
        return (
            self.sentence.holds("fillers", at)
            or self.sentence.holds("compass", at)
            or any(m.sort in ("heads", "fillers") for m in self.sentence.ending.get(at, ()))
            or token.text in _QUOTES
            or (token.is_dash and self._is_hyphen(at))
            or at in self._skipped
            or self.sentence.language.demonym(token.lower) is not None
        )

    def is_way(self, at: int) -> bool:
        """Whether a word names a way: along the *highway* A–B, по *магистрали* А – Б."""
        return any(m.sort in ("route", "modes") for m in self.sentence.ending.get(at, ()))

    def head(self, at: int) -> str:
        """What a noun that ends at a token says a place is, or nothing."""
        found = [m.value for m in self.sentence.ending.get(at, ()) if m.sort == "heads"]
        return found[0] if found else ""

    def joint(self, at: int, before: Phrase | None = None) -> str:
        """How a token joins two names: dash, comma, and, or; empty where it doesn't."""
        token = self.tokens[at]
        if before is not None and before.role == LINK and self.sentence.holds("with", at):
            return "and"
        if token.is_dash or token.text == "/":
            return "" if self._is_hyphen(at) else "dash"
        if token.text in (",", ";"):
            return "comma"
        sorts = {mark.sort for mark in self.sentence.ending.get(at, ())}
        return "or" if "or" in sorts else "and" if "and" in sorts else ""

    def _is_hyphen(self, at: int) -> bool:
        """Whether a dash makes one word of two: deep-sea."""
        if not 0 < at < len(self.tokens) - 1:
            return False
        before, dash, after = self.tokens[at - 1 : at + 2]
        glued = before.end == dash.start and dash.end == after.start
        return glued and before.text[0].islower() and after.text[0].islower()

    def before_joints(self, at: int, bound: int) -> int:
        """The last token before a run of joints and quotation marks, or the bound."""
        while at > bound and (
            self.joint(at) or self.tokens[at].text in _QUOTES or self.sentence.holds("with", at)
        ):
            at -= 1
        return at

    def cue(self, at: int, mention: Mention, bound: int) -> Mark | None:
        """The longest cue that ends at a token and suits the case of a name after it."""
        cues = [
            mark
            for mark in self.sentence.ending.get(at, ())
            if mark.sort in _CUE_SORTS and mark.first > bound
        ]
        if self._is_located(at):
            cues = [mark for mark in cues if mark.case != "acc"]
        elif suiting := [mark for mark in cues if in_case(mention, mark.case)]:
            cues = suiting
        elif not self.head(at + 1):
            cues = []
        return _longest(cues)

    def _is_located(self, at: int) -> bool:
        """Whether the noun behind a preposition has a form that only says where: в порту."""
        following = at + 1
        return following < len(self.tokens) and self.sentence.holds("located_heads", following)

    def is_locative(self, at: int) -> bool:
        """Whether the word at a token can only say where something is."""
        marks = [m for m in self.sentence.ending.get(at, ()) if m.sort == "before"]
        return bool(marks) and all(m.value == AT for m in marks)


def _longest(marks: Iterable[Mark]) -> Mark | None:
    return max(marks, key=lambda m: (m.last - m.first, _PREFERENCE.get(m.value, 0)), default=None)


def is_locative(mention: Mention) -> bool:
    """Whether the form of a name may say where something is."""
    unchanging = "" in mention.cases and mention.surface[-1:].casefold() in _UNCHANGING
    return "loc" in mention.cases or unchanging


def in_case(mention: Mention, case: str) -> bool:
    """Whether a name may stand in a case; one without endings may stand in any."""
    if not case:
        return True
    if case == "dat" and not mention.readings:
        return False  # по Транссибу: a way, most likely
    cases = mention.cases
    unmarked = case == "acc" and not cases.isdisjoint({"", "nom"})
    unchanging = "" in cases and mention.surface[-1:].casefold() in _UNCHANGING
    return case in cases or unmarked or unchanging or cases == {""}
