"""The part that each name plays in its sentence: where cargo comes from, passes, goes to.

A role is told by the word before a name ("from", "via", "to"), by a word after it or by its case
(Turkish), or taken over from the name before it in a list or chain. What only says where something
is ("Alat in Azerbaijan") qualifies the name before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corridors.extraction.bracketed import note_end
from corridors.extraction.deeds import with_deeds
from corridors.extraction.governing import governed
from corridors.extraction.objects import with_objects
from corridors.extraction.phrase import AT, CROSS, FROM, LINK, NONE, TO, VIA, Phrase
from corridors.extraction.qualifying import modifies, qualified
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.surroundings import Surroundings, in_case
from corridors.extraction.vocabulary import Mark

_LEAST_LISTED = 3
_WAY_REACH = 8  # words from "the route of the railway" to its colon


def find_phrases(sentence: Sentence) -> list[Phrase]:
    """The names of a sentence with their roles; names that only qualify another stand inside it."""
    around, mentions = Surroundings(sentence), list(sentence.mentions)
    phrases: list[Phrase] = []
    at = 0
    while at < len(mentions):
        if modifies(around, mentions, at):
            around.skip(mentions[at])
            at += 1
            continue
        phrase = _read(sentence, around, mentions[at], phrases[-1] if phrases else None)
        taken, phrase = qualified(around, phrase, mentions, at)
        phrases.append(replace(phrase, last=note_end(sentence, phrase.last)))
        at += 1 + taken
    phrases = _consigned(sentence, [_weakly_cued(sentence, phrase) for phrase in phrases])
    phrases = with_deeds(sentence, phrases)
    phrases = _told_by_next(sentence, _paired(sentence, phrases))
    if sentence.language.vocabulary.case_roles:
        phrases = with_objects(sentence, phrases)
    phrases = _listed_way(sentence, [_crossing(p) for p in _measured(sentence, phrases)])
    entered = {at for m in sentence.of("enter") for at in range(m.first, m.last + 1)}
    return _narrowed(phrases, entered)


def _read(
    sentence: Sentence, around: Surroundings, mention: Mention, before: Phrase | None
) -> Phrase:
    """The phrase of a name, its role told by the words before it, after it, or its case."""
    phrase = governed(around, mention, before)
    if sentence.language.vocabulary.case_roles:
        phrase = replace(phrase, last=max(phrase.last, _head_end(sentence, mention)))
    inherits = bool(phrase.joint) and bool(around.joint(phrase.first))
    told = _told_after(sentence, mention) if inherits or phrase.role in (NONE, AT) else None
    if told is None:
        return phrase
    # A verb is no part of the phrase: what follows it is not listed with the name.
    last = phrase.last if told.case else max(phrase.last, told.last)
    called_at = told.value == VIA and told.case == "dat"
    return replace(phrase, role=told.value, last=last, by_deed=called_at)


def _told_after(sentence: Sentence, mention: Mention) -> Mark | None:
    """The mark that gives a name its role: of the words after it, or else of its case."""
    for at in range(mention.last + 1, _head_end(sentence, mention) + 2):
        for mark in sentence.starting.get(at, ()):
            if mark.sort == "after" and _stands_in(sentence, mention, mark.case):
                return mark
    roles = sentence.language.vocabulary.case_roles
    cases = [reading.case for reading in mention.readings if reading.case in roles]
    if not cases:
        return None
    return Mark(mention.first, mention.last, "after", roles[cases[0]], "case")


def _stands_in(sentence: Sentence, mention: Mention, case: str) -> bool:
    """Whether a name may stand in a case; where names always show theirs, only in that one."""
    if sentence.language.vocabulary.case_roles and mention.readings:
        return not case or case in mention.cases
    return in_case(mention, case)


def _head_end(sentence: Sentence, mention: Mention) -> int:
    """The last of the nouns after a name that say what it is: Mersin Limanı."""
    at = mention.last
    while ends := [m.last for m in sentence.starting.get(at + 1, ()) if m.sort == "heads"]:
        at = max(ends)
    return at


def _listed_way(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """A list that a way is said to be, as a chain: the route of the railway: A, B, C and D."""
    found = list(phrases)
    for at, phrase in enumerate(phrases):
        run = at + 1
        while run < len(phrases) and phrases[run].joint and phrases[run].role == NONE:
            run += 1
        if phrase.role == NONE and run - at >= _LEAST_LISTED and _is_told_way(sentence, phrase):
            found[at + 1 : run] = [replace(p, joint="dash") for p in phrases[at + 1 : run]]
    return found


def _is_told_way(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a colon stands before a phrase, and a word for a way not far before the colon."""
    colon = phrase.first - 1
    if colon < 1 or sentence.tokens[colon].text != ":":
        return False
    return any(colon - _WAY_REACH <= mark.last < colon for mark in sentence.of("route"))


