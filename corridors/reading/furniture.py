"""Page furniture in a pasted or extracted text: found by its words, its place and its shape.

Nothing here knows where the text came from; a page saved as text shows the same menus, counters,
teasers and forms in the same order as the page. What is doubtful is kept: an extraction that
reads a teaser is put right by a person in review, one that never sees a paragraph is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from corridors.reading.lines import Line
from corridors.reading.phrases import load_phrases
from corridors.reading.reading import Span
from corridors.reading.sections import menus, repeated, tail, under_heads
from corridors.reading.telltale import kind_of, parts_of


def find_furniture(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Spans of furniture, in order, without overlap; lines of one kind in a row are one span."""
    phrases = load_phrases()
    told = ((i, kind_of(line, phrases)) for i, line in enumerate(lines))
    known = {i: kind for i, kind in told if kind}
    known = under_heads(lines, known, phrases) | known
    known |= repeated(lines, known)
    known |= menus(lines, known, phrases)
    known |= tail(lines, known)
    spans: list[Span] = []
    for index, line in enumerate(lines):
        kind = known.get(index)
        if kind is None:
            spans += parts_of(line, phrases)
        elif spans and index - 1 in known and spans[-1].what == kind:
            spans[-1] = Span(spans[-1].start, line.end, kind)
        else:
            spans.append(Span(line.start, line.end, kind))
    return tuple(spans)
