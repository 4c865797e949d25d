"""Names that only say where another lies: Alat in Azerbaijan, Turkey's Marmara coast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.lexicon import best_of
from corridors.extraction.phrase import AT, LINK, Phrase
from corridors.extraction.sentence import Mention
from corridors.extraction.surroundings import Surroundings, in_case

_OWNER_ENDINGS = ("'s", "’s")
_OWNING = frozenset({"gen"})


def modifies(around: Surroundings, mentions: Sequence[Mention], at: int) -> bool:
    """Whether an area's name only says more of the next name: the Caspian port of Turkmenbashi."""
    if at + 1 >= len(mentions) or not mentions[at].is_area:
        return False
    gap = list(range(mentions[at].last + 1, mentions[at + 1].first))
    if not gap:
        owner = mentions[at].surface.casefold().endswith(_OWNER_ENDINGS)
        return owner or "gen" in mentions[at].cases & _by_case(around)
    words = [around.tokens[i].lower for i in gap]
    owns = words[0] in ("'", "’") and words[1:2] == ["s"]
    rest = gap[2:] if owns else gap
    plain = all(around.fills(i) or around.tokens[i].lower == "of" for i in rest)
    return plain and (owns or any(around.head(i) for i in gap))


def _by_case(around: Surroundings) -> frozenset[str]:
    """The cases that can be trusted to say what a name does: none where endings are ambiguous."""
    return _OWNING if around.sentence.language.vocabulary.case_roles else frozenset()


def qualified(
    around: Surroundings, phrase: Phrase, mentions: Sequence[Mention], at: int
) -> tuple[int, Phrase]:
    """How many of the names after a phrase only qualify it, and the phrase with them."""
    taken = 0
    while at + taken + 1 < len(mentions):
        following = mentions[at + taken + 1]
        end = _qualifier_end(around, phrase, following)
        if end is None:
            break
        country = phrase.country or following.country
        known = (*phrase.qualifiers, following)
        phrase = replace(phrase, last=end, country=country, qualifiers=known)
        taken += 1
    if at and modifies(around, mentions, at - 1):
        phrase = replace(phrase, country=phrase.country or mentions[at - 1].country)
    return taken, phrase


def _qualifier_end(around: Surroundings, phrase: Phrase, following: Mention) -> int | None:
    """The last token of a qualifier, if the next name is one."""
    gap = list(range(phrase.last + 1, following.first))
    if not gap:
        return None
    if _is_bracketed(around, gap, following):
        return following.last + 1 if following.is_area else None
    if phrase.mention.is_area or (phrase.role == LINK and around.sentence.holds("with", gap[0])):
        return None
    if around.tokens[gap[0]].text != ",":
        return following.last if _locates(around, gap, following) else None
    told = _contains(following, phrase.mention) if len(gap) == 1 else _tells_what(around, gap[1:])
    return following.last if told else None


def _is_bracketed(around: Surroundings, gap: list[int], following: Mention) -> bool:
    after = following.last + 1
    return (
        len(gap) == 1
        and around.tokens[gap[0]].text == "("
        and after < len(around.tokens)
        and around.tokens[after].text == ")"
    )


def _tells_what(around: Surroundings, gap: list[int]) -> bool:
    """A gap such as `a town in`, `the capital of`, `on the`: a head or nothing, and a locative."""
    located = any(around.is_locative(i) for i in gap)
    opens = around.is_locative(gap[0]) and all(around.fills(i) for i in gap[1:])
    headed = any(around.head(i) for i in gap)
    return located and (headed or opens) and not any(around.joint(i) for i in gap)


def _locates(around: Surroundings, gap: list[int], following: Mention) -> bool:
    """Whether a name is followed by a locative and another name: Alat in Azerbaijan."""
    marks = [
        mark
        for mark in around.sentence.starting.get(gap[0], ())
        if mark.sort == "before" and in_case(following, mark.case)
    ]
    if not marks or any(mark.value != AT for mark in marks):
        return False
    if around.sentence.holds("for", marks[0].first):
        return False
    return all(around.fills(i) for i in gap[marks[0].last - gap[0] + 1 :])


def _contains(outer: Mention, inner: Mention) -> bool:
    """Whether the outer name is an area with the country of a place that the inner may mean."""
    best = best_of(outer.readings)
    if best is None or best.area is None or best.area.kind == "continent":
        return False
    if not inner.readings:
        return best.area.kind == "country"
    return any(p.place.country == best.area.country for r in inner.readings for p in r.places)
