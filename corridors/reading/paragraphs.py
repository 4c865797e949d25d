"""Paragraphs: what is left of the text beside its furniture, each with its language."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from corridors.reading.language import Guess, guess_language
from corridors.reading.lines import Line
from corridors.reading.reading import OTHER, Paragraph, Span

NARROWEST, WIDEST = 40, 130
"""Characters: the widths at which texts are wrapped by hand or by a mail program."""
SHARE_FULL = 0.8
"""Share of a block's lines into which the next line's first word would not have fitted."""
SURE = 0.08
"""Weight from which a guess stands alone; a weaker one gives way to the rest of its script."""
DEFAULTS = {"Cyrl": "ru", "Latn": "en"}


def find_paragraphs(
    text: str,
    lines: Sequence[Line],
    furniture: Sequence[Span],
    begins: Callable[[Line, Line], bool] | None = None,
) -> tuple[Paragraph, ...]:
    """The paragraphs in order; none holds a blank line or touches furniture.

    `begins` is given where line breaks mean nothing, as in markdown: it tells of a line of a block
    and the next one whether a paragraph begins between them all the same.
    """
    blocks = _blocks(lines)
    groups = chain.from_iterable(_split(block, begins) for block in blocks)
    spans = [
        span
        for group in groups
        for span in _outside(text, group[0].start, group[-1].end, furniture)
    ]
    guesses = [guess_language(text[start:end]) for start, end in spans]
    usual = _usual(guesses, spans)
    return tuple(
        Paragraph(start, end, _settle(guess, usual), guess.script)
        for (start, end), guess in zip(spans, guesses, strict=True)
    )


def _settle(guess: Guess, usual: dict[str, str]) -> str:
    if guess.script == OTHER or (guess.language is not None and guess.weight >= SURE):
        return guess.language or OTHER
    return usual.get(guess.script) or guess.language or DEFAULTS[guess.script]


def _usual(guesses: Sequence[Guess], spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """The language that most characters of each script are surely in."""
    counts: dict[str, Counter[str]] = {}
    for guess, (start, end) in zip(guesses, spans, strict=True):
        if guess.language is not None and guess.weight >= SURE:
            counts.setdefault(guess.script, Counter())[guess.language] += end - start
    return {script: count.most_common(1)[0][0] for script, count in counts.items()}


def _split(
    block: list[Line], begins: Callable[[Line, Line], bool] | None
) -> Iterator[Sequence[Line]]:
    """The paragraphs of a block: all its lines where they were wrapped, else each of them."""
    if begins is None:
        yield from [block] if _is_wrapped(block) else [[line] for line in block]
        return
    breaks = (i for i, pair in enumerate(pairwise(block), start=1) if begins(*pair))
    yield from (block[a:b] for a, b in pairwise([0, *breaks, len(block)]))


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines with no blank line between them."""
    block: list[Line] = []
    for line in lines:
        if line.blank_before and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Whether a block's lines are one paragraph, broken by greedy wrapping."""
    width = max(len(line.text) for line in block)
    if len(block) < 2 or not NARROWEST <= width <= WIDEST:
        return False
    pairs = list(pairwise(block))
    full = sum(len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) > width - 6 for a, b in pairs)
    going_on = sum(not b.text[0].isupper() for _, b in pairs)
    return full >= SHARE_FULL * len(pairs) and 2 * going_on >= len(pairs)


def _outside(
    text: str, start: int, end: int, furniture: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """What of a stretch is not furniture, without white space at its ends."""
    first = bisect_right(furniture, start, key=lambda span: span.end)
    for span in takewhile(lambda span: span.start < end, islice(furniture, first, None)):
        yield from _stripped(text, start, span.start)
        start = span.end
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end] if start < end else ""
    left = len(part) - len(part.lstrip())
    if part.strip():
        yield start + left, start + len(part.rstrip())
