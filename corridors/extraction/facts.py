"""What the sentences of a route say besides: status, dates, cargo, volumes, operators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.extraction.article import Article
from corridors.extraction.ground import quote_at
from corridors.extraction.known.entries import OPERATOR
from corridors.extraction.model import Fact
from corridors.extraction.sentence import Sentence
from corridors.extraction.tokens import Token
from corridors.model import Status

# What befell a way outweighs that it runs; what may or will be is not operating, whatever else is
# said of it.
_WEIGHTIEST = (
    Status.ABANDONED,
    Status.CLOSED,
    Status.SUSPENDED,
    Status.TRIAL,
    Status.CONSTRAINED,
)
_AHEAD = {"possible": Status.PROPOSED, "planned": Status.ANNOUNCED}
_UNIT_REACH = 2  # words between a number and its unit: 1.2 million tonnes
_DATE_REACH = 2
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MARKS = frozenset(".,")


def facts_of(article: Article, sentences: Iterable[int]) -> tuple[Fact, ...]:
    """The facts that some sentences state, each with its words, in the text's order."""
    found: dict[tuple[str, str], Fact] = {}
    for at in sorted(set(sentences)):
        sentence = article.sentences[at]
        for fact in (
            *_statuses(sentence, article.text),
            *_dates(sentence, article.text),
            *_cargoes(sentence, article.text),
            *_volumes(sentence, article.text),
            *_operators(article, sentence),
        ):
            found.setdefault((fact.field, fact.value), fact)
    return tuple(found.values())


def status_of(sentence: Sentence) -> Status | None:
    """The status that a sentence gives what it tells of; None where it says nothing of it."""
    fact = next(_statuses(sentence, sentence.text), None)
    return Status(fact.value) if fact else None


def _fact(
    text: str, sentence: Sentence, field: str, value: str, first: int, last: int
) -> Iterator[Fact]:
    quote = quote_at(text, sentence.tokens[first].start, sentence.tokens[last].end)
    if quote is not None:
        yield Fact(field, value or quote.text, quote)


def _statuses(sentence: Sentence, text: str) -> Iterator[Fact]:
    said = {mark.value: mark for mark in reversed(sentence.of("status"))}
    moods = {mark.value: mark for mark in reversed(sentence.of("modality"))}
    weighty = [(s, said[s.value]) for s in _WEIGHTIEST if s.value in said]
    ahead = [(status, moods[mood]) for mood, status in _AHEAD.items() if mood in moods]
    running = [(Status(value), mark) for value, mark in said.items()]
    for status, mark in [*weighty, *ahead, *running][:1]:
        yield from _fact(text, sentence, "status", status.value, mark.first, mark.last)


def _dates(sentence: Sentence, text: str) -> Iterator[Fact]:
    """Days, months and years: `4 December 2025`, `July 16`, `2025`."""
    tokens, covered = sentence.tokens, -1
    for at, token in enumerate(tokens):
        if at <= covered:
            continue
        if sentence.holds("months", at):
            first = at - 1 if at and _is_number(tokens[at - 1].text, 31) else at
            covered = _date_end(sentence, at)
        elif len(token.text) == 4 and _is_year(token.text):
            first = covered = at
        else:
            continue
        if covered > first or first != at or _is_year(token.text):
            yield from _fact(text, sentence, "date", "", first, covered)


def _date_end(sentence: Sentence, at: int) -> int:
    """The last token of a date whose month stands at a token."""
    end, tokens = at, sentence.tokens
    for following in range(at + 1, min(at + 2 + _DATE_REACH, len(tokens))):
        if _is_number(tokens[following].text, 31) or _is_year(tokens[following].text):
            end = following
        elif tokens[following].text not in _MARKS:
            break
    return end


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= most


def _is_year(text: str) -> bool:
    return (
        len(text) == 4
        and text.isascii()
        and text.isdigit()
        and _FIRST_YEAR <= int(text) < _LAST_YEAR
    )


def _cargoes(sentence: Sentence, text: str) -> Iterator[Fact]:
    for mark in sentence.of("cargo_kinds"):
        yield from _fact(text, sentence, "cargo", mark.value, mark.first, mark.last)


def _volumes(sentence: Sentence, text: str) -> Iterator[Fact]:
    """A number with its unit: `62,000 TEU`, `1,2 млн тонн`."""
    tokens = sentence.tokens
    for unit in range(len(tokens)):
        if not sentence.holds("units", unit):
            continue
        near = range(max(0, unit - 1 - _UNIT_REACH), unit)
        numbers = [at for at in near if _has_digit(tokens, at)]
        if numbers and all(tokens[at].is_word for at in range(numbers[-1], unit)):
            first = _number_start(sentence, numbers[-1])
            yield from _fact(text, sentence, "volume", "", first, unit)


def _has_digit(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text[0].isdigit()


def _number_start(sentence: Sentence, at: int) -> int:
    """The first token of a number that is written with marks inside: 10–12, 6.5, 62 000."""
    tokens = sentence.tokens
    while at >= 2 and _has_digit(tokens, at - 2) and tokens[at - 1].end == tokens[at].start:
        if tokens[at - 1].text not in _MARKS and not tokens[at - 1].is_dash:
            break
        at -= 2
    return at


def _operators(article: Article, sentence: Sentence) -> Iterator[Fact]:
    for known in article.known_between(sentence.start, sentence.end):
        quote = quote_at(article.text, known.start, known.end)
        if known.kind == OPERATOR and quote is not None:
            yield Fact("operator", known.id, quote)
