"""Furniture that a line gives away by itself: its phrase, its counter, its words of a menu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corridors.reading.lines import Line
from corridors.reading.phrases import Phrases, fold
from corridors.reading.reading import Span

LONGEST_TELLTALE = 400
"""Characters; a longer line is never furniture for a phrase in it."""
MENU_SHARE = 0.7
"""Share of a line's words that must be words of menus. Chosen on pages of our own."""

MOST_MENU_WORDS = 60

_PARTS = re.compile(r"\s*[|¦·•]\s*|\t+|\s{3,}")
_OPENING = re.compile(r"[\W\d]*([^\W\d_][^:：|—–]{1,44}?)\s*(?:[:：|]|\s[—–-]\s)")
_BARE_NUMBER = re.compile(r"[^\w]{0,4}\d{1,3}(?:[ .,\u00a0\u202f]?\d{3}){0,2}[^\w]{0,4}")
_CREDIT = re.compile(
    r"[\W_]*(?:©|\(c\)\s|(?:photo|image|picture) (?:credit|by|courtesy|via)\b)", re.IGNORECASE
)
_BARE_CREDIT = re.compile(r"[\W_]*(?:photo|фото|фота|fota|foto|fotoğraf)\b", re.IGNORECASE)
_BYLINE = re.compile(r"[Bb]y [A-ZÀ-Ž][\w.’'-]*(?: (?:and |de |van |al-)?[A-ZÀ-Ž][\w.’'-]*){1,4}")
_MENU_JOINT = re.compile(r"\s+[/>»›|•·]\s+")


def kind_of(line: Line, phrases: Phrases) -> str | None:
    """What furniture the whole line is, judged by nothing but itself; None where it is none."""
    if len(line.text) > LONGEST_TELLTALE:
        return None
    folded = line.folded
    return (
        phrases.whole.get(folded)
        or _opened(line, phrases)
        or counted(line.text, phrases)
        or _signed(line)
        or _asked(line, phrases)
        or _menu(line, phrases)
    )


def _opened(line: Line, phrases: Phrases) -> str | None:
    """Furniture by the words before its first colon, dash or bar: “Read also: …”."""
    opening = _OPENING.match(line.text)
    kind = phrases.opening.get(fold(opening[1])) if opening else None
    if kind is None or opening is None or opening.end() == len(line.text):
        return kind
    return kind if len(line.text) <= LONGEST_TELLTALE // 2 else None


def counted(text: str, phrases: Phrases) -> str | None:
    """“counter” for a number of views, minutes or comments, or a number and nothing else."""
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return None
    if _BARE_NUMBER.fullmatch(text) and not _year(text):
        return "counter"
    return "counter" if phrases.counter.fullmatch(text.lower()) else None


def _year(text: str) -> bool:
    digits = "".join(filter(str.isdigit, text))
    return len(digits) == 4 and digits[:2] in {"19", "20"} and not set(text) & {",", " "}


def _signed(line: Line) -> str | None:
    if line.words <= 20 and _CREDIT.match(line.text):
        return "credit"
    if line.words <= 4 and not line.ends_sentence and _BARE_CREDIT.match(line.text):
        return "credit"
    return "author" if _BYLINE.fullmatch(line.text) else None


def _asked(line: Line, phrases: Phrases) -> str | None:
    """What asks the reader to do something: subscribe, accept, log in, report a mistake."""
    if line.tells_route and not line.ends_sentence:
        return None
    return phrases.kind_inside(line.text)


def _menu(line: Line, phrases: Phrases) -> str | None:
    if line.ends_sentence or line.words > MOST_MENU_WORDS:
        return None
    if _crumbs(line, phrases):
        return "menu"
    words = line.folded.split()
    known = sum(word in phrases.menu for word in words)
    alone = len(words) < 2 or line.tells_route
    return "menu" if not alone and known >= MENU_SHARE * len(words) else None


def _crumbs(line: Line, phrases: Phrases) -> bool:
    """Entries between bars or arrows that begin with a word of menus: “Home > News > Rail”."""
    entries = [fold(entry).split() for entry in _MENU_JOINT.split(line.text)]
    return (
        len(entries) > 1
        and bool(entries[0])
        and all(word in phrases.menu for word in entries[0])
        and all(len(entry) <= 5 for entry in entries[:-1])
    )


def parts_of(line: Line, phrases: Phrases) -> Iterator[Span]:
    """Counters and the like that share a line with other words, between bars, dots or tabs."""
    if len(line.text) > LONGEST_TELLTALE:
        return
    done = 0
    ends = [(found.start(), found.end()) for found in _PARTS.finditer(line.text)]
    for start, end in [*ends, (len(line.text), len(line.text))]:
        part = line.text[done:start]
        kind = counted(part, phrases) or phrases.whole.get(fold(part))
        if ends and part and kind:
            yield Span(line.start + done, line.start + start, kind)
        done = end
