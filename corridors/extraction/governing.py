"""The word that governs a name: read leftwards to its cue, or to the name it is joined to."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.extraction.phrase import AT, FROM, LINK, NONE, TO, VIA, Phrase
from corridors.extraction.sentence import Mention
from corridors.extraction.surroundings import Surroundings
from corridors.extraction.vocabulary import Mark

_MOST_TAKERS = 4  # tokens from "to" to "in": to smelters and mills in X
_LINK_REACH = 8  # words from a link's first end to "with"
_MOST_STRANGERS = 3  # words we don't know between a head and its cue ("strategically important")


@dataclass(slots=True)
class _Found:
    """What was met on the way left from a name."""

    head: str = ""
    country: str | None = None
    strangers: int = 0
    located: bool = False
    by_way: bool = False


def governed(around: Surroundings, mention: Mention, before: Phrase | None) -> Phrase:
    """The phrase of a name with the role that the words before it give."""
    found, at, bound = _Found(), mention.first - 1, before.last if before else -1
    while at > bound:
        paired = before is not None and before.role == LINK and around.joint(at, before)
        cue = None if paired else around.cue(at, mention, bound)
        cue = _located(around, at, cue, bound)
        if cue is not None and not _sees_through(around, cue, bound):
            taker = _for_somebody(around, cue, mention, bound)
            return _by_cue(around, mention, taker or cue, before, found)
        if cue is not None:
            at, found.located = cue.first - 1, True
            continue
        if joint := around.joint(at, before):
            joined = _is_joined(around, at, bound, found)
            if before is not None and (joined or _is_paired(around, at, before)):
                return _phrase(mention, before.role, joint, at, found, before.direct)
            if joint != "dash" or around.cue(at - 1, mention, bound) is None:
                break
        elif not _passes(around, at, found):
            break
        at -= 1
    return _phrase(mention, AT if found.located else NONE, "", mention.first, found)


def _phrase(
    mention: Mention, role: str, joint: str, first: int, found: _Found, direct: bool = True
) -> Phrase:
    clear = direct and not found.strangers
    return Phrase(mention, role, joint, first, mention.last, found.head, found.country, clear)


def _is_paired(around: Surroundings, at: int, before: Phrase) -> bool:
    """Whether a "with" joins the second end of a link: connects A in the south with B."""
    holds = around.sentence.holds
    alone = holds("with", at) and not holds("and", at)
    return before.role == LINK and alone and at - before.last <= _LINK_REACH


def _located(around: Surroundings, at: int, cue: Mark | None, bound: int) -> Mark | None:
    """The cue, read as a locative behind what the place is said to be: the mines *around* X."""
    if cue is None or cue.value == AT or at - 1 <= bound or not around.head(at - 1):
        return cue
    own = [m for m in around.sentence.ending.get(at, ()) if m.sort == "before" and m.value == AT]
    return own[0] if own and own[0].first == at else cue


def _sees_through(around: Surroundings, cue: Mark, bound: int) -> bool:
    """Whether a locative follows what the place is said to be: the *port* of, a *hub* at."""
    at = cue.first - 1
    if cue.value != AT or at <= bound:
        return False
    return bool(around.head(at)) or around.sentence.holds("compass", at)


def _by_cue(
    around: Surroundings, mention: Mention, cue: Mark, before: Phrase | None, found: _Found
) -> Phrase:
    role = cue.value if cue.sort == "before" else FROM if cue.sort == "loading" else TO
    left = before is not None and (before.role in (FROM, VIA) or _has_moved(around, before, cue))
    if role == AT and left and _is_for(around, cue):
        role = TO  # left Shanghai *for* Arkhangelsk
    at = cue.first - 1
    bound = before.last if before else -1
    joint = around.joint(at) if before is not None and at > bound else ""
    return _phrase(mention, role, joint, cue.first, found)


def _for_somebody(around: Surroundings, cue: Mark, mention: Mention, bound: int) -> Mark | None:
    """The word that sends to or from those who are at a place: *to* cooperatives in X.

    Not where somebody speaks: said to reporters in X.
    """
    bare = cue.value == AT and cue.first == cue.last and around.sentence.holds("locating", cue.last)
    if not bare or mention.is_area or around.sentence.of("speech"):
        return None
    for at in range(cue.first - 1, max(bound, cue.first - 1 - _MOST_TAKERS) - 1, -1):
        token = around.tokens[at]
        sent = around.cue(at, mention, bound)
        if sent is not None and sent.value in (FROM, TO) and sent.first == sent.last:
            verb = any(mark.first == at for mark in around.sentence.of("moved"))
            return None if verb or at == cue.first - 1 else sent
        if not token.is_word or token.capital or around.joint(at):
            return None
    return None


def _has_moved(around: Surroundings, before: Phrase, cue: Mark) -> bool:
    """Whether a word of moving cargo stands between two places: and there go aboard for B."""
    marks = around.sentence.of("moved")
    return before.role == TO and any(before.last < m.first < cue.first for m in marks)


def _is_for(around: Surroundings, cue: Mark) -> bool:
    return cue.first == cue.last and around.sentence.holds("for", cue.first)


def _is_joined(around: Surroundings, at: int, bound: int, found: _Found) -> bool:
    """Whether only joints stand between a name and the phrase before it."""
    return not (found.located or found.by_way) and around.before_joints(at, bound) == bound


def _passes(around: Surroundings, at: int, found: _Found) -> bool:
    """Take note of a word inside a phrase; False where the phrase begins after it."""
    token = around.tokens[at]
    if head := around.head(at):
        found.head = found.head or head
    elif country := around.sentence.language.demonym(token.lower):
        found.country = found.country or country
    elif not around.fills(at) and around.is_way(at):
        found.by_way = True
    elif not around.fills(at):
        found.strangers += 1
        known = bool(found.head) and token.is_word and not token.capital
        return known and found.strangers <= _MOST_STRANGERS
    return True
