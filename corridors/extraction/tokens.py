"""Text in words and marks of punctuation, and in sentences; offsets are those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\n+")
_DASHES = frozenset("-‐‑‒–—―−→⇒>")
_ENDS = frozenset(".!?…")
_CLOSING = frozenset("\"'”’»)]")
# A sentence longer than this is cut: no rule looks further, and work stays linear.
LONGEST_SENTENCE = 160
# After one of these a full stop ends no sentence; a single letter (an initial) is another case.
_ABBREVIATED = frozenset(
    "mr mrs dr st jan feb mar apr jun jul aug sep sept oct nov dec no approx inc ltd co corp vs "
    "г ул им т д п стр рис см ст обл р н вул куб напр др prof doç alb av dr no cad bkz".split()
)
# After one of these it ends a sentence if a capital follows.
_UNITS = frozenset("руб тыс млн млрд гг км кг чел vb vd km kg bn mln".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark of punctuation, or line breaks; `lower` is the word without its capitals."""

    start: int
    end: int
    text: str
    lower: str
    is_word: bool

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_dash(self) -> bool:
        """Whether it joins the places of a chain: a hyphen, a dash, an arrow."""
        return self.text in _DASHES


def lower(word: str) -> str:
    """A word without capitals; Turkish İ and I meet i, whatever the language."""
    return word.replace("İ", "i").lower()


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a span of the text."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        tokens.append(Token(match.start(), match.end(), word, lower(word), word[0].isalnum()))
    return tokens


def split_sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The sentences of a paragraph's tokens, without line breaks, none longer than the limit."""
    current: list[Token] = []
    for at, token in enumerate(tokens):
        if token.text[0] == "\n":
            if current and _breaks(tokens, at):
                yield current
                current = []
            continue
        current.append(token)
        if len(current) >= LONGEST_SENTENCE or (token.text in _ENDS and _ends(tokens, at)):
            yield current
            current = []
    if current:
        yield current


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line break ends a sentence: an empty line, or a line that begins anew."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or len(tokens[at].text) > 1:
        return True
    return not (following.is_word and following.text[0].islower())


def _ends(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1 : at + 3]
    if not following:
        return True
    before = tokens[at - 1] if at else None
    if tokens[at].text == "." and before is not None and before.end == tokens[at].start:
        initial = len(before.text) == 1 and before.text.isalpha() and before.capital
        if before.lower in _ABBREVIATED or initial:
            return False
        if before.lower in _UNITS and not following[0].capital:
            return False
    nearest = following[0]
    glued = nearest.start == tokens[at].end
    if nearest.text in _ENDS or (nearest.text in _CLOSING and glued):
        return False
    if glued and nearest.is_word:
        return False  # 6.5, trend.az
    return not (nearest.is_word and nearest.text[0].islower())
