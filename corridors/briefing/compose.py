"""A view folded into the record of its briefing. Nothing is made up: what is not held is a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from corridors.briefing.checked import checked_of
from corridors.briefing.citing import Notes, number_notes
from corridors.briefing.differences import differences_of
from corridors.briefing.exposure import exposure_of
from corridors.briefing.gaps import gaps_of
from corridors.briefing.legs import assumption_texts, corridor_groups, tables_of
from corridors.briefing.marking import read_marking
from corridors.briefing.plain import one_line
from corridors.briefing.qr import fits_code
from corridors.briefing.record import Briefing, Cited, Labels, Section, Table
from corridors.briefing.request import BriefingRequest
from corridors.fold import Fold, Item, State
from corridors.strings import spoken, t
from corridors.wording import day_text, filled

Json = Mapping[str, Any]
Group = Sequence[tuple[Item, State]]

_NAMED_IN_TITLE = 3  # corridors; of more, the title gives their number


def compose_briefing(fold: Fold, request: BriefingRequest, link: str, made: date) -> Briefing:
    """The record of the briefing of a fold's view.

    `link` is the view's own query and fragment, `made` the day of the briefing.
    """
    language = fold.view.language
    tables = tables_of(fold)
    sections = tuple(_sections(fold, language))
    notes = _notes(fold, tables, sections)
    whole_link = request.address + link
    return Briefing(
        language=spoken(language),
        kicker=_kicker(fold, language),
        title=request.title or _title(tables, language),
        dates=_dates(fold, made, language),
        judgement=request.judgement,
        marking=read_marking(request.marking),
        tables=tables,
        table_notes=tuple(_table_notes(fold, tables, language)),
        sections=sections,
        sources=notes.sources,
        small_print=tuple(_small_print(fold, language)),
        link=whole_link,
        link_note=_link_note(fold, request, language),
        hash=str(fold.document["hash"]),
        code=whole_link if fits_code(whole_link) and not _is_local(request.address) else None,
        labels=_labels(language),
        numbers=notes.numbers,
    )


def _notes(fold: Fold, tables: Sequence[Table], sections: Sequence[Section]) -> Notes:
    """The notes of all that the briefing says."""
    cited = [cited for section in sections for cited in section.entries]
    for table in tables:
        for leg in table.legs:
            cited += [leg.ends, leg.mode, *leg.statuses]
        cited += [*table.whole, *table.places]
    ids = [one for text in cited for one in text.claims]
    return number_notes(ids, fold.document, fold.view.language)


def _kicker(fold: Fold, language: str | None) -> str:
    kinds = {str(group[0][0].corridor["kind"]) for group in corridor_groups(fold)}
    if len(kinds) != 1:
        return t("Corridors", language)
    names = {
        "corridor": t("Corridor", language),
        "flow": t("Flow without a published path", language),
        "baseline": t("Yardstick", language),
        "crossings": t("Border crossings", language),
    }
    return names.get(kinds.pop(), t("Corridor", language))


def _title(tables: Sequence[Table], language: str | None) -> str:
    names = [table.corridor for table in tables]
    if not names:
        return t("Nothing is on the map with these filters, on this day.", language)
    if len(names) > _NAMED_IN_TITLE:
        return filled(t("{n} corridors", language), n=len(names))
    return "; ".join(names)


def _dates(fold: Fold, made: date, language: str | None) -> tuple[str, ...]:
    calendar = fold.calendar
    return (
        filled(t("As of {date}", language), date=day_text(calendar.day, language)),
        filled(t("Data to {date}", language), date=day_text(calendar.cutoff, language)),
        filled(t("Made on {date}", language), date=day_text(made, language)),
    )


def _sections(fold: Fold, language: str | None) -> Iterator[Section]:
    """Exposure, differences and gaps of each corridor; a section without entries is left out."""
    groups = corridor_groups(fold)
    for group in groups:
        about = one_line(group[0][0].corridor["short"]) if len(groups) > 1 else ""
        found: tuple[tuple[str, tuple[Cited, ...]], ...] = (
            (t("Exposure", language), exposure_of(fold, group)),
            (t("Sources differ", language), differences_of(fold, group)),
            (t("Claims checked", language), checked_of(fold, group)),
            (t("Gaps", language), gaps_of(fold, group)),
        )
        for heading, entries in found:
            if entries:
                yield Section(heading, entries, about)


def _table_notes(fold: Fold, tables: Sequence[Table], language: str | None) -> Iterator[str]:
    if not tables:
        return
    yield t("km, days and exposure are on the assumed path: our network’s shortest way.", language)
    closed = fold.view.closed
    if closed:
        told = t("Closed in the view, and not worked in here: {list}.", language)
        yield filled(told, list=one_line(", ".join(closed)))
    assumed = assumption_texts(fold)
    if assumed:
        yield filled(t("Days rest on: {list}.", language), list="; ".join(assumed))
    yield t("Grades are on the Admiralty scale, given by a person.", language)


def _small_print(fold: Fold, language: str | None) -> Iterator[str]:
    yield t("Boundaries imply no opinion on the status of any territory.", language)
    yield t("Ground: Natural Earth.", language)
    for notice in fold.document.get("notices") or ():
        yield one_line(f"{notice['text']}, {notice['url']}")
    off = len(fold.off)
    if off:
        yield filled(t("Sources switched off in this view: {n}.", language), n=off)


def _link_note(fold: Fold, request: BriefingRequest, language: str | None) -> str:
    if not request.address:
        return t("Add this to the address of your atlas.", language)
    if _is_local(request.address):
        return t("Opens on the computer that it was made on, and nowhere else.", language)
    if fold.view.pin:
        return t("Pinned: opens the atlas as it was.", language)
    return t("Live: opens the atlas as it is by then.", language)


def _is_local(address: str) -> bool:
    """Whether an address leads to the computer that asks, whichever it is."""
    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _labels(language: str | None) -> Labels:
    return Labels(
        judgement=t("Judgement", language),
        to_fill=t("To be written by the analyst, in one sentence.", language),
        legs=t("Legs", language),
        columns=(
            t("From – to", language),
            t("Mode", language),
            t("km", language),
            t("nmi", language),
            t("Days", language),
            t("Status and date", language),
            t("Way", language),
            t("Grade; evidence", language),
        ),
        places=t("Also named", language),
        whole=t("As a whole", language),
        marks=t("Small numbers: sources and quotes, at the end.", language),
        notes=t("Sources and quotes", language),
        about=t("Atlas", language),
        page=t("Page {n} of {all}", language),
        at_quote=t("Open at the quote", language),
    )
