"""The notes of a briefing: claims by source, each quote once, numbered in the order of the panel.

A quote goes out with the citation of its source; never the words around it, nor the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from corridors.briefing.plain import one_line
from corridors.briefing.record import Note, SourceNotes
from corridors.citations.fragments import quote_address
from corridors.evidence import safe_address
from corridors.placing import place_name
from corridors.strings import t
from corridors.wording import THIN_SPACE, filled, number_text, raised, when_text

Json = Mapping[str, Any]
_FIELDS = frozenset({"stated", "mode", "status", "cargo", "operator", "gauge", "one_way"})
Told = tuple[str, str, str]  # a source, its words, and what is told of them: one note


class Notes(NamedTuple):
    """All notes by source, and the number of each claim's note."""

    sources: tuple[SourceNotes, ...]
    numbers: Mapping[str, int]


def number_notes(ids: Iterable[str], document: Json, language: str | None) -> Notes:
    """The notes that these claims make. Ids that the atlas doesn't have make none."""
    claims = [document["claims"][one] for one in dict.fromkeys(ids) if one in document["claims"]]
    told: dict[str, dict[Told, list[Json]]] = {}
    for claim in claims:
        words = _words(claim, document, language)
        told.setdefault(claim["source"], {}).setdefault(words, []).append(claim)
    numbers: dict[str, int] = {}
    sources: list[SourceNotes] = []
    counter = count(1)
    for name in _in_panel_order(told, document):
        notes: list[Note] = []
        for words, group in _in_text_order(told[name]):
            number = next(counter)
            numbers.update({claim["id"]: number for claim in group})
            notes.append(_note(number, words, group[0], document["sources"][name]))
        sources.append(_source_notes(name, document, tuple(notes), language))
    return Notes(tuple(sources), numbers)


def _words(claim: Json, document: Json, language: str | None) -> Told:
    """What makes one note of claims: the same words of a source, or the same thing told of it."""
    quote = one_line(claim.get("quote") or "")
    if quote:
        return claim["source"], quote, ""
    reason = claim.get("reason") if claim["kind"] == "editor" else None
    return claim["source"], "", one_line(reason or _told_text(claim, document, language))


def stated_text(claim: Json, language: str | None) -> str:
    """What a statement says, in our words, with its figure and its time unless they stand there."""
    said = one_line(raised(str(claim.get("value") or ""))).rstrip(".")
    figure, unit = claim.get("amount"), claim.get("unit") or ""
    amount = None if figure is None else f"{number_text(figure)}{THIN_SPACE}{unit}"
    if any(letter.isdigit() for letter in said):
        amount = None
    times = [claim[key] for key in ("date", "until") if claim.get(key)]
    days = [when_text(one, language) for one in times if str(one["text"])[:4] not in said]
    more = "; ".join(filter(None, [amount, " – ".join(days)]))
    return one_line(f"{said} ({more})") if more else said


def _told_text(claim: Json, document: Json, language: str | None) -> str:
    """What a claim without a quote says: a statement's words, else its field, value and thing."""
    if claim["field"] not in _FIELDS:
        return stated_text(claim, language)
    field = {
        "stated": t("named", language),
        "mode": t("Mode", language).lower(),
        "status": t("Status", language).lower(),
        "cargo": t("Cargo", language).lower(),
        "operator": t("operator", language),
        "gauge": t("gauge", language),
        "one_way": t("one way", language),
    }[claim["field"]]
    actor = document["actors"].get(claim["value"]) if claim["field"] == "operator" else None
    value = actor["name"] if actor else claim.get("value") or ""
    return one_line(f"{_thing_name(claim['about'], document)}: {field} {value}")


def _thing_name(about: str, document: Json) -> str:
    """The name of what a claim is about, by its id; one that is not understood stands as it is."""
    corridors = {one["id"]: one for one in document["corridors"]}
    corridor, mark, rest = about.partition("/")
    if mark:
        return place_name(rest, document) if corridor in corridors else about
    corridor, mark, rest = about.partition(".")
    if corridor not in corridors:
        return about
    legs = (leg for leg in corridors[corridor]["legs"] if leg["id"] == rest)
    ends = ((leg["from"], leg["to"]) for leg in legs)
    named = (" – ".join(place_name(end, document) for end in pair) for pair in ends)
    return next(named, str(corridors[corridor]["short"]))


def _in_panel_order(names: Iterable[str], document: Json) -> list[str]:
    listed = [name for publisher in document["publishers"] for name in publisher["sources"]]
    order = {name: place for place, name in enumerate(listed)}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def _in_text_order(told: Mapping[Told, list[Json]]) -> Iterator[tuple[Told, list[Json]]]:
    """Quotes as they follow one another in the article; then what has none."""
    yield from sorted(told.items(), key=lambda pair: _place(pair[1][0]))


def _place(claim: Json) -> float:
    start = claim.get("start")
    return float("inf") if start is None else float(start)


def _note(number: int, words: Told, claim: Json, source: Json) -> Note:
    _, quote, text = words
    return Note(
        number=number,
        quote=quote,
        text=text,
        language=source.get("language") or "en",
        address=quote_address(source.get("url"), claim.get("quote")),
    )


def _source_notes(
    name: str, document: Json, notes: tuple[Note, ...], language: str | None
) -> SourceNotes:
    source = document["sources"][name]
    publishers = {one["id"]: one["name"] for one in document["publishers"]}
    is_editor = source["kind"] == "editor"
    return SourceNotes(
        publisher=one_line(publishers.get(source["publisher"], source["publisher"])),
        title=t("Editor’s own claims", language) if is_editor else one_line(source["title"]),
        language=source.get("language") or "en",
        published="" if is_editor else _published(source, language),
        address=safe_address(source.get("url")),
        archive=safe_address(source.get("archive_url")),
        remarks=tuple(_remarks(source, language)),
        notes=notes,
    )


def _published(source: Json, language: str | None) -> str:
    when = when_text(source.get("published"), language)
    if source.get("published") and source.get("published_inferred"):
        when = filled(t("{date} [date inferred]", language), date=when)
    return one_line(when)


def _remarks(source: Json, language: str | None) -> Iterator[str]:
    if source["kind"] == "article":
        yield _accessed(source, language)
    if source["kind"] == "reference":
        is_primary = source.get("primary") is True
        yield (
            t("Primary document; its text is not held here, so no quote is shown.", language)
            if is_primary
            else t("Primary document not held.", language)
        )


def _accessed(source: Json, language: str | None) -> str:
    if not source.get("retrieved"):
        return t("Day of access not recorded.", language)
    day = one_line(when_text(source["retrieved"], language))
    return filled(t("Accessed {date}.", language), date=day)
