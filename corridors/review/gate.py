"""What keeps a proposal from acceptance: no field goes on the map that rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corridors.article_model import UNKNOWN_PUBLISHER
from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.errors import Objection
from corridors.model import CorridorKind, Definition
from corridors.review.draft import Draft, DraftLeg, DraftStop, Evidence

_ASK = "mark the words of the article, or call it your own with your name and a reason"


class Field(NamedTuple):
    """A field of a draft with what it rests on, None where nothing is given."""

    path: str
    what: str
    evidence: Evidence | None


def fields_of(draft: Draft) -> Iterator[Field]:
    """Every piece of evidence of a draft, and every field that lacks one, with its path."""
    for index, evidence in enumerate(draft.named):
        yield Field(f"named.{index}", "the name", evidence)
    if draft.into_why is not None:
        yield Field("into_why", "the merge", draft.into_why)
    yield from _said("", draft, ("statuses", "operators", "statements"))
    for stop in draft.stops:
        where = f"stops.{stop.key}.stated"
        yield from _stated(where, f"the stop {stop.name!r}", stop.stated)
    for leg in draft.legs:
        where = f"legs.{leg.key}"
        yield from _stated(f"{where}.stated", f"the leg {_ends(draft, leg)}", leg.stated)
        yield from _said(where, leg, ("modes", "statuses", "cargo", "operators", "statements"))


def objections_to(
    draft: Draft, articles: Mapping[str, Article], catalog: Catalog
) -> tuple[Objection, ...]:
    """All that keeps a draft from acceptance, in its order; nothing if it may be accepted."""
    return (
        *_to_whole(draft, catalog),
        *_to_stops(draft),
        *(o for field in fields_of(draft) for o in _to_field(field, articles, catalog)),
        *_to_sources(draft, articles),
    )


def find_known(catalog: Catalog, name: str) -> Definition | None:
    """The corridor of the atlas that has an id, or had it."""
    found = (grounded.definition for grounded in catalog.corridors)
    return next((one for one in found if name in (one.id, *one.was)), None)


def remarks_on(draft: Draft) -> tuple[Objection, ...]:
    """What a person may want to know before accepting."""
    found = [remark for stop in draft.stops if (remark := _remark_on_place(stop, draft))]
    for leg in draft.legs:
        modes = {said.value for said in leg.modes}
        if len(modes) != 1:
            found.append(
                Objection(
                    f"legs.{leg.key}.modes",
                    f"{_ends(draft, leg)} has {'several modes' if modes else 'no mode'}: "
                    "it cannot follow a network",
                    "give one mode, if the source does",
                )
            )
    if draft.grade is None:
        found.append(Objection("grade", "nobody has graded it: F6", "grade source and information"))
    return tuple(found)


def _remark_on_place(stop: DraftStop, draft: Draft) -> Objection | None:
    place, where = stop.place, f"stops.{stop.key}.place"
    if place is None:
        return None  # which is an objection
    if stop.ambiguous:
        other = stop.candidates[1] if len(stop.candidates) > 1 else place
        message = f"{stop.name!r} may as well be {other.name} ({other.country or 'no country'})"
        return Objection(where, message, "look at the candidates and choose one")
    if place.position is None:
        legs = ", ".join(
            _ends(draft, leg) for leg in draft.legs if stop.key in (leg.start, leg.end)
        )
        follows = f"{legs} will be told in words, not drawn" if legs else "it is told in words"
        message = f"{stop.name!r} is no point on the map: {follows}"
        return Objection(where, message, "choose a point, if the source means one")
    return None


def _to_whole(draft: Draft, catalog: Catalog) -> Iterator[Objection]:
    if draft.into is not None and find_known(catalog, draft.into) is None:
        yield Objection("into", f"no corridor has the id {draft.into!r}", "choose another, or none")
    if draft.into is None and draft.name is None:
        yield Objection("name", "the corridor has no name", "give it one")
    if not draft.stops:
        yield Objection("stops", "the corridor has no stop", "add one")
    if not draft.legs and draft.into is None and draft.kind is not CorridorKind.CROSSINGS:
        yield Objection("legs", "the corridor has no leg", "add one, or merge it with a known one")


def _to_stops(draft: Draft) -> Iterator[Objection]:
    seen: dict[object, str] = {}
    for stop in draft.stops:
        place = stop.place
        if place is None:
            yield Objection(
                f"stops.{stop.key}.place",
                f"nobody has said where {stop.name!r} is",
                "choose its place, or say that it is not known: its legs are then told in words",
            )
            continue
        same = place.at or place.position or (place.name, place.country)
        if same in seen:
            yield Objection(
                f"stops.{stop.key}.place",
                f"{stop.name!r} and {seen[same]!r} are one place",
                "drop one of the two, or choose another place",
            )
        seen.setdefault(same, stop.name)
    keys = {stop.key for stop in draft.stops}
    for leg in draft.legs:
        if leg.start not in keys or leg.end not in keys or leg.start == leg.end:
            yield Objection(
                f"legs.{leg.key}", "the leg does not join two stops", "change its ends or drop it"
            )


def _to_field(
    field: Field, articles: Mapping[str, Article], catalog: Catalog
) -> Iterator[Objection]:
    evidence = field.evidence
    if evidence is None:
        yield Objection(field.path, f"{field.what} rests on nothing", _ASK)
    elif evidence.reference is not None and evidence.reference not in catalog.registers.references:
        message = f"no reference has the id {evidence.reference!r}"
        yield Objection(field.path, message, "choose one of registers/references.yaml")
    elif evidence.article is not None:
        fault = _why_not_there(evidence, articles)
        if fault:
            yield Objection(field.path, *fault)


def _why_not_there(evidence: Evidence, articles: Mapping[str, Article]) -> tuple[str, str] | None:
    """Message and mend if a quote does not stand in its article at its offsets."""
    article = articles.get(evidence.article or "")
    if article is None:
        return f"no article has the id {evidence.article!r}", "keep the article first"
    start, end, quote = evidence.start or 0, evidence.end or 0, evidence.quote or ""
    if article.text[start:end] != quote:
        there = article.text[start:end][:40]
        return (
            f"{article.record.id} has {there!r} at {start}–{end}, not {quote[:40]!r}",
            "mark the words again in the text as it is kept",
        )
    furniture = article.furniture_at(start, end)
    if furniture is not None:
        return f"the words lie in page furniture ({furniture.what})", "mark words of the article"
    return None


def _to_sources(draft: Draft, articles: Mapping[str, Article]) -> Iterator[Objection]:
    """Articles that are quoted and of which nobody said who published them."""
    used = dict.fromkeys(
        field.evidence.article
        for field in fields_of(draft)
        if field.evidence is not None and field.evidence.article is not None
    )
    for name in used:
        article = articles.get(name)
        if article is not None and article.record.publisher == UNKNOWN_PUBLISHER:
            yield Objection(
                f"articles.{name}.publisher",
                f"nobody has said who published {article.record.title!r}",
                "name the publisher of the article",
            )


def _stated(path: str, what: str, stated: tuple[Evidence, ...]) -> Iterator[Field]:
    if not stated:
        yield Field(path, what, None)
    for index, evidence in enumerate(stated):
        yield Field(f"{path}.{index}", what, evidence)


def _said(path: str, thing: Draft | DraftLeg, names: tuple[str, ...]) -> Iterator[Field]:
    for name in names:
        for index, said in enumerate(getattr(thing, name)):
            where = f"{path}.{name}.{index}" if path else f"{name}.{index}"
            shown = getattr(said, "value", None) or getattr(said, "name", "")
            yield Field(where, f"{_SINGULAR[name]} {str(shown)[:40]!r}", said.evidence)


_SINGULAR = {
    "modes": "the mode",
    "statuses": "the status",
    "cargo": "the cargo",
    "operators": "the operator",
    "statements": "the statement",
}


def _ends(draft: Draft, leg: DraftLeg) -> str:
    names = [stop.name if (stop := draft.stop(key)) else key for key in (leg.start, leg.end)]
    return "–".join(names)
