"""What may be a stop, and what is a route of cargo at all: the doubts, all in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corridors.extraction.frame import Frame, Step
from corridors.extraction.lexicon import best_of
from corridors.extraction.phrase import AT, FROM, LINK, ROUTE_ROLES, TO, VIA, Phrase
from corridors.extraction.sentence import Mention, Sentence

_WAY_SORTS = frozenset({"route", "modes", "cargo", "carriers", "weak_sea", "ends_named"})
_COMPARISON_REACH = 4  # words
_MOST_OTHER = 2  # words of travel or mishap that an article about cargo may hold
_OLDEST, _PRESENT = 1000, 1950
_MEASURES = frozenset("km км m м kg кг mm мм".split())
_GAUGES = frozenset({"1000", "1067", "1435", "1520", "1524", "1676"})  # millimetres of track
_OPENING_QUOTES = frozenset("\"«“„‘'")
_LONGEST_BRAND = 4  # tokens
_OPENING = 1  # tokens that may stand before a place that a sentence begins with
_VERB_REACH = 2  # words from a place to the verb of sending behind it
_LINK_REACH = 10  # words before "between" in which the link must be named
_STRONG_CUES = frozenset({FROM, TO, VIA, LINK})


def keep_stops(sentence: Sentence, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases with those names robbed of their role that cannot be stops."""
    kept = []
    for phrase in phrases:
        if _is_brand(sentence, phrase.mention):
            continue
        if phrase.role in ROUTE_ROLES and not _may_be_stop(sentence, phrase):
            phrase = replace(phrase, role="")
        kept.append(phrase)
    return kept


def _may_be_stop(sentence: Sentence, phrase: Phrase) -> bool:
    mention = phrase.mention
    if _names_body(sentence, mention) or _follows_title(sentence, mention):
        return False
    if _is_compared(sentence, phrase) or _is_river(sentence, phrase):
        return False
    if mention.partial:
        return _is_facility(sentence, mention)
    if mention.strong:
        return True
    return phrase.direct or bool(phrase.head)


