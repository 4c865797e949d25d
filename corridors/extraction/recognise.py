"""Where a sentence names places: those the gazetteer knows, and capitalised names it doesn't.

The gazetteer proposes; nothing here decides that a name is a stop. A name that is unknown, or that
is hardly ever a place, counts only where a route is told (see `phrases.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corridors.extraction.areal import areal_mentions
from corridors.extraction.compound import extended, merged, whole_name
from corridors.extraction.language import Language
from corridors.extraction.lexicon import Reading, best_of, best_weight, read_name
from corridors.extraction.sentence import Mention, Sentence
from corridors.extraction.tokens import Token

_MOST_WORDS = 5
_LONGEST_NAME = 60  # characters
_PARTICLES = frozenset("de da do dos das del della di du la el al ul".split())
_APOSTROPHES = frozenset("'’ʼ`")
# Of a single word, before any context: a place of some thousand inhabitants under its own name.
_STRONG_WEIGHT = 5.0
_CERTAIN_WEIGHT = 6.5  # of a name that is a common word as well, at the start of a sentence
_TITLE_SHARE = 0.7
_TITLE_WORDS = 4
_LONGEST_CUE = 2  # letters
_SHORTEST_LAST = 4  # letters of a small word that may end a name: море, Gulf of …


def recognise(
    text: str, tokens: Sequence[Token], language: Language, common: frozenset[str]
) -> Sentence:
    """A sentence's marks and names. `common` are words that the text also writes small."""
    marks = language.vocabulary.find(tokens)
    names = _Names(text, tokens, language, common)
    known = list(names.known())
    known += areal_mentions(text, tokens, language, known)
    mentions = merged(text, tokens, marks, known, list(names.unknown(known)))
    whole = [whole_name(extended(m, tokens), text, tokens, marks) for m in mentions]
    return Sentence(text, tokens, marks, whole, language)


def _is_port(reading: Reading) -> bool:
    """Whether a name is first of all a port's: Восточный, which is the word for eastern, too."""
    return bool(reading.places) and reading.places[0].place.kind == "port"