def _paired(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """A link's second end behind "with", though places stand between: A via C *with* B."""
    holds = sentence.language.vocabulary.holds
    links = [at for at, phrase in enumerate(phrases) if phrase.role == LINK]
    found = list(phrases)
    for at in range(links[0] + 1 if len(links) == 1 else len(found), len(found)):
        before = sentence.tokens[found[at - 1].last + 1 : found[at].mention.first]
        if found[at].role in (AT, NONE) and any(holds("adding", t.lower) for t in before):
            found[at] = replace(found[at], role=LINK, joint="and")
            break
    return found


def _told_by_next(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Names without an ending take the role of the name that a list ends in: A ve B üzerinden.

    So do names before a word that tells what they are: A and B *are the border stations*.
    """
    found = list(phrases)
    by_case = bool(sentence.language.vocabulary.case_roles)
    behind = {mark.first for mark in sentence.of("after")}
    for at in range(len(found) - 2, -1, -1):
        phrase, following = found[at], found[at + 1]
        listed = phrase.role == NONE and _ends_list(following)
        told = by_case or following.mention.last + 1 in behind
        if told and listed and "" in phrase.mention.cases:
            found[at] = replace(phrase, role=following.role)
    return found


def _ends_list(phrase: Phrase) -> bool:
    """Whether a name is listed with the one before: not A, from B; but A–B *arasında*."""
    if phrase.joint == "comma":
        return "" in phrase.mention.cases
    return phrase.joint in ("and", "or") or (phrase.joint == "dash" and phrase.role == LINK)


def _weakly_cued(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Without its role where its cue suits only a point that a sentence begins with: after X."""
    weak = sentence.holds("point_only", phrase.first)
    if weak and (phrase.mention.is_area or phrase.first > 1):
        return replace(phrase, role=NONE)
    return phrase


def _consigned(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The first place as the end of the way, if cargo is for it: *cargo for X* goes by A and B."""
    found = list(phrases)
    if found and found[0].role == AT and sentence.holds("consigned", found[0].first):
        before = sentence.ending.get(found[0].first - 1, ())
        if any(mark.sort == "cargo" for mark in before):
            found[0] = replace(found[0], role=TO, consigned=True)
    return found


def _crossing(phrase: Phrase) -> Phrase:
    """A point that is crossed at, where a border or strait is crossed: the frontier at Boten."""
    point = phrase.role == CROSS and phrase.head == "border" and not phrase.mention.is_area
    return replace(phrase, role=VIA, by_deed=True) if point else phrase


def _measured(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """A place that time or distance is told from, and on to the next: nine days from A to B.

    So is one that something is moved a distance to: driven 80 km to B.
    """
    found = list(phrases)
    for at, phrase in enumerate(phrases):
        before = sentence.tokens[max(phrase.first - 1, 0)].text
        moved = sentence.ending.get(phrase.first - 2, ())
        told = before[0].isdigit() and any(mark.sort == "moved" for mark in moved)
        if phrase.role == "locator" and told:
            found[at] = replace(phrase, role=TO)
    for at, (one, other) in enumerate(pairwise(phrases)):
        if one.role == "locator" and other.role == TO and other.first == one.last + 1:
            found[at] = replace(one, role=FROM)
    return found


def _is_in_area(area: Phrase, place: Phrase) -> bool:
    """Whether a country is named only for the place told right after it: to Brazil, to Santos."""
    same = area.role == place.role and area.role in (FROM, TO)
    inside = area.mention.is_area and not place.mention.is_area
    country = area.mention.country
    beside = place.first - area.last <= 2 and place.joint in ("", "comma")
    return same and inside and beside and country is not None and place.mention.country == country


def _is_entered_at(place: Phrase, area: Phrase, entered: set[int]) -> bool:
    """Whether an area is entered at the place told before it: at Khorgos *enters Kazakhstan*."""
    if place.role != AT or place.mention.is_area or not area.mention.is_area:
        return False
    verbs = range(place.last + 1, area.last + 3)
    return area.role in (TO, CROSS) and any(at in entered for at in verbs)


def _narrowed(phrases: Sequence[Phrase], entered: set[int]) -> list[Phrase]:
    """An area entered or left at a place gives its part to that place: Kazakhstan at Altynkol."""
    found = list(phrases)
    for at, (area, place) in enumerate(pairwise(phrases)):
        if _is_entered_at(area, place, entered):
            found[at], found[at + 1] = (
                replace(area, role=VIA, by_deed=True),
                replace(place, role=NONE),
            )
            continue
        if _is_in_area(area, place):
            found[at] = replace(area, role=NONE)
            continue
        crossed = area.role in (FROM, TO, VIA) and area.mention.is_area
        at_place = place.role == AT or (place.role == VIA and area.first in entered)
        if not crossed or not at_place or place.first != area.last + 1 or place.mention.is_area:
            continue
        left = area.role == FROM and any(p.role == FROM for p in phrases[:at])
        country = place.country or area.mention.country
        role = VIA if left else area.role
        found[at] = replace(area, role=NONE)
        found[at + 1] = replace(place, role=role, joint=area.joint, country=country)
    return found