def _is_compared(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a place stands in a comparison: *instead of* sailing through the Suez Canal."""
    marks = [m for m in sentence.of("comparison") if m.last < phrase.first]
    gaps = [sentence.tokens[mark.last + 1 : phrase.first] for mark in marks]
    return any(
        len(gap) <= _COMPARISON_REACH
        and not any(t.text in ",;:" or t.text[0].isdigit() for t in gap)
        for gap in gaps
    )


def _is_river(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a name is but that of the river that cargo goes by: down the Danube."""
    return any(
        mark.first < phrase.mention.first <= mark.last
        for mark in sentence.of("modes")
        if mark.value.endswith(" by")
    )


def _names_body(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is that of a company or authority by the word right after it."""
    after = mention.last + 1
    if after >= len(sentence.tokens):
        return False
    token = sentence.tokens[after]
    return token.is_word and sentence.language.vocabulary.holds("body_nouns", token.lower)


def _follows_title(sentence: Sentence, mention: Mention) -> bool:
    at = mention.first - 1
    if at > 0 and sentence.tokens[at].text in _OPENING_QUOTES:
        at -= 1
    before = sentence.tokens[at] if at >= 0 else None
    roles = sentence.language.vocabulary.case_roles
    if mention.cases & set(roles) and any(m.sort == "modes" for m in sentence.ending.get(at, ())):
        return False  # the ship leaves X, where a ship called X stands in no case
    return before is not None and sentence.language.vocabulary.holds("never_after", before.lower)


def _is_brand(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name stands in quotation marks behind what bears it: the ferry "Beket-Ata"."""
    at, depth = mention.first - 1, 0
    while at > 0 and depth < _LONGEST_BRAND and sentence.tokens[at].text not in _OPENING_QUOTES:
        if not (sentence.tokens[at].is_dash or sentence.tokens[at].capital):
            return False
        at, depth = at - 1, depth + 1
    if at < 1 or sentence.tokens[at].text not in _OPENING_QUOTES:
        return False
    return sentence.language.vocabulary.holds("never_after", sentence.tokens[at - 1].lower)


def _is_facility(sentence: Sentence, mention: Mention) -> bool:
    """Whether the longer name that a place's name begins ends in a port, plant, station …"""
    at = mention.last + 1
    while at < len(sentence.tokens) and sentence.tokens[at].capital:
        if any(m.first == at for m in sentence.of("heads")):
            return True
        at += 1
    return False


def keep_frames(
    sentence: Sentence,
    frames: Sequence[Frame],
    earlier: Sentence | None,
    *,
    told: bool,
    trade: bool,
) -> list[Frame]:
    """The frames that tell a route of cargo.

    `earlier` is the sentence before, `told` says that it tells a route itself; `trade` that the
    article is about moving cargo at all.
    """
    return [
        frame
        for frame in frames
        if frame.sort == "fork"
        or _is_route(sentence, _lean(sentence, frame), earlier, told=told, trade=trade)
    ]


def is_about_cargo(sentences: Sequence[Sentence]) -> bool:
    """Whether an article speaks more of cargo and its vehicles than of travel and mishaps."""
    counts = Counter(mark.sort for sentence in sentences for mark in sentence.marks)
    other = counts["travel"] + 2 * counts["veto"]
    return other <= _MOST_OTHER or counts["cargo"] + counts["modes"] >= 2 * other


def _is_history(sentence: Sentence) -> bool:
    """Whether a sentence names a year long past."""
    return any(
        len(token.text) == 4
        and token.text.isascii()
        and token.text.isdigit()
        and _OLDEST <= int(token.text) < _PRESENT
        and token.text not in _GAUGES
        and not _is_counted(sentence, at)
        for at, token in enumerate(sentence.tokens)
    )


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Whether a number is a quantity: 1500 tonnes."""
    tokens = sentence.tokens
    return at + 1 < len(tokens) and (
        sentence.holds("units", at + 1) or tokens[at + 1].lower in _MEASURES
    )


def _is_called_way(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a chain is followed by the noun for a way: the Tema–Mpakadan *line*."""
    return bool({"route", "modes"} & {m.sort for m in sentence.starting.get(phrase.last + 1, ())})


def _lean(sentence: Sentence, frame: Frame) -> Frame:
    """A frame without unknown names, unless a place that is known stands beside them."""
    if frame.origins and not frame.steps and frame.origins[0].direct:
        return frame  # where cargo starts; the way follows in another sentence
    known = [p for p in frame.phrases if p.mention.strong]
    least = (len(frame.phrases) + 2) // 2 if frame.sort == "chain" else 1
    if frame.sort == "chain" and _is_called_way(sentence, frame.phrases[-1]):
        least = 1
    told = bool(frame.origins) and any(phrase.head for phrase in frame.phrases)
    if len(known) < least and not frame.continues and not told:
        frame.steps, frame.origins = [], []
    return frame


def _is_route(
    sentence: Sentence, frame: Frame, earlier: Sentence | None, *, told: bool, trade: bool
) -> bool:
    if not frame.steps:
        return bool(frame.origins) and bool(sentence.of("moved", "done_at", "loading", *_WAY_SORTS))
    if sentence.of("veto") or _is_history(sentence) or not trade:
        return False
    if _is_statistics(sentence, frame):
        return False
    freight = {mark.sort for mark in sentence.marks} & _WAY_SORTS
    if sentence.of("travel") and "cargo" not in freight and freight != {"route", "modes"}:
        return False
    if frame.sort == "link":
        return _is_way_between(sentence, frame)
    if freight:
        return True
    context = {mark.sort for mark in earlier.marks} & _WAY_SORTS if earlier else set()
    if told and (frame.origins or len(frame.phrases) > 2 or sentence.of("pronoun")):
        return True
    whole = bool(frame.origins) and len(frame.phrases) > 2  # from, via and to
    return bool(context) and (frame.continues or whole or bool(sentence.of("moved")))


def _is_statistics(sentence: Sentence, frame: Frame) -> bool:
    """Whether countries are but those that more or less is sold to: sales to Poland fell."""
    counted = bool(sentence.of("statistics")) and not frame.origins
    return counted and all(p.mention.is_area and p.role == TO for p in frame.phrases)


def _is_way_between(sentence: Sentence, frame: Frame) -> bool:
    """Whether what joins two places is a way for cargo, and the two are not whole continents."""
    if all(_is_continent(phrase) for phrase in frame.phrases):
        return False
    cue = frame.origins[0].first
    end = max(phrase.last for phrase in frame.phrases)
    near = {
        mark.sort
        for mark in sentence.of("route", "modes", "cargo", "moved")
        if cue - _LINK_REACH <= mark.first <= end + _LINK_REACH
    }
    return bool(near & {"route", "modes"}) or near >= {"cargo", "moved"}


def _is_continent(phrase: Phrase) -> bool:
    best = best_of(phrase.mention.readings)
    return best is not None and best.area is not None and best.area.kind == "continent"


def with_subject(sentence: Sentence, frame: Frame) -> Frame:
    """A frame whose origin is the place in its subject, where the verb is one of sending."""
    subject = frame.subject
    if subject is not None and _receives(sentence, frame, subject):
        frame.steps.append(Step(TO, [subject]))
        return frame
    if frame.origins or frame.continues or frame.branch or subject is None or not frame.steps:
        return frame
    first: Step = frame.steps[0]
    verbs = [
        m for m in sentence.of("moved") if subject.last < m.first < first.phrases[0].mention.first
    ]
    what = ("cargo", "modes") if subject.role == AT else ("cargo",)
    leads = len(frame.steps) > 1 or first.kind == TO
    if leads and verbs and sentence.of(*what) and _sends(sentence, subject):
        frame.origins = [subject]
        frame.reached = subject.role == AT
    return frame


def _receives(sentence: Sentence, frame: Frame, subject: Phrase) -> bool:
    """Whether those at a place get what comes from elsewhere: buyers *in X* receive rice from A."""
    ends = any(step.kind == TO for step in frame.steps)
    if subject.role != AT or ends or not frame.origins:
        return False
    verbs = range(subject.last + 1, frame.origins[0].mention.first)
    return any(mark.first in verbs for mark in sentence.of("receiving"))


def _sends(sentence: Sentence, subject: Phrase) -> bool:
    after = subject.last + 1
    if after < len(sentence.tokens) and not sentence.tokens[after].is_word:
        return False  # a dateline, an apposition
    if _names_body(sentence, subject.mention):
        return False
    if subject.role == AT:
        if sentence.language.vocabulary.lists("locating") and not _is_in(sentence, subject):
            return False
        opening = subject.first <= _OPENING or any(
            0 < m.first - subject.last <= _VERB_REACH for m in sentence.of("moved")
        )
        return opening and not subject.mention.is_area and not sentence.of("speech")
    return (
        subject.role == ""
        and bool(subject.mention.readings)
        and (not subject.mention.partial or _is_facility(sentence, subject.mention))
    )


def _is_in(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a place stands behind a bare "in" or "at", not "of" or "near"."""
    return phrase.first < phrase.mention.first and sentence.holds("locating", phrase.first)
