"""Furniture of several lines: what stands under a head such as “Related”, menus, teasers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from corridors.reading.lines import Line
from corridors.reading.phrases import Phrases, fold

Kinds = Mapping[int, str]
"""What furniture each line is, by its index; lines that are none are left out."""

LONGEST_TEASER = 220
"""Characters of the lead under a teaser's headline. A paragraph of news is mostly longer."""
LONGEST_AUTHOR_BOX = 600
FEWEST_TEASERS = 3
"""So many headlines in a row after the last sentence are teasers; fewer may be a signature."""
MOST_TAGS = 15
FEWEST_SURE = 2
"""So many lines of furniture after the last sentence, and no article goes on below them."""

_SITE = re.compile(r"\s+[|–—-]\s+(?=[^|–—]{2,40}\Z)")


def under_heads(lines: Sequence[Line], known: Kinds, phrases: Phrases) -> dict[int, str]:
    """Section heads and the lines that belong to them."""
    found: dict[int, str] = {}
    said = _running_before(lines, known)
    for index, line in enumerate(lines):
        kind = phrases.heads.get(line.folded) if line.words <= 6 else None
        if kind is None or index in found:
            continue
        found[index] = kind
        if kind == "comments":
            last = len(lines) if 2 * said[index] >= said[-1] > 0 else index + 1
        elif kind == "author":
            last = _author_box(lines, index + 1)
        elif kind == "tags":
            last = _while_short(lines, index + 1, MOST_TAGS)
        else:
            last = _teasers(lines, index + 1, known, phrases)
            if not said[index] and last < len(lines):
                last = max(index + 1, last - 1)  # what stands right over the text is its headline
        found.update(dict.fromkeys(range(index + 1, last), kind))
    return found


def _running_before(lines: Sequence[Line], known: Kinds) -> list[int]:
    """Characters of running text before each line, and before the end."""
    said = [0]
    for index, line in enumerate(lines):
        said.append(said[-1] + (len(line.text) if line.is_running and index not in known else 0))
    return said


def _author_box(lines: Sequence[Line], start: int) -> int:
    return start + (start < len(lines) and len(lines[start].text) <= LONGEST_AUTHOR_BOX)


def _while_short(lines: Sequence[Line], start: int, most: int) -> int:
    end = start
    while end < min(len(lines), start + most) and lines[end].is_short:
        end += 1
    return end


def _teasers(lines: Sequence[Line], start: int, known: Kinds, phrases: Phrases) -> int:
    """The end of a run of teasers: headlines alone, or with leads where they go on to the end."""
    end = start
    while end < len(lines) and (end in known or not lines[end].is_running):
        end += 1
    if end == start:
        return start
    headlines, at = end - start, end
    while at < len(lines) and _is_lead(lines, at, known, phrases):
        at += 1
        while at < len(lines) and (at in known or not lines[at].is_running):
            headlines, at = headlines + 1, at + 1
    return at if at == len(lines) and headlines >= 2 else end


def _is_lead(lines: Sequence[Line], at: int, known: Kinds, phrases: Phrases) -> bool:
    """Whether a sentence is a teaser's lead: short, and no other sentence follows it."""
    if len(lines[at].text) > LONGEST_TEASER:
        return False
    after = at + 1
    return (
        after == len(lines)
        or after in known
        or not lines[after].is_running
        or (lines[after].folded in phrases.heads)
    )


def repeated(lines: Sequence[Line], known: Kinds) -> dict[int, str]:
    """Lines of four words or more that were there before: headlines printed again, captions."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if index in known or line.words < 4:
            continue
        names = (
            {line.folded, fold(_SITE.split(line.text[:400])[0])}
            if line.is_headline
            else {line.folded}
        )
        if line.folded in seen:
            found[index] = "headline again" if line.is_headline else "said again"
        seen |= {name for name in names if name.count(" ") >= 2}
    return found


def menus(lines: Sequence[Line], known: Kinds, phrases: Phrases) -> dict[int, str]:
    """Runs of short lines that hold words of menus."""
    found: dict[int, str] = {}
    spans = groupby(range(len(lines)), key=lambda i: i in known or lines[i].is_short)
    for short, group in spans:
        run = [index for index in group if index not in known] if short else []
        rubrics = [i for i in run if _is_rubric(lines[i], phrases)]
        lists = run and run[0] > 0 and lines[run[0] - 1].text.endswith(":")
        if not lists and 3 * len(rubrics) >= len(run) and len(rubrics) >= 2:
            found.update((i, "menu") for i in run if not lines[i].tells_route)
    return found


def _is_rubric(line: Line, phrases: Phrases) -> bool:
    words = line.folded.split()
    return bool(words) and all(word in phrases.menu for word in words)


def tail(lines: Sequence[Line], known: Kinds) -> dict[int, str]:
    """What follows the article's last sentence: headlines in a row, and lines amid furniture."""
    last = max(
        (i for i, line in enumerate(lines) if line.is_running and i not in known), default=-1
    )
    rest = [i for i in range(last + 1, len(lines)) if i not in known]
    if last < 0 or not rest:
        return {}
    amid = [i for i in range(last + 1, len(lines)) if i in known][FEWEST_SURE - 1 :]
    found = {i: "amid furniture" for i in rest if amid and i > amid[0]}
    headlines = [i for i in rest if lines[i].is_headline]
    if lines[last].text.endswith(":") or lines[rest[0]].text.endswith(":"):
        return found
    if len(headlines) >= FEWEST_TEASERS and 2 * len(headlines) >= len(rest):
        return dict.fromkeys(rest, "related")
    return found | {i: "related" for i in headlines if _heads_teasers(lines, i, known)}


def _heads_teasers(lines: Sequence[Line], at: int, known: Kinds) -> bool:
    """Whether a headline stands right over teasers of its kind, bulleted as a list."""
    below = range(at + 1, min(len(lines), at + 1 + FEWEST_TEASERS))
    return len(below) == FEWEST_TEASERS and all(
        lines[i].is_bulleted and known.get(i) in {"related", "paywall", "menu"} for i in below
    )