class _Names:
    """The names of one sentence."""

    def __init__(
        self, text: str, tokens: Sequence[Token], language: Language, common: frozenset[str]
    ) -> None:
        self._text, self._tokens, self._language = text, tokens, language
        self._common = common
        words = [t for t in tokens if t.is_word and len(t.text) > 3]
        capitals = sum(t.capital for t in words)
        opening = [mark for mark in language.vocabulary.find(tokens[:3]) if mark.first == 0]
        self._opens_phrase = bool(opening)
        self._opens_manner = any(mark.value.endswith(" by") for mark in opening)
        self.is_title = len(words) >= _TITLE_WORDS and capitals >= _TITLE_SHARE * len(words)

    def known(self) -> Iterator[Mention]:
        at = 0
        while at < len(self._tokens):
            mention = self._known_at(at) if self._tokens[at].capital else None
            if mention is None:
                at += 1
            else:
                yield mention
                at = mention.last + 1

    def _known_at(self, first: int) -> Mention | None:
        for last in self._ends(first):
            start, end = self._tokens[first].start, self._tokens[last].end
            readings = read_name(self._text[start:end], self._language.code)
            if not self._tokens[last].capital and not self._glued(last):
                readings = self._lengthened(first, last, readings)
            if readings and not self._goes_on(last) and self._is_name(first, last, readings):
                length = readings[0].length
                return self._mention(first, last, start + length, readings)
        return None

    def _goes_on(self, last: int) -> bool:
        """Whether a name has more words behind a particle: Salar *de Atacama*."""
        tokens = self._tokens
        return (
            last + 2 < len(tokens)
            and tokens[last + 1].text in _PARTICLES
            and tokens[last + 2].capital
        )

    def _lengthened(
        self, first: int, last: int, readings: tuple[Reading, ...]
    ) -> tuple[Reading, ...]:
        """The areas among readings that end in a small word; none if the name does without it."""
        shorter = max(at for at in range(first, last) if self._tokens[at].capital)
        start, end = self._tokens[first].start, self._tokens[shorter].end
        if any(r.area for r in read_name(self._text[start:end], self._language.code)):
            return ()
        return tuple(r for r in readings if r.area is not None)

    def _mention(self, first: int, last: int, end: int, readings: tuple[Reading, ...]) -> Mention:
        start = self._tokens[first].start
        best = best_of(readings)
        strong = best is not None and (best.area is not None or best.weight >= _STRONG_WEIGHT)
        whole = end == self._tokens[last].end
        partial = not self.is_title and self._is_partial(first, last, whole=whole)
        return Mention(first, last, start, end, self._text[start:end], readings, strong, partial)

    def _ends(self, first: int) -> list[int]:
        """The last tokens that a name beginning here may have, the farthest first."""
        tokens, ends, words, at = self._tokens, [first], 1, first
        while at + 1 < len(tokens) and words < _MOST_WORDS:
            at += 1
            token = tokens[at]
            if token.is_word:
                words += 1
                ends.append(at)
            elif not self._joins(at):
                break
            if token.end - tokens[first].start > _LONGEST_NAME:
                break
        return [end for end in reversed(ends) if end == first or not self._is_small(end)]

    def _is_small(self, at: int) -> bool:
        """Whether a word cannot end a name: a connector, a preposition."""
        word = self._tokens[at]
        return not word.capital and len(word.text) < _SHORTEST_LAST and not self._glued(at)

    def _joins(self, at: int) -> bool:
        """Whether a mark stands inside a name: a hyphen or apostrophe with no blanks, St."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or tokens[at - 1].end != tokens[at].start:
            return False
        if tokens[at].text == ".":
            return len(tokens[at - 1].text) <= 2
        glued = tokens[at].end == tokens[at + 1].start
        return glued and (tokens[at].is_dash or tokens[at].text in _APOSTROPHES)

    def _glued(self, at: int) -> bool:
        return at > 0 and self._tokens[at - 1].end == self._tokens[at].start

    def _is_name(self, first: int, last: int, readings: Sequence[Reading]) -> bool:
        if self._is_list(first, last) and not any(reading.area for reading in readings):
            return False
        if first != last or any(reading.area for reading in readings):
            return not self._is_prefixed(first) and not self._opens_with_cue(first, last)
        word = self._tokens[first]
        if self._is_prefixed(first):
            return False
        if self._language.vocabulary.holds("never", word.lower):
            return self._is_between_dashes(first) and any(_is_port(r) for r in readings)
        weight = best_weight(readings)
        if first == 0 and (self._opens_manner or (self._opens_phrase and weight < _CERTAIN_WEIGHT)):
            return False
        return word.lower not in self._common and not self._language.demonym(word.lower)

    def _opens_with_cue(self, first: int, last: int) -> bool:
        """Whether a name begins with the preposition of its sentence: В Варне."""
        word = self._tokens[first]
        short = first == 0 and first < last and len(word.text) <= _LONGEST_CUE
        return short and self._language.vocabulary.holds("never", word.lower)

    def _is_between_dashes(self, at: int) -> bool:
        """Whether a dash with blanks stands before or behind a word: it is one of a chain."""
        tokens = self._tokens
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
        return any(tokens[i].is_dash and not self._glued(max(i, at)) for i in beside)

    def _is_prefixed(self, first: int) -> bool:
        """Whether a hyphen ties the name to a word that is none: Trans-Caspian."""
        if first < 2 or not self._tokens[first - 1].is_dash or not self._glued(first):
            return False
        word = self._tokens[first - 2]
        glued = word.end == self._tokens[first - 1].start
        return glued and self._language.vocabulary.holds("never", word.lower)

    def _is_list(self, first: int, last: int) -> bool:
        """Whether a span holds an "and" or "or": two names, unless together they are an area's."""
        holds = self._language.vocabulary.holds
        words = [token.lower for token in self._tokens[first + 1 : last]]
        return any(holds("and", word) or holds("or", word) for word in words)

    def _is_partial(self, first: int, last: int, *, whole: bool) -> bool:
        """Whether a name goes on before or behind; behind a suffix (Minsk'ten) it does not."""
        return self._is_foreign(first - 1, first) or (whole and self._is_foreign(last + 1, last))

    def _is_foreign(self, at: int, beside: int) -> bool:
        """Whether a neighbour is a capitalised word of the same name that is no word we know."""
        tokens = self._tokens
        if not 0 <= at < len(tokens) or not tokens[at].capital:
            return False
        left, right = (tokens[at], tokens[beside]) if at < beside else (tokens[beside], tokens[at])
        if self._text[left.end : right.start] != " ":
            return False
        if at == 0 and at < beside:
            return False  # any word is capitalised there
        return not self._is_plain(tokens[at])

    def _is_plain(self, token: Token) -> bool:
        holds = self._language.vocabulary.holds
        return (
            holds("never", token.lower)
            or holds("fillers", token.lower)
            or self._language.demonym(token.lower) is not None
            or bool(read_name(token.text, self._language.code))
            or token.lower in self._common
        )

    def unknown(self, known: Sequence[Mention]) -> Iterator[Mention]:
        """Runs of capitalised words that no known name covers."""
        covered = {at for m in known for at in range(m.first, m.last + 1)}
        if self.is_title:
            return
        at = 0
        while at < len(self._tokens):
            last = self._run_end(at, covered)
            if last is not None and self._is_beside(at, covered):
                at = last + 1
                continue
            if last is None:
                at += 1
                continue
            start, end = self._tokens[at].start, self._tokens[last].end
            if end - start <= _LONGEST_NAME:
                surface, end = self._bare(start, end)
                yield Mention(at, last, start, end, surface, (), strong=False)
            at = last + 1

    def _is_beside(self, at: int, covered: set[int]) -> bool:
        """Whether a run goes on from a known name: Minsk *Tractor Plant*."""
        tokens = self._tokens
        return at - 1 in covered and self._text[tokens[at - 1].end : tokens[at].start] == " "

    def _bare(self, start: int, end: int) -> tuple[str, int]:
        """An unknown name without its case ending, where the language can tell."""
        surface = self._text[start:end]
        length = min(form.length for form in self._language.forms(surface))
        return surface[:length], start + length

    def _run_end(self, first: int, covered: set[int]) -> int | None:
        if not self._may_be_unknown(first, covered):
            return None
        last = first
        while last + 1 < len(self._tokens):
            following = last + 1
            if not self._tokens[following].is_word:
                if not self._joins(following) or not self._is_double(following, covered):
                    break
                following += 1
            elif self._goes_on(last):
                following += 1
            elif not self._may_be_unknown(following, covered):
                break
            last = following
        return last

    def _is_double(self, at: int, covered: set[int]) -> bool:
        """Whether a mark ties just two unknown words, so that they are no chain: Beyuk-Kesik."""
        tokens = self._tokens
        if not tokens[at].is_dash:
            return True
        if at + 1 >= len(tokens) or not self._may_be_unknown(at + 1, covered):
            return False
        chained = [i for i in (at - 2, at + 2) if 0 <= i < len(tokens) and tokens[i].is_dash]
        return not chained

    def _may_open(self, at: int) -> bool:
        """Whether the first word of a sentence may be a name: one in a chain, or inflected."""
        if at + 1 >= len(self._tokens):
            return False
        following = self._tokens[at + 1]
        return following.is_dash or following.text in _APOSTROPHES

    def _may_be_unknown(self, at: int, covered: set[int]) -> bool:
        token = self._tokens[at]
        if at in covered or not token.capital or len(token.text) < 2:
            return False
        vocabulary = self._language.vocabulary
        if at == 0 and not self._may_open(at):
            return False
        if vocabulary.holds("never", token.lower) or self._language.demonym(token.lower):
            return False
        return token.lower not in self._common
